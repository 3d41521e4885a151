// Making and updating elements. Text of pages goes in as text only.

/** An element with attributes and children; strings become text. A function as attribute is an event's listener. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Sets the text if it is another: what stays is not announced, and keeps a selection. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

/** Not `disabled`: a button that has the focus keeps it. Its listener asks `isOff`. */
export function allow(button, on) {
  if (on) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
}

export const isOff = (button) => button.getAttribute("aria-disabled") === "true";

/**
 * Keeps one child of `list` for each of `items`, in their order: `create(item)` makes it, `update(child, item)` brings
 * it up to date. Children stay what they are, so that focus stays where it is; if its child goes, `next` gets it.
 */
export function keep(list, items, key, create, update, next = null) {
  const hadFocus = list.contains(document.activeElement);
  const wanted = new Set(items.map((item) => String(key(item))));
  const known = new Map();
  for (const child of [...list.children]) {
    if (wanted.has(child.dataset.key)) known.set(child.dataset.key, child);
    else child.remove();
  }
  let place = list.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    let child = known.get(name);
    if (!child) {
      child = create(item);
      child.dataset.key = name;
    }
    if (child === place) place = place.nextElementSibling;
    else list.insertBefore(child, place);
    update(child, item);
  }
  if (hadFocus && !list.contains(document.activeElement)) next?.focus();
}

const SHARE = 3;

/**
 * A function that has `work` done: at once, or after a pause if it was done lately. The pause is three times what the
 * work took, with what the browser made of it, so that the page has time for who uses it.
 */
export function sparingly(work) {
  let isPausing = false;
  let isAsked = false;

  function run() {
    const began = performance.now();
    isAsked = false;
    isPausing = true;
    work();
    requestAnimationFrame(() => setTimeout(() => setTimeout(proceed, SHARE * (performance.now() - began))));
  }
  function proceed() {
    isPausing = false;
    if (isAsked) run();
  }
  return () => {
    isAsked = true;
    if (!isPausing) run();
  };
}
