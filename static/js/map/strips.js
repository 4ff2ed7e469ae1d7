// Progress from afar: pieces of the road, each cut by its shares of clear, blocked and unknown.

import { EndpointLayer } from "./endpoint.js";

const STATES = ["clear", "blocked", "unknown"];
const STEPS = 100000;
const IS_NOW = !new URLSearchParams(location.search).get("as_of");

export const StripLayer = EndpointLayer.extend({
  size() {
    const zoom = this._map.getZoom();
    return this.settings.pieces.findLast(([, least]) => zoom >= least)[0];
  },

  // Other pieces for another distance; an earlier day has its exact runs.
  async refresh() {
    if (this._map && IS_NOW && this.loaded && this.drawnSize !== this.size()) this.loaded = null;
    return EndpointLayer.prototype.refresh.call(this);
  },

  address(area) {
    const exact = EndpointLayer.prototype.address.call(this, area);
    return IS_NOW ? exact.replace(this.settings.url, `/map/strips/${this.size()}.json`) : exact;
  },

  // Pieces are no things to count.
  counts() {
    return IS_NOW ? null : EndpointLayer.prototype.counts.call(this);
  },

  read(answer) {
    this.drawnSize = answer.size;
    return answer.rows ? { features: grouped(answer.rows), type: "FeatureCollection" } : answer;
  },
});

// One line of many parts for each state: a nation's thousands of pieces are drawn as three.
function grouped(rows) {
  const parts = STATES.map(() => []);
  for (const row of rows) cut(row, parts);
  return STATES.map((state, at) => ({ type: "Feature", properties: { c: state, s: state },
    geometry: { type: "MultiLineString", coordinates: parts[at] } }));
}

function cut(row, parts) {
  const points = unfolded(row);
  const whole = row[0] + row[1] + row[2];
  let from = 0;
  STATES.forEach((_, at) => {
    if (!row[at]) return;
    const to = from + row[at] / whole;
    parts[at].push(between(points, from, to));
    from = to;
  });
}

function unfolded(row) {
  const points = [];
  let [x, y] = [0, 0];
  for (let at = 3; at < row.length; at += 2) {
    x += row[at];
    y += row[at + 1];
    points.push([x / STEPS, y / STEPS]);
  }
  return points;
}

// The part of a line between two shares of its length.
function between(points, from, to) {
  if (from <= 0 && to >= 1) return points;
  const reached = [0];
  for (let at = 1; at < points.length; at += 1) {
    reached.push(reached[at - 1] + Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]));
  }
  const [start, end] = [from * reached.at(-1), to * reached.at(-1)];
  const inside = points.filter((_, at) => reached[at] > start && reached[at] < end);
  return [place(points, reached, start), ...inside, place(points, reached, end)];
}

function place(points, reached, metres) {
  const next = Math.max(reached.findIndex((there) => there >= metres), 1);
  const at = next < 0 ? points.length - 1 : Math.min(next, points.length - 1);
  const share = (metres - reached[at - 1]) / (reached[at] - reached[at - 1] || 1);
  return [0, 1].map((k) => points[at - 1][k] + (points[at][k] - points[at - 1][k]) * share);
}
