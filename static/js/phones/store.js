// What waits on this phone: one IndexedDB database, used by pages and by the worker alike.
// Items go in before anything is sent, with durability strict, and are taken out by a tap only.

self.Outbox = self.Outbox || {};

(() => {
  const NAME = "outbox";
  const KEPT_SENT_MS = 7 * 86400e3;
  let opened = null;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("item", { keyPath: "seq", autoIncrement: true });
        asked.result.createObjectStore("word");
      };
      asked.onsuccess = () => {
        asked.result.onclose = () => { opened = null; }; // iOS cuts it when memory is short
        asked.result.onversionchange = () => close();
        resolve(asked.result);
      };
      asked.onerror = () => { opened = null; reject(asked.error); };
    });
    return opened;
  }

  function close() {
    const was = opened;
    opened = null;
    was?.then((db) => db.close(), () => {});
  }

  async function within(store, mode, work) {
    const db = await open();
    return new Promise((resolve, reject) => {
      const options = mode === "readwrite" ? { durability: "strict" } : undefined;
      const deal = db.transaction(store, mode, options);
      const asked = work(deal.objectStore(store));
      deal.oncomplete = () => resolve(asked?.result);
      deal.onabort = () => reject(deal.error);
      deal.onerror = () => reject(deal.error);
    });
  }

  const all = () => within("item", "readonly", (items) => items.getAll());
  const find = (seq) => within("item", "readonly", (items) => items.get(seq));
  const put = (item) => within("item", "readwrite", (items) => items.put(item));
  const remove = (seq) => within("item", "readwrite", (items) => items.delete(seq));
  const word = (name) => within("word", "readonly", (words) => words.get(name));
  const note = (name, value) => within("word", "readwrite", (words) => words.put(value, name));

  // The newest of an item put through `work` in one deal: what it gives is written, null deletes,
  // undefined leaves all as it was. Of two who deal with one item at once, the later sees the first.
  async function deal(seq, work) {
    const db = await open();
    return new Promise((resolve, reject) => {
      const made = db.transaction("item", "readwrite", { durability: "strict" });
      const items = made.objectStore("item");
      let result;
      items.get(seq).onsuccess = ({ target }) => {
        if (!target.result) return;
        result = work(target.result);
        if (result) items.put(result);
        else if (result === null) items.delete(seq);
      };
      made.oncomplete = () => resolve(result);
      made.onabort = () => reject(made.error);
      made.onerror = () => reject(made.error);
    });
  }

  // The item as it stands after the change; null when it was deleted meanwhile, or `only` says no.
  const alter = async (seq, more, only = () => true) =>
    (await deal(seq, (item) => (only(item) ? Object.assign(item, more) : undefined))) || null;

  // The day at the server at an instant of this phone, whose clock may be wrong: what it is off by
  // was heard when the server last answered. What happened without signal keeps the day of its tap.
  const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" });
  const dayOf = async (instant) => DAY.format(new Date(instant + ((await word("who"))?.offMs || 0)));

  const isWaiting = (item) => item.state === "waiting" || item.state === "sending";

  // A report made without signal rests ten seconds, so that it can be taken back before it is sent.
  // A clock that was put back meanwhile holds nothing longer than that.
  const REST_MS = 10e3;
  const left = (item) => (item.heldUntil || 0) - Date.now();
  const isHeld = (item) => item.state === "waiting" && !item.triedAt && left(item) > 0 && left(item) <= REST_MS;
  const restMs = (items) => Math.max(0, ...items.filter(isHeld).map(left));
  const rest = (seq) => alter(seq, { heldUntil: Date.now() + REST_MS },
    (item) => item.state === "waiting" && !item.triedAt && !item.heldUntil);
  const undo = async (seq) => (await deal(seq, (item) => (isHeld(item) ? null : undefined))) === null;

  // Somebody says "now": nothing rests any more.
  async function release() {
    for (const item of await all()) if (isHeld(item)) await alter(item.seq, { heldUntil: 1 });
  }

  // What was delivered long ago is no longer shown; what an older edition wrote has its day now.
  async function sweep() {
    for (const item of await all()) {
      if (!item.change.happened_on) {
        const change = { ...item.change, happened_on: await dayOf(item.at) };
        await alter(item.seq, { change }, (known) => isWaiting(known) && !known.triedAt);
      }
      if (item.state === "sent" && Date.now() - item.sentAt > KEPT_SENT_MS) await remove(item.seq);
    }
  }

  Object.assign(self.Outbox, { all, find, put, remove, alter, word, note, sweep, close, dayOf, isWaiting,
    isHeld, restMs, rest, undo, release });
})();
