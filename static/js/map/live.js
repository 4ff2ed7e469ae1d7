// The layers on tiles as one: what stands how, and what others record, asked for each second while
// somebody looks and painted from memory.

import { answered } from "./answer.js";
import { Source } from "./source.js";
import { Statuses } from "./statuses.js";

// With the way there and back still less than a second from somebody's saving to everybody's map.
const EVERY_MS = 700;
// When the line is away, and for what must be fetched again: less often.
const RESTED_MS = 15000;

export class Live {
  // `seq`: how far the journal was when the page was made; `first`: parts of what the page asked
  // for; events: failed, stale.
  constructor(map, { seq, revision, tiled, first }, on) {
    Object.assign(this, { map, seq, on, layers: [], rested: 0 });
    this.source = new Source(tiled, revision);
    const cases = () => this.shown().filter((layer) => !layer.settings.plain);
    this.statuses = new Statuses(() => cases().map(({ settings }) => settings.name), first);
    map.on("moveend layeradd", () => this.look());
    if (new URLSearchParams(location.search).get("as_of")) return;
    document.addEventListener("visibilitychange", () => this.plan(0));
    this.plan(EVERY_MS);
  }

  add(layer) {
    this.layers.push(layer);
  }

  shown() {
    return this.layers.filter((layer) => layer._map && layer.isShown());
  }

  // The statuses of what is in view, and a repaint of what they change; once for many events.
  look() {
    this.looking ??= Promise.resolve().then(() => {
      this.looking = null;
      return this.loadStatuses();
    });
  }

  async loadStatuses() {
    try {
      this.repaint(await this.statuses.load(this.map.getBounds()));
    } catch (error) {
      if (error.name !== "AbortError") this.on.failed();
    }
  }

  repaint(ids) {
    if (ids.length) for (const layer of this.shown()) layer.repaint(ids);
  }

  plan(wait) {
    clearTimeout(this.timer);
    if (document.visibilityState === "visible") this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    let wait = EVERY_MS;
    try {
      const reply = await answered(`/map/changes?after=${this.seq}`);
      if (reply.status !== 204) this.take(await reply.json());
    } catch {
      wait = RESTED_MS;
    }
    this.rest();
    this.plan(wait);
  }

  take({ seq, all, status, revision }) {
    this.seq = seq;
    this.isStale = true;
    this.repaint(this.statuses.hear(status, seq));
    if (all || revision !== this.source.revision) this.statuses.forget();
    if (revision !== this.source.revision) {
      this.source.renew(revision);
      for (const layer of this.layers) if (layer._map) layer.redraw();
    }
    this.look();
  }

  // What has no tiles is fetched again, not every time somebody records something.
  rest() {
    if (!this.isStale || performance.now() - this.rested < RESTED_MS) return;
    this.isStale = false;
    this.rested = performance.now();
    this.on.stale();
  }
}
