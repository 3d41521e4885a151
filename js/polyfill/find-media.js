// Finds the media elements of a window: in its trees by their events, elsewhere when a script makes them.
import { hookMethod, hookSetter } from "./hooks.js";

const SELECTOR = "audio,video";
const MARKUP = /<\s*(audio|video)/i;

// track(value) takes what may be a media element, more than once.
export function findMediaElements(window, guard, track) {
  const { document, Document, Element, EventTarget, Node, Range, ShadowRoot } = window;
  const { addEventListener } = EventTarget.prototype;
  const onEvent = guard((event) => track(event.target));

  // Events of media elements do not leave their tree. The last one is of an element that came from another document and has
  // been playing.
  const listen = guard((root) => {
    for (const type of ["loadstart", "playing", "timeupdate"]) addEventListener.call(root, type, onEvent, true);
  });
  const search = guard((root) => {
    track(root);
    root?.querySelectorAll?.(SELECTOR).forEach(track);
  });
  const copied = (copy, deep) => (deep ? search : track)(copy);
  const readMarkup = guard((root, markup) => MARKUP.test(markup) && search(root));

  listen(document);
  search(document);
  hookMethod(Document.prototype, "createElement", { after: (_, element) => track(element) });
  hookMethod(Document.prototype, "createElementNS", { after: (_, element) => track(element) });
  hookMethod(Document.prototype, "importNode", { after: (_, copy, node, deep) => copied(copy, deep) });
  hookMethod(Node?.prototype, "cloneNode", { after: (_, copy, deep) => copied(copy, deep) });
  for (const owner of [Element, ShadowRoot]) {
    hookSetter(owner?.prototype, "innerHTML", readMarkup);
    hookMethod(owner?.prototype, "setHTMLUnsafe", { after: (root, _, markup) => readMarkup(root, markup) });
  }
  hookMethod(Element?.prototype, "insertAdjacentHTML", {
    after: (element, _, where, markup) => readMarkup(element.parentNode ?? element, markup),
  });
  hookMethod(Range?.prototype, "createContextualFragment", {
    after: (_, fragment, markup) => readMarkup(fragment, markup),
  });
  hookMethod(Element?.prototype, "attachShadow", { after: (_, root) => listen(root) });

  // Shadow roots that the parser made. A closed one is not to be found.
  const searchShadows = guard((tree) => {
    for (const { shadowRoot } of tree.querySelectorAll("*")) {
      if (!shadowRoot) continue;
      listen(shadowRoot);
      search(shadowRoot);
      searchShadows(shadowRoot);
    }
  });
  if (document.readyState === "loading") {
    addEventListener.call(document, "DOMContentLoaded", () => searchShadows(document), { once: true });
  } else if (Element) searchShadows(document);
}
