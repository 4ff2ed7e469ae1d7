// What the page does for the phone: asks the sender to send, the worker to save, the browser to
// keep what is stored; says which copy is shown, and offers a new version by a tap.

(() => {
  const { Outbox } = self;
  const { WORDS, element, flash } = Outbox;
  const AGAIN_MS = 15e3;
  const main = document.querySelector("main");
  const { renderedAt, isField } = { ...document.body.dataset, isField: "field" in document.body.dataset };
  let worker = null;

  const isDirty = () => [...document.forms].some((form) => form.method === "post" && !form.dataset.clean
    && [...form.elements].some((f) => (f.type === "file" ? f.files.length
      : f.type === "textarea" || f.type === "text" ? f.value !== f.defaultValue : false)));

  // --- sending

  let sent = 0;
  let misses = 0;

  // A reply cut off, a server just starting again: soon once more, ever later, each phone in its own time.
  function soon(hold) {
    misses = hold === "away" ? misses + 1 : 0;
    const ms = 500 * 2 ** misses * (1 + Math.random());
    if (misses && navigator.onLine && ms < AGAIN_MS) setTimeout(flush, ms);
  }

  async function flush() {
    const items = await Outbox.all();
    if (!items.some(Outbox.isWaiting)) return;
    const rest = Outbox.restMs(items);
    if (rest) setTimeout(flush, rest + 50);
    const hold = await Outbox.flush();
    soon(hold);
    if (hold === "signin") worker?.active?.postMessage("purge");
    const now = (await Outbox.all()).filter((i) => i.state === "sent").length;
    if (now !== sent && isField) worker?.active?.postMessage("save");
    sent = now;
  }
  // The first word of a page is the sender's: waiting for the worker would lose the event.
  addEventListener("online", flush);
  addEventListener("pageshow", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  addEventListener("pagehide", () => Outbox.close());
  setInterval(flush, AGAIN_MS);
  new BroadcastChannel("outbox").addEventListener("message", () => Outbox.badge());
  Outbox.all().then((items) => { sent = items.filter((i) => i.state === "sent").length; return flush(); }).catch(() => {});
  Outbox.badge().then(() => Outbox.sweep()).catch(() => {});

  // Who signed in, and the key that seals a file for the office, while there is still signal.
  async function learn() {
    const { user, saved } = document.body.dataset;
    if (!isField || saved !== undefined || (await Outbox.word("who"))?.user === user) return;
    await Outbox.hello(await Outbox.all());
  }
  learn().catch(() => {});

  Outbox.persist = async () => {
    try {
      await navigator.storage?.persist?.();
      await worker?.sync?.register("outbox");
    } catch { /* not offered here: the triggers above do it */ }
  };

  const isTold = Outbox.told().catch(() => false);

  // --- which copy this is

  const age = Date.now() - Date.parse(renderedAt || "");
  if (document.body.dataset.saved !== undefined && age > 60e3) {
    const box = flash("info", element("b", {}, `${WORDS.saved} ${Outbox.clock(Date.parse(renderedAt))}. `), WORDS.copy);
    main.prepend(box);
    tellToday(box).catch(() => {});
  }

  // The day of the moon of a day of the sun, by the table the phone keeps; "" beyond it.
  async function lunar(day) {
    const list = await (await fetch("/offline/list", { headers: { Accept: "application/json" } })).json();
    return list.lunar[day] ? `${WORDS.lunar} ${list.lunar[day]}` : "";
  }

  // The copy says which day it was drawn on; today, solar and lunar, comes from the saved list.
  async function tellToday(box) {
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
    const moon = await lunar(day).catch(() => "");
    box.lastElementChild.append(` ${WORDS.today} ${day.split("-").reverse().join("/")}${moon && ` · ${moon}`}.`);
  }

  // A family speaks of the moon's day, the form asks for the sun's.
  for (const input of document.querySelectorAll("body[data-field] input[name=planned_on]")) {
    const output = element("output", { class: "hint" });
    input.after(output);
    input.addEventListener("change", async () => { output.textContent = await lunar(input.value).catch(() => ""); });
  }

  // A fresh first page replaces the shown copy, unless somebody has begun to write.
  async function refresh() {
    if (document.body.dataset.saved === undefined || location.pathname !== "/" || !navigator.onLine) return;
    const reply = await fetch("/", { headers: { "X-Saving": "1" }, cache: "no-store" });
    if (!reply.ok || reply.redirected || isDirty()) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.querySelector("main");
    fresh.querySelector("#outbox-notices")?.replaceWith(document.getElementById("outbox-notices"));
    main.replaceChildren(...fresh.childNodes);
    Outbox.attachPlaces?.();
    Outbox.badge();
    await Outbox.told();
  }
  refresh().catch(() => {});

  // --- the worker

  const notice = document.getElementById("outbox-notices");

  async function begin() {
    if (!("serviceWorker" in navigator)) return notice?.append(flash("warning", WORDS.insecure));
    worker = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    Outbox.watchEditions(worker, isDirty);
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      const line = document.getElementById("outbox-saved");
      if (data.kind === "saved" && line) line.textContent = `${data.count} ${WORDS.cases} ${Outbox.clock(data.at)}`;
    });
    await navigator.serviceWorker.ready;
    const isDelivered = await isTold;
    if (isField && (isDelivered || location.pathname === "/")) worker.active.postMessage("save");
  }
  begin().catch((error) => console.warn("worker:", error));

  if (/Zalo|FBAN|FBAV|Instagram|Line\//.test(navigator.userAgent)) notice?.append(flash("warning", WORDS.inapp));
})();
