// Where the reader stands, with how sure the device is; every refusal is told as it is.

const REASONS = { 1: "denied", 2: "unknown", 3: "unknown" };

export function locate(box, map) {
  const output = box.querySelector("output");
  const marks = L.layerGroup().addTo(map);
  const tell = (name, metres = 0) => {
    output.textContent = box.dataset[name].replace("{m}", Math.ceil(metres));
  };
  const show = ({ coords }) => {
    const at = L.latLng(coords.latitude, coords.longitude);
    const color = getComputedStyle(box).getPropertyValue("--link").trim();
    marks.clearLayers();
    if (!map.options.maxBounds.contains(at)) return tell("away");
    L.circle(at, { radius: coords.accuracy, color, weight: 2, fillOpacity: 0.15, interactive: false }).addTo(marks);
    L.circleMarker(at, { radius: 8, color, weight: 3, fillOpacity: 1, interactive: false }).addTo(marks);
    map.setView(at, Math.max(map.getZoom(), 16));
    return tell("found", coords.accuracy);
  };
  box.querySelector("button").addEventListener("click", () => {
    if (!window.isSecureContext || !navigator.geolocation) return tell("insecure");
    tell("asking");
    return navigator.geolocation.getCurrentPosition(show, ({ code }) => tell(REASONS[code]), {
      enableHighAccuracy: true, timeout: 20000, maximumAge: 10000,
    });
  });
  box.hidden = false;
}
