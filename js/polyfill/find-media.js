// Finds the media elements of a window: in its trees by their events, elsewhere when a script makes them.
import { hookMethod, hookSetter } from "./hooks.js";

const SELECTOR = "audio,video";
const MARKUP = /<\s*(audio|video)/i;

// track(value) takes what may be a media element, more than once. Returns a function for when the window has another
// document: the first one of a frame or a window is empty, and leaves its window to the next of its origin.
export function findMediaElements(window, guard, track) {
  const { Document, Element, EventTarget, Node, Range, ShadowRoot } = window;
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
  // Shadow roots that the parser made. A closed one is not to be found.
  const searchShadows = guard((tree) => {
    for (const { shadowRoot } of tree.querySelectorAll("*")) {
      if (!shadowRoot) continue;
      listen(shadowRoot);
      search(shadowRoot);
      searchShadows(shadowRoot);
    }
  });
  const copied = (copy, deep) => (deep ? search : track)(copy);
  // A page would notice that an object of its own is made a string once more.
  const readMarkup = guard((root, markup, isBeside) => {
    if (typeof markup !== "string" || MARKUP.test(markup)) search((isBeside && root.parentNode) || root);
  });

  // These take all listeners off the document.
  for (const name of ["open", "write", "writeln"]) {
    hookMethod(Document.prototype, name, { after: () => listen(window.document) });
  }
  hookMethod(Document.prototype, "createElement", { after: (_, element) => track(element) });
  hookMethod(Document.prototype, "createElementNS", { after: (_, element) => track(element) });
  hookMethod(Document.prototype, "importNode", { after: (_, copy, args) => copied(copy, args[1]) });
  hookMethod(Node?.prototype, "cloneNode", { after: (_, copy, args) => copied(copy, args[0]) });
  for (const owner of [Element, ShadowRoot]) {
    hookSetter(owner?.prototype, "innerHTML", { after: readMarkup });
    hookMethod(owner?.prototype, "setHTMLUnsafe", {
      after: (root, _, args) => {
        readMarkup(root, args[0]);
        searchShadows(root);
      },
    });
  }
  hookMethod(Element?.prototype, "insertAdjacentHTML", {
    after: (element, _, args) => readMarkup(element, args[1], true),
  });
  hookMethod(Range?.prototype, "createContextualFragment", {
    after: (_, fragment, args) => readMarkup(fragment, args[0]),
  });
  hookMethod(Element?.prototype, "attachShadow", { after: (_, root) => listen(root) });

  const look = () => {
    const { document } = window;
    listen(document);
    search(document);
    if (document.readyState === "loading") {
      addEventListener.call(document, "DOMContentLoaded", () => searchShadows(document), { once: true });
    } else if (Element) searchShadows(document);
  };
  look();
  return look;
}
