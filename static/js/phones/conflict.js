// Two statements about one thing, side by side, and the three ways on. Nothing goes without a tap.

(() => {
  const { Outbox } = self;
  const { WORDS, element } = Outbox;
  const day = (text) => (text ? text.split("-").reverse().join("/") : "");

  function statement(who, what, on, at) {
    return element("p", {}, element("b", {}, who), ` ${WORDS.wrote} `, element("i", {}, `${what} ${day(on)}`.trim()),
      ` ${WORDS.at} ${Outbox.clock(at)}`);
  }

  // Their word stays: a held report is answered in the history, a refused one was never kept.
  async function keepTheirs(item, why) {
    if (item.standing === "held") await queue(item, { fact: "noted", patch: {}, about: item.heldUid, why, evidence: [] });
    await Outbox.remove(item.seq);
  }

  // A new report with its reason; where their step stands it is first taken back, also with it.
  async function sendMine(item, why) {
    const { theirs, change } = item;
    if (theirs.is_step) await queue(item, { fact: "withdrawn", patch: { step: change.fact }, about: theirs.uid, why, evidence: [] });
    const about = item.standing === "held" ? { about: item.heldUid } : {};
    await queue(item, { ...change, ...about, why: `${change.why} ${why}`.trim(), based_on: theirs.seq }, item.photos);
    await Outbox.remove(item.seq);
  }

  async function queue(item, change, photos = []) {
    const frame = { subject: item.change.subject, subject_uid: item.change.subject_uid, device: item.change.device };
    const at = Date.now();
    const happened_on = await Outbox.dayOf(at);
    await Outbox.put({
      uid: crypto.randomUUID(), noticeUid: crypto.randomUUID(), user: item.user, case: item.case, code: item.code,
      what: item.what, change: { happened_on, ...frame, ...change }, photos, state: "waiting", at,
      back: item.back, undo: "",
    });
  }

  function conflict(item, draw) {
    const { theirs } = item;
    const reason = element("textarea", { rows: 2, id: `why-${item.seq}` });
    const act = (work) => async () => {
      if (!reason.value.trim()) { reason.focus(); reason.setAttribute("aria-invalid", "true"); return; }
      await work(item, reason.value.trim());
      await draw();
      await Outbox.flush();
    };
    const button = (text, work) => element("button", { type: "button", class: "button", onclick: act(work) }, text);
    return element("div", { class: "rivals" },
      statement(theirs.who, theirs.what || item.what, theirs.on, Date.parse(theirs.at)),
      statement(WORDS.me, item.what, item.change.happened_on, item.at),
      element("label", { for: reason.id }, WORDS.why), reason,
      button(WORDS.keep_theirs, keepTheirs), button(WORDS.send_mine, sendMine),
      element("a", { class: "button", href: `${item.back}#history` }, WORDS.history));
  }

  Object.assign(Outbox, { conflict });
})();
