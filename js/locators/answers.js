// What is answered to shim/api/locator.py: of the elements that steps find.
import { choose, controlOf, dispatch, FIELDS, fill, isEditable, problemOf, refusalOf, select } from "./acting.js";
import { engine } from "./engine.js";
import { find } from "./find.js";
import { descriptionOf, nameOf } from "./names.js";
import { checkedOf, isDisabled, roleOf } from "./roles.js";
import { isVisible, markupOf, plain, seenText, whyHidden } from "./visibility.js";

const SHOWN = 3;
const refused = (element, what) => ({ refusal: `the element ${what}`, markup: [markupOf(element)] });

// The value of an element, with a note for a person or a refusal where there are any.
const READS = {
  attached: () => ({ value: true }),
  visible: (element) => (isVisible(element) ? { value: true } : { value: false, note: whyHidden(element) }),
  enabled: (element) => ({ value: !isDisabled(controlOf(element)) }),
  editable: (element) => {
    const value = isEditable(controlOf(element));
    return value === undefined ? refused(element, "takes no text") : { value };
  },
  checked: (element) => {
    const value = checkedOf(controlOf(element));
    return value === undefined
      ? refused(element, "is neither a checkbox, a radio button nor a switch")
      : { value: value === true };
  },
  focused: (element) => ({ value: element.getRootNode().activeElement === element && document.hasFocus() }),
  empty: (element) => ({ value: FIELDS.includes(element.localName) ? element.value === "" : plain(element.textContent) === "" }),
  text: (element) => {
    const value = seenText(element);
    return value !== "" || isVisible(element) || plain(element.textContent) === ""
      ? { value }
      : { value, note: `hidden: ${whyHidden(element)}` };
  },
  textContent: (element) => ({ value: element.textContent }),
  // biome-ignore lint/performance/useDomNodeTextContent: this one is what was asked for
  innerText: (element) => ({ value: element.innerText ?? element.textContent }),
  innerHTML: (element) => ({ value: element.innerHTML }),
  attribute: (element, name) => ({ value: element.getAttribute(name) }),
  class: (element) => ({ value: element.getAttribute("class") ?? "" }),
  id: (element) => ({ value: element.id }),
  css: (element, name) => ({ value: getComputedStyle(element).getPropertyValue(name) }),
  value: (element) => {
    const control = controlOf(element);
    return FIELDS.includes(control.localName)
      ? { value: control.value }
      : refused(element, "is not an input, textarea or select");
  },
  values: (element) =>
    element.localName === "select"
      ? { value: [...element.selectedOptions].map((option) => option.value) }
      : refused(element, "is no select"),
  role: (element) => ({ value: roleOf(element) }),
  name: (element) => ({ value: nameOf(element) }),
  description: (element) => ({ value: descriptionOf(element) }),
  box: (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { value: isVisible(element) ? { x, y, width, height } : null };
  },
  // The part of it that is seen, from 0 to 1.
  shown: (element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const seen =
      Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0)) *
      Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
    return { value: isVisible(element) && width * height > 0 ? seen / (width * height) : 0 };
  },
  path: (element) => {
    const path = [];
    let each = element;
    for (; each.parentNode && each.parentNode !== document; each = each.parentNode)
      path.unshift([...each.parentNode.children].indexOf(each));
    return { value: each.parentNode === document ? [0, ...path] : null };
  },
};

function lookAt(elements, answer) {
  if (elements.length === 1) return { count: 1, ...answer(elements[0]) };
  return { count: elements.length, markup: elements.slice(0, SHOWN).map(markupOf) };
}

// An answer with `fatal` says that the selector is none.
function answered(answer) {
  try {
    return answer();
  } catch (error) {
    if (error instanceof SyntaxError || error?.name === "SyntaxError") return { fatal: error.message };
    throw error;
  }
}

// The functions that the engines call. `own` is what goes into `engine`.
export function locators(own) {
  Object.assign(engine, own);
  return {
    count: (steps) => answered(() => find(steps).length),
    look: (steps, what, argument) => answered(() => lookAt(find(steps), (element) => READS[what](element, argument))),
    readAll: (steps, what) => answered(() => find(steps).map((element) => READS[what](element).value)),
    // The only element for an action, in `element`, or why it cannot be had now.
    aim: (steps, action) =>
      answered(() =>
        lookAt(find(steps), (found) => {
          const element = ["fill", "select", "files"].includes(action) ? controlOf(found) : found;
          const refusal = refusalOf(element, action);
          if (refusal) return { refusal };
          const problem = problemOf(element, action);
          return problem ? { problem } : { element };
        }),
      ),
    // What an action does that needs no pointer and no keys.
    act(element, action, argument) {
      if (action === "fill") return { value: fill(element, argument) ?? null };
      if (action === "select") return select(element, argument);
      if (action === "files") return choose(element, argument);
      if (action === "frame") return { value: 0 };
      if (action === "scroll") return { value: element.scrollIntoView({ block: "nearest", inline: "nearest" }) && null };
      if (action === "focus") return { value: element.focus() ?? null };
      if (action === "blur") return { value: element.blur() ?? null };
      return { value: dispatch(element, ...argument) ?? null };
    },
  };
}
