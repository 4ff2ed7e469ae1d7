// The page of what was not sent yet: every item with its state, what may be done, and nothing else.

(() => {
  const { Outbox } = self;
  const { WORDS, element, chip, clock } = Outbox;
  const list = document.getElementById("outbox-list");
  if (!list) return; // another page of the phone
  const top = document.getElementById("outbox-top");
  let user = document.body.dataset.user;
  const HOLDS = { signin: WORDS.signin, other: WORDS.other, away: WORDS.away, busy: WORDS.busy, full: WORDS.full };

  const button = (text, work, kind = "") =>
    element("button", { type: "button", class: `button ${kind}`, onclick: work }, text);

  async function now() {
    await Outbox.release();
    await Outbox.flush();
  }

  async function again(item) {
    // The server answers a report it has judged the same for ever: what is tried again is a new one.
    const fresh = { uid: crypto.randomUUID(), noticeUid: crypto.randomUUID(), isAnnounced: false };
    await Outbox.alter(item.seq, { ...fresh, state: "waiting", message: "" });
    await Outbox.flush();
  }

  async function drop(item) {
    if (!confirm(`${WORDS.drop} ${item.code} – ${item.what}?`)) return;
    await Outbox.remove(item.seq);
    await draw();
    await Outbox.flush(); // the office hears that the phone holds one less
  }

  function facts(item) {
    const parts = [`${WORDS.written} ${clock(item.at)}`];
    if (item.change.happened_on) parts.push(item.change.happened_on.split("-").reverse().join("/"));
    if (item.photos.length) {
      parts.push(`${WORDS.photos} ${item.photos.filter((p) => p.isSent).length}/${item.photos.length}`);
    }
    if (item.receipt) parts.push(`${WORDS.receipt} ${item.receipt}`);
    return parts.join(" · ");
  }

  function entry(item) {
    if (user && item.user !== user) {
      return element("li", { class: "task" }, element("div", {}, element("span", { class: "name" }, item.user),
        element("span", { class: "hint" }, WORDS.theirs_here)), element("div", { class: "state" }, chip(item)));
    }
    const deeds = element("div", { class: "actions" });
    if (item.state === "waiting") deeds.append(button(WORDS.now, now));
    if (item.state === "review") {
      if (item.theirs) deeds.append(Outbox.conflict(item, draw));
      else deeds.append(button(WORDS.again, () => again(item)));
    }
    if (item.state !== "sending") deeds.append(button(WORDS.remove, () => drop(item), "danger"));
    const body = element("div", {}, element("a", { class: "name", href: item.back }, `${item.code} – ${item.what}`),
      element("span", { class: "hint" }, facts(item)),
      item.change.why ? element("span", { class: "hint" }, `“${item.change.why}”`) : "",
      item.message ? element("p", { class: "told" }, item.message) : "", deeds);
    return element("li", { class: "task", "data-state": item.state, "data-uid": item.uid }, body,
      element("div", { class: "state" }, chip(item)));
  }

  async function draw() {
    const items = (await Outbox.all()).reverse();
    const hold = await Outbox.word("hold");
    user ||= (await Outbox.word("who"))?.user; // the page as kept for everybody names nobody
    const open = items.filter((i) => i.state !== "sent");
    top.replaceChildren();
    if (open.length && HOLDS[hold?.why]) {
      const isDoor = hold.why === "signin" || hold.why === "other";
      const more = isDoor ? element("a", { href: "/login?next=/outbox" }, WORDS.to_login) : hold.told;
      top.append(Outbox.flash("warning", element("b", {}, HOLDS[hold.why]), " ", more || ""));
    }
    list.replaceChildren(...items.map(entry));
    document.getElementById("outbox-none").hidden = items.length > 0;
    document.getElementById("outbox-deeds").hidden = open.length === 0;
  }

  document.getElementById("outbox-flush").addEventListener("click", now);
  document.getElementById("outbox-export").addEventListener("click", () => Outbox.exportFile());
  new BroadcastChannel("outbox").addEventListener("message", draw);
  draw();
})();
