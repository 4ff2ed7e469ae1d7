// Where the reader stands on the road, as Km12+350 and metres left or right of the centreline,
// told without signal from the centrelines the phone keeps. What is not sure is said.

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

  // The nearest place on any road: chainage, signed offset (+ left), and whether it is past an end.
  function locate(roads, lon, lat) {
    const [east, north] = degree(lat);
    let best = null;
    for (const { code, nodes } of roads) {
      let at = [0, 0, 0];
      let before = null;
      nodes.forEach((step, i) => {
        at = at.map((value, k) => value + step[k]);
        const here = [(at[0] / 1e7 - lon) * east, (at[1] / 1e7 - lat) * north, at[2] / 100];
        const found = before && foot(code, before, here);
        if (found) found.isPast = (i === 1 && found.over < 0) || (i === nodes.length - 1 && found.over > 0);
        if (found && (!best || Math.abs(found.offset) < Math.abs(best.offset))) best = found;
        before = here;
      });
    }
    return best;
  }

  function chainage(metres) {
    const whole = Math.floor(metres);
    return `Km${whole < 0 ? "-" : ""}${Math.floor(Math.abs(whole) / 1000)}+${String(Math.abs(whole) % 1000).padStart(3, "0")}`;
  }

  const distance = (metres) => (metres < 1000 ? `${Math.round(metres)} m`
    : `${(metres / 1000).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} km`);

  function words(found, accuracy, say, isMany) {
    const away = Math.abs(found.offset);
    const told = (text) => text.replace("{away}", distance(away)).replace("{sure}", Math.ceil(accuracy))
      .replace("{place}", chainage(found.chainage) + (isMany ? ` (${found.code})` : ""));
    if (away > FAR_M + accuracy) return told(say.far);
    if (found.isPast && away > accuracy) return told(say.past);
    return told(accuracy > UNSURE_M ? say.unsure : say[found.offset < 0 ? "right" : "left"]);
  }

  function attach(box) {
    const output = box.querySelector("output");
    const tell = (text) => { output.textContent = text; };
    const show = async ({ coords }) => {
      const reply = await fetch("/offline/roads", { headers: { Accept: "application/json" } }).catch(() => null);
      const { roads } = reply?.ok ? await reply.json() : { roads: [] };
      if (!roads.length) return tell(box.dataset.none);
      const found = locate(roads, coords.longitude, coords.latitude);
      return tell(words(found, coords.accuracy, box.dataset, roads.length > 1));
    };
    box.querySelector("button").addEventListener("click", () => {
      if (!window.isSecureContext || !navigator.geolocation) return tell(box.dataset.insecure);
      tell(box.dataset.asking);
      return navigator.geolocation.getCurrentPosition(show, ({ code }) => tell(code === 1 ? box.dataset.denied : box.dataset.unknown),
        { enableHighAccuracy: true, timeout: 30e3, maximumAge: 0 });
    });
    box.hidden = false;
  }

  const attachPlaces = () => document.querySelectorAll("[data-place][hidden]").forEach(attach);
  Object.assign(Outbox, { locate, attachPlaces });
  attachPlaces();
})();
