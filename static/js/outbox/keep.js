// Pages kept on the phone: only those the server marks, drawn for keeping, for seven days, and
// for nobody but whoever was signed in when they were asked for.

(() => {
  const PAGES = "pages";
  const KEPT_MS = 7 * 86400e3;
  const LIST = "/offline/list";
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
    const store = await caches.open(PAGES);
    const found = await store.match(own(address).pathname);
    if (!found) return undefined;
    if (Date.now() - Number(found.headers.get("X-Saved-At")) < KEPT_MS) return found;
    await store.delete(own(address).pathname);
    return undefined;
  }

  async function savePage(address, version) {
    const store = await caches.open(PAGES);
    const headers = { "X-Saving": "1" };
    const begun = era;
    const reply = await fetchFor(20e3, address, { headers, redirect: "manual", cache: "no-store" });
    if (reply.status === 401 || reply.status === 403 || reply.type === "opaqueredirect") throw new Error("signed out");
    if (begun !== era) throw new Error("somebody else");
    if (!isKeepable(reply)) return store.delete(address);
    return store.put(address, await stamped(reply, { "X-Version": String(version) }));
  }

  // What was asked for before somebody signed in or out is not put down after it.
  let era = 0;
  function purge() {
    era += 1;
    return caches.delete(PAGES);
  }

  // The pages of the day: those that changed are drawn anew, those no longer listed are dropped.
  async function saveDay() {
    const reply = await fetchFor(20e3, LIST, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (reply.status === 401 || reply.status === 403) return purge();
    if (!reply.ok) return undefined;
    const store = await caches.open(PAGES);
    const list = await reply.clone().json();
    await store.put(LIST, await stamped(reply));
    if (!list.cases.length) return undefined;
    const wanted = new Map([["/", list.at]]);
    for (const one of list.cases) for (const page of one.pages) wanted.set(page, one.version);
    for (const request of await store.keys()) {
      const path = own(request.url).pathname;
      if (path !== LIST && !wanted.has(path)) await store.delete(request);
    }
    for (const [page, version] of wanted) {
      const old = await kept(page);
      const age = old ? Date.now() - Number(old.headers.get("X-Saved-At")) : Infinity;
      if (age > 12 * 3600e3 || old.headers.get("X-Version") !== String(version)) await savePage(page, version);
    }
    return tellSaved(list);
  }

  async function tellSaved(list) {
    const words = { kind: "saved", count: list.cases.length, at: Date.now() };
    for (const client of await self.clients.matchAll()) client.postMessage(words);
  }

  self.Keep = { LIST, own, isKeepable, fetchFor, kept, purge, saveDay };
})();
