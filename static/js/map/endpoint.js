// A Leaflet layer that loads its features from our endpoint by what is in view.

import { asked, boxOf } from "./filter.js";
import { look, Shape } from "./looks.js";

const PADDING = 0.4;

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
      this.draw({ features: [] });
      this.loaded = null;
      return;
    }
    const view = this._map.getBounds();
    if (this.loaded?.contains(view)) return this.fire("seen");
    const area = this.settings.whole ? this._map.options.whole.pad(0.1) : view.pad(PADDING);
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const reply = await fetch(this.address(area), { signal: this.asked.signal });
      if (!reply.ok) throw new Error(String(reply.status));
      const found = await reply.json();
      if (!this._map) return;
      this.draw(found);
      this.loaded = found.more ? null : this.settings.whole ? L.latLngBounds([-90, -180], [90, 180]) : area;
      this.fire("seen", { more: Boolean(found.more) });
    } catch (error) {
      if (error.name !== "AbortError") this.fire("failed");
    }
  },

  address(area) {
    const about = asked();
    about.set("bbox", boxOf(area));
    return `${this.settings.url}?${about}`;
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
      pointToLayer: (feature, at) => new Shape(at, {
        renderer: this.renderer, radius: this.settings.radius, shape: this.settings.name,
        interactive: Boolean(this.settings.panel),
      }),
      onEachFeature: (feature, leaf) => {
        this.leaves.set(feature.properties.c, leaf);
        if (this.settings.panel) leaf.on("click", () => this.fire("picked", { code: feature.properties.c }));
      },
    }).eachLayer((leaf) => this.addLayer(leaf));
    return this.fire("drawn");
  },

  restyle() {
    this.leaves.forEach((leaf) => leaf.setStyle?.(look(this.settings, leaf.feature.properties.s)));
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
