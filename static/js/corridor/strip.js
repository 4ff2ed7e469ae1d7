// The strip map by keyboard (arrows walk from run to run, Enter opens), and a slider of weeks.
// Without scripts every run is an ordinary link and the day is chosen in the form above.

const WAIT_MS = 500;
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

for (const strip of document.querySelectorAll("svg.strip")) {
  const runs = [...strip.querySelectorAll(".over a")];
  // One stop of the Tab key for the whole lane: the run last looked at.
  const rest = (on) => runs.forEach((run) => run.setAttribute("tabindex", run === on ? "0" : "-1"));
  if (runs.length) rest(runs[0]);
  strip.addEventListener("focusin", (event) => {
    const run = event.target.closest(".over a");
    if (run) rest(run);
  });
  strip.addEventListener("keydown", (event) => {
    const at = runs.indexOf(event.target.closest("a"));
    const ends = { Home: 0, End: runs.length - 1 };
    const to = event.key in STEPS ? at + STEPS[event.key] : ends[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = runs[Math.max(0, Math.min(to, runs.length - 1))];
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

function dayAt(today, weeks) {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 7 * weeks);
  return day.toISOString().slice(0, 10);
}

for (const box of document.querySelectorAll("[data-weeks]")) {
  const [slider, shown] = [box.querySelector("input"), box.querySelector("output")];
  const { today, asOf } = box.dataset;
  const start = Math.round((Date.parse(asOf) - Date.parse(today)) / (7 * 864e5));
  let timer = 0;
  slider.value = Math.max(start, Number(slider.min));
  box.hidden = false;
  slider.addEventListener("input", () => {
    shown.textContent = dayAt(today, Number(slider.value)).split("-").reverse().join("/");
  });
  // One request when the hand lets go; keys held down send one too.
  slider.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const url = new URL(location.href);
      url.searchParams.set("as_of", dayAt(today, Number(slider.value)));
      url.searchParams.delete("page");
      location.assign(url);
    }, WAIT_MS);
  });
}
