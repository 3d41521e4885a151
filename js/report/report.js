// The report's own part: the log follows the playhead, its rows lead to their times, and its kinds can be hidden.

export function report(root, show) {
  const rows = [...root.querySelectorAll(".log tbody tr[data-t]")];
  const times = rows.map((row) => Number(row.dataset.t));
  const log = root.querySelector(".log");
  let marked;

  function mark(time) {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= time + 1e-4) low = middle + 1;
      else high = middle;
    }
    const row = rows[low - 1];
    if (row === marked) return;
    marked?.removeAttribute("aria-current");
    marked = row;
    if (!row) return;
    row.setAttribute("aria-current", "time");
    const box = log.getBoundingClientRect();
    const own = row.getBoundingClientRect();
    if (own.top < box.top + 40 || own.bottom > box.bottom) log.scrollTop += own.top - box.top - box.height / 3;
  }

  const audio = root.querySelector("audio");
  const offset = Number(audio?.dataset.offset ?? 0);
  const timeline = show(root.querySelector("figure"), { audio, offset, onTime: mark });
  root.querySelector(".log tbody").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) timeline.seek(Number(button.closest("tr").dataset.t));
  });
  for (const box of root.querySelectorAll("[data-kind]")) {
    box.addEventListener("change", () => log.classList.toggle(`without-${box.dataset.kind}`, !box.checked));
  }
}
