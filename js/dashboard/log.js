// The log of what happened, newest first, and a summary of it for those who listen.
import { make, sparingly, write } from "./dom.js";

const MAX_ROWS = 500;
const SUMMARY_MS = 1000;
const BADGES = new Set([
  "active",
  "interrupted",
  "inactive",
  "on",
  "switched",
  "off",
  "error",
  "warning",
  "notimplemented",
  "type",
  "gain",
]);

export function log(root) {
  const body = root.querySelector("#rows");
  const box = root.querySelector(".log");
  const summary = root.querySelector("#summary");
  let said = [];
  let speaking = 0;
  let waiting = [];

  for (const input of root.querySelectorAll("#kinds input")) {
    input.addEventListener("change", () => box.classList.toggle(`without-${input.value}`, !input.checked));
  }

  function row([, t, kind, who, word, text]) {
    const css = { state: "state", event: "event", switch: "event", page: "page" }[kind] ?? `${kind}-row`;
    const look = kind === "switch" && word === "on" ? "switched" : word;
    const badge = make("span", { class: `badge ${BADGES.has(look) ? look : "log"}` }, make("bdi", {}, word));
    const rest = kind === "console" ? make("pre", {}, text) : make("span", { class: "why" }, make("bdi", {}, text));
    return make(
      "tr",
      { class: css },
      make("th", { scope: "row" }, `${t.toFixed(3)} s`),
      make("td", {}, make("bdi", {}, who)),
      make("td", {}, make("div", { class: "what" }, badge, ...(text ? [rest] : []))),
    );
  }

  // Many at once would only be noise: the last of them, and how many there were.
  function say(rows) {
    said.push(
      ...rows
        .filter(([, , kind]) => kind === "state" || kind === "event" || kind === "switch")
        .map(([, , , who, word, text]) => `${who}: ${word}${text ? `, ${text}` : ""}`),
    );
    if (said.length === 0) return;
    if (speaking === 0)
      speaking = setTimeout(() => {
        speaking = 0;
        const last = said.slice(-3);
        write(summary, (said.length > 3 ? `${said.length} changes, the last: ` : "") + last.join(". "));
        said = [];
      }, SUMMARY_MS);
  }

  const show = sparingly(() => {
    const made = waiting.map((entry) => (Array.isArray(entry) ? row(entry) : gap(entry))).reverse();
    waiting = [];
    const { scrollTop, scrollHeight } = box;
    body.prepend(...made);
    if (body.rows.length > MAX_ROWS) body.replaceChildren(...[...body.rows].slice(0, MAX_ROWS));
    // A reader who is further down keeps reading there.
    if (scrollTop > 0) box.scrollTop = scrollTop + box.scrollHeight - scrollHeight;
  });
  const gap = (count) => make("tr", {}, make("td", { colspan: "3" }, `${count} entries are left out here.`));

  return function add({ first, left_out: leftOut, rows }) {
    if (first) {
      body.replaceChildren();
      waiting = [];
    }
    waiting.push(...(leftOut ? [leftOut] : []), ...rows);
    waiting.splice(0, waiting.length - MAX_ROWS);
    show();
    if (!first) say(rows);
  };
}
