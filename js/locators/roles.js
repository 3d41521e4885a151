// Roles and states of ARIA. https://w3c.github.io/html-aam/#html-element-role-mappings
import { engine, parentOf } from "./engine.js";
import { isRendered } from "./visibility.js";

const TEXT_TYPES = ["text", "email", "tel", "url", "password", "color", "date", "month", "week", "time", "datetime-local"];
const SECTIONS =
  "article, aside, main, nav, section, [role=article], [role=complementary], [role=main], [role=navigation], [role=region]";
const is = (role) => () => role;
const typed = (types, role) => (input) => (types.includes(input.type) ? role : "");
const named = (role) => (element) => (hasOwnName(element) ? role : "");
const outsideOfSections = (role) => (element) => (element.parentElement?.closest(SECTIONS) ? "" : role);
const listed = (input) => input.hasAttribute("list");
const isInGrid = (cell) => ["grid", "treegrid"].includes(cell.closest("table")?.getAttribute("role"));
const isListBox = (select) => select.multiple || select.size > 1;

// The roles of elements by their kind: [names, the role that one may have, the role that this one has].
/** @type {[string, string, (element: any) => string][]} */
const TABLE = [
  ["a area", "link", (a) => (a.hasAttribute("href") ? "link" : "")],
  ["article", "article", is("article")],
  ["aside", "complementary", is("complementary")],
  ["blockquote", "blockquote", is("blockquote")],
  ["button", "button", is("button")],
  ["input", "button", typed(["button", "submit", "reset", "image", "file"], "button")],
  ["input", "checkbox", typed(["checkbox"], "checkbox")],
  ["input", "radio", typed(["radio"], "radio")],
  ["input", "slider", typed(["range"], "slider")],
  ["input", "spinbutton", typed(["number"], "spinbutton")],
  ["input", "searchbox", (input) => (input.type === "search" && !listed(input) ? "searchbox" : "")],
  [
    "input",
    "combobox",
    (input) => (listed(input) && ["text", "search", "tel", "url", "email"].includes(input.type) ? "combobox" : ""),
  ],
  ["input", "textbox", (input) => (TEXT_TYPES.includes(input.type) && !listed(input) ? "textbox" : "")],
  ["textarea", "textbox", is("textbox")],
  ["select", "listbox", (select) => (isListBox(select) ? "listbox" : "")],
  ["select", "combobox", (select) => (isListBox(select) ? "" : "combobox")],
  ["datalist", "listbox", is("listbox")],
  ["option", "option", is("option")],
  ["optgroup fieldset details address hgroup", "group", is("group")],
  ["progress", "progressbar", is("progressbar")],
  ["meter", "meter", is("meter")],
  ["output", "status", is("status")],
  ["h1 h2 h3 h4 h5 h6", "heading", is("heading")],
  ["img", "img", (img) => (img.getAttribute("alt") === "" && !hasOwnName(img) ? "presentation" : "img")],
  ["svg", "img", is("img")],
  ["figure", "figure", is("figure")],
  ["ul ol menu", "list", is("list")],
  ["li", "listitem", is("listitem")],
  ["dfn dt", "term", is("term")],
  ["dd", "definition", is("definition")],
  ["table", "table", is("table")],
  ["thead tbody tfoot", "rowgroup", is("rowgroup")],
  ["tr", "row", is("row")],
  ["td", "cell", (td) => (isInGrid(td) ? "" : "cell")],
  ["td", "gridcell", (td) => (isInGrid(td) ? "gridcell" : "")],
  ["th", "columnheader", (th) => (["row", "rowgroup"].includes(th.scope) ? "" : "columnheader")],
  ["th", "rowheader", (th) => (["row", "rowgroup"].includes(th.scope) ? "rowheader" : "")],
  ["caption", "caption", is("caption")],
  ["nav", "navigation", is("navigation")],
  ["main", "main", is("main")],
  ["search", "search", is("search")],
  ["section", "region", named("region")],
  ["form", "form", named("form")],
  ["header", "banner", outsideOfSections("banner")],
  ["footer", "contentinfo", outsideOfSections("contentinfo")],
  ["dialog", "dialog", is("dialog")],
  ["hr", "separator", is("separator")],
  ["p", "paragraph", is("paragraph")],
  ["code", "code", is("code")],
  ["mark", "mark", is("mark")],
  ["em", "emphasis", is("emphasis")],
  ["strong", "strong", is("strong")],
  ["del s", "deletion", is("deletion")],
  ["ins", "insertion", is("insertion")],
  ["sub", "subscript", is("subscript")],
  ["sup", "superscript", is("superscript")],
  ["time", "time", is("time")],
  ["math", "math", is("math")],
  ["html", "document", is("document")],
];
const KINDS = TABLE.map(([names, role, of]) => ({ names: names.split(" "), role, of }));

