// The filters of the address: told to every request of a layer, and to layers that hold all shapes.

const names = (document.querySelector("[data-filters]")?.dataset.filters || "").split(" ").filter(Boolean);

// The filters in force with the day, as pairs for an address.
export function asked() {
  const given = new URLSearchParams(location.search);
  return new URLSearchParams([...names, "as_of"].filter((name) => given.get(name))
    .map((name) => [name, given.get(name)]));
}

export function isFiltered() {
  const given = new URLSearchParams(location.search);
  return names.some((name) => given.get(name));
}

export function boxOf(area) {
  return area.toBBoxString().split(",").map((n) => Number(n).toFixed(5)).join(",");
}

// The form comes when it is opened: counting what each value leaves takes long in a nation.
export function offer(details) {
  const form = details?.querySelector("[data-filters-form]");
  if (!form) return;
  const link = form.firstElementChild;
  details.addEventListener("toggle", async () => {
    form.textContent = form.dataset.loading;
    try {
      const reply = await fetch(form.dataset.filtersForm + location.search);
      if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
      const answer = new DOMParser().parseFromString(await reply.text(), "text/html");
      form.replaceChildren(...answer.body.childNodes);
    } catch {
      form.replaceChildren(link);
    }
  }, { once: true });
}

// Keep a layer with setFilter(predicate | null) to the ids that pass, whatever is in view.
export function follow(map, layer, name) {
  if (!isFiltered() || !layer.setFilter) return;
  let going;
  // Nothing passes before the answer has come.
  layer.setFilter(() => false);
  const refresh = async () => {
    going?.abort();
    going = new AbortController();
    const about = asked();
    about.set("layer", name);
    about.set("bbox", boxOf(map.getBounds().pad(0.4)));
    try {
      const reply = await fetch(`/map/matching.json?${about}`, { signal: going.signal });
      const ids = new Set((await reply.json()).ids);
      layer.setFilter((id) => ids.has(id));
    } catch (error) {
      if (error.name !== "AbortError") layer.fire?.("failed");
    }
  };
  map.on("moveend", refresh);
  refresh();
}
