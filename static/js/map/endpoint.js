// A Leaflet layer that loads its features from our endpoint by what is in view.

import { answered } from "./answer.js";
import { asked, boxOf } from "./filter.js";
import { look } from "./looks.js";

const PADDING = 0.4;
const EVERYWHERE = L.latLngBounds([-90, -180], [90, 180]);

export const EndpointLayer = L.LayerGroup.extend({
  initialize(settings, renderer) {
    L.LayerGroup.prototype.initialize.call(this);
    this.settings = settings;
    this.renderer = renderer;
    this.leaves = new Map();
    this.loaded = null;
  },

  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("moveend", this.refresh, this);
    this.refresh();
  },

  onRemove(map) {
    map.off("moveend", this.refresh, this);
    this.asked?.abort();
    L.LayerGroup.prototype.onRemove.call(this, map);
  },

  isShown() {
    const zoom = this._map.getZoom();
    return zoom >= this.settings.zooms[0] && zoom <= this.settings.zooms[1];
  },

  async refresh() {
    if (!this._map) return;
    if (!this.isShown()) {
      this.asked?.abort();
      this.settings.first = null;
      this.draw({ features: [] });
      this.loaded = null;
      return;
    }
    const view = this._map.getBounds();
    if (this.loaded?.contains(view)) return this.fire("seen");
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const { found, area } = (await this.first(view)) || (await this.ask(view, signal));
      if (signal.aborted || !this._map) return;
      this.take(this.read(found), area);
    } catch (error) {
      if (error.name !== "AbortError") this.fire("failed");
    }
  },

  // What the page itself asked for, once, if it reaches as far as the view.
  async first(view) {
    const { first, name, whole } = this.settings;
    this.settings.first = null;
    const part = await first?.(name);
    return part && (whole || part.area.contains(view)) ? part : null;
  },

  async ask(view, signal) {
    const area = view.pad(PADDING);
    const reply = await answered(this.address(area), signal);
    return { found: await reply.json(), area };
  },

  take(found, area) {
    this.draw(found);
    this.loaded = found.more ? null : this.settings.whole ? EVERYWHERE : area;
    this.fire("seen", { more: Boolean(found.more) });
    if (found.left) this.fire("left", { names: found.left });
  },

  // Fetch what is in view anew, though it was loaded.
  again() {
    this.loaded = null;
    return this.refresh();
  },

  // What was answered: GeoJSON, or posts that no canvas draws.
  read(answer) {
    return answer.posts ? { features: answer.posts } : answer;
  },

  address(area) {
    const about = asked();
    if (!this.settings.whole) about.set("bbox", boxOf(area));
    return [this.settings.url, String(about)].filter(Boolean).join("?");
  },

  draw(found) {
    this.clearLayers();
    this.leaves.clear();
    this.data = found.features;
    if (this.settings.kind === "label") return this.fire("drawn");
    L.geoJSON(found, {
      renderer: this.renderer,
      interactive: Boolean(this.settings.panel),
      smoothFactor: 0.5,
      style: (feature) => look(this.settings, feature.properties.s),
      onEachFeature: (feature, leaf) => {
        this.leaves.set(feature.properties.c, leaf);
        if (this.settings.panel) leaf.on("click", (event) => {
          L.DomEvent.stop(event);
          this.fire("picked", { code: feature.properties.c, latlng: event.latlng });
        });
      },
    }).eachLayer((leaf) => this.addLayer(leaf));
    return this.fire("drawn");
  },

  restyle() {
    this.leaves.forEach((leaf) => leaf.setStyle?.(look(this.settings, leaf.feature.properties.s)));
  },

  // Draw a line around one code; null draws it around none.
  mark(code) {
    const old = this.leaves.get(this.marked);
    if (old) old.setStyle(look(this.settings, old.feature.properties.s));
    this.marked = code;
    const leaf = this.leaves.get(code);
    if (!leaf) return;
    const focus = getComputedStyle(document.documentElement).getPropertyValue("--focus").trim();
    leaf.setStyle({ color: focus, weight: 5 });
    leaf.bringToFront();
  },

  // How many features of each status are in view.
  counts() {
    const view = this._map?.getBounds();
    const counted = {};
    this.leaves.forEach((leaf) => {
      const inside = leaf.getBounds ? view?.intersects(leaf.getBounds()) : view?.contains(leaf.getLatLng());
      const { s } = leaf.feature.properties;
      if (inside) counted[s] = (counted[s] || 0) + 1;
    });
    return counted;
  },

  // The feature under a place, for the keyboard.
  under(latlng) {
    if (!this.settings.panel || !this._map) return null;
    const point = this._map.latLngToLayerPoint(latlng);
    return [...this.leaves].find(([, leaf]) => leaf._containsPoint?.(point))?.[0] ?? null;
  },
});
