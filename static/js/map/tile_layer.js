// A Leaflet grid of canvases painted from our vector tiles. Shapes are fetched once; a status that
// changes repaints the tiles that hold it, from memory.

import { EXTENT, holds, outline, paint } from "./paint.js";

const SIZE = 512;
const NEAR = 8;

export const TileLayer = L.GridLayer.extend({
  initialize(settings, order, source, statuses) {
    L.GridLayer.prototype.initialize.call(this, {
      tileSize: SIZE, minZoom: settings.zooms[0], maxZoom: settings.zooms[1],
      updateWhenZooming: false, keepBuffer: 1, zIndex: order + 1,
    });
    Object.assign(this, { settings, source, statuses });
    this.shown = new Map();
    this.passes = null;
    this.marked = null;
    this.on("tileunload", ({ coords }) => this.drop(coords));
  },

  onAdd(map) {
    L.GridLayer.prototype.onAdd.call(this, map);
    map.on("moveend", this.settled, this);
  },

  onRemove(map) {
    map.off("moveend", this.settled, this);
    L.GridLayer.prototype.onRemove.call(this, map);
  },

  createTile(coords, done) {
    const canvas = document.createElement("canvas");
    // A canvas takes its pixels with the first feature: most tiles of most layers hold none.
    canvas.width = canvas.height = 0;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const tile = { canvas, ratio, coords, features: [], ids: new Set() };
    this.shown.set(this._tileCoordsToKey(coords), tile);
    this.fetch(tile).then(() => done(null, canvas), (error) => {
      if (error.name !== "AbortError") this.fire("failed");
      done(error, canvas);
    });
    return canvas;
  },

  async fetch(tile) {
    tile.features = await this.source.get(this.settings.name, tile.coords);
    tile.ids = new Set(tile.features.map((feature) => feature.id));
    this.paint(tile);
    this.fire("drawn");
  },

  drop(coords) {
    this.source.drop(this.settings.name, coords);
    this.shown.delete(this._tileCoordsToKey(coords));
  },

  paint({ canvas, ratio, features }) {
    if (!features.length && !canvas.width) return;
    if (!canvas.width) canvas.width = canvas.height = SIZE * ratio;
    const ctx = canvas.getContext("2d");
    const groups = new Map();
    const faint = [];
    for (const feature of features) {
      const status = this.statusOf(feature.id);
      if (status === null || !this.isPassed(feature)) faint.push(feature);
      else if (groups.has(status)) groups.get(status).push(feature);
      else groups.set(status, [feature]);
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, SIZE, SIZE);
    paint(ctx, this.settings, groups, faint, SIZE / EXTENT);
    const marked = this.marked && features.filter(({ code }) => code === this.marked);
    for (const feature of marked || []) outline(ctx, this.settings, feature, this.focus(), SIZE / EXTENT);
  },

  focus() {
    return getComputedStyle(document.documentElement).getPropertyValue("--focus").trim();
  },

  settled() {
    this.fire("counts");
  },

  isShown() {
    const zoom = this._map.getZoom();
    return zoom >= this.settings.zooms[0] && zoom <= this.settings.zooms[1];
  },

  statusOf(id) {
    return this.settings.plain ? "" : this.statuses.of(id);
  },

  // Paint again the tiles with one of these numbers; all tiles without them.
  repaint(ids) {
    for (const tile of this.shown.values()) {
      if (!ids || ids.some((id) => tile.ids.has(id))) this.paint(tile);
    }
    this.fire("counts");
  },

  restyle() {
    this.repaint(null);
  },

  // Only what passes is painted in full: predicate(id, feature), or null for all.
  setFilter(predicate) {
    this.passes = predicate;
    this.repaint(null);
  },

  isPassed(feature) {
    return !this.passes || this.passes(feature.id, feature);
  },

  // Draw a line around one code; null draws it around none.
  mark(code) {
    this.marked = code;
    this.repaint(null);
  },

  // The code at a place: the last painted lies on top.
  under(latlng) {
    if (!this.settings.panel || !this._map || !this.isShown()) return null;
    const zoom = this._tileZoom;
    const at = this._map.project(latlng, zoom);
    const [x, y] = [Math.floor(at.x / SIZE), Math.floor(at.y / SIZE)];
    const tile = this.shown.get(`${x}:${y}:${zoom}`);
    const unit = EXTENT / SIZE;
    const place = [(at.x - x * SIZE) * unit, (at.y - y * SIZE) * unit];
    const near = (this.settings.radius + NEAR) * unit;
    return tile?.features.findLast((one) => this.isPassed(one) && holds(one, ...place, near))?.code ?? null;
  },

  // How many of each status are in view; each once, though several tiles hold it.
  counts() {
    const counted = {};
    if (!this._map || !this.isShown()) return counted;
    const zoom = this._tileZoom;
    const view = [this._map.getBounds().getNorthWest(), this._map.getBounds().getSouthEast()]
      .map((corner) => this._map.project(corner, zoom));
    const seen = new Set();
    for (const { coords, features } of this.shown.values()) {
      if (coords.z !== zoom) continue;
      const [[west, north], [east, south]] = view.map(({ x, y }) => [
        (x / SIZE - coords.x) * EXTENT, (y / SIZE - coords.y) * EXTENT]);
      for (const feature of features) {
        const [left, top, right, bottom] = feature.box;
        const isIn = right >= west && left <= east && bottom >= north && top <= south;
        if (!isIn || seen.has(feature.id) || !this.isPassed(feature)) continue;
        seen.add(feature.id);
        const status = this.statusOf(feature.id);
        if (status !== null) counted[status] = (counted[status] || 0) + 1;
      }
    }
    return counted;
  },
});
