// The four states in words, each with its icon, its word and its time; and the badge in the head.

(() => {
  const { Outbox } = self;
  const holder = document.getElementById("outbox-words");
  const WORDS = holder ? JSON.parse(holder.textContent) : {};
  const ICONS = { waiting: "phone-kept", sending: "up", sent: "done", review: "stuck" };
  const GROUPS = { waiting: "stuck", sending: "doing", sent: "done", review: "bad" };
  const DAY_MS = 86400e3;

  const clock = (ms) => {
    const at = new Date(ms);
    const time = at.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    return at.toDateString() === new Date().toDateString() ? time
      : `${time} ${at.toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" })}`;
  };

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(svg.namespaceURI, "use");
    use.setAttribute("href", `#i-${name}`);
    svg.append(use);
    return svg;
  }

  // element("p", { class: "x" }, child, "text", …)
  function element(tag, traits = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(traits)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== false && value != null) made.setAttribute(name, value);
    }
    made.append(...children.filter((c) => c != null && c !== ""));
    return made;
  }

  function words(item) {
    if (item.state === "sent") return `${WORDS.sent} ${clock(item.sentAt)}`;
    if (item.isAnnounced && item.state !== "review") return `${WORDS.announced} ${clock(item.announcedAt)}`;
    return WORDS[item.state];
  }

  function chip(item) {
    const made = element("span", { class: `chip group-${GROUPS[item.state]}` });
    made.append(icon(ICONS[item.state]), words(item));
    return made;
  }

  function flash(kind, ...children) {
    const box = element("div", { class: `flash ${kind}`, role: kind === "error" ? "alert" : "status" });
    const told = element("div", {}, ...children);
    box.append(icon(kind), told);
    return box;
  }

  async function badge() {
    const items = (await Outbox.all()).filter((i) => i.state !== "sent");
    const old = items.some((i) => Date.now() - i.at > DAY_MS);
    for (const link of document.querySelectorAll("[data-outbox-badge]")) {
      link.hidden = items.length === 0;
      link.classList.toggle("old", old);
      link.querySelector("b").textContent = items.length;
    }
    const warning = document.getElementById("outbox-old");
    if (warning) warning.hidden = !old;
  }

  Object.assign(Outbox, { WORDS, clock, icon, element, chip, words_of: words, flash, badge, DAY_MS });
})();
