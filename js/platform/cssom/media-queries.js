// Media queries against the viewport. https://drafts.csswg.org/mediaqueries-4/
define(
  `
partial interface Window {
  [NewObject] MediaQueryList matchMedia(CSSOMString query);
};`,
  class {
    matchMedia(query) {
      return $.newMediaQueryList($.mediaQueries(query));
    }
  },
);
// https://drafts.csswg.org/cssom-view/#the-mediaquerylist-interface
define(
  `
[Exposed=Window]
interface MediaQueryList : EventTarget {
  readonly attribute CSSOMString media;
  readonly attribute boolean matches;
  undefined addListener(EventListener? callback);
  undefined removeListener(EventListener? callback);
  attribute EventHandler onchange;
};`,
  class {
    get media() {
      return impl.queries.join(", ");
    }
    get matches() {
      return h.media_matches(impl.queries.join(", "));
    }
    addListener(callback) {
      this.addEventListener("change", callback);
    }
    removeListener(callback) {
      this.removeEventListener("change", callback);
    }
  },
);
define(
  `
[Exposed=Window]
interface MediaQueryListEvent : Event {
  constructor(CSSOMString type, optional MediaQueryListEventInit eventInitDict = {});
  readonly attribute CSSOMString media;
  readonly attribute boolean matches;
};
dictionary MediaQueryListEventInit : EventInit {
  CSSOMString media = "";
  boolean matches = false;
};`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.media = init.media;
      impl.matches = init.matches;
    }
    get media() {
      return impl.media;
    }
    get matches() {
      return impl.matches;
    }
  },
);
// https://drafts.csswg.org/cssom/#the-medialist-interface
define(
  `
[Exposed=Window]
interface MediaList {
  stringifier attribute [LegacyNullToEmptyString] CSSOMString mediaText;
  readonly attribute unsigned long length;
  getter CSSOMString? item(unsigned long index);
  undefined appendMedium(CSSOMString medium);
  undefined deleteMedium(CSSOMString medium);
};`,
  class {
    get mediaText() {
      return impl.list.join(", ");
    }
    set mediaText(value) {
      impl.list = $.mediaQueries(value);
    }
    get length() {
      return impl.list.length;
    }
    item(index) {
      return impl.list[index] ?? null;
    }
    appendMedium(medium) {
      const [q] = $.mediaQueries(medium);
      if (q !== undefined && !impl.list.includes(q)) impl.list.push(q);
    }
    deleteMedium(medium) {
      const [q] = $.mediaQueries(medium);
      if (!impl.list.includes(q)) throw new $.DOMException("There is no such medium.", "NotFoundError");
      impl.list = impl.list.filter((m) => m !== q);
    }
    static $length(impl) {
      return impl.list.length;
    }
    static $item(impl, index) {
      return impl.list[index];
    }
  },
);

library({
  // the queries of a list, normalized
  mediaQueries(text) {
    return JSON.parse($.h.media_queries(text));
  },
});
library({
  // Lists that somebody listens to, held here because nothing else may hold them.
  get mediaQueryLists() {
    return new Set();
  },
  get viewport() {
    return { size: "" };
  },
  newMediaQueryList(queries) {
    const impl = { queries };
    const list = $.create("MediaQueryList", impl);
    impl.listenerAdded = (type) => {
      if (type !== "change" || $.mediaQueryLists.has(list)) return;
      $.mediaQueryLists.add(list);
      impl.matched = list.matches;
    };
    return list;
  },
  // The host's word, in a task: the size of the viewport may have changed.
  viewportChanged() {
    const window = $.impl($.global);
    const isHeard = (impl) => impl?.listeners?.some((listener) => listener.type === "resize");
    if ($.mediaQueryLists.size === 0 && !isHeard(window) && !isHeard($.impl($.global.visualViewport))) return;
    const size = `${$.h.viewport_width()} ${$.h.viewport_height()}`;
    if (size === $.viewport.size) return;
    $.viewport.size = size;
    // https://drafts.csswg.org/cssom-view/#run-the-resize-steps
    $.fire($.global, "resize");
    $.fire($.global.visualViewport, "resize");
    // https://drafts.csswg.org/cssom-view/#evaluate-media-queries-and-report-changes
    for (const list of [...$.mediaQueryLists]) {
      const impl = $.impl(list),
        { matches, media } = list;
      if (matches === impl.matched) continue;
      impl.matched = matches;
      $.fire(list, "change", { matches, media }, "MediaQueryListEvent");
    }
  },
});
