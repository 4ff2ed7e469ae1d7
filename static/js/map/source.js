// One fetch of a tile for all layers painted from it.

import { answered } from "./answer.js";
import { readTile } from "./mvt.js";

export class Source {
  constructor(names, revision) {
    Object.assign(this, { names, revision });
    this.held = new Map();
  }

  // The features of one layer; `z` is the map's zoom, tiles of 512 pixels count one less.
  async get(name, { x, y, z }) {
    const key = `${z - 1}/${x}/${y}`;
    if (!this.held.has(key)) this.held.set(key, this.begin(key));
    const held = this.held.get(key);
    held.users.add(name);
    return (await held.answer).get(name) || [];
  }

  begin(key) {
    const stop = new AbortController();
    return { users: new Set(), stop, answer: this.fetch(key, stop.signal) };
  }

  async fetch(key, signal) {
    const reply = await answered(`/tiles/${this.names.join(",")}/${key}.pbf?g=${this.revision}`, signal);
    return reply.status === 204 ? new Map() : readTile(await reply.arrayBuffer());
  }

  // A layer needs the tile no more; without any user it is forgotten, under way or not.
  drop(name, { x, y, z }) {
    const key = `${z - 1}/${x}/${y}`;
    const held = this.held.get(key);
    if (!held?.users.delete(name) || held.users.size) return;
    held.stop.abort();
    this.held.delete(key);
  }

  // Other shapes come from another address.
  renew(revision) {
    this.revision = revision;
    this.held.clear();
  }
}
