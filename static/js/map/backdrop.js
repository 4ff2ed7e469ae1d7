// Pictures under everything else, only where the administrator gave some; can be switched off.

export function backdrop(box, map) {
  if (!box) return;
  const layer = L.tileLayer(box.dataset.backdrop, { maxZoom: 22, opacity: 0.7 }).addTo(map);
  box.querySelector("input").addEventListener("change", ({ target }) => {
    if (target.checked) layer.addTo(map);
    else layer.remove();
  });
}
