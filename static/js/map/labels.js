// Names of communes and kilometre posts, written beside the canvas as plain text.

const LABEL = { interactive: false, keyboard: false };

function icon(text, kind) {
  const box = document.createElement("span");
  box.textContent = text;
  return L.divIcon({ html: box, className: `map-label ${kind}`, iconSize: [0, 0] });
}

export class Labels {
  constructor(map) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
    this.posts = [];
    this.communes = [];
    map.on("moveend zoomend", () => this.draw());
  }

  setPosts(features) {
    this.posts = features.map(({ properties, geometry }) => ({
      metres: toMetres(properties.c),
      text: properties.c,
      at: L.latLng(geometry.coordinates[1], geometry.coordinates[0]),
    })).sort((a, b) => a.metres - b.metres);
    this.draw();
  }

  setCommunes(features) {
    this.communes = features.filter((f) => f.properties.l).map((feature) => ({
      text: feature.properties.l,
      at: L.geoJSON(feature).getBounds().getCenter(),
    }));
    this.draw();
  }

  draw() {
    this.group.clearLayers();
    const zoom = this.map.getZoom();
    const every = zoom >= 16 ? 100 : zoom >= 12 ? 1000 : 5000;
    const view = this.map.getBounds();
    for (const post of this.posts) {
      if (post.metres % every || !view.contains(post.at)) continue;
      const text = every < 1000 ? post.text : `Km${post.metres / 1000}`;
      this.group.addLayer(L.marker(post.at, { ...LABEL, icon: icon(text, "post") }));
    }
    if (zoom < 9) return;
    for (const { text, at } of this.communes) {
      if (view.contains(at)) this.group.addLayer(L.marker(at, { ...LABEL, icon: icon(text, "commune") }));
    }
  }

  // The place of a chainage, between the posts on either side; null when off the road.
  place(metres) {
    const next = this.posts.findIndex((post) => post.metres >= metres);
    if (next < 0 || (next === 0 && this.posts[0].metres !== metres)) return null;
    const after = this.posts[next];
    const before = this.posts[Math.max(next - 1, 0)];
    const share = after === before ? 0 : (metres - before.metres) / (after.metres - before.metres);
    return L.latLng(
      before.at.lat + (after.at.lat - before.at.lat) * share,
      before.at.lng + (after.at.lng - before.at.lng) * share,
    );
  }
}

// Km12+345, 12+345, km 12: metres; NaN for anything else.
export function toMetres(text) {
  const found = /^\s*(?:km?)?\s*(\d{1,4})(?:\s*\+\s*(\d{1,3}))?\s*$/i.exec(text);
  return found ? Number(found[1]) * 1000 + Number(found[2] || 0) : NaN;
}
