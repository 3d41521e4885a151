// Media queries against the embedder's viewport, which does not change. https://drafts.csswg.org/mediaqueries-4/
define(`
partial interface Window {
  [NewObject] MediaQueryList matchMedia(CSSOMString query);
};`, class {
  matchMedia(query) { return $.create("MediaQueryList", { queries: $.mediaQueries(query) }); }
});
// https://drafts.csswg.org/cssom-view/#the-mediaquerylist-interface
define(`
[Exposed=Window]
interface MediaQueryList : EventTarget {
  readonly attribute CSSOMString media;
  readonly attribute boolean matches;
  undefined addListener(EventListener? callback);
  undefined removeListener(EventListener? callback);
  attribute EventHandler onchange;
};`, class {
  get media() { return impl.queries.join(", "); }
  get matches() { return $.mediaMatches(impl.queries); }
  addListener(callback) { this.addEventListener("change", callback); }
  removeListener(callback) { this.removeEventListener("change", callback); }
});
define(`
[Exposed=Window]
interface MediaQueryListEvent : Event {
  constructor(CSSOMString type, optional MediaQueryListEventInit eventInitDict = {});
  readonly attribute CSSOMString media;
  readonly attribute boolean matches;
};
dictionary MediaQueryListEventInit : EventInit {
  CSSOMString media = "";
  boolean matches = false;
};`, class {
  construct(type, init) { $.initEvent(impl, type, init); impl.media = init.media; impl.matches = init.matches; }
  get media() { return impl.media; }
  get matches() { return impl.matches; }
});
// https://drafts.csswg.org/cssom/#the-medialist-interface
define(`
[Exposed=Window]
interface MediaList {
  stringifier attribute [LegacyNullToEmptyString] CSSOMString mediaText;
  readonly attribute unsigned long length;
  getter CSSOMString? item(unsigned long index);
  undefined appendMedium(CSSOMString medium);
  undefined deleteMedium(CSSOMString medium);
};`, class {
  get mediaText() { return impl.list.join(", "); }
  set mediaText(value) { impl.list = $.mediaQueries(value); }
  get length() { return impl.list.length; }
  item(index) { return impl.list[index] ?? null; }
  appendMedium(medium) { const [q] = $.mediaQueries(medium); if (q !== undefined && !impl.list.includes(q)) impl.list.push(q); }
  deleteMedium(medium) {
    const [q] = $.mediaQueries(medium);
    if (!impl.list.includes(q)) throw new $.DOMException("There is no such medium.", "NotFoundError");
    impl.list = impl.list.filter((m) => m !== q);
  }
  static $length(impl) { return impl.list.length; }
  static $item(impl, index) { return impl.list[index]; }
});

