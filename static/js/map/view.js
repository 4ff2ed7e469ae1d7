// The view is part of the address, so that it can be sent to somebody.

import { boxOf } from "./filter.js";

export function remember(map) {
  const url = new URL(location.href);
  const { lat, lng } = map.getCenter();
  url.searchParams.delete("km");
  url.searchParams.set("view", `${map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  history.replaceState(history.state, "", url);
  const sheet = document.querySelector("[data-sheet]");
  if (sheet) sheet.search = new URLSearchParams([...url.searchParams, ["bbox", boxOf(map.getBounds())]]);
}

export function setView(map, whole) {
  const view = (new URLSearchParams(location.search).get("view") || "").split("/").map(Number);
  if (view.length === 3 && view.every(Number.isFinite)) map.setView([view[1], view[2]], view[0]);
  else map.fitBounds(whole);
}

// /map?from=12000&to=13500 shows that stretch, unless the address already holds a view.
export function showInterval(map, labels) {
  const asked = new URLSearchParams(location.search);
  if (asked.has("view") || !asked.has("from")) return;
  const ends = [Number(asked.get("from")), Number(asked.get("to") || asked.get("from"))];
  const places = ends.map((metres) => labels.place(metres)).filter(Boolean);
  if (places.length) map.fitBounds(L.latLngBounds(places).pad(0.3), { maxZoom: 17 });
}
