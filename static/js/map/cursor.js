// One cursor for map and strip: pointing at or stepping along either shows the place on both.

import { toText } from "./labels.js";

export class Cursor {
  constructor({ box, map, labels }) {
    Object.assign(this, { box, map, labels });
    this.svg = box.querySelector("svg");
    this.line = this.svg.querySelector(".cursor");
    this.range = box.querySelector("input");
    this.readout = box.querySelector("[data-km]");
    const { start, length, left, wide } = this.svg.dataset;
    Object.assign(this, { start: +start, length: +length, left: +left, wide: +wide });
    this.mark = L.circleMarker([0, 0], { radius: 10, weight: 4, fill: false, interactive: false });
    this.listen();
    if (document.activeElement === this.range) this.show(Number(this.range.value), true);
  }

  listen() {
    this.range.addEventListener("input", () => this.show(Number(this.range.value), true));
    this.range.addEventListener("keydown", (event) => event.key === "Enter" && this.zoom());
    this.box.querySelector("[data-zoom-here]").addEventListener("click", () => this.zoom());
    this.svg.addEventListener("pointermove", (event) => this.show(this.under(event)));
    this.svg.addEventListener("focusin", ({ target }) => this.show(ends(target.closest("a"))[0], true));
    this.svg.addEventListener("click", (event) => this.open(event));
    this.map.on("mousemove", ({ latlng }) => this.show(this.labels.chainage(latlng, this.reach())));
    // Arrow keys move the map: its middle is then what the reader points at.
    this.map.on("moveend", () => document.activeElement === this.map.getContainer()
      && this.show(this.labels.chainage(this.map.getCenter(), this.reach())));
  }

  // The chainage under the pointer on the strip.
  under(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    const share = Math.min(Math.max((point.x - this.left) / this.wide, 0), 1);
    return this.start + share * this.length;
  }

  // How far from the line (m) still points at it: forty pixels.
  reach() {
    const middle = this.map.getSize().divideBy(2);
    const [a, b] = [middle, middle.add([40, 0])].map((p) => this.map.containerPointToLatLng(p));
    return this.map.distance(a, b);
  }

  show(metres, follow = false) {
    const place = Number.isFinite(metres) ? this.labels.place(metres) : null;
    if (!place) return;
    this.at = metres;
    const x = this.left + ((metres - this.start) / this.length) * this.wide;
    this.line.setAttribute("transform", `translate(${x.toFixed(0)} 0)`);
    this.line.removeAttribute("hidden");
    this.readout.textContent = toText(metres);
    this.range.value = Math.round(metres);
    this.range.setAttribute("aria-valuetext", toText(metres));
    const color = getComputedStyle(this.box).getPropertyValue("--focus").trim();
    this.mark.setLatLng(place).setStyle({ color }).addTo(this.map);
    if (follow && !this.map.getBounds().contains(place)) this.map.panTo(place);
  }

  zoom() {
    const place = this.labels.place(this.at ?? Number(this.range.value));
    if (place) this.map.setView(place, Math.max(this.map.getZoom(), 16));
  }

  // A piece of the strip fills the map instead of leading to its page.
  open(event) {
    const link = event.target.closest("a");
    const places = ends(link).map((metres) => this.labels.place(metres)).filter(Boolean);
    if (!link || event.ctrlKey || event.metaKey || places.length < 2) return;
    event.preventDefault();
    this.map.fitBounds(L.latLngBounds(places).pad(0.2), { maxZoom: 17 });
  }
}

// The two chainages of a link of the strip.
function ends(link) {
  if (!link) return [NaN, NaN];
  const asked = new URL(link.getAttribute("href"), location.href).searchParams;
  return [Number(asked.get("from")), Number(asked.get("to"))];
}
