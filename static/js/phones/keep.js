// Pages kept on the phone: only those the server marks, drawn for keeping, for seven days, and
// for nobody but whoever was signed in when they were asked for.
/* global SHELL */

(() => {
  const PAGES = "pages";
  const KEPT_MS = 7 * 86400e3;
  const LIST = "/offline/list";
  const ROADS = "/offline/roads";
  const own = (address) => new URL(address, self.location.origin);

  const isKeepable = (reply) =>
    reply.ok && reply.type === "basic" && !reply.redirected && reply.headers.get("X-Offline-OK") === "1";

  async function stamped(reply, more = {}) {
    const headers = new Headers(reply.headers);
    headers.set("X-Saved-At", String(Date.now()));
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    return new Response(await reply.arrayBuffer(), { status: reply.status, headers });
  }

  async function fetchFor(ms, request, options = {}) {
    const cutter = new AbortController();
    const timer = setTimeout(() => cutter.abort(), ms);
    try {
      return await fetch(request, { ...options, signal: cutter.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  async function kept(address) {
    const found = await caches.match(own(address).pathname, { cacheName: PAGES });
    if (!found) return undefined;
    if (Date.now() - Number(found.headers.get("X-Saved-At")) < KEPT_MS) return found;
    await (await caches.open(PAGES)).delete(own(address).pathname);
    return undefined;
  }

  // What was asked for before somebody signed in or out is not put down after it.
  let era = 0;
  function purge() {
    era += 1;
    return caches.delete(PAGES);
  }

  async function within(begun, work) {
    if (begun !== era) throw new Error("somebody signed in or out");
    await work(await caches.open(PAGES));
    if (begun === era) return;
    await caches.delete(PAGES);
    throw new Error("somebody signed in or out");
  }

  async function savePage(begun, address, version) {
    const headers = { "X-Saving": "1" };
    const reply = await fetchFor(20e3, address, { headers, redirect: "manual", cache: "no-store" });
    if (reply.status === 401 || reply.status === 403 || reply.type === "opaqueredirect") throw new Error("signed out");
    const copy = isKeepable(reply) ? await stamped(reply, { "X-Version": String(version) }) : null;
    if (copy) await self.Assets.hold(self.Assets.named(await copy.clone().text()));
    await within(begun, (store) => (copy ? store.put(address, copy) : store.delete(address)));
  }

  const dropUnlisted = (wanted) => async (store) => {
    for (const request of await store.keys()) {
      const path = own(request.url).pathname;
      if (path !== LIST && !wanted.has(path)) await store.delete(request);
    }
  };

  // The pages of the day: those that changed, or are of another edition, are drawn anew; those no
  // longer listed are dropped, and so is what only these needed.
  async function saveDay() {
    const begun = era;
    const reply = await fetchFor(20e3, LIST, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (reply.status === 401 || reply.status === 403) return purge();
    if (!reply.ok) return undefined;
    const list = await reply.clone().json();
    const edition = `${SHELL.version} ${list.lang}`;
    const wanted = new Map([["/", `${edition} ${list.at}`], [ROADS, `${edition} ${list.roads}`]]);
    for (const page of list.pages || []) wanted.set(page, edition);
    for (const one of list.cases) for (const page of one.pages) wanted.set(page, `${edition} ${one.version}`);
    const copy = await stamped(reply);
    await within(begun, (store) => store.put(LIST, copy));
    await within(begun, dropUnlisted(wanted));
    for (const [page, version] of wanted) {
      const old = await kept(page);
      const age = old ? Date.now() - Number(old.headers.get("X-Saved-At")) : Infinity;
      if (age > 12 * 3600e3 || old.headers.get("X-Version") !== String(version)) await savePage(begun, page, version);
    }
    await tellSaved(list);
    return self.Assets.tidy(SHELL.assets);
  }

  async function tellSaved(list) {
    const words = { kind: "saved", count: list.cases.length, at: Date.now() };
    for (const client of await self.clients.matchAll()) client.postMessage(words);
  }

  self.Keep = { LIST, ROADS, own, isKeepable, fetchFor, kept, purge, saveDay };
})();
