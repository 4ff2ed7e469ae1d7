// Unsent reports as a file for the office: sealed, so that it cannot be changed on the way and
// the office records it under the name of whoever made it.

(() => {
  const { Outbox } = self;
  const text = (bytes) => new TextEncoder().encode(bytes);
  const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, "0")).join("");

  async function seal(body, key) {
    const made = await crypto.subtle.importKey("raw", text(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return hex(await crypto.subtle.sign("HMAC", made, text(body)));
  }

  function base64(bytes) {
    let raw = "";
    const view = new Uint8Array(bytes);
    for (let i = 0; i < view.length; i += 0x8000) raw += String.fromCharCode(...view.subarray(i, i + 0x8000));
    return btoa(raw);
  }

  async function exportFile() {
    const who = await Outbox.word("who");
    const items = (await Outbox.all()).filter((i) => i.state !== "sent" && i.user === who?.user);
    if (!items.length) return null;
    const photos = new Map(items.flatMap((i) => i.photos.filter((p) => p.bytes).map((p) => [p.sha, p.bytes])));
    const body = JSON.stringify({
      user: who.user, session: who.session, made_at: new Date().toISOString(),
      items: items.map((i) => ({ ...i.change, uid: i.uid,
        ...(i.isAnnounced && !i.change.about ? { about: i.noticeUid } : {}) })),
      photos: [...photos.values()].map(base64),
    });
    const file = new Blob([JSON.stringify({ body, seal: await seal(body, who.seal) })], { type: "application/json" });
    const link = Outbox.element("a", { href: URL.createObjectURL(file), download: `chua-gui-${who.user}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
    return file;
  }

  Object.assign(Outbox, { exportFile });
})();