library({
  // the queries of a list, normalized
  mediaQueries(text) {
    const found = [];
    let depth = 0, start = 0;
    for (let i = 0; i <= text.length; i++) {
      const c = text[i];
      if (c === "(") depth++;
      else if (c === ")") depth--;
      if ((c === "," && depth === 0) || i === text.length) { found.push(text.slice(start, i)); start = i + 1; }
    }
    if (found.length === 1 && found[0].trim() === "") return [];
    return found.map((q) => {
      const clean = $.lower(q).trim().replace(/\s+/g, " ").replace(/\s*:\s*/g, ": ").replace(/\(\s+/g, "(").replace(/\s+\)/g, ")");
      return $.parseMediaQuery(clean) === null ? "not all" : clean;
    });
  },
  mediaMatches(queries) {
    return queries.length === 0 || queries.some((q) => $.parseMediaQuery(q) === true);
  },
  // true, false, or null when it is no media query
  parseMediaQuery(text) {
    const typed = /^(?:(not|only) )?([a-z-]+)(?: and (.*))?$/.exec(text);
    if (typed !== null && !["and", "or", "not", "only", "layer"].includes(typed[2])) {
      const type = typed[2] === "all" || typed[2] === "screen";
      const condition = typed[3] === undefined ? true : $.mediaCondition(typed[3]);
      if (condition === null || / or /.test(typed[3] ?? "")) return null;
      return (typed[1] === "not") !== (type && condition);
    }
    return $.mediaCondition(text);
  },
  // https://drafts.csswg.org/mediaqueries-4/#typedef-media-condition
  mediaCondition(text) {
    if (text.startsWith("not ")) {
      const inner = $.mediaInParens(text.slice(4));
      return inner === null ? null : !inner;
    }
    const parts = [];
    const words = new Set();
    let depth = 0, start = 0;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === "(") depth++;
      else if (text[i] === ")") depth--;
      const word = depth === 0 ? /^ (and|or) /.exec(text.slice(i)) : null;
      if (word !== null) { parts.push(text.slice(start, i)); words.add(word[1]); i += word[0].length - 1; start = i + 1; }
    }
    parts.push(text.slice(start));
    if (depth !== 0 || words.size > 1) return null;
    const values = parts.map((p) => $.mediaInParens(p));
    if (values.includes(null)) return null;
    return words.has("or") ? values.includes(true) : !values.includes(false);
  },
  mediaInParens(text) {
    if (!/^\(.*\)$/.test(text)) return null;
    const inner = text.slice(1, -1);
    return inner.includes("(") && /^[(n]/.test(inner) ? $.mediaCondition(inner) : $.mediaFeature(inner);
  },
  // Features of the screen that a page can ask for: numbers by range, others by keyword.
  get mediaFeatures() {
    const width = $.h.viewport_width(), height = $.h.viewport_height(), resolution = $.h.device_pixel_ratio();
    return {
      width, height, "device-width": width, "device-height": height, "aspect-ratio": width / height, "device-aspect-ratio": width / height, color: 8,
      "color-index": 0, monochrome: 0, resolution, grid: 0, "-webkit-device-pixel-ratio": resolution, orientation: width >= height ? "landscape" : "portrait",
      "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-reduced-transparency": "no-preference",
      "prefers-reduced-data": "no-preference", "prefers-contrast": "no-preference", "forced-colors": "none", "inverted-colors": "none",
      "display-mode": "browser", hover: "hover", "any-hover": "hover", pointer: "fine", "any-pointer": "fine", update: "fast",
      "overflow-block": "scroll", "overflow-inline": "scroll", scan: "progressive", scripting: "enabled", "color-gamut": "srgb",
      "dynamic-range": "standard", "video-dynamic-range": "standard",
    };
  },
  mediaFeature(text) {
    const features = $.mediaFeatures;
    const plain = /^([a-z-]+)(?:: (.+))?$/.exec(text);
    if (plain !== null) {
      const [, name, value] = plain;
      if (value === undefined) return name in features ? features[name] !== 0 && !["none", "no-preference"].includes(features[name]) : false;
      const bound = /^(-webkit-)?(min|max)-(.+)$/.exec(name);
      const feature = bound === null ? name : (bound[1] ?? "") + bound[3];
      if (!(feature in features)) return false;
      const actual = features[feature];
      if (typeof actual === "string") return bound === null ? actual === value || (feature === "color-gamut" && value === "srgb") : null;
      const number = $.mediaNumber(value);
      if (number === null) return null;
      return bound === null ? Math.abs(actual - number) < 1e-6 : bound[2] === "min" ? actual >= number : actual <= number;
    }
    // ranges: (width >= 600px), (400px <= width < 2000px)
    const range = /^(?:(.+?)\s*(<=?|>=?)\s*)?([a-z-]+)\s*(?:(<=?|>=?|=)\s*(.+))?$/.exec(text);
    if (range === null || typeof features[range[3]] !== "number") return null;
    const actual = features[range[3]];
    const compare = (a, operator, b) => (operator === "<" ? a < b : operator === "<=" ? a <= b : operator === ">" ? a > b : operator === ">=" ? a >= b : a === b);
    const left = range[1] === undefined ? undefined : $.mediaNumber(range[1]);
    const right = range[5] === undefined ? undefined : $.mediaNumber(range[5]);
    if (left === null || right === null || (left === undefined && right === undefined)) return null;
    return (left === undefined || compare(left, range[2], actual)) && (right === undefined || compare(actual, range[4], right));
  },
  mediaNumber(text) {
    const ratio = /^([\d.]+)\s*\/\s*([\d.]+)$/.exec(text);
    if (ratio !== null) return +ratio[1] / +ratio[2];
    const found = /^([+-]?[\d.]+)(px|em|rem|pt|cm|mm|in|pc|dpi|dppx|dpcm|x)?$/.exec(text);
    if (found === null) return null;
    const scale = { px: 1, em: 16, rem: 16, pt: 4 / 3, cm: 96 / 2.54, mm: 9.6 / 2.54, in: 96, pc: 16, dpi: 1 / 96, dppx: 1, x: 1, dpcm: 2.54 / 96 };
    return +found[1] * (found[2] === undefined ? 1 : scale[found[2]]);
  },
});
