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

/** Shows what can be pressed and hides what cannot. If it has the focus then, `next` gets it. */
export function offer(element, on, next) {
  if (element.hidden === !on) return;
  const hadFocus = !on && element.contains(document.activeElement);
  element.hidden = !on;
  if (hadFocus) next?.focus();
}

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
const MOST_PAUSE_MS = 1000;

/**
 * A function that has `work` done: at once, or after a pause if it was done lately. The pause is three times what the
 * work took, with what the browser made of it, so that the page has time for who uses it. It is over when the page
 * becomes visible: while that was hidden, nothing was drawn, and the pause did not begin.
 */
export function sparingly(work) {
  let isPausing = false;
  let isAsked = false;
  let runs = 0;

  function run() {
    const began = performance.now();
    const serial = ++runs;
    isAsked = false;
    isPausing = true;
    work();
    requestAnimationFrame(() =>
      setTimeout(() => {
        const pause = Math.min(MOST_PAUSE_MS, SHARE * (performance.now() - began));
        setTimeout(() => serial === runs && proceed(), pause);
      }),
    );
  }
  function proceed() {
    isPausing = false;
    if (isAsked) run();
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) proceed();
  });
  return () => {
    isAsked = true;
    if (!isPausing) run();
  };
}
