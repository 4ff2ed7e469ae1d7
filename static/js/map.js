// The map page: what folium's script calls, and the page's own controls around it.

import { backdrop } from "./map/backdrop.js";
import { Cursor } from "./map/cursor.js";
import { EndpointLayer } from "./map/endpoint.js";
import { boxOf, follow } from "./map/filter.js";
import { Labels, toMetres } from "./map/labels.js";
import { Live } from "./map/live.js";
import { locate } from "./map/locate.js";
import { forget } from "./map/looks.js";
import { Measure } from "./map/measure.js";
import { Panel } from "./map/panel.js";
import { Player } from "./map/player.js";
import { StripLayer } from "./map/strips.js";
import { TileLayer } from "./map/tile_layer.js";

const shell = document.querySelector("[data-map]");
const words = shell.dataset;
const layers = new Map();
const renderer = L.canvas({ padding: 0.3, tolerance: 4 });
let map;
let live;
let labels;
let panel;
let measure;
let picked = null;

export function corridorMap({ id, bounds, zooms, ...journal }) {
  const box = document.getElementById(id);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.label);
  const whole = L.latLngBounds(bounds);
  map = L.map(id, {
    renderer, whole, minZoom: zooms[0], maxZoom: zooms[1],
    zoomSnap: 0.5, attributionControl: false, zoomControl: false, maxBounds: whole.pad(1.5),
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map);
  live = new Live(map, journal, { failed: () => tell(words.failed), stale: fetchAgain });
  setView(whole);
  labels = new Labels(map);
  panel = new Panel(shell.querySelector("[data-panel]"));
  shell.querySelector("[data-panel]").addEventListener("closed", () => mark(null));
  map.on("moveend", remember);
  map.on("click", ({ latlng }) => pickAt(latlng));
  map.on("mousemove", ({ latlng }) => {
    box.style.cursor = tiled().some((layer) => layer.under(latlng)) ? "pointer" : "";
  });
  new Player({ box: shell.querySelector("[data-player]"), map, layers, labels, renderer, count });
  box.addEventListener("keydown", pickAtCentre);
  backdrop(shell.querySelector("[data-backdrop]"), map);
  measure = new Measure(shell.querySelector("[data-measure]"), map);
  locate(shell.querySelector("[data-locate]"), map);
  const ribbon = shell.querySelector("[data-ribbon]");
  if (ribbon) new Cursor({ box: ribbon, map, labels });
  // The form sent before this script came.
  const km = new URLSearchParams(location.search).get("km");
  if (km) go(km);
  return map;
}

export function corridorLayer(settings) {
  return taken(new EndpointLayer(settings, renderer), settings);
}

export function corridorStrips(settings) {
  return taken(new StripLayer(settings, renderer), settings);
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
  layer.on("seen", ({ more }) => tell(more ? words.more : ""));
  layer.on("drawn", () => drawn(layer));
  layer.on("drawn seen counts", () => count(layer));
  if (!settings.plain) follow(map, layer, settings.name);
  wire(layer);
  return layer;
}

function drawn(layer) {
  // One canvas holds all: put back the order of the registry.
  layers.forEach((each) => each.eachLayer?.((leaf) => leaf.bringToFront?.()));
  if (layer.settings.name === "communes") labels.setCommunes(layer.data);
  if (layer.settings.name === "kilometres") {
    labels.setPosts(layer.data);
    showInterval();
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

function count(layer) {
  const counted = layer.counts();
  const isShown = layer._map && layer.isShown();
  for (const status of Object.keys(layer.settings.looks)) {
    const item = shell.querySelector(`[data-count="${layer.settings.name}:${status}"]`);
    if (!item) continue;
    item.hidden = !isShown;
    const number = counted && (counted[status] || 0).toLocaleString(document.documentElement.lang);
    item.querySelector("b").textContent = number ?? "";
  }
}

function pick(name, code) {
  if (measure.isOn) return;
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
  if (event.key !== "Enter" || event.target !== map.getContainer() || measure.isOn) return;
  for (const [name, layer] of [...layers].reverse()) {
    const code = layer.under(map.getCenter());
    if (code) return pick(name, code);
  }
  tell(words.nothing);
}

function tell(text) {
  shell.querySelector("[data-status]").textContent = text;
}

// The view is part of the address, so it can be sent to somebody.
function remember() {
  const url = new URL(location.href);
  const { lat, lng } = map.getCenter();
  url.searchParams.delete("km");
  url.searchParams.set("view", `${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  history.replaceState(history.state, "", url);
  const sheet = document.querySelector("[data-sheet]");
  if (sheet) sheet.search = new URLSearchParams([...url.searchParams, ["bbox", boxOf(map.getBounds())]]);
}

function setView(whole) {
  const view = (new URLSearchParams(location.search).get("view") || "").split("/").map(Number);
  if (view.length === 3 && view.every(Number.isFinite)) map.setView([view[1], view[2]], view[0]);
  else map.fitBounds(whole);
}

// /map?from=12000&to=13500 shows that stretch, unless the address already holds a view.
function showInterval() {
  const asked = new URLSearchParams(location.search);
  if (asked.has("view") || !asked.has("from")) return;
  const ends = [Number(asked.get("from")), Number(asked.get("to") || asked.get("from"))];
  const places = ends.map((metres) => labels.place(metres)).filter(Boolean);
  if (places.length) map.fitBounds(L.latLngBounds(places).pad(0.3), { maxZoom: 17 });
}

// The kilometre posts may still be under way: only then is a chainage known to be off the road.
async function go(text) {
  if (!labels.posts.length) tell(words.waiting);
  await labels.ready;
  const place = labels.place(toMetres(text));
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
