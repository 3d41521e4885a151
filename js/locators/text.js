// Texts that a caller looks for, and the elements that have them.
import { engine, shownIn } from "./engine.js";
import { plain } from "./visibility.js";

const SKIPPED = ["script", "style", "noscript", "head", "template"];

// True when the document has open shadow trees, whose texts no `textContent` has.
let hasShadows = false;
export function lookForShadows() {
  hasShadows = engine.shadowHosts(document).length > 0;
}

// True when a text is what a pattern means: { text, exact } or { regex, flags }.
export function fits(pattern, text) {
  if (pattern.regex !== undefined) return expressionOf(pattern).test(plain(text));
  if (pattern.exact) return plain(text) === plain(pattern.text);
  return plain(text).toLowerCase().includes(plain(pattern.text).toLowerCase());
}

function expressionOf(pattern) {
  pattern.expression ??= new RegExp(pattern.regex, pattern.flags);
  pattern.expression.lastIndex = 0;
  return pattern.expression;
}

// The text of an element and of all that is in it, hidden or not; of a button that is an input, what is on it.
export function textOf(element) {
  if (element.localName === "input" && ["button", "submit", "reset"].includes(element.type)) return element.value;
  if (SKIPPED.includes(element.localName)) return "";
  if (!hasShadows && !element.querySelector("script, style, noscript, template")) return element.textContent;
  let text = "";
  for (const node of shownIn(element)) text += node.nodeType === 3 ? node.data : node.nodeType === 1 ? textOf(node) : "";
  return text;
}

// The innermost elements with that text below a root.
export function withText(root, pattern) {
  const found = [];
  // What does not have the text in it has no element that is that text.
  const mayHave = pattern.regex !== undefined ? () => true : (text) => fits({ text: pattern.text, exact: false }, text);
  const visit = (element) => {
    const text = textOf(element);
    if (SKIPPED.includes(element.localName) || !mayHave(text)) return false;
    let isInside = false;
    for (const child of shownIn(element)) if (child.nodeType === 1 && visit(child)) isInside = true;
    if (isInside || !fits(pattern, text)) return isInside;
    found.push(element);
    return true;
  };
  for (const child of root.nodeType === 1 ? shownIn(root) : root.children) if (child.nodeType === 1) visit(child);
  return found;
}

// True when an element has that text and none of its children does.
export function isInnermostWith(element, pattern) {
  return (
    fits(pattern, textOf(element)) && !shownIn(element).some((child) => child.nodeType === 1 && fits(pattern, textOf(child)))
  );
}
