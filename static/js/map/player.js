// The player: the days of all changes in view come in one answer, every frame is made from it here.

import { answered } from "./answer.js";
import { boxOf } from "./filter.js";
import { look } from "./looks.js";
import { Roads } from "./road.js";

const SECONDS = 20;
const CASES = ["parcels", "structures", "utilities", "graves"];
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
// Without motion: month by month, a second each.
const CALM_DAYS = 30;

export class Player {
  constructor({ box, map, layers, labels, renderer, count }) {
    Object.assign(this, { box, map, layers, count, at: 0, ways: null, shown: new Map() });
    this.roads = new Roads(map, labels, renderer);
    this.slider = box.querySelector("input");
    this.button = box.querySelector("[data-toggle]");
    this.button.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
    this.slider.addEventListener("input", () => this.seek(Number(this.slider.value)));
    map.on("moveend", () => this.ways && this.load());
    box.hidden = false;
  }

  async load() {
    const on = CASES.filter((name) => this.layers.get(name)?._map && this.layers.get(name).isShown());
    const about = new URLSearchParams({ bbox: boxOf(this.map.getBounds().pad(0.1)), layers: on.join(",") });
    const asOf = new URLSearchParams(location.search).get("as_of");
    if (asOf) about.set("as_of", asOf);
    const reply = await answered(`/map/history.json?${about}`);
    this.ways = await reply.json();
    this.slider.max = this.ways.days;
    this.shown.clear();
    this.roads.set(this.ways.roads, this.layers.get("runs"));
    this.draw();
  }

  async play() {
    try {
      if (!this.ways) await this.load();
    } catch {
      this.tell(this.box.dataset.failed);
      return;
    }
    if (this.at >= this.ways.days) this.at = 0;
    this.button.textContent = this.box.dataset.pause;
    if (isCalm.matches) this.timer = setInterval(() => this.step(CALM_DAYS), 1000);
    else this.run();
  }

  run() {
    const [start, from] = [performance.now(), this.at];
    const frame = (now) => {
      this.at = from + ((now - start) / 1000 / SECONDS) * this.ways.days;
      if (this.finished()) return;
      this.draw();
      this.timer = requestAnimationFrame(frame);
    };
    this.timer = requestAnimationFrame(frame);
  }

  step(days) {
    this.at += days;
    if (!this.finished()) this.draw();
  }

  finished() {
    if (this.at < this.ways.days) return false;
    this.at = this.ways.days;
    this.draw();
    this.pause();
    return true;
  }

  pause() {
    cancelAnimationFrame(this.timer);
    clearInterval(this.timer);
    this.timer = null;
    this.button.textContent = this.box.dataset.play;
    this.slider.setAttribute("aria-valuetext", this.words());
  }

  async seek(day) {
    if (this.timer) this.pause();
    this.at = day;
    try {
      if (!this.ways) await this.load();
      this.at = day;
      this.draw();
      this.pause();
    } catch {
      this.tell(this.box.dataset.failed);
    }
  }

  draw() {
    const day = Math.floor(this.at);
    this.slider.value = day;
    this.tell(this.words());
    for (const [name, ways] of Object.entries(this.ways.cases)) this.paint(name, ways, day);
    this.roads.paint(day);
    const link = this.box.querySelector("[data-set]");
    const url = new URL(location.href);
    url.searchParams.set("as_of", this.date().toISOString().slice(0, 10));
    link.href = url;
    link.hidden = false;
  }

  // Only what changed since the last frame is painted anew.
  paint(name, ways, day) {
    const layer = this.layers.get(name);
    const changed = [];
    for (const way of ways) {
      const group = this.ways.groups[groupOn(way, day)];
      if (this.shown.get(way[0]) === group) continue;
      this.shown.set(way[0], group);
      changed.push(way[0]);
    }
    if (!changed.length) return;
    if (layer.repaint) this.repaint(layer, changed);
    else this.restyle(layer);
    this.count(layer);
  }

  restyle(layer) {
    layer.leaves.forEach((leaf) => {
      const group = this.shown.get(leaf.feature.id);
      if (!group || leaf.feature.properties.s === group) return;
      leaf.feature.properties.s = group;
      leaf.setStyle(look(layer.settings, group));
    });
  }

  // A layer of tiles asks for the status of an id when it paints.
  repaint(layer, changed) {
    layer.truly ??= layer.statusOf.bind(layer);
    layer.statusOf = (id) => this.shown.get(id) ?? layer.truly(id);
    layer.repaint(changed);
  }

  date() {
    const day = new Date(`${this.ways.from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Math.floor(this.at));
    return day;
  }

  words() {
    const [year, month, day] = this.date().toISOString().slice(0, 10).split("-");
    return `${day}/${month}/${year}`;
  }

  tell(text) {
    this.box.querySelector("[data-day]").textContent = text;
  }
}

// A way is [id, group, day, group, day, group, …]: the last group whose day has come.
export function groupOn(way, day) {
  let group = way[1];
  for (let i = 2; i < way.length && way[i] <= day; i += 2) group = way[i + 1];
  return group;
}
