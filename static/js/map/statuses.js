// How things stand, by number: asked for by what is in view, for all layers at once, kept in memory.

import { answered } from "./answer.js";

const AS_OF = new URLSearchParams(location.search).get("as_of");
const STEP = 0.02;

export class Statuses {
  // `names()`: layers of which things are in view; `first`: parts of what the page asked for.
  constructor(names, first) {
    Object.assign(this, { names, first });
    this.known = new Map();
    this.news = new Map();
    this.forget();
  }

  of(id) {
    return this.known.get(id) ?? null;
  }

  // Everything will be asked for again; what is known stays on the screen meanwhile.
  forget() {
    this.area = null;
  }

  // The statuses of an area; gives the numbers that are new or changed.
  async load(view) {
    const layers = this.names().join(",");
    if (!layers || (this.layers === layers && this.area?.contains(view))) return [];
    const wide = even(view.pad(0.5));
    // What the page asked for may reach no farther than the view: a move meanwhile asks again.
    const area = this.first ? view : wide;
    Object.assign(this, { area, layers });
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const told = (await this.early(layers, view)) || (await this.ask(layers, wide, signal));
      if (this.area === area) this.area = told.area;
      return this.take(told.found.status, told.found.seq);
    } catch (error) {
      if (this.area === area) this.forget();
      throw error;
    }
  }

  // What the page itself asked for, once, if it is of these layers and holds the view.
  async early(layers, view) {
    const { first } = this;
    this.first = null;
    const part = await first?.("status");
    return part?.found.layers === layers && part.area.contains(view) ? part : null;
  }

  async ask(layers, area, signal) {
    const more = AS_OF ? `&as_of=${encodeURIComponent(AS_OF)}` : "";
    const address = `/map/status?layers=${layers}&bbox=${area.toBBoxString()}${more}`;
    const reply = await answered(address, signal);
    return { found: await reply.json(), area };
  }

  // What others recorded up to `seq`: an older answer still under way does not undo it.
  hear(told, seq) {
    const changed = this.take(told, seq);
    for (const steps of Object.values(told)) {
      let id = 0;
      for (const step of steps) this.news.set((id += step), seq);
    }
    return changed;
  }

  // Numbers come as steps from one to the next.
  take(told, seq) {
    const changed = [];
    for (const [status, steps] of Object.entries(told)) {
      let id = 0;
      for (const step of steps) {
        id += step;
        if (this.news.get(id) > seq) continue;
        if (this.known.get(id) !== status) changed.push(id);
        this.known.set(id, status);
      }
    }
    return changed;
  }
}

// Rounded outward, so that small moves ask for the same address, which the browser has kept.
function even(bounds) {
  const low = (n) => Math.floor(n / STEP) * STEP;
  const high = (n) => Math.ceil(n / STEP) * STEP;
  const fixed = (n) => Number(n.toFixed(2));
  return L.latLngBounds(
    [Math.max(fixed(low(bounds.getSouth())), -85), Math.max(fixed(low(bounds.getWest())), -180)],
    [Math.min(fixed(high(bounds.getNorth())), 85), Math.min(fixed(high(bounds.getEast())), 180)],
  );
}
