// Keyboard: "/" search, j k Enter along the list, g asks about the row, q the late cases, p shows
// the road on a projector, Esc back to the page, "?" help. Can be switched off.

const OFF = "keys-off";
const ROWS = ".task a.name, tbody th a";
const help = document.getElementById("keys");
// A page with several tables says which of them is walked along.
const walked = document.querySelector("[data-rows]") || document;

let isOff = false;
try {
  isOff = localStorage.getItem(OFF) === "1";
} catch { /* storage refused: the keys stay on */ }

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
}

function search() {
  location.hash = "find";
  document.getElementById("q")?.focus();
}

function move(by) {
  const rows = [...walked.querySelectorAll(ROWS)].filter((row) => row.offsetParent);
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// The button of the focused row that answers to a key.
function press(key) {
  document.activeElement?.closest("tr, .task")?.querySelector(`button[data-key="${key}"]`)?.click();
}

const KEYS = {
  "/": search,
  j: () => move(1),
  k: () => move(-1),
  g: () => press("g"),
  q: () => document.querySelector('.nav a[href="/late"]')?.click(),
  p: () => document.querySelector("a[data-present]")?.click(),
  "?": () => help?.showModal(),
};

function showSwitch(button) {
  button.textContent = isOff ? button.dataset.on : button.dataset.off;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "k") {
    event.preventDefault();
    return search();
  }
  if (event.key === "Escape" && location.hash) {
    document.activeElement?.blur();
    location.hash = "";
    return undefined;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return undefined;
  if ((isOff && event.key !== "?") || !KEYS[event.key]) return undefined;
  event.preventDefault();
  return KEYS[event.key]();
});

document.querySelectorAll("[data-keys-switch]").forEach((button) => {
  showSwitch(button);
  button.addEventListener("click", () => {
    isOff = !isOff;
    try {
      localStorage.setItem(OFF, isOff ? "1" : "0");
    } catch { /* lasts for this page only */ }
    showSwitch(button);
  });
});

// What hangs from the menu closes when somebody points elsewhere, or by Escape.
const hanging = document.querySelector(".nav details");
document.addEventListener("click", ({ target }) => {
  if (hanging?.open && !hanging.contains(target)) hanging.open = false;
});
hanging?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  hanging.open = false;
  hanging.querySelector("summary").focus();
});

// On a phone the search box opens by a link: put the cursor in it.
window.addEventListener("hashchange", () => {
  if (location.hash === "#find") document.getElementById("q")?.focus();
});

// Back from a row's button: go on from that row.
if (location.hash.startsWith("#c-")) {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
}
