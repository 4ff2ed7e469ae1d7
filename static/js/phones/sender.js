// The one sender: words first, then photos, each case's reports in the order they were made.
// Whatever cannot be understood stays in the outbox; nothing here deletes an item.

(() => {
  const { Outbox } = self;
  const MOST = 50;
  let running = null;

  const tell = () => { new BroadcastChannel("outbox").postMessage("changed"); };

  // With photos a report is announced first (held by the server), then sent whole.
  const announced = (item) => ({ ...item.change, uid: item.noticeUid });
  const whole = (item) => ({
    ...item.change, uid: item.uid,
    ...(item.isAnnounced && !item.change.about ? { about: item.noticeUid } : {}),
  });

  function plan(items) {
    const blocked = new Set();
    const words = [];
    const pictures = [];
    for (const item of items) {
      if (Outbox.isHeld(item)) blocked.add(item.case);
      if (blocked.has(item.case)) continue;
      const lacks = item.photos.some((photo) => !photo.isSent);
      if (lacks) blocked.add(item.case);
      if (!lacks) words.push({ item, body: whole(item) });
      else if (item.isAnnounced || item.change.about) pictures.push(item);
      else words.push({ item, body: announced(item), isNotice: true });
    }
    return { words: words.slice(0, MOST), pictures };
  }

  async function settle({ item, isNotice }, told) {
    if (told.standing === "accepted") {
      const photos = item.photos.map(({ sha, type }) => ({ sha, type, isSent: true }));
      const more = { state: "sent", sentAt: Date.now(), receipt: told.receipt, photos, message: "" };
      return Outbox.alter(item.seq, more);
    }
    if (isNotice && told.code === "photo_awaited") {
      return Outbox.alter(item.seq, { isAnnounced: true, announcedAt: Date.now() });
    }
    const more = { state: "review", message: told.message, reason: told.code,
      standing: told.standing, theirs: told.theirs, receipt: told.receipt,
      heldUid: isNotice ? item.noticeUid : item.uid };
    return Outbox.alter(item.seq, more);
  }

  // A list the server turns away whole is sent one by one, so that one bad item stops no other.
  async function say(words, who) {
    const { answers, refused } = await Outbox.send(words.map((w) => w.body), who);
    if (answers) {
      for (let i = 0; i < words.length; i += 1) await settle(words[i], answers[i]);
    } else if (words.length === 1) {
      await settle(words[0], { standing: "refused", ...refused });
    } else {
      for (const word of words) await say([word], who);
    }
  }

  async function show(item, who) {
    for (const photo of item.photos.filter((p) => !p.isSent)) {
      const fault = await Outbox.upload(photo, who);
      if (fault) return Outbox.alter(item.seq, { state: "review", message: fault, reason: "bad_photo" });
      photo.isSent = true;
      await Outbox.alter(item.seq, { photos: item.photos });
    }
    return null;
  }

  // From here on it may have arrived: what was taken back before that is not sent.
  async function claim(words) {
    const taken = [];
    for (const word of words) {
      if (await Outbox.alter(word.item.seq, { state: "sending", triedAt: Date.now() })) taken.push(word);
    }
    return taken;
  }

  async function round(who) {
    const mine = (await Outbox.all()).filter((i) => Outbox.isWaiting(i) && i.user === who.user);
    const { words, pictures } = plan(mine);
    if (words.length) {
      const taken = await claim(words);
      tell();
      if (taken.length) await say(taken, who);
    } else if (pictures.length) {
      await show(pictures[0], who);
    } else return false;
    tell();
    return true;
  }

  // A clock that was put back meanwhile waits no longer than the server ever asks for.
  async function isToRest() {
    const { why, until } = (await Outbox.word("hold")) || {};
    return why === "busy" && until > Date.now() && until - Date.now() <= Outbox.LONGEST_MS;
  }

  async function run() {
    if (await isToRest()) return "busy";
    let hold = "";
    let more = {};
    try {
      const who = await Outbox.hello(await Outbox.all());
      let sent = false;
      while (await round(who)) sent = true;
      if ((await Outbox.all()).some((i) => Outbox.isWaiting(i) && i.user !== who.user)) hold = "other";
      if (sent) await Outbox.hello(await Outbox.all());
    } catch (error) {
      hold = error instanceof Outbox.Held ? error.why : "away";
      more = { told: error.told, until: error.until };
      if (!(error instanceof Outbox.Held || error instanceof Outbox.Away)) console.error(error);
      for (const item of await Outbox.all()) {
        if (item.state === "sending") await Outbox.alter(item.seq, { state: "waiting" });
      }
    }
    await Outbox.note("hold", { why: hold, at: Date.now(), ...more });
    tell();
    return hold;
  }

  // One at a time in this window, and across windows and the worker where locks exist.
  function flush() {
    running ??= (self.navigator.locks
      ? navigator.locks.request("outbox", run)
      : run()
    ).finally(() => { running = null; });
    return running;
  }

  Object.assign(Outbox, { flush, tell });
})();
