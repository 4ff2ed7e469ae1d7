// Photos go after the words, piece by piece: a cut line costs one piece, not the photo.

(() => {
  const PIECE = 32 * 1024;

  const path = (photo, offset) =>
    `/photo/${photo.sha}?${new URLSearchParams({ offset, size: photo.bytes.byteLength })}`;

  async function put(photo, offset, piece, who) {
    return self.Outbox.ask(path(photo, offset), {
      method: "PUT", body: piece,
      headers: { ...self.Outbox.heads(who), "Content-Type": "application/octet-stream" },
    }, 30e3);
  }

  // Sends one photo from where the server stands; gives the server's words when it cannot take it.
  async function upload(photo, who, progress) {
    let { status, told } = await put(photo, 0, new ArrayBuffer(0), who);
    while (status === 200 && !told.done) {
      progress?.(told.have / photo.bytes.byteLength);
      const piece = photo.bytes.slice(told.have, told.have + PIECE);
      ({ status, told } = await put(photo, told.have, piece, who));
    }
    if (status === 200) return null;
    if (told.code === "broken_photo") throw new self.Outbox.Away(told.code);
    return told.message || String(status);
  }

  async function digest(bytes) {
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join("");
  }

  Object.assign(self.Outbox, { upload, digest });
})();