// Roles that an element has by its attribute only.
const EXPLICIT =
  "alert alertdialog application directory feed generic grid gridcell log marquee menu menubar menuitem menuitemcheckbox menuitemradio none note presentation radiogroup scrollbar suggestion switch tab tablist tabpanel timer toolbar tooltip tree treegrid treeitem image";
const ROLES = new Set([...KINDS.map((kind) => kind.role), ...EXPLICIT.split(" ")]);
const CHECKABLE = ["checkbox", "menuitemcheckbox", "menuitemradio", "option", "radio", "switch", "treeitem"];

// The role: that of the attribute, else that of the element's kind; "" for none.
export function roleOf(element) {
  const words = (element.getAttribute("role") ?? "").toLowerCase().split(/\s+/);
  const explicit = words.find((word) => ROLES.has(word));
  const isDropped =
    (explicit === "none" || explicit === "presentation") &&
    (element.hasAttribute("tabindex") || element.matches("a[href], button, input, select, textarea"));
  if (explicit && !isDropped) return explicit === "image" ? "img" : explicit === "none" ? "presentation" : explicit;
  for (const kind of KINDS) {
    if (!kind.names.includes(element.localName)) continue;
    const role = kind.of(element);
    if (role) return role;
  }
  return "";
}

// A selector for the elements that may have a role.
export function candidates(role) {
  const wanted = role === "image" ? "img" : role === "none" ? "presentation" : role;
  if (!ROLES.has(wanted)) throw new SyntaxError(`there is no role ${JSON.stringify(role)}`);
  const names = KINDS.filter((kind) => kind.role === wanted || (wanted === "presentation" && kind.role === "img")).flatMap(
    (kind) => kind.names,
  );
  return ["[role]", ...names].join(", ");
}

function hasOwnName(element) {
  return ["aria-label", "aria-labelledby", "title"].some((name) => element.getAttribute(name)?.trim());
}

// True when assistive technology leaves the element out.
export function isHiddenForAria(element) {
  if (!isRendered(element) || engine.style(element).visibility !== "visible") return true;
  for (let each = element; each; each = parentOf(each)) if (each.getAttribute("aria-hidden") === "true") return true;
  return false;
}

export function isDisabled(element) {
  if (element.matches(":disabled")) return true;
  for (let each = element; each; each = parentOf(each)) if (each.getAttribute("aria-disabled") === "true") return true;
  return false;
}

// true, false or "mixed"; undefined for what cannot be checked.
export function checkedOf(element) {
  if (element.localName === "input" && ["checkbox", "radio"].includes(element.type))
    return element.indeterminate ? "mixed" : element.checked;
  return CHECKABLE.includes(roleOf(element)) ? state(element, "aria-checked") : undefined;
}

function state(element, name) {
  const value = element.getAttribute(name);
  return value === "mixed" ? "mixed" : value === "true";
}

// The states that `get_by_role` can ask for.
export const STATES = {
  checked: (element) => checkedOf(element) === true,
  disabled: isDisabled,
  expanded: (element) => (element.localName === "details" ? element.open : state(element, "aria-expanded")),
  level: (element) =>
    Number(element.getAttribute("aria-level") ?? (/^h[1-6]$/.test(element.localName) ? element.localName[1] : 0)),
  pressed: (element) => state(element, "aria-pressed") === true,
  selected: (element) => (element.localName === "option" ? element.selected : state(element, "aria-selected") === true),
};
