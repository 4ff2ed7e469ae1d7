// Tools that the first view does not need: their code comes with their first use.

// `begin(module)` makes the tool; what the reader did first is then done again for it to hear,
// what came meanwhile is not. Gives a function that has the tool fetched.
export function later({ box, on, name, begin, failed }) {
  let isComing = false;
  const first = async (event) => {
    if (isComing) return;
    isComing = true;
    try {
      begin(await import(`/static/js/map/${name}.js`));
    } catch {
      isComing = false;
      failed();
      return;
    }
    on.forEach((kind) => box.removeEventListener(kind, first, true));
    again(event);
  };
  on.forEach((kind) => box.addEventListener(kind, first, true));
  box.hidden = false;
  return first;
}

function again({ type, target }) {
  if (type === "click") target.click?.();
  if (type === "input") target.dispatchEvent(new Event("input", { bubbles: true }));
}
