// Forms marked data-outbox: the report is written on the phone first, then sent. If the phone
// cannot keep it (no database, no hashing), the form goes to the server as it always did.

(() => {
  const { Outbox } = self;
  const LOOK_MS = 8000;
  const VIETNAM = { timeZone: "Asia/Ho_Chi_Minh", dateStyle: "short" };
  const today = () => new Intl.DateTimeFormat("sv-SE", VIETNAM).format(new Date());

  async function photosOf(form) {
    const files = [...(form.elements.photo?.files || [])];
    return Promise.all(files.map(async (file) => {
      const bytes = await file.arrayBuffer(); // iOS does not keep Blobs
      return { sha: await Outbox.digest(bytes), type: file.type, bytes, isSent: false };
    }));
  }

  // Of a form that starts filled only what was changed is reported; an emptied field is null.
  function changed(form, names) {
    const inputs = names.map((name) => form.elements[name]);
    const own = inputs.filter((input) => input.value.trim() !== input.defaultValue.trim());
    return Object.fromEntries(own.map((input) => [input.name, input.value.trim() || null]));
  }

  function patchOf(form, frame, values) {
    if (frame.only_changed) return changed(form, frame.bring);
    const patch = { ...frame.patch };
    for (const name of frame.bring) {
      const value = values.get(name);
      if (name === "consent") { if (value) patch.consent = 1; continue; }
      if (frame.numbers?.includes(name)) { if (value) patch[name] = Number(value); continue; }
      if (value || name.startsWith("planned_") || name === "destination") patch[name] = value || null;
    }
    return patch;
  }

  function changeOf(form, frame, values, uid, photos, tapped) {
    const day = values.get("happened_on");
    if (frame.late_after && day && day <= frame.late_after) values.delete("late_category");
    const change = {
      subject: frame.subject, subject_uid: frame.subject_uid || uid,
      fact: values.get("fact") || frame.fact, patch: patchOf(form, frame, values),
      why: values.get("note") || values.get("why") || "",
      evidence: photos.map((photo) => photo.sha), device: navigator.userAgent.slice(0, 120),
      happened_on: day || tapped,
    };
    const seen = Number.parseInt(values.get("based_on"), 10);
    if (Number.isInteger(seen) && frame.fact !== "withdrawn" && frame.subject !== "obstacle") change.based_on = seen;
    const about = values.get("about") || frame.about;
    if (about) change.about = about;
    return change;
  }

  async function keep(form, submitter) {
    const frame = JSON.parse(form.dataset.outbox);
    const who = await Outbox.word("who");
    const user = form.ownerDocument.body.dataset.user || who?.user;
    const values = new FormData(form, submitter);
    const photos = await photosOf(form);
    const uid = crypto.randomUUID();
    const at = Date.now();
    const item = {
      uid, noticeUid: crypto.randomUUID(), user, case: frame.case || uid, code: frame.code,
      what: submitter?.name === "kind" ? submitter.textContent.trim() : frame.what,
      change: changeOf(form, frame, values, uid, photos, await Outbox.dayOf(at)), photos, state: "waiting", at,
      back: frame.back, undo: frame.undo || "",
    };
    item.seq = await Outbox.put(item);
    if (!navigator.onLine) await Outbox.rest(item.seq);
    if (form.dataset.refused) await Outbox.remove(Number(form.dataset.refused));
    return item;
  }

  function tellNext(item) {
    Outbox.tellNext(item);
    location.assign(item.back);
  }

  function tellHere(form, item) {
    form.dataset.refused = item.seq;
    form.parentElement.querySelector(":scope > .flash.error")?.remove();
    const { WORDS, element, flash } = Outbox;
    const more = element("a", { href: "/outbox" }, WORDS.review);
    const box = flash("error", element("b", {}, WORDS.refused), " ", item.message || "", " ", more);
    form.before(box);
    box.scrollIntoView({ block: "center" });
  }

  async function send(form, submitter) {
    form.dataset.busy = "1";
    let item;
    try {
      item = await keep(form, submitter);
    } catch (error) {
      console.warn("outbox:", error);
      if (submitter?.name) form.append(Outbox.element("input", { type: "hidden", name: submitter.name, value: submitter.value }));
      form.submit();
      return;
    }
    form.dataset.clean = "1";
    Outbox.persist?.();
    const look = new Promise((resolve) => { setTimeout(resolve, navigator.onLine ? LOOK_MS : 0); });
    await Promise.race([Outbox.flush(), look]);
    await Outbox.rest(item.seq); // a line that looks alive and is dead
    item = (await Outbox.find(item.seq)) || item;
    if (item.state !== "review") return tellNext(item);
    delete form.dataset.busy;
    return tellHere(form, item);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset?.outbox || event.defaultPrevented) return;
    event.preventDefault();
    const late = form.elements.late_category;
    const after = JSON.parse(form.dataset.outbox).late_after;
    if (late && form.elements.happened_on.value > after && !(late.value && form.elements.note.value.trim())) {
      form.elements.note.value.trim() ? late.focus() : form.elements.note.focus();
      late.closest(".field").before(Outbox.flash("error", Outbox.WORDS.late));
      return;
    }
    if (!form.dataset.busy) send(form, event.submitter);
  });

  // A page saved yesterday still offers today.
  for (const input of document.querySelectorAll("[data-saved] form[data-outbox] input[type=date][max]")) {
    if (input.value === input.max && input.max < today()) input.value = today();
    if (input.max < today()) input.max = today();
  }
})();
