// The panel beside the map: its HTML is the server's answer for one code.

export class Panel {
  constructor(box) {
    this.box = box;
    this.body = box.querySelector("[data-panel-body]");
    box.querySelector("[data-panel-close]").addEventListener("click", () => this.close());
    box.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  async open(page, code) {
    this.asked?.abort();
    this.asked = new AbortController();
    const url = new URL(page + encodeURIComponent(code), location.origin);
    url.searchParams.set("panel", "1");
    const asOf = new URLSearchParams(location.search).get("as_of");
    if (asOf) url.searchParams.set("as_of", asOf);
    this.from ??= document.activeElement;
    this.show(this.box.dataset.loading);
    try {
      const reply = await fetch(url, { signal: this.asked.signal });
      if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
      const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
      this.body.replaceChildren(...answer.body.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") this.show(`${code}: ${this.box.dataset.failed}`);
    }
  }

  show(text) {
    this.body.textContent = text;
    this.box.hidden = false;
    this.box.focus({ preventScroll: true });
    this.box.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.asked?.abort();
    this.box.hidden = true;
    this.from?.focus({ preventScroll: true });
    this.from = null;
    this.box.dispatchEvent(new Event("closed"));
  }
}
