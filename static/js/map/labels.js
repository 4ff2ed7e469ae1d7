// Names of communes and kilometre posts, written beside the canvas as plain text. Where two would
// overlap the weightier stays: posts, then communes by how much of the road they hold.

import { halves, overlap, within } from "./room.js";

const LABEL = { interactive: false, keyboard: false };
const POST_GAP = 9;
const STEPS = 100000;
// Where else within its borders a commune's name may go, in half widths and half heights.
const ASIDE = [[0, 0], [-1, 0], [1, 0], [0, -2.2], [0, 2.2], [-0.8, -2], [0.8, 2], [0.8, -2],
  [-0.8, 2], [-1.5, 0], [1.5, 0], [-1.2, -1.2], [-1.2, 1.2], [2.2, 0], [2.2, 1.5], [2.2, -1.5]];

function icon(text, kind) {
  const box = document.createElement("span");
  box.textContent = text;
  return L.divIcon({ html: box, className: `map-label ${kind}`, iconSize: [0, 0] });
}

export class Labels {
  constructor(map) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
    this.posts = [];
    this.roads = new Map();
    this.communes = [];
    this.ready = new Promise((resolve) => Object.assign(this, { resolve }));
    map.on("moveend zoomend", () => this.draw());
  }

  // By road: chainages, longitudes and latitudes, each a step from the one before.
  setPosts(roads) {
    this.roads = new Map(Object.entries(roads).map(([name, steps]) => [name, unpacked(...steps)]));
    this.posts = [...this.roads.values()].flat();
    this.weigh();
    this.resolve();
  }

  setCommunes(features) {
    this.communes = features.filter((f) => f.properties.l).map((feature) => ({
      text: feature.properties.l,
      shape: feature.geometry,
      at: L.geoJSON(feature).getBounds().getCenter(),
    }));
    this.weigh();
  }

  // Communes on the road first, those with most of it before all.
  weigh() {
    const whole = this.posts.filter((post) => post.metres % 1000 === 0);
    for (const commune of this.communes) {
      commune.weight = whole.filter((post) => within(commune.shape, post.at)).length;
    }
    this.communes.sort((a, b) => b.weight - a.weight);
    this.draw();
  }

  draw() {
    this.group.clearLayers();
    const view = this.map.getBounds();
    const style = getComputedStyle(this.map.getContainer());
    const taken = [];
    for (const label of this.wanted()) {
      const at = view.contains(label.at) && this.free(label, taken, style);
      if (at) this.group.addLayer(L.marker(at, { ...LABEL, icon: icon(label.text, label.kind) }));
    }
  }

  // What could be written at this zoom, weightiest first.
  wanted() {
    const zoom = this.map.getZoom();
    const every = zoom >= 16 ? 100 : zoom >= 12 ? 1000 : 5000;
    const posts = this.posts.filter(({ metres }) => metres % every === 0).map((post) => ({
      ...post, kind: "post", text: every < 1000 ? post.text : `Km${post.metres / 1000}`,
    }));
    const communes = zoom < 8 ? [] : this.communes.map((one) => ({ ...one, kind: "commune" }));
    return [...posts, ...communes];
  }

  // Where a label meets no other, if anywhere; notes the room it takes there.
  free({ at, text, kind, shape }, taken, style) {
    const [wide, high] = halves(text, kind, style);
    const { x, y } = this.map.latLngToContainerPoint(at);
    const middles = shape ? ASIDE.map(([right, down]) => [x + right * wide, y + down * high])
      : [[x + wide + POST_GAP, y]];
    for (const [atX, atY] of middles) {
      const box = [atX - wide - (shape ? 0 : POST_GAP + 6), atY - high, atX + wide, atY + high];
      if (taken.some((other) => overlap(box, other))) continue;
      const place = this.map.containerPointToLatLng([atX, atY]);
      if (shape && middles[0][0] !== atX && !within(shape, place)) continue;
      taken.push(box);
      return shape ? place : at;
    }
    return null;
  }

  // The posts of the page's road; where its page names none, of the first.
  get own() {
    const name = this.map.getContainer().closest("[data-road]")?.dataset.road;
    return this.roads.get(name) || [...this.roads.values()][0] || [];
  }

  // The place of a chainage, between the posts on either side; null when off the road.
  place(metres, posts = this.own) {
    const next = posts.findIndex((post) => post.metres >= metres);
    if (next < 0 || (next === 0 && posts[0].metres !== metres)) return null;
    const after = posts[next];
    const before = posts[Math.max(next - 1, 0)];
    const share = after === before ? 0 : (metres - before.metres) / (after.metres - before.metres);
    return L.latLng(
      before.at.lat + (after.at.lat - before.at.lat) * share,
      before.at.lng + (after.at.lng - before.at.lng) * share,
    );
  }

  // The same on the page's road or else, where that is too short, on the road nearest to the view.
  anywhere(metres) {
    const own = this.place(metres);
    if (own) return own;
    const middle = this.map.getCenter();
    const found = [...this.roads.values()].map((posts) => this.place(metres, posts)).filter(Boolean);
    found.sort((a, b) => this.map.distance(a, middle) - this.map.distance(b, middle));
    return found[0] || null;
  }

  // The chainage on the page's road nearest to a place; null when it is over `reach` metres away.
  chainage(latlng, reach) {
    const posts = this.own;
    const [x, y] = flat(latlng, latlng.lat);
    let [best, metres] = [reach, null];
    for (let i = 1; i < posts.length; i += 1) {
      const [before, after] = [posts[i - 1], posts[i]];
      const [[ax, ay], [bx, by]] = [flat(before.at, latlng.lat), flat(after.at, latlng.lat)];
      const [dx, dy] = [bx - ax, by - ay];
      const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
      const far = Math.hypot(ax + share * dx - x, ay + share * dy - y);
      if (far < best) [best, metres] = [far, before.metres + share * (after.metres - before.metres)];
    }
    return metres;
  }
}

function unpacked(metres = [], x = [], y = []) {
  let [m, lng, lat] = [0, 0, 0];
  return metres.map((step, at) => {
    [m, lng, lat] = [m + step, lng + x[at], lat + y[at]];
    return { metres: m, text: toText(m), at: L.latLng(lat / STEPS, lng / STEPS) };
  }).sort((a, b) => a.metres - b.metres);
}

// Metres east and north on a plane that fits around that latitude.
function flat({ lat, lng }, around) {
  return [lng * 111320 * Math.cos((around * Math.PI) / 180), lat * 111320];
}

export function toText(metres) {
  const whole = Math.floor(metres);
  return `Km${Math.floor(whole / 1000)}+${String(whole % 1000).padStart(3, "0")}`;
}

// Km12+345, 12+345, km 12: metres; NaN for anything else.
export function toMetres(text) {
  const found = /^\s*(?:km?)?\s*(\d{1,4})(?:\s*\+\s*(\d{1,3}))?\s*$/i.exec(text);
  return found ? Number(found[1]) * 1000 + Number(found[2] || 0) : NaN;
}
