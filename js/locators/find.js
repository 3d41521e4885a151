// The elements that a locator's steps find. The steps are made by shim/api/selectors.py and shim/api/locator.py.
import { engine, parentOf } from "./engine.js";
import { labelsOf, nameOf, referredBy } from "./names.js";
import { candidates, isHiddenForAria, roleOf, STATES } from "./roles.js";
import { fits, isInnermostWith, lookForShadows, textOf, withText } from "./text.js";
import { isVisible } from "./visibility.js";

// Throws a SyntaxError for a selector that is none.
export function find(steps, root = document) {
  if (root === document) lookForShadows();
  let found = [root];
  for (const step of steps) found = STEPS[step[0]](found, ...step.slice(1));
  return found;
}

const STEPS = {
  css: (roots, selector) => below(roots, selector),
  xpath: (roots, expression) =>
    unique(
      roots.flatMap((root) => {
        const result = document.evaluate(
          root === document ? expression : expression.replace(/^\/(?=\/)/, "./"),
          root,
          null,
          7,
          null,
        );
        return Array.from({ length: result.snapshotLength }, (_, index) => result.snapshotItem(index)).filter(
          (node) => node.nodeType === 1,
        );
      }),
    ),
  text: (roots, pattern, how) =>
    how === "filter"
      ? roots.filter((element) => isInnermostWith(element, pattern))
      : unique(outermost(roots).flatMap((root) => withText(root, pattern))),
  hasText: (elements, pattern) => elements.filter((element) => fits(pattern, textOf(element))),
  hasNotText: (elements, pattern) => elements.filter((element) => !fits(pattern, textOf(element))),
  has: (elements, steps) => elements.filter((element) => find(steps, element).length > 0),
  hasNot: (elements, steps) => elements.filter((element) => find(steps, element).length === 0),
  visible: (elements, wanted) => elements.filter((element) => isVisible(element) === wanted),
  nth: (elements, index) => elements.slice(index, index + 1 || undefined),
  attribute: (roots, name, pattern) =>
    below(roots, `[${name}]`).filter((element) => fitsAttribute(pattern, element.getAttribute(name))),
  label: (roots, pattern) => {
    const fields = below(roots, "input, textarea, select, button, meter, output, progress, [aria-label], [aria-labelledby]");
    const custom = below(roots, "label")
      .map((label) => label.control)
      .filter((control) => control?.localName.includes("-"));
    return ordered([...fields, ...custom]).filter((field) => labelTexts(field).some((text) => fits(pattern, text)));
  },
  role: (roots, role, options) => {
    const wanted = role === "image" ? "img" : role === "none" ? "presentation" : role;
    return below(roots, candidates(role)).filter(
      (element) =>
        roleOf(element) === wanted &&
        Object.keys(STATES).every((state) => options[state] === undefined || STATES[state](element) === options[state]) &&
        (!options.name || fits(options.name, nameOf(element, true))) &&
        (options.include_hidden || !isHiddenForAria(element)),
    );
  },
  // `roots` are those that all alternatives begin with.
  // The element at a point of the viewport, in CSS pixels, looked for in open shadow trees too.
  at: (_roots, x, y) => {
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit?.shadowRoot; inner; inner = hit.shadowRoot) {
      const below = inner.elementFromPoint(x, y);
      if (!below || below === hit) break;
      hit = below;
    }
    return hit ? [hit] : [];
  },
  any: (roots, alternatives) => ordered(alternatives.flatMap((steps) => roots.flatMap((root) => find(steps, root)))),
  and: (elements, steps) => {
    const others = find(steps);
    return elements.filter((element) => others.includes(element));
  },
};

function fitsAttribute(pattern, value) {
  // An attribute's own white space counts when all of it is meant.
  return pattern.exact ? value === pattern.text : fits(pattern, value);
}

function labelTexts(field) {
  const referred = referredBy(field, "aria-labelledby").map(textOf);
  if (referred.length) return referred;
  const own = field.getAttribute("aria-label");
  return own ? [own] : labelsOf(field).map(textOf);
}

// The elements below the roots that match a selector, open shadow trees included.
function below(roots, selector) {
  const tops = selector.startsWith(":scope") ? roots : outermost(roots);
  return unique(tops.flatMap((root) => descend(root, selector)));
}

function descend(root, selector) {
  const found = matching(root, selector);
  const hosts = engine.shadowHosts(root);
  if (!hosts.length) return found;
  for (const host of hosts) found.push(...descend(host.shadowRoot, selector));
  return ordered(found);
}

function matching(root, selector) {
  try {
    return [...root.querySelectorAll(selector)];
  } catch {
    throw new SyntaxError(`${JSON.stringify(selector)} is an invalid CSS selector`);
  }
}

// Those that are in no other: what is below them is below the others too.
function outermost(roots) {
  if (roots.length < 2) return roots;
  const all = new Set(roots);
  return roots.filter((root) => {
    for (let parent = parentOf(root); parent; parent = parentOf(parent)) if (all.has(parent)) return false;
    return true;
  });
}

function unique(elements) {
  return elements.length < 2 ? elements : [...new Set(elements)];
}

// In the order of the document; what is in a shadow tree comes right after its host.
function ordered(elements) {
  const paths = new Map(unique(elements).map((element) => [element, hostsOf(element)]));
  return [...paths.keys()].sort((a, b) => compare(paths.get(a), paths.get(b)));
}

function hostsOf(element) {
  const hosts = [element];
  for (let { host } = element.getRootNode(); host; { host } = host.getRootNode()) hosts.unshift(host);
  return hosts;
}

function compare(a, b) {
  for (let depth = 0; depth < Math.min(a.length, b.length); depth++) {
    if (a[depth] !== b[depth]) return a[depth].compareDocumentPosition(b[depth]) & 4 ? -1 : 1;
  }
  return a.length - b.length;
}
