// What a person sees of an element.
import { engine, parentOf, shownIn } from "./engine.js";

const BUTTONS = ["button", "submit", "reset"];

// True when the element is laid out at all; its visibility and its size are not looked at.
export function isRendered(element) {
  return element.checkVisibility() || (isContents(element) && isRenderedAbove(element));
}

function isContents(element) {
  return element.isConnected && engine.style(element).display === "contents";
}

function isRenderedAbove(element) {
  const parent = parentOf(element);
  return !parent || isRendered(parent);
}

// https://playwright.dev/docs/actionability#visible
export function isVisible(element) {
  if (!isRendered(element)) return false;
  const style = engine.style(element);
  if (style.display === "contents") {
    return shownIn(element).some((node) =>
      node.nodeType === 1 ? isVisible(node) : node.nodeType === 3 && node.data.trim() !== "",
    );
  }
  return style.visibility === "visible" && engine.hasBox(element);
}

// The reason why a person does not see the element.
export function whyHidden(element) {
  if (!element.isConnected) return "it is not in the document";
  for (let each = element; each; each = parentOf(each)) {
    const style = engine.style(each);
    const of = each === element ? "" : ` of ${tagOf(each)}`;
    if (style.display === "none") return `display: none${of}`;
    const parent = parentOf(each);
    const isSummary = each.localName === "summary" && parent?.querySelector(":scope > summary") === each;
    if (parent?.localName === "details" && !parent.open && !isSummary) return `${tagOf(parent)} is closed`;
  }
  const { visibility } = engine.style(element);
  if (visibility !== "visible") return `visibility: ${visibility}`;
  return isRendered(element) ? "it is empty, or has no size" : "it is not laid out";
}

// The start tag, for a person to read.
export function tagOf(element) {
  const attributes = [...element.attributes].map(({ name, value }) =>
    value === "" ? name : `${name}="${shortened(value, 40)}"`,
  );
  return `<${[element.localName, ...attributes].join(" ")}>`;
}

// The element as markup in one line.
export function markupOf(element) {
  const text = shortened(plain(element.textContent), 50);
  const inside = element.childElementCount ? (text === "" ? "…" : `…${text}…`) : text;
  return `${shortened(tagOf(element), 200)}${inside}</${element.localName}>`;
}

function shortened(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

// A text in which white space counts as one space, and not at the ends. What takes up no room is left out.
export function plain(text) {
  return text
    .replace(/[\u200b\u00ad]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

// The text that a person sees in the element: "" if it is hidden.
export function seenText(element) {
  return isRendered(element) ? plain(textSeenIn(element)) : "";
}

function textSeenIn(element) {
  const { localName } = element;
  if (localName === "br") return "\n";
  if (localName === "input") return BUTTONS.includes(element.type) ? element.value : "";
  if (localName === "textarea") return "";
  const { visibility } = engine.style(element);
  const nodes =
    localName === "details" && !element.open ? [...element.querySelectorAll(":scope > summary")].slice(0, 1) : shownIn(element);
  let text = "";
  for (const node of nodes) {
    if (node.nodeType === 3) text += visibility === "visible" ? node.data : "";
    else if (node.nodeType === 1) text += textOfChild(node);
  }
  return text;
}

function textOfChild(element) {
  const { display, contentVisibility } = engine.style(element);
  if (display === "none") return "";
  const text = contentVisibility === "hidden" ? "" : textSeenIn(element);
  return /^(?:inline|contents|ruby)/.test(display) ? text : ` ${text} `;
}
