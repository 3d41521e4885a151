// Whether an element lets itself be acted on, and what actions do that need no pointer.
import { engine } from "./engine.js";
import { isDisabled, roleOf } from "./roles.js";
import { isVisible, whyHidden } from "./visibility.js";

const TEXTLESS = /^(?:button|checkbox|file|hidden|image|radio|reset|submit)$/;
export const FIELDS = ["input", "textarea", "select"];

// The form control that a label stands for, where the user acts on that.
export function controlOf(element) {
  if (
    FIELDS.includes(element.localName) ||
    element.isContentEditable ||
    element.localName === "button" ||
    element.hasAttribute("role")
  )
    return element;
  return element.closest("label")?.control ?? element;
}

// The reason why the user cannot act on an element at the moment; "" when nothing is in the way.
export function problemOf(element, action) {
  if (["press", "focus", "blur", "dispatch", "evaluate", "frame", "scroll"].includes(action)) return "";
  if (action === "files") return element.disabled ? "the element is disabled" : "";
  if (!isVisible(element)) return `the element is not visible (${whyHidden(element)})`;
  if (!["hover", "screenshot"].includes(action) && isDisabled(element)) return "the element is disabled";
  if (action === "fill" && (element.readOnly || element.getAttribute("aria-readonly") === "true"))
    return "the element is read-only";
  return "";
}

// The reason why it can never be acted on so.
export function refusalOf(element, action) {
  const name = element.localName;
  if (action === "select") return name === "select" ? "" : `the element is a <${name}>, and options are those of a <select>`;
  if (action === "frame") return /^i?frame$/.test(name) ? "" : `the element is a <${name}>, and a frame is in an <iframe>`;
  if (action === "files")
    return name === "input" && element.type === "file"
      ? ""
      : `the element is a <${name}>, and files are those of an <input type=file>`;
  if (action !== "fill") return "";
  if (name === "input" && TEXTLESS.test(element.type)) return `an input of type ${element.type} cannot be filled`;
  return FIELDS.includes(name) || element.isContentEditable
    ? ""
    : `the element is a <${name}>, and text goes into an input, textarea, select or an editable element`;
}

// True when it takes text; undefined for what never does.
export function isEditable(element) {
  if (
    !FIELDS.includes(element.localName) &&
    !element.isContentEditable &&
    !["textbox", "searchbox", "combobox"].includes(roleOf(element))
  )
    return undefined;
  return !isDisabled(element) && !element.readOnly && element.getAttribute("aria-readonly") !== "true";
}

// Sets the value, with `input` and `change`.
export function fill(element, text) {
  const name = element.localName;
  element.focus();
  if (FIELDS.includes(name)) engine.setValue(element, text);
  else element.textContent = text;
  const init = { bubbles: true, composed: true };
  if (name === "select") engine.fire(element, "input", init, "Event");
  else engine.fire(element, "input", { ...init, inputType: "insertText", data: text }, "InputEvent");
  engine.fire(element, "change", { bubbles: true }, "Event");
}

// Selects the options that are wanted, each { either: value or label }, { label } or { index }, with `input` and `change`.
// Returns the values of those that are selected, or a problem.
export function select(element, wanted) {
  if (wanted.length > 1 && !element.multiple) return { refusal: "it takes one option, for it has no `multiple`" };
  const options = [...element.options];
  const chosen = wanted.map((one) =>
    options.find(
      (option, index) =>
        index === one.index ||
        (one.either !== undefined && (option.value === one.either || option.label === one.either)) ||
        (one.label !== undefined && option.label === one.label),
    ),
  );
  if (chosen.includes(undefined))
    return { problem: `it has no option ${JSON.stringify(Object.values(wanted[chosen.indexOf(undefined)])[0])}` };
  const disabled = chosen.find((option) => option.matches(":disabled"));
  if (disabled) return { problem: `its option ${JSON.stringify(disabled.label)} is disabled` };
  element.focus();
  if (element.multiple) for (const option of options) option.selected = chosen.includes(option);
  else element.selectedIndex = chosen.length ? options.indexOf(chosen[0]) : -1;
  engine.fire(element, "input", { bubbles: true, composed: true }, "Event");
  engine.fire(element, "change", { bubbles: true }, "Event");
  return { value: [...element.selectedOptions].map((option) => option.value) };
}

// Chooses files, each { name, type, modified, data in base64 }, with `input` and `change`.
export function choose(element, chosen) {
  if (chosen.length > 1 && !element.multiple) return { refusal: "it takes one file, for it has no `multiple`" };
  engine.setFiles(element, chosen);
  engine.fire(element, "input", { bubbles: true, composed: true }, "Event");
  engine.fire(element, "change", { bubbles: true }, "Event");
  return { value: null };
}

export function dispatch(element, type, init) {
  const kind = /^(?:dbl)?click$|^mouse/.test(type)
    ? MouseEvent
    : /^pointer/.test(type)
      ? PointerEvent
      : /^key/.test(type)
        ? KeyboardEvent
        : Event;
  element.dispatchEvent(new kind(type, { bubbles: true, cancelable: true, composed: true, ...init }));
}
