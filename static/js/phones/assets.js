// Styles and scripts on the phone: the shell's, and those that kept pages were drawn with. What
// only an edition before needed is dropped; a page kept from it goes on until it is drawn anew.

(() => {
  const NAME = "assets";
  const NAMED = /\/static\/[\w/.-]+\.(?:css|js)\?v=\w+/g;
  // Of pages given out or about to be kept in this run of the worker: they may still be asked for.
  const lately = new Set();

  const named = (html) => html.match(NAMED) || [];
  const remember = (addresses) => addresses.forEach((one) => lately.add(one));
  const find = async (request) => (await caches.open(NAME)).match(request);

  async function hold(addresses) {
    remember(addresses);
    const store = await caches.open(NAME);
    await Promise.all(addresses.map(async (one) => (await store.match(one)) || store.add(one)));
  }

  // What the pages on the phone name, the shell's own pages among them.
  async function needed() {
    const found = [];
    for (const name of await caches.keys()) {
      const store = await caches.open(name);
      for (const request of await store.keys()) {
        const reply = await store.match(request);
        if (reply?.headers.get("Content-Type")?.includes("html")) found.push(...named(await reply.text()));
      }
    }
    return found;
  }

  async function tidy(shell) {
    const { installing, waiting } = self.registration;
    if (installing || waiting) return; // the next edition is being put down here
    const store = await caches.open(NAME);
    const held = await store.keys(); // what comes after this stays
    const wanted = new Set([...shell, ...await needed()]);
    for (const request of held) {
      const { pathname, search } = new URL(request.url);
      const one = pathname + search;
      if (search.startsWith("?v=") && !wanted.has(one) && !lately.has(one)) await store.delete(request);
    }
  }

  self.Assets = { NAME, named, remember, find, hold, tidy };
})();
