// How much room a label takes, and whether two of them, or a place and a border, meet.

// Share of the map's letter size, weight, letter spacing (em), half height (em), as in map.css.
const KINDS = {
  post: { size: 0.8, weight: 700, spacing: 0, half: 0.77 },
  commune: { size: 0.889, weight: 600, spacing: 0.04, half: 0.77 },
};
const ink = document.createElement("canvas").getContext("2d");

// The half width and half height (px) that a text takes.
export function halves(text, kind, style) {
  const { size, weight, spacing, half } = KINDS[kind];
  const px = parseFloat(style.fontSize) * size;
  ink.font = `${weight} ${px}px ${style.fontFamily}`;
  return [ink.measureText(text).width / 2 + spacing * px * text.length / 2 + 2, half * px];
}

// Boxes are [left, top, right, bottom].
export function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

// Whether a place lies within a polygon: crossings of its rings, counted eastward.
export function within({ type, coordinates }, { lat, lng }) {
  const rings = type === "MultiPolygon" ? coordinates.flat() : coordinates;
  const edges = rings.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i], to]));
  return edges.filter(([[x1, y1], [x2, y2]]) => (y1 > lat) !== (y2 > lat)
    && lng < x1 + (x2 - x1) * (lat - y1) / (y2 - y1)).length % 2 === 1;
}
