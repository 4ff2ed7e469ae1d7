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

  // The newest of an item, changed and written back; nothing when it was deleted meanwhile.
  async function alter(seq, more) {
    const item = await find(seq);
    if (!item) return null;
    Object.assign(item, more);
    await put(item);
    return item;
  }

  const isWaiting = (item) => item.state === "waiting" || item.state === "sending";

  // What was delivered long ago is no longer shown.
  async function sweep() {
    for (const item of await all()) {
      if (item.state === "sent" && Date.now() - item.sentAt > KEPT_SENT_MS) await remove(item.seq);
    }
  }

  Object.assign(self.Outbox, { all, find, put, remove, alter, word, note, sweep, close, isWaiting });
})();
