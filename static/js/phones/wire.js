// Speaking to the server: every answer is what it claims to be, or it is no answer at all.

(() => {
  const SOON_MS = 12e3;

  // "away": no usable answer (no line, a hotel's own page, a server in trouble): try again later.
  class Away extends Error {}
  // "signin", "other": the server is there, but nobody, or somebody else, is signed in.
  // "busy", "full": it takes no reports of this person before an instant, or no photos for now.
  class Held extends Error {
    constructor(why, told = "", until = 0) { super(why); this.why = why; this.told = told; this.until = until; }
  }
  const LONGEST_MS = 3600e3;
  const rest = (reply) => Math.min(Number(reply.headers.get("Retry-After") || 60) * 1e3, LONGEST_MS);

  async function ask(address, options = {}, ms = SOON_MS) {
    const cutter = new AbortController();
    const timer = setTimeout(() => cutter.abort(), ms);
    let reply;
    let told;
    try {
      reply = await fetch(address, {
        cache: "no-store", redirect: "error", ...options, signal: cutter.signal,
        headers: { Accept: "application/json", ...options.headers },
      });
      const kind = reply.headers.get("Content-Type") || "";
      if (!kind.includes("json")) throw new Away("not json");
      told = await reply.json();
    } catch (error) {
      throw new Away(String(error));
    } finally {
      clearTimeout(timer);
    }
    if (reply.status === 401) throw new Held("signin");
    if (reply.status === 429) throw new Held("busy", told.message, Date.now() + rest(reply));
    if (reply.status === 507) throw new Held("full", told.message);
    if (reply.status >= 500) throw new Away(String(reply.status));
    return { status: reply.status, told };
  }

  // Who is signed in at the server; the phone tells what it still holds, for the office to see.
  async function hello(items) {
    const mine = items.filter(self.Outbox.isWaiting);
    const oldest = mine.length ? new Date(Math.min(...mine.map((i) => i.at))).toISOString() : "";
    const query = new URLSearchParams({ pending: mine.length, oldest });
    const { status, told } = await ask(`/sync/hello?${query}`);
    if (status !== 200 || !told.csrf_token) throw new Held("signin");
    const offMs = Date.parse(told.at) - Date.now();
    await self.Outbox.note("who", { user: told.user, session: told.session, seal: told.seal, offMs });
    return told;
  }

  function heads(who) {
    return { "X-CSRFToken": who.csrf_token, "X-Outbox-User": encodeURIComponent(who.user) };
  }

  // One request with a list of changes; answers in the same order. 4xx gives null: send singly.
  async function send(changes, who) {
    const { status, told } = await ask("/sync", {
      method: "POST", body: JSON.stringify(changes),
      headers: { ...heads(who), "Content-Type": "application/json" },
    }, 30e3);
    if (status === 409) throw new Held("other");
    return status === 200 && Array.isArray(told) ? { answers: told } : { refused: told };
  }

  Object.assign(self.Outbox, { ask, hello, heads, send, Away, Held, LONGEST_MS });
})();
