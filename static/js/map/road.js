// The road from far: each piece of the line in the colour of the day, in place of the runs' layer.

import { look } from "./looks.js";

const STEP_M = 200;

export class Road {
  constructor(map, labels, renderer) {
    Object.assign(this, { map, labels, renderer, group: L.layerGroup(), pieces: [] });
  }

  // Pieces are [from, to, day it comes free (-1 before all, null never), state from then on].
  set(pieces, runs) {
    this.group.remove().clearLayers();
    this.pieces = [];
    if (!runs?._map || !runs.isShown()) return;
    runs.clearLayers();
    for (const [from, to, day, after] of pieces) {
      const line = L.polyline(this.line(from, to), { renderer: this.renderer, interactive: false });
      this.pieces.push({ line, day, after, settings: runs.settings, state: "" });
      this.group.addLayer(line);
    }
    this.group.addTo(this.map);
  }

  line(from, to) {
    const places = [];
    for (let at = from; at < to; at += STEP_M) places.push(this.labels.place(at));
    return [...places, this.labels.place(to)].filter(Boolean);
  }

  paint(day) {
    for (const piece of this.pieces) {
      const state = piece.day === null || piece.day > day ? "blocked" : piece.after;
      if (state === piece.state) continue;
      piece.state = state;
      piece.line.setStyle({ ...look(piece.settings, state), fill: false });
    }
  }
}
