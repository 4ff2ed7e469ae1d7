// Paints the features of one tile, one fill and one stroke for each status; finds what is hit.

import { look, symbol } from "./looks.js";

export const EXTENT = 4096;
const LINE = 2;
const POLYGON = 3;
const FAINT = 0.18;

// `groups`: status → features; `faint` ones are outlines only, what a filter leaves in the back.
export function paint(ctx, settings, groups, faint, scale) {
  ctx.lineJoin = "round";
  for (const [status, features] of groups) draw(ctx, settings, look(settings, status), features, scale);
  if (faint.length) {
    ctx.globalAlpha = FAINT;
    draw(ctx, settings, { ...look(settings, ""), fill: false }, faint, scale);
  }
  ctx.globalAlpha = 1;
}

function draw(ctx, settings, style, features, scale) {
  ctx.beginPath();
  for (const feature of features) trace(ctx, settings, feature, scale);
  const alpha = ctx.globalAlpha;
  if (style.fill) {
    ctx.globalAlpha = alpha * style.fillOpacity;
    ctx.fillStyle = style.fillColor;
    ctx.fill();
    ctx.globalAlpha = alpha;
  }
  ctx.strokeStyle = style.color;
  ctx.lineWidth = style.weight;
  ctx.setLineDash(style.dashArray ? style.dashArray.split(" ").map(Number) : []);
  ctx.stroke();
}

function trace(ctx, settings, { kind, points, ends }, scale) {
  let at = 0;
  for (const end of ends) {
    if (kind === LINE || kind === POLYGON) {
      ctx.moveTo(points[at] * scale, points[at + 1] * scale);
      for (at += 2; at < end; at += 2) ctx.lineTo(points[at] * scale, points[at + 1] * scale);
      if (kind === POLYGON) ctx.closePath();
    } else {
      for (; at < end; at += 2) symbol(ctx, settings, points[at] * scale, points[at + 1] * scale);
    }
    at = end;
  }
}

// The line around what is picked, over everything of its tile.
export function outline(ctx, settings, feature, color, scale) {
  ctx.beginPath();
  trace(ctx, settings, feature, scale);
  ctx.setLineDash([]);
  ctx.strokeStyle = color;
  ctx.lineWidth = 5;
  ctx.stroke();
}

// Whether a place (tile units) is in a feature, or within `near` units of its points or lines.
export function holds({ kind, points, ends, box }, x, y, near) {
  if (x < box[0] - near || y < box[1] - near || x > box[2] + near || y > box[3] + near) return false;
  if (kind === POLYGON) return isInside(points, ends, x, y);
  return kind === LINE ? isBeside(points, ends, x, y, near) : isAt(points, x, y, near);
}

// Even-odd: how often a ray to the right crosses a ring.
function isInside(points, ends, x, y) {
  let inside = false;
  let start = 0;
  for (const end of ends) {
    for (let a = start, b = end - 2; a < end; b = a, a += 2) {
      const [ax, ay, bx, by] = [points[a], points[a + 1], points[b], points[b + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    start = end;
  }
  return inside;
}

function isBeside(points, ends, x, y, near) {
  let start = 0;
  for (const end of ends) {
    for (let a = start; a + 2 < end; a += 2) {
      const [dx, dy] = [points[a + 2] - points[a], points[a + 3] - points[a + 1]];
      const along = ((x - points[a]) * dx + (y - points[a + 1]) * dy) / (dx * dx + dy * dy || 1);
      const share = Math.min(Math.max(along, 0), 1);
      if (Math.hypot(points[a] + share * dx - x, points[a + 1] + share * dy - y) <= near) return true;
    }
    start = end;
  }
  return false;
}

function isAt(points, x, y, near) {
  for (let at = 0; at < points.length; at += 2) {
    if (Math.hypot(points[at] - x, points[at + 1] - y) <= near) return true;
  }
  return false;
}
