// A new version of the program: looked for when the line is back and when the page is looked at
// again, offered by a tap, and never put under a form that is being written.

(() => {
  const { Outbox } = self;
  const { WORDS, element, flash } = Outbox;
  const AGAIN_MS = 15e3;
  let isMissed = false;

  // The line may die again under the question; then it is asked again until somebody answers.
  async function look(worker) {
    isMissed = true;
    if (!navigator.onLine) return;
    try {
      await worker.update();
      isMissed = false;
    } catch { /* asked again by the timer */ }
  }

  function offer(fresh, isDirty) {
    const renew = () => {
      if (isDirty()) { button.after(` ${WORDS.dirty}`); return; }
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      fresh.postMessage("renew");
    };
    const button = element("button", { class: "button", type: "button", onclick: renew }, WORDS.renew);
    const box = flash("info", element("b", {}, WORDS.newer), " ", button);
    box.id = "outbox-newer";
    document.getElementById(box.id)?.remove();
    document.getElementById("outbox-notices")?.append(box);
  }

  function watchEditions(worker, isDirty) {
    const follow = (fresh) => fresh?.addEventListener("statechange", () => {
      if (fresh.state === "redundant") isMissed = true; // the line died while it was fetched
      if (fresh.state === "installed" && navigator.serviceWorker.controller) offer(fresh, isDirty);
    });
    if (worker.waiting) offer(worker.waiting, isDirty);
    follow(worker.installing);
    worker.addEventListener("updatefound", () => follow(worker.installing));
    addEventListener("online", () => look(worker));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(worker); });
    setInterval(() => { if (isMissed) look(worker); }, AGAIN_MS);
  }

  Object.assign(Outbox, { watchEditions });
})();
