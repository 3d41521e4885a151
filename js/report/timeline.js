// Brings a drawn timeline (shim/report/svg.py) to life: causes under the pointer and on keyboard focus, zoom, and a
// playhead that follows a recording. It draws nothing of the timeline itself.

import { zooming } from "./zoom.js";

const SVG = "http://www.w3.org/2000/svg";
const PARTS = ".segment[data-t], .sign";
// Parts with a text for the pointer. Types are in the table too, so the arrow keys pass over them.
const TOLD = `${PARTS}, .type`;
const WIDE_PX = 1900;
const WIDEST_PX = 9000;

const clock = (t) => `${t.toFixed(3)} s`;

/**
 * `root` holds an element `.scroller` with the drawing in it. `audio`, if there is one, plays what was heard from
 * `offset` seconds of the timeline on. What is returned takes another drawing by `replace`.
 */
export function show(root, { audio = null, offset = 0, onTime = () => {} } = {}) {
  const scroller = root.querySelector(".scroller");
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  root.append(tip);
  const playhead = line("playhead");
  const cursor = line("cursor");
  let drawing,
    start,
    end,
    parts,
    labels,
    current,
    column = 0,
    time = 0;

  function line(name) {
    const made = document.createElementNS(SVG, "line");
    made.setAttribute("class", name);
    made.setAttribute("y1", "16");
    made.setAttribute("visibility", "hidden");
    return made;
  }

  function refresh() {
    drawing = scroller.querySelector(".timeline");
    start = Number(drawing.dataset.start);
    end = Math.max(Number(drawing.dataset.end), start + 1e-3);
    for (const made of [cursor, playhead]) {
      made.setAttribute("y2", drawing.getAttribute("height"));
      drawing.append(made);
    }
    zoom.apply();
    if (playhead.getAttribute("visibility") === "visible") place(playhead, time);
    parts = [...drawing.querySelectorAll(PARTS)];
    for (const part of drawing.querySelectorAll(TOLD)) {
      // The browser's own tooltip would cover ours.
      const title = part.querySelector("title");
      if (title) {
        part.setAttribute("aria-label", title.textContent);
        title.remove();
      }
    }
    for (const part of parts) part.setAttribute("tabindex", "-1");
    current = parts.find((part) => !part.matches(".inactive")) ?? parts[0];
    current?.setAttribute("tabindex", "0");
    column = current ? startOf(current) : 0;
    labels = [...drawing.querySelectorAll(".label")].map((label) => {
      const text = label.firstElementChild;
      const [x, part] = ["x", "width"].map((name) => parseFloat(label.getAttribute(name)) / 100);
      return { label, text, x, part, indent: Number(text.getAttribute("x")), length: text.getComputedTextLength() + 5 };
    });
    fit();
  }

  // Another drawing of the same device, later: focus, zoom and what is in sight stay; who looks at the end sees the end.
  function replace(next) {
    const hadFocus = drawing.contains(document.activeElement);
    const hadTip = !tip.hidden;
    const where = current && whereabouts(current);
    const atEnd = scroller.scrollLeft + scroller.clientWidth >= scroller.scrollWidth - 2;
    const { scrollLeft } = scroller;
    drawing.replaceWith(next);
    refresh();
    scroller.scrollLeft = atEnd ? scroller.scrollWidth : scrollLeft;
    const found = where && find(where);
    if (!found) return;
    select(found);
    if (!hadFocus) return;
    found.focus({ preventScroll: true });
    if (!hadTip) hideTip();
  }

  const lanesNamed = (name) =>
    parts
      .map((part) => part.closest(".lane"))
      .filter((lane, index, all) => lane.getAttribute("aria-label") === name && all.indexOf(lane) === index);

  function whereabouts(part) {
    const lane = part.closest(".lane");
    const name = lane.getAttribute("aria-label");
    return { name, index: lanesNamed(name).indexOf(lane), kind: part.getAttribute("class"), span: spanOf(part) };
  }

  // The part that is what that one was: it may have gone on, or have lost its beginning.
  function find({ name, index, kind, span }) {
    const own = [...(lanesNamed(name)[index]?.querySelectorAll(PARTS) ?? [])];
    const same = own.filter((part) => part.getAttribute("class") === kind);
    return (
      same.find((part) => spanOf(part)[0] === span[0]) ??
      same.find((part) => spanOf(part)[1] === span[1]) ??
      own.findLast((part) => spanOf(part)[0] <= span[1]) ??
      own[0]
    );
  }

  // Labels are shown where they fit, which depends on the width.
  function fit() {
    const width = drawing.getBoundingClientRect().width;
    drawing.classList.toggle("wide", width > WIDE_PX);
    drawing.classList.toggle("widest", width > WIDEST_PX);
    for (const { label, part, indent, length } of labels) {
      label.classList.toggle("tight", indent + length > part * width);
    }
    stick(width);
  }

  // Names of lanes and of states stay in sight while their part is.
  function stick(width = drawing.getBoundingClientRect().width) {
    const scrolled = scroller.scrollLeft;
    drawing.style.setProperty("--scrolled", `${scrolled}px`);
    for (const { label, text, x, part, indent, length } of labels) {
      if (label.classList.contains("gain") || label.classList.contains("flag")) continue;
      const shift = Math.max(0, Math.min(scrolled - x * width, part * width - indent - length));
      text.setAttribute("x", indent + shift);
    }
  }

  const zoom = zooming(root, scroller, {
    drawing: () => drawing,
    changed: fit,
    // The playhead if it is there, else what is in the middle.
    anchor() {
      if (playhead.getAttribute("visibility") === "visible") return share(time);
      return (scroller.scrollLeft + scroller.clientWidth / 2) / drawing.getBoundingClientRect().width;
    },
    say(first, last, x, y) {
      const [from, to] = [first, last].map((place) => start + place * (end - start));
      cursor.setAttribute("visibility", "hidden");
      tell([`${clock(from)} to ${clock(to)}`, clock(to - from)], x, y);
    },
  });

  const share = (t) => (t - start) / (end - start);

  function place(made, t) {
    const x = `${Math.max(0, Math.min(100, share(t) * 100))}%`;
    made.setAttribute("x1", x);
    made.setAttribute("x2", x);
    made.setAttribute("visibility", "visible");
  }

  function setTime(t) {
    time = Math.max(start, Math.min(end, t));
    place(playhead, time);
    const x = share(time) * drawing.getBoundingClientRect().width;
    if (x < scroller.scrollLeft || x > scroller.scrollLeft + scroller.clientWidth) {
      scroller.scrollLeft = x - scroller.clientWidth / 4;
    }
    onTime(time);
  }

  function seek(t) {
    if (audio) audio.currentTime = Math.max(0, t - offset);
    setTime(t);
  }

  const timeAt = (x) => {
    const box = drawing.getBoundingClientRect();
    return Math.max(start, Math.min(end, start + ((x - box.left) / box.width) * (end - start)));
  };

  function showTip(part, x, y, t) {
    const text = part?.getAttribute("aria-label") ?? "";
    tell([t === undefined ? "" : clock(t), ...text.split("\n").filter(Boolean)], x, y);
  }

  function tell([first, ...rows], x, y) {
    tip.replaceChildren();
    if (first) {
      const at = document.createElement("strong");
      at.textContent = first;
      tip.append(at);
    }
    for (const row of rows) {
      const made = document.createElement("div");
      made.textContent = row;
      tip.append(made);
    }
    tip.hidden = false;
    const room = root.getBoundingClientRect();
    const left = Math.max(0, Math.min(x - room.left + 14, room.width - tip.offsetWidth));
    const below = y - room.top + 18;
    const fits = y + 18 + tip.offsetHeight < innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${fits ? below : y - room.top - tip.offsetHeight - 12}px`;
  }

  function hideTip() {
    tip.hidden = true;
    cursor.setAttribute("visibility", "hidden");
  }

  const spanOf = (part) => part.dataset.t.split(" ").map(Number);
  const startOf = (part) => spanOf(part)[0];

  function select(part) {
    current?.setAttribute("tabindex", "-1");
    current = part;
    part.setAttribute("tabindex", "0");
  }

  function focus(part) {
    select(part);
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // Left and right within a lane, up and down to what is at the same time in the next one.
  function neighbour(part, key) {
    const lane = part.closest(".lane");
    const siblings = [...lane.querySelectorAll(PARTS)];
    const index = siblings.indexOf(part);
    const [before, after] = [siblings[index - 1], siblings[index + 1]];
    const ends = { Home: siblings[0], End: siblings.at(-1), ArrowLeft: before, ArrowRight: after };
    if (key in ends) return ends[key];
    const lanes = [...drawing.querySelectorAll(".lane")].filter((one) => one.querySelector(PARTS));
    const next = lanes[lanes.indexOf(lane) + (key === "ArrowDown" ? 1 : -1)];
    if (!next) return undefined;
    const others = [...next.querySelectorAll(PARTS)];
    return others.findLast((one) => startOf(one) <= column) ?? others[0];
  }

  scroller.addEventListener("pointermove", (event) => {
    if (zoom.isSelecting()) return;
    const t = timeAt(event.clientX);
    place(cursor, t);
    showTip(event.target.closest?.(TOLD), event.clientX, event.clientY, t);
  });
  scroller.addEventListener("pointerleave", hideTip);
  scroller.addEventListener("click", (event) => {
    if (zoom.hasSelected()) return;
    const part = event.target.closest?.(PARTS);
    if (part) {
      column = startOf(part);
      focus(part);
    }
    seek(timeAt(event.clientX));
    // A finger does not hover.
    if (event.pointerType === "touch") showTip(part, event.clientX, event.clientY, timeAt(event.clientX));
  });
  scroller.addEventListener("focusin", (event) => {
    const part = event.target.closest?.(PARTS);
    if (!part || !part.matches(":focus-visible")) return;
    const box = part.getBoundingClientRect();
    showTip(part, Math.max(box.left, scroller.getBoundingClientRect().left), box.bottom - 12);
  });
  scroller.addEventListener("focusout", hideTip);
  scroller.addEventListener("keydown", (event) => {
    const part = event.target.closest?.(PARTS);
    if (!part) return;
    if (event.key === "Escape") hideTip();
    if (event.key === "Enter") seek(startOf(part));
    if (!/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const next = neighbour(part, event.key);
    if (!next) return;
    if (!/Up|Down/.test(event.key)) column = startOf(next);
    focus(next);
  });
  scroller.addEventListener("scroll", () => stick());
  if (audio) {
    const follow = () => {
      setTime(offset + audio.currentTime);
      if (!audio.paused && !audio.ended) requestAnimationFrame(follow);
    };
    for (const name of ["play", "seeked", "timeupdate"]) audio.addEventListener(name, follow);
  }
  refresh();
  zoom.set(1);
  new ResizeObserver(fit).observe(scroller);
  return { replace, seek, setTime };
}
