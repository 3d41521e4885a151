// Accessible names. https://w3c.github.io/accname/#computation-steps and https://w3c.github.io/html-aam/#accessible-name-computations-by-html-element
import { engine, shownIn } from "./engine.js";
import { isHiddenForAria, roleOf } from "./roles.js";
import { plain } from "./visibility.js";

const FROM_CONTENT =
  "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem".split(
    " ",
  );
const LABELLED = "input textarea select meter progress output button".split(" ");
const BUTTON_WORDS = { submit: "Submit", reset: "Reset", image: "Submit" };

// `isShown`: whether it is hidden is not looked at.
export function nameOf(element, isShown = false) {
  return plain(nameIn(element, { seen: new Set(), isReferred: isShown, isInside: false }));
}

// https://w3c.github.io/accname/#mapping_additional_nd_description
export function descriptionOf(element) {
  const referred = referredBy(element, "aria-describedby");
  const way = { isReferred: true, isLabelled: true, isInside: true };
  if (referred.length) return plain(referred.map((each) => nameIn(each, { ...way, seen: new Set() })).join(" "));
  const own = plain(element.getAttribute("aria-description") || element.getAttribute("title") || "");
  return own === nameOf(element, true) ? "" : own;
}

// The labels of a form control.
export function labelsOf(element) {
  return element.labels ? [...element.labels] : [];
}

// The elements that an attribute names by their ids.
export function referredBy(element, attribute) {
  const root = element.getRootNode();
  const ids = (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean);
  return ids.map((id) => root.getElementById?.(id)).filter(Boolean);
}

function nameIn(element, way) {
  if (way.seen.has(element)) return "";
  way.seen.add(element);
  // 2A
  if (!way.isReferred && isHiddenForAria(element)) return "";
  // 2B
  if (!way.isLabelled) {
    const named = referredBy(element, "aria-labelledby");
    if (named.length)
      return named.map((each) => nameIn(each, { seen: new Set(), isReferred: true, isLabelled: true, isInside: true })).join(" ");
  }
  const role = roleOf(element);
  // 2C
  if (way.isInside) {
    const value = valueInside(element, role);
    if (value !== undefined) return value;
  }
  // 2D
  const label = element.getAttribute("aria-label")?.trim();
  if (label) return label;
  // 2E
  if (role !== "presentation") {
    const native = nativeName(element);
    if (native) return native;
  }
  // 2F
  if (FROM_CONTENT.includes(role) || way.isInside) {
    const text = contentOf(element, way);
    if (text.trim()) return text;
  }
  // 2I
  const title = element.getAttribute("title");
  if (title?.trim() && role !== "presentation") return title;
  return element.getAttribute("placeholder") ?? "";
}

// The value of a control that stands within what names another element.
function valueInside(element, role) {
  if (role === "textbox" || role === "searchbox") return element.value ?? element.textContent;
  if (role === "combobox" || role === "listbox") {
    if (element.localName === "select") return [...element.selectedOptions].map((option) => option.textContent).join(" ");
    return element.value;
  }
  if (role === "slider" || role === "spinbutton" || role === "progressbar" || role === "meter") {
    return element.getAttribute("aria-valuetext") ?? element.getAttribute("aria-valuenow") ?? String(element.value ?? "");
  }
  return undefined;
}

function nativeName(element) {
  const { localName } = element;
  if (localName === "input" && ["button", "submit", "reset"].includes(element.type))
    return element.value || BUTTON_WORDS[element.type];
  if (LABELLED.includes(localName) && !(localName === "input" && element.type === "image")) {
    const labels = labelsOf(element).map((label) =>
      nameIn(label, { seen: new Set([element]), isReferred: true, isLabelled: true, isInside: true }),
    );
    return labels.filter(Boolean).join(" ");
  }
  if (localName === "input") return element.getAttribute("alt") || element.getAttribute("title") || BUTTON_WORDS.image;
  if (localName === "img" || localName === "area") return element.getAttribute("alt") ?? "";
  const title = { fieldset: "legend", figure: "figcaption", table: "caption", svg: "title" }[localName];
  return title ? (element.querySelector(`:scope > ${title}`)?.textContent ?? "") : "";
}

function contentOf(element, way) {
  let text = "";
  for (const node of shownIn(element)) {
    if (node.nodeType === 3) text += node.data;
    if (node.nodeType !== 1) continue;
    if (node.localName === "br") text += " ";
    else if (!["script", "style", "template", "noscript"].includes(node.localName)) {
      // What is hidden within a hidden label counts, as its text would.
      const inner = nameIn(node, { ...way, isReferred: way.isReferred && isHiddenForAria(element), isInside: true });
      text += /^(?:inline|contents|ruby)/.test(engine.style(node).display) ? inner : ` ${inner} `;
    }
  }
  return text;
}
