// How a status looks on the canvas: a colour of the page's tokens and a hatch, never colour alone.

// A divisor of the tiles' 512 pixels: a hatch runs on from one tile into the next.
const SIZE = 8;

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const HATCHES = {
  diagonal(ctx) {
    for (const shift of [-SIZE, 0, SIZE]) {
      ctx.moveTo(shift - 1, SIZE + 1);
      ctx.lineTo(shift + SIZE + 1, -1);
    }
    ctx.stroke();
  },
  lines(ctx) {
    ctx.moveTo(0, SIZE / 2);
    ctx.lineTo(SIZE, SIZE / 2);
    ctx.stroke();
  },
  dots(ctx) {
    ctx.arc(SIZE / 2, SIZE / 2, 1.4, 0, 7);
    ctx.fill();
  },
};

// Lines are thin: there the tone is the ground and the hatch the light part.
function pattern(tone, hatch, isLine) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = SIZE;
  const ctx = tile.getContext("2d");
  const inks = [token(`${tone}-tint`) || token("surface"), token(tone)];
  const [ground, mark] = isLine ? inks.reverse() : inks;
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, SIZE, SIZE);
  ctx.strokeStyle = ctx.fillStyle = mark;
  ctx.lineWidth = hatch === "diagonal" ? 3 : 2;
  ctx.beginPath();
  HATCHES[hatch](ctx);
  return ctx.createPattern(tile, "repeat");
}

let made = new Map();

// Colours follow the system's light or dark; drawn patterns must be made anew.
export function forget() {
  made = new Map();
}

export function look(settings, status) {
  const [tone, hatch] = settings.looks[status] || Object.values(settings.looks)[0];
  const key = `${settings.name}:${tone}:${hatch}`;
  if (!made.has(key)) made.set(key, style(settings, tone, hatch));
  return made.get(key);
}

function style(settings, tone, hatch) {
  const color = token(tone);
  const fill = HATCHES[hatch] ? pattern(tone, hatch, settings.kind === "line") : color;
  const base = { weight: settings.weight, dashArray: settings.dash || null, opacity: 1 };
  if (settings.kind === "line") return { ...base, color: HATCHES[hatch] ? fill : color, lineCap: "butt" };
  return {
    ...base,
    color: settings.kind === "point" ? token("ink") : color,
    weight: settings.kind === "point" ? 1.5 : settings.weight,
    fill: hatch !== "none",
    fillColor: fill,
    fillOpacity: settings.kind === "point" ? 1 : 0.8,
  };
}

// Points differ by shape: a mound for a grave, a square for a structure, else a disc.
const SHAPES = {
  graves(ctx, x, y, r) {
    ctx.moveTo(x - r, y + r);
    ctx.lineTo(x - r, y);
    ctx.arc(x, y, r, Math.PI, 0);
    ctx.lineTo(x + r, y + r);
    ctx.closePath();
  },
  structures(ctx, x, y, r) {
    ctx.rect(x - r, y - r, 2 * r, 2 * r);
  },
};

// Adds a point's shape to the path being drawn.
export function symbol(ctx, { name, radius }, x, y) {
  const draw = SHAPES[name];
  if (draw) return draw(ctx, x, y, radius);
  ctx.moveTo(x + radius, y);
  return ctx.arc(x, y, radius, 0, 7);
}
