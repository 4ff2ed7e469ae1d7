// Tools that the first view does not need: their code comes with their first use.

// `begin(module)` makes the tool; what the reader did meanwhile is then done again for it to hear.
// Gives a function that has the tool fetched.
export function later({ box, on, name, begin, failed }) {
  let coming = null;
  const first = async (event) => {
    try {
      coming ??= import(`/static/js/map/${name}.js`).then(begin);
      await coming;
    } catch {
      coming = null;
      return failed();
    }
    on.forEach((kind) => box.removeEventListener(kind, first, true));
    return again(event);
  };
  on.forEach((kind) => box.addEventListener(kind, first, true));
  box.hidden = false;
  return first;
}

function again({ type, target }) {
  if (type === "click") target.click?.();
  if (type === "input") target.dispatchEvent(new Event("input", { bubbles: true }));
}
