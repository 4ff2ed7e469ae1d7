// Where the reader stands on the road, as Km12+350 and metres left or right of the centreline,
// told without signal from the centrelines the phone keeps; on the page of a case also how far that
// is. What is not sure is said. The place is worked out here and told to nobody.

(() => {
  const { Outbox } = self;
  const RADIUS_M = 6378137; // WGS 84
  const E2 = 0.00669437999014;
  const FAR_M = 2000;
  const UNSURE_M = 100;
  const rad = (degrees) => (degrees * Math.PI) / 180;

  // Metres of one degree east and north at a latitude.
  function degree(lat) {
    const w = 1 - E2 * Math.sin(rad(lat)) ** 2;
    return [rad(RADIUS_M / Math.sqrt(w)) * Math.cos(rad(lat)), rad((RADIUS_M * (1 - E2)) / w ** 1.5)];
  }

  // The foot of the perpendicular from the reader (0, 0) on one piece of the road.
  function foot(code, [ax, ay, from], [bx, by, to]) {
    const [dx, dy] = [bx - ax, by - ay];
    const free = -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, free));
    const away = Math.hypot(ax + part * dx, ay + part * dy);
    const isLeft = ay * dx - ax * dy <= 0;
    return { code, chainage: from + part * (to - from), offset: isLeft ? away : -away, over: free - part };
  }

  // The nodes of a road in metres east and north of the reader, each with its chainage.
  function around({ nodes }, lon, lat) {
    const [east, north] = degree(lat);
    let at = [0, 0, 0];
    return nodes.map((step) => {
      at = at.map((value, k) => value + step[k]);
      return [(at[0] / 1e7 - lon) * east, (at[1] / 1e7 - lat) * north, at[2] / 100];
    });
  }

  // The nearest place on any road: chainage, signed offset (+ left), and whether it is past an end.
  function locate(roads, lon, lat) {
    let best = null;
    for (const road of roads) {
      const nodes = around(road, lon, lat);
      for (let i = 1; i < nodes.length; i += 1) {
        const found = foot(road.code, nodes[i - 1], nodes[i]);
        found.isPast = (i === 1 && found.over < 0) || (i === nodes.length - 1 && found.over > 0);
        if (!best || Math.abs(found.offset) < Math.abs(best.offset)) best = found;
      }
    }
    return best;
  }

  // Metres along the road from one chainage to another: a long kilometre is longer than its numbers.
  function along(nodes, from, to) {
    const [low, high] = from < to ? [from, to] : [to, from];
    return nodes.slice(1).reduce((metres, [bx, by, b], i) => {
      const [ax, ay, a] = nodes[i];
      const share = Math.max(0, Math.min(b, high) - Math.max(a, low)) / (b - a || 1);
      return metres + share * Math.hypot(bx - ax, by - ay);
    }, 0);
  }

  function chainage(metres) {
    const whole = Math.floor(metres);
    return `Km${whole < 0 ? "-" : ""}${Math.floor(Math.abs(whole) / 1000)}+${String(Math.abs(whole) % 1000).padStart(3, "0")}`;
  }

  const distance = (metres) => (metres < 1000 ? `${Math.round(metres)}\u00a0m`
    : `${(metres / 1000).toLocaleString("vi-VN", { maximumFractionDigits: 1 })}\u00a0km`);

  // Which of the sentences is true.
  function judged({ offset, isPast }, accuracy) {
    const away = Math.abs(offset);
    if (away > FAR_M + accuracy) return "far";
    if (isPast && away > accuracy) return "past";
    if (accuracy > UNSURE_M) return "unsure";
    return offset < 0 ? "right" : "left";
  }

  function words(found, accuracy, say, isMany) {
    return say[judged(found, accuracy)].replace("{away}", distance(Math.abs(found.offset)))
      .replace("{place}", chainage(found.chainage) + (isMany ? ` (${found.code})` : "")).replace("{sure}", Math.ceil(accuracy));
  }

  // The way from there to the case of this page; none while the reader's own place is not sure.
  function wayTo(say, found, road, { longitude, latitude, accuracy }) {
    if (!road || !["left", "right"].includes(judged(found, accuracy))) return ".";
    const there = Math.min(Number(say.to), Math.max(Number(say.from), found.chainage));
    const metres = along(around(road, longitude, latitude), found.chainage, there);
    const isAcross = { left: -1, right: 1 }[say.side] * found.offset > accuracy;
    const way = metres <= accuracy ? say.beside : there > found.chainage ? say.up : say.down;
    return way.replace("{along}", distance(metres)) + (isAcross ? ` ${say.across}` : "");
  }

  function attach(box) {
    const say = box.dataset;
    const output = box.querySelector("output");
    const tell = (...told) => output.replaceChildren(...told);
    // On a form the place itself is filled in; it stays where it is when the reader walks on.
    const fill = ({ longitude, latitude, accuracy }) => {
      const inputs = box.closest("form")?.elements;
      if (inputs?.lon) [inputs.lon.value, inputs.lat.value, inputs.accuracy_m.value] = [longitude, latitude, accuracy];
    };
    const show = async ({ coords }) => {
      fill(coords);
      const reply = await fetch("/offline/roads", { headers: { Accept: "application/json" } }).catch(() => null);
      const roads = (reply?.ok ? (await reply.json()).roads : []).filter(({ uid }) => !say.road || uid === say.road);
      if (!roads.length) return tell(say.none);
      const found = locate(roads, coords.longitude, coords.latitude);
      const [one, ...others] = roads;
      const here = words(found, coords.accuracy, say, others.length);
      if (!say.case) return tell(here);
      const there = say.case + wayTo(say, found, others.length ? null : one, coords);
      tell(Outbox.element("b", {}, there), ` ${say.here} ${here}`);
      return output.scrollIntoView({ block: "nearest" });
    };
    box.querySelector("button").addEventListener("click", () => {
      if (!window.isSecureContext || !navigator.geolocation) return tell(say.insecure);
      tell(say.asking);
      return navigator.geolocation.getCurrentPosition(show, ({ code }) => tell(code === 1 ? say.denied : say.unknown),
        { enableHighAccuracy: true, timeout: 30e3, maximumAge: 0 });
    });
    box.hidden = false;
  }

  const attachPlaces = () => document.querySelectorAll("[data-place][hidden]").forEach(attach);
  Object.assign(Outbox, { locate, attachPlaces });
  attachPlaces();
})();
