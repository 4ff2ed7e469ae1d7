// On the projector: left and right step through the parts of the road, Esc leaves.

const LINKS = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]", Escape: "a[data-leave]" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  document.querySelector(LINKS[event.key] || "no-link")?.click();
});
