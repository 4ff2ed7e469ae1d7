// Measuring: points by click, or Enter for the middle of the map; metres along, m² around.

const EARTH_M = 6378137;

export class Measure {
  constructor(box, map) {
    Object.assign(this, { box, map, isOn: false, points: [] });
    this.button = box.querySelector("button");
    this.output = box.querySelector("output");
    const color = getComputedStyle(box).getPropertyValue("--focus").trim();
    this.line = L.polyline([], { color, weight: 4, fill: false, interactive: false });
    this.button.addEventListener("click", () => (this.isOn ? this.stop() : this.start()));
    map.on("click", ({ latlng }) => this.isOn && this.add(latlng));
    map.getContainer().addEventListener("keydown", (event) => this.isOn && this.press(event));
    box.addEventListener("keydown", (event) => this.isOn && event.key === "Escape" && this.stop());
    box.hidden = false;
  }

  start() {
    this.isOn = true;
    this.points = [];
    this.line.setLatLngs([]).addTo(this.map);
    this.tell(this.box.dataset.hint);
    this.turn();
    this.map.getContainer().focus();
  }

  stop() {
    this.isOn = false;
    this.line.remove();
    this.tell(this.points.length > 1 ? this.told() : "");
    this.turn();
    this.button.focus();
  }

  turn() {
    this.button.textContent = this.isOn ? this.box.dataset.stop : this.box.dataset.start;
    this.button.setAttribute("aria-pressed", String(this.isOn));
    this.map.getContainer().classList.toggle("measuring", this.isOn);
  }

  press(event) {
    if (event.key === "Enter") this.add(this.map.getCenter());
    else if (event.key === "Escape") this.stop();
    else if (event.key === "Backspace") this.add(null);
    else return;
    event.preventDefault();
  }

  add(latlng) {
    if (latlng) this.points.push(latlng);
    else this.points.pop();
    this.line.setLatLngs(this.points.length > 2 ? [...this.points, this.points[0]] : this.points);
    this.tell(this.points.length > 1 ? this.told() : this.box.dataset.hint);
  }

  told() {
    const along = this.points.slice(1)
      .reduce((sum, point, i) => sum + this.map.distance(this.points[i], point), 0);
    const around = this.points.length > 2 ? ` · ${this.box.dataset.area} ${area(this.points)}` : "";
    return `${number(along, along < 100 ? 1 : 0)} m${around}`;
  }

  tell(text) {
    this.output.textContent = text;
  }
}

function number(value, digits) {
  const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(document.documentElement.lang, form);
}

// The ground inside a ring, on a plane that fits around its first point.
export function ground(points) {
  const turn = Math.PI / 180;
  const flat = points.map(({ lat, lng }) => [
    EARTH_M * (lng - points[0].lng) * turn * Math.cos(points[0].lat * turn),
    EARTH_M * (lat - points[0].lat) * turn,
  ]);
  const twice = flat.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = flat[(i + 1) % flat.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function area(points) {
  const found = ground(points);
  return found < 10000 ? `${number(found, 0)} m²` : `${number(found / 10000, 2)} ha`;
}
