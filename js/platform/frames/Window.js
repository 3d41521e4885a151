// A window among others. https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigable-and-windows
define(
  `
partial interface Window {
  [Replaceable] readonly attribute WindowProxy frames;
  [Replaceable] readonly attribute unsigned long length;
  [LegacyUnforgeable] readonly attribute WindowProxy? top;
  attribute any opener;
  [Replaceable] readonly attribute WindowProxy? parent;
  readonly attribute Element? frameElement;
  WindowProxy? open(optional USVString url = "", optional DOMString target = "_blank", optional DOMString features = "");
};`,
  class {
    get frames() {
      return $.global;
    }
    get length() {
      return h.frame_count($.frameNumber);
    }
    get top() {
      return $.windowProxy(h.frame_relative($.frameNumber, "top"));
    }
    get opener() {
      return $.windowProxy(h.frame_relative($.frameNumber, "opener"));
    }
    set opener(value) {
      if (value === null) h.disown_opener();
      else $.replace($.global, "opener", value);
    }
    get parent() {
      return $.windowProxy(h.frame_relative($.frameNumber, "parent"));
    }
    get frameElement() {
      const place = h.frame_element();
      if (place === "") return null;
      const [number, id] = place.split(" ");
      return $.internals(number).wrap(+id);
    }
    open(url, target, features) {
      const absolute = url === "" ? "about:blank" : $.entrant().absolute(url);
      if (absolute === null) throw new $.DOMException(`Unable to open a window with invalid URL '${url}'.`, "SyntaxError");
      const asked = $.windowFeatures(features);
      return $.windowProxy(
        h.open_window(absolute, target, $.isFeatureSet(asked.get("noopener")) || $.isFeatureSet(asked.get("noreferrer"))),
      );
    }
  },
);
library({
  // https://html.spec.whatwg.org/#concept-window-open-features-tokenize
  windowFeatures(text) {
    const found = new Map();
    for (const [, name, value] of $.lower(text).matchAll(/([^\s=,]+)(?:\s*=[\s=]*([^\s=,]*))?/g)) found.set(name, value ?? "");
    return found;
  },
  // https://html.spec.whatwg.org/#concept-window-open-features-parse-boolean
  isFeatureSet(value) {
    return value !== undefined && (value === "" || value === "yes" || value === "true" || !!parseInt(value, 10));
  },
});
