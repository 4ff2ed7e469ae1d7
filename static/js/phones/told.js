// What became of the report written on the page before: said at the top, said anew when it changes,
// and for ten seconds to be taken back while it rests on the phone.

(() => {
  const { Outbox } = self;
  const { WORDS, element, flash } = Outbox;
  const KEY = "outbox-told";
  const main = document.querySelector("main");
  let box = null;
  let shown = null;

  function put(fresh) {
    if (box?.isConnected) box.replaceWith(fresh);
    else main.prepend(fresh);
    box = fresh;
  }

  async function takeBack(item) {
    if (!(await Outbox.undo(item.seq))) return draw(); // it went a moment before
    sessionStorage.removeItem(KEY);
    shown = null;
    put(flash("info", element("b", {}, WORDS.undone), ` ${item.what}`));
    box.tabIndex = -1;
    box.focus();
    return Outbox.tell();
  }

  function deed(item) {
    if (Outbox.isHeld(item)) return element("button", { type: "button", class: "button", onclick: () => takeBack(item) }, WORDS.take_back);
    if (item.state === "sent" && item.undo) return element("a", { href: item.undo }, WORDS.undo);
    return element("a", { href: "/outbox" }, WORDS.open);
  }

  async function draw() {
    if (shown === null) return false;
    const item = await Outbox.find(shown);
    if (!item || !Outbox.isHeld(item)) sessionStorage.removeItem(KEY);
    if (!item) return false;
    const kind = { sent: "success", review: "error" }[item.state] || "warning";
    const receipt = item.receipt ? ` · ${WORDS.receipt} ${item.receipt}` : "";
    put(flash(kind, element("b", {}, Outbox.words_of(item)), `: ${item.what}${receipt} `, deed(item)));
    const rest = Outbox.restMs([item]);
    if (rest) setTimeout(() => { if (shown === item.seq) draw(); }, rest);
    return item.state === "sent";
  }

  // Gives whether the report had been delivered when this page was opened.
  async function told() {
    const kept = sessionStorage.getItem(KEY);
    if (kept) shown = Number(kept);
    return draw();
  }

  new BroadcastChannel("outbox").addEventListener("message", () => draw());
  Object.assign(Outbox, { told, tellNext: (item) => sessionStorage.setItem(KEY, String(item.seq)) });
})();
