// The report's own part: the log follows the playhead, its rows lead to their times, and its kinds can be hidden.

export function report(root, show) {
  const log = root.querySelector("div.log"); // a sign in the drawing can have that class, too
  const kinds = [...root.querySelectorAll("[data-kind]")];
  const markRow = marker(log.querySelectorAll("tbody tr[data-t]"), (row) => {
    const box = log.getBoundingClientRect();
    const own = row.getBoundingClientRect();
    if (own.top < box.top + 40 || own.bottom > box.bottom) log.scrollTop += own.top - box.top - box.height / 3;
  });
  const strip = root.querySelector(".shots ol");
  const markShot = marker(root.querySelectorAll(".shots button"), (shot) => {
    const box = strip.getBoundingClientRect();
    const own = shot.getBoundingClientRect();
    if (own.left < box.left || own.right > box.right) strip.scrollLeft += own.left - box.left - box.width / 3;
  });
  let now;

  function mark(time) {
    now = time;
    markRow(time);
    markShot(time);
  }

  const audio = root.querySelector("audio");
  const offset = Number(audio?.dataset.offset ?? 0);
  const timeline = show(root.querySelector("figure"), { audio, offset, onTime: mark });
  log.querySelector("tbody").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) timeline.seek(Number(button.closest("tr").dataset.t));
  });
  strip?.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) timeline.seek(Number(button.dataset.t));
  });
  for (const box of kinds) {
    box.addEventListener("change", () => {
      log.classList.toggle(`without-${box.dataset.kind}`, !box.checked);
      if (now !== undefined) markRow(now);
    });
  }
}

// A function that marks the last of `items` that is shown and not later than a time, and has it brought into sight.
export function marker(items, bringIntoSight) {
  const all = [...items];
  const times = all.map((item) => Number(item.dataset.t));
  let marked;
  return (time) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= time + 1e-4) low = middle + 1;
      else high = middle;
    }
    while (low > 0 && all[low - 1].getClientRects().length === 0) low--;
    const item = all[low - 1];
    if (item === marked) return;
    marked?.removeAttribute("aria-current");
    marked = item;
    if (!item) return;
    item.setAttribute("aria-current", "time");
    bringIntoSight(item);
  };
}
