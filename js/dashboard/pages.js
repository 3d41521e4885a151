// The tabs, their documents as trees, and the elements of these.
import { keep, make, write } from "./dom.js";
import { heard } from "./controls.js";

/** With more tabs than that the silent ones are folded away. */
const MANY = 12;

export function pages(root) {
  const at = (id) => root.querySelector(`#${id}`);
  let latest;

  function createTab() {
    return make(
      "li",
      { class: "tab" },
      make("div", { class: "line" }, make("bdi", { class: "who" }), make("span", { class: "details" })),
      make("ul", { class: "documents" }),
    );
  }

  function updateTab(item, tab) {
    const [who, details] = item.firstElementChild.children;
    write(who, tab.name);
    write(details, heard(tab, latest.volume).join(" · "));
    item.classList.toggle("sounds", Boolean(tab.output) && tab.gain * latest.volume > 0);
    item.lastElementChild.setAttribute("aria-label", `Documents of ${tab.name}`);
    nest(item.lastElementChild, tab.documents, null);
  }

  function nest(list, documents, parent) {
    const own = documents.filter((one) => one.parent === parent);
    list.hidden = own.length === 0;
    keep(
      list,
      own,
      (one) => one.id,
      createDocument,
      (item, one) => {
        updateDocument(item, one);
        nest(item.lastElementChild, documents, one.id);
      },
    );
  }

  function createDocument() {
    return make(
      "li",
      { class: "document" },
      make(
        "div",
        { class: "line" },
        make("span", { class: "badge" }),
        make("span", { class: "number" }),
        make("span", { class: "type" }),
        make("bdi", { class: "url" }),
      ),
      make("ul", { class: "elements" }),
      make("ul", { class: "documents" }),
    );
  }

  function updateDocument(item, one) {
    const [badge, number, type, url] = item.firstElementChild.children;
    badge.className = `badge ${one.state}`;
    write(badge, one.state);
    write(number, `${one.parent === null ? "" : "frame, "}document ${one.id}`);
    write(type, one.type === "auto" ? `auto (${one.computed})` : one.type);
    write(url, one.url);
    url.title = one.url;
    const elements = one.elements.map(([id, state]) => ({ id, text: `${id} ${state}`, state }));
    if (one.elements_left_out) elements.push({ id: "more", text: `${one.elements_left_out} more`, state: "" });
    const list = item.children[1];
    list.hidden = elements.length === 0;
    list.setAttribute("aria-label", `Elements of document ${one.id}`);
    item.lastElementChild.setAttribute("aria-label", `Frames of document ${one.id}`);
    keep(
      list,
      elements,
      ({ id }) => id,
      () => make("li"),
      (child, { text, state }) => {
        child.className = state;
        write(child, text);
      },
    );
  }

  at("quiet").addEventListener("toggle", () => update(latest));

  function update(state) {
    latest = state;
    const isQuiet = (tab) => !tab.output && tab.documents.every((one) => one.state === "inactive");
    const fold = state.tabs.length > MANY;
    const quiet = fold ? state.tabs.filter(isQuiet) : [];
    const shown = fold ? state.tabs.filter((tab) => !isQuiet(tab)) : state.tabs;
    keep(at("tabs"), shown, (tab) => tab.id, createTab, updateTab);
    at("quiet").hidden = quiet.length === 0;
    write(at("quiet").firstElementChild, `${quiet.length} silent tabs`);
    keep(at("quiet-tabs"), at("quiet").open ? quiet : [], (tab) => tab.id, createTab, updateTab);
    at("nobody").hidden = state.documents > 0;
    write(at("left-out"), state.documents_left_out ? `${state.documents_left_out} more documents are not shown.` : "");
  }

  return update;
}
