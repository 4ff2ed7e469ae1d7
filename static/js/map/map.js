// The map page: what folium's script calls, and the page's own controls around it.

import { backdrop } from "./backdrop.js";
import { EndpointLayer } from "./endpoint.js";
import { follow, offer } from "./filter.js";
import { begun } from "./first.js";
import { Labels, toMetres } from "./labels.js";
import { later } from "./later.js";
import { Live } from "./live.js";
import { forget } from "./looks.js";
import { Panel } from "./panel.js";
import { StripLayer } from "./strips.js";
import { TileLayer } from "./tile_layer.js";
import { remember, setView, showInterval } from "./view.js";

const shell = document.querySelector("[data-map]");
const words = shell.dataset;
const first = begun(words.first);
const layers = new Map();
const crowded = new Set();
const toCount = new Set();
const renderer = L.canvas({ padding: 0.3, tolerance: 4 });
let map;
let live;
let labels;
let panel;
let measure;
let picked = null;

export function corridorMap({ id, bounds, zooms, tiled: names }) {
  const box = document.getElementById(id);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.label);
  const whole = L.latLngBounds(bounds);
  map = L.map(id, {
    renderer, minZoom: zooms[0], maxZoom: zooms[1],
    zoomSnap: 0.5, attributionControl: false, zoomControl: false, maxBounds: whole.pad(1.5),
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  const journal = { seq: Number(words.seq), revision: words.revision, tiled: names, first };
  live = new Live(map, journal, { failed: () => tell(words.failed), stale: fetchAgain });
  setView(map, whole);
  labels = new Labels(map);
  panel = new Panel(shell.querySelector("[data-panel]"));
  shell.querySelector("[data-panel]").addEventListener("closed", () => mark(null));
  map.on("moveend", () => remember(map));
  map.on("click", ({ latlng }) => pickAt(latlng));
  map.on("mousemove", ({ latlng }) => {
    box.style.cursor = tiled().some((layer) => layer.under(latlng)) ? "pointer" : "";
  });
  box.addEventListener("keydown", pickAtCentre);
  backdrop(shell.querySelector("[data-backdrop]"), map);
  tools();
  offer(shell.querySelector(".map-filters"));
  // The form sent before this script came.
  const km = new URLSearchParams(location.search).get("km");
  if (km) go(km);
  return map;
}

// What the first view does not need.
function tools() {
  const failed = () => tell(words.failed);
  const tool = (name, on, begin) => {
    const box = shell.querySelector(`[data-${name}]`);
    return box && later({ box, on, name, failed, begin: (module) => begin(module, box) });
  };
  tool("measure", ["click"], ({ Measure }, box) => { measure = new Measure(box, map); });
  tool("locate", ["click"], ({ locate }, box) => locate(box, map));
  tool("player", ["click", "input"],
    ({ Player }, box) => new Player({ box, map, layers, labels, renderer, count }));
  const cursor = tool("cursor", ["pointerover", "focusin", "input"],
    ({ Cursor }, box) => new Cursor({ box, map, labels }));
  if (cursor) map.once("mousemove", cursor);
}

export function corridorLayer(settings) {
  return taken(new EndpointLayer({ ...settings, first }, renderer), settings);
}

export function corridorStrips(settings) {
  return taken(new StripLayer({ ...settings, first }, renderer), settings);
}

export function corridorTiles(settings) {
  const layer = new TileLayer(settings, layers.size, live.source, live.statuses);
  live.add(layer);
  return taken(layer, settings);
}

function taken(layer, settings) {
  layers.set(settings.name, layer);
  layer.on("picked", ({ code, latlng }) => {
    // An area is picked where nothing smaller lies on it.
    if (settings.kind !== "polygon" || !pickAt(latlng)) pick(settings.name, code);
  });
  layer.on("failed", () => tell(words.failed));
  layer.on("left", ({ names }) => tell(`${words.left} ${names.join(", ")}`));
  layer.on("seen", ({ more }) => crowd(layer, more));
  layer.on("drawn", () => drawn(layer));
  layer.on("drawn seen counts", () => count(layer));
  if (!settings.plain) follow(map, layer, settings.name);
  wire(layer);
  return layer;
}

// Told when it begins and when it ends, so that nothing else that was told is wiped away.
function crowd(layer, isCrowded) {
  const before = crowded.size;
  if (isCrowded) crowded.add(layer);
  else crowded.delete(layer);
  if (!before !== !crowded.size) tell(crowded.size ? words.more : "");
}

function drawn(layer) {
  // One canvas holds all that is no tile: put back the order of the registry.
  if (layer.leaves?.size) layers.forEach((each) => each.eachLayer?.((leaf) => leaf.bringToFront?.()));
  if (layer.settings.name === "communes") labels.setCommunes(layer.data);
  if (layer.settings.name === "kilometres") {
    labels.setPosts(layer.data);
    showInterval(map, labels);
  }
  if (picked?.layer === layer && layer.leaves) mark(picked);
}

function wire(layer) {
  const box = shell.querySelector(`[data-layer="${layer.settings.name}"]`);
  if (!box) return;
  box.checked = layer.settings.on;
  box.addEventListener("change", () => {
    if (box.checked) layer.addTo(map);
    else layer.remove();
    count(layer);
  });
}

// Once for all that happens before the next frame.
function count(layer) {
  if (!toCount.size) requestAnimationFrame(countAll);
  toCount.add(layer);
}

function countAll() {
  for (const layer of toCount) {
    const counted = layer.counts();
    const isShown = layer._map && layer.isShown();
    for (const status of Object.keys(layer.settings.looks)) {
      const item = shell.querySelector(`[data-count="${layer.settings.name}:${status}"]`);
      if (!item) continue;
      item.hidden = !isShown;
      item.querySelector("b").textContent = counted ? told(counted[status] || 0) : "";
    }
  }
  toCount.clear();
}

function pick(name, code) {
  if (measure?.isOn) return;
  const layer = layers.get(name);
  mark({ layer, code });
  panel.open(layer.settings.panel, code);
}

// Outline the feature that is shown in the panel or focused in the table.
function mark(next) {
  if (picked) picked.layer.mark(null);
  picked = next;
  if (next) next.layer.mark(next.code);
}

// Layers painted on tiles, the topmost first.
function tiled() {
  return live.shown().reverse();
}

// What is shown without tiles and moves with the cases.
function fetchAgain() {
  for (const layer of layers.values()) {
    if (layer.settings.live && layer._map) layer.again();
  }
}

function pickAt(latlng) {
  for (const layer of tiled()) {
    const code = layer.under(latlng);
    if (!code) continue;
    pick(layer.settings.name, code);
    return true;
  }
  return false;
}

function pickAtCentre(event) {
  if (event.key !== "Enter" || event.target !== map.getContainer() || measure?.isOn) return;
  for (const [name, layer] of [...layers].reverse()) {
    const code = layer.under(map.getCenter());
    if (code) return pick(name, code);
  }
  tell(words.nothing);
}

// The first use of Intl takes longer than all of the map's first counts.
function told(count) {
  return count < 1000 ? String(count) : count.toLocaleString(document.documentElement.lang);
}

function tell(text) {
  shell.querySelector("[data-status]").textContent = text;
}

// The kilometre posts may still be under way: only then is a chainage known to be off the road.
async function go(text) {
  if (!labels.posts.length) tell(words.waiting);
  await labels.ready;
  const place = labels.anywhere(toMetres(text));
  if (!place) return tell(words.noPlace);
  tell("");
  map.setView(place, Math.max(map.getZoom(), 16));
  return map.getContainer().focus();
}

document.querySelector("[data-go]").addEventListener("submit", (event) => {
  event.preventDefault();
  go(new FormData(event.target).get("km"));
});

// A row of the table beside the map (data-feature="parcels:CODE") lights up its feature.
document.addEventListener("focusin", ({ target }) => {
  const [name, code] = (target.closest?.("[data-feature]")?.dataset.feature || "").split(/:(.*)/);
  if (code && layers.has(name)) mark({ layer: layers.get(name), code });
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  forget();
  layers.forEach((layer) => layer.restyle());
});
