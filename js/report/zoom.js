// Zoom of a timeline: by buttons, by keys, by the wheel with Ctrl (which is what a trackpad's pinch is), and by dragging
// over a part of it.

const MOST = 32;
const STEP = 2;
const DRAG_PX = 6;
const LINE_PX = 16;
const BY_KEY = { "+": STEP, "=": STEP, "-": 1 / STEP, 0: 0 };

/**
 * `drawing()` is the timeline in `scroller`; `anchor()` is the place, from 0 to 1, that stays in sight; `changed()` is
 * called when the width is another; `say(from, to, x, y)` tells what is selected, in places from 0 to 1. What is returned
 * brings a new drawing to its width, and says whether a click was the end of a selection.
 */
export function zooming(root, scroller, { drawing, anchor, changed, say }) {
  let factor = 1;
  let from;
  let area;
  let ended = false;

  const width = () => drawing().getBoundingClientRect().width;
  const placeOf = (x) => Math.max(0, Math.min(1, (x - drawing().getBoundingClientRect().left) / width()));

  function apply() {
    drawing().style.width = `${factor * 100}%`;
  }

  // The place `at` is then `x` pixels right of the left edge.
  function set(next, at = anchor(), x = scroller.clientWidth / 2) {
    factor = Math.max(1, Math.min(MOST, next));
    apply();
    changed();
    scroller.scrollLeft = at * width() - x;
    for (const button of root.querySelectorAll("[data-zoom]")) {
      button.disabled = Number(button.dataset.zoom) > 0 ? factor === MOST : factor === 1;
    }
  }

  function choose(x, y) {
    if (!area) {
      if (Math.abs(x - from) < DRAG_PX) return;
      area = document.createElementNS(drawing().namespaceURI, "rect");
      area.setAttribute("class", "range");
      area.setAttribute("y", "16");
    }
    const [first, last] = [placeOf(from), placeOf(x)].sort((a, b) => a - b);
    area.setAttribute("x", `${first * 100}%`);
    area.setAttribute("width", `${(last - first) * 100}%`);
    area.setAttribute("height", drawing().getAttribute("height") - 16);
    drawing().append(area);
    say(first, last, x, y);
  }

  function end(x) {
    const chosen = area;
    const [first, last] = [placeOf(from ?? x), placeOf(x)].sort((a, b) => a - b);
    cancel();
    ended = Boolean(chosen);
    if (chosen && last > first) set(1 / (last - first), first, 0);
  }

  function cancel() {
    area?.remove();
    area = from = undefined;
  }

  scroller.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const turned = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      set(factor * Math.exp(-turned / 300), placeOf(event.clientX), event.clientX - scroller.getBoundingClientRect().left);
    },
    { passive: false },
  );
  scroller.addEventListener("pointerdown", (event) => {
    ended = false;
    // A finger scrolls.
    if (event.button === 0 && event.pointerType !== "touch") from = event.clientX;
  });
  addEventListener("pointermove", (event) => {
    if (from !== undefined) choose(event.clientX, event.clientY);
  });
  addEventListener("pointerup", (event) => {
    if (from !== undefined) end(event.clientX);
  });
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && area) cancel();
  });
  scroller.addEventListener("keydown", (event) => {
    if (!(event.key in BY_KEY) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(factor * BY_KEY[event.key]);
  });
  for (const button of root.querySelectorAll("[data-zoom]")) {
    const step = Number(button.dataset.zoom);
    button.addEventListener("click", () => set(step === 0 ? 1 : factor * STEP ** step));
  }
  return { apply, set, isSelecting: () => Boolean(area), hasSelected: () => ended };
}
