// Search as you type below any form[data-search]; without it the form simply submits.

const WAIT_MS = 150;

function link(result, index) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = result.url;
  anchor.id = `found-${index}`;
  anchor.setAttribute("role", "option");
  const title = document.createElement("b");
  title.textContent = result.title;
  const hint = document.createElement("small");
  hint.textContent = result.hint || "";
  anchor.append(title, document.createElement("br"), hint);
  item.setAttribute("role", "presentation");
  item.append(anchor);
  return item;
}

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "found";
  list.id = `${input.id}-found`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent || "");
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"],
    ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);

  let asked = null;
  let timer = 0;
  let picked = -1;

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) pick(-1);
  }

  function pick(index) {
    const links = [...list.querySelectorAll("a")];
    picked = links.length ? Math.max(-1, Math.min(index, links.length - 1)) : -1;
    links.forEach((a, i) => a.setAttribute("aria-selected", String(i === picked)));
    if (picked < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", links[picked].id);
    links[picked].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asked?.abort();
    const q = input.value.trim();
    if (!q) return show(false);
    asked = new AbortController();
    try {
      const url = `${form.getAttribute("action")}?${new URLSearchParams({ q, format: "json" })}`;
      const reply = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (!reply.ok) return show(false);
      const { results } = await reply.json();
      list.replaceChildren(...results.map(link));
      show(results.length > 0);
    } catch {
      show(false); // offline or typed on: Enter still submits the form
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      pick(picked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && picked >= 0) {
      event.preventDefault();
      list.querySelectorAll("a")[picked].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      show(false);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
}

document.querySelectorAll("form[data-search]").forEach(attach);
