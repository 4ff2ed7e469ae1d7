// The first view's data as one answer, which the page asked for before any script came.

import { answered } from "./answer.js";

// Gives a function that has one part: what was found and within which area; null without one, as
// when the answer failed: each layer then asks for itself.
export function begun(address) {
  const coming = answered(address).then((reply) => reply.json()).catch(() => ({}));
  return async (name) => {
    const { box: [west, south, east, north] = [], found } = (await coming)[name] || {};
    return found ? { found, area: L.latLngBounds([south, west], [north, east]) } : null;
  };
}
