// The roads from far: each piece of the line in the colour of the day, in place of the runs' layer.

import { look } from "./looks.js";

const STEP_M = 200;

export class Roads {
  constructor(map, labels, renderer) {
    Object.assign(this, { map, labels, renderer, group: L.layerGroup(), pieces: [] });
  }

  // By road: [from, to, day it comes free (-1 before all, null never), state from then on].
  set(roads, runs) {
    this.group.remove().clearLayers();
    this.pieces = [];
    if (!runs?._map || !runs.isShown()) return;
    runs.clearLayers();
    for (const [name, pieces] of Object.entries(roads)) this.add(pieces, this.labels.roads.get(name), runs);
    this.group.addTo(this.map);
  }

  // Ramps and service roads have no posts: they are not drawn from far.
  add(pieces, posts, runs) {
    for (const [from, to, day, after] of posts ? pieces : []) {
      const line = L.polyline(this.line(from, to, posts), { renderer: this.renderer, interactive: false });
      this.pieces.push({ line, day, after, settings: runs.settings, state: "" });
      this.group.addLayer(line);
    }
  }

  line(from, to, posts) {
    const places = [];
    for (let at = from; at < to; at += STEP_M) places.push(this.labels.place(at, posts));
    return [...places, this.labels.place(to, posts)].filter(Boolean);
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
