// The worker, served as /sw.js behind a line that sets SHELL. It keeps only pages that the server
// marks, gives them out when the line is dead or slow, and lends the outbox its background hour.
/* global SHELL */

importScripts(...SHELL.scripts);

const { LIST, ROADS, own, isKeepable, fetchFor, kept, purge, saveDay } = self.Keep;
const { Assets } = self;
const DOORS = ["/login", "/login/demo", "/logout"];
const [LOST, OUTBOX] = Object.keys(SHELL.pages);

// --- answering

async function page(request, event) {
  const copy = await kept(request.url);
  const { pathname, search } = own(request.url);
  const isHome = pathname === "/" && !search; // a question (?lang=en) is for the server
  const line = self.navigator.onLine ? [3e3, 20e3] : [0.8e3, 3e3];
  // The first page is shown at once from the phone; the page itself then asks for a fresh one.
  const ms = copy ? (isHome ? 150 : line[0]) : line[1];
  try {
    return await fetchFor(ms, request);
  } catch {
    if (!copy) return outOfShell(pathname === OUTBOX ? OUTBOX : LOST);
    Assets.remember(Assets.named(await copy.clone().text()));
    return copy;
  }
}

// In the language of whoever saved the day.
async function outOfShell(address) {
  const list = await kept(LIST);
  const { lang } = list ? await list.json() : {};
  const inLanguages = SHELL.pages[address];
  return (await Assets.find(inLanguages[lang] || inLanguages.vi)) || Response.error();
}

const asset = async (request) => (await Assets.find(request)) || fetch(request);

const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();

// Search as the server would, among the cases of the day: words without marks, or a place on the road.
async function searched(request) {
  try {
    return await fetchFor(4e3, request);
  } catch {
    const reply = await kept(LIST);
    const list = reply ? (await reply.json()).cases : [];
    const asked = fold(own(request.url).searchParams.get("q") || "");
    const place = /^(?:km)?\s*(\d+)\s*\+\s*(\d{1,3})$/.exec(asked);
    const far = place && ((c) => Math.abs((c.metres ?? Infinity) - (place[1] * 1000 + Number(place[2]))));
    const found = place ? [...list].filter((c) => c.metres != null).sort((a, b) => far(a) - far(b))
      : list.filter((c) => asked.split(/\s+/).every((w) => c.words.includes(w)));
    return Response.json({ results: found.slice(0, 10).map(({ url, title, hint }) => ({ url, title, hint })) });
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = own(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === "POST" && (DOORS.includes(pathname) || pathname.startsWith("/welcome/"))) event.waitUntil(purge());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, event));
  else if (pathname.startsWith("/static/") && searchParams.has("v")) event.respondWith(asset(request));
  else if (pathname === "/search") event.respondWith(searched(request));
  else if ([LIST, ROADS].includes(pathname)) event.respondWith(fetchFor(4e3, request).catch(async () => (await kept(pathname)) || Response.error()));
});

// --- life

self.addEventListener("install", (event) => event.waitUntil((async () => {
  await Assets.hold(SHELL.assets);
  const store = await caches.open(Assets.NAME);
  for (const one of Object.values(SHELL.pages).flatMap(Object.values)) {
    const reply = await fetch(one, { credentials: "omit", cache: "no-store" });
    if (isKeepable(reply)) await store.put(one, reply);
  }
  if (!self.registration.active) await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil(
  self.clients.claim().then(() => Assets.tidy(SHELL.assets))));

self.addEventListener("message", (event) => {
  const work = { save: saveDay, purge, renew: () => self.skipWaiting() }[event.data];
  if (work) event.waitUntil(work().catch(() => {}));
});

const pass = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function send() {
  const { flush, restMs, all } = self.Outbox;
  await pass(restMs(await all()));
  const hold = await flush();
  if (["away", "busy", "full"].includes(hold)) throw new Error(hold); // the browser asks again later
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(send());
});
