// Fonts that script loads. No font is drawn with: a face is loaded when its file is there, and every text is measured with the
// fonts of this machine. https://drafts.csswg.org/css-font-loading/
define(
  `
[Exposed=(Window,Worker)]
interface FontFace {
  constructor(CSSOMString family, any source, optional FontFaceDescriptors descriptors = {});
  attribute CSSOMString family;
  attribute CSSOMString style;
  attribute CSSOMString weight;
  attribute CSSOMString stretch;
  attribute CSSOMString unicodeRange;
  attribute CSSOMString featureSettings;
  attribute CSSOMString display;
  attribute CSSOMString ascentOverride;
  attribute CSSOMString descentOverride;
  attribute CSSOMString lineGapOverride;
  attribute CSSOMString sizeAdjust;
  readonly attribute FontFaceLoadStatus status;
  Promise<FontFace> load();
  readonly attribute any loaded;
};
dictionary FontFaceDescriptors {
  CSSOMString style = "normal";
  CSSOMString weight = "normal";
  CSSOMString stretch = "normal";
  CSSOMString unicodeRange = "U+0-10FFFF";
  CSSOMString featureSettings = "normal";
  CSSOMString display = "auto";
  CSSOMString ascentOverride = "normal";
  CSSOMString descentOverride = "normal";
  CSSOMString lineGapOverride = "normal";
  CSSOMString sizeAdjust = "100%";
};
enum FontFaceLoadStatus { "unloaded", "loading", "loaded", "error" };
`,
  class {
    construct(family, source, descriptors) {
      Object.assign(impl, descriptors, { self: this, family, status: "unloaded", loaded: $.deferred(), sets: new Set() });
      impl.source = typeof source === "string" ? source : $.isBufferSource(source) ? null : $.str(source);
      // bytes are there at once
      if (impl.source === null) $.loadFontFace(impl);
    }
    get family() {
      return impl.family;
    }
    set family(value) {
      impl.family = value;
    }
    get style() {
      return impl.style;
    }
    set style(value) {
      impl.style = value;
    }
    get weight() {
      return impl.weight;
    }
    set weight(value) {
      impl.weight = value;
    }
    get stretch() {
      return impl.stretch;
    }
    set stretch(value) {
      impl.stretch = value;
    }
    get unicodeRange() {
      return impl.unicodeRange;
    }
    set unicodeRange(value) {
      impl.unicodeRange = value;
    }
    get featureSettings() {
      return impl.featureSettings;
    }
    set featureSettings(value) {
      impl.featureSettings = value;
    }
    get display() {
      return impl.display;
    }
    set display(value) {
      impl.display = value;
    }
    get ascentOverride() {
      return impl.ascentOverride;
    }
    set ascentOverride(value) {
      impl.ascentOverride = value;
    }
    get descentOverride() {
      return impl.descentOverride;
    }
    set descentOverride(value) {
      impl.descentOverride = value;
    }
    get lineGapOverride() {
      return impl.lineGapOverride;
    }
    set lineGapOverride(value) {
      impl.lineGapOverride = value;
    }
    get sizeAdjust() {
      return impl.sizeAdjust;
    }
    set sizeAdjust(value) {
      impl.sizeAdjust = value;
    }
    get status() {
      return impl.status;
    }
    async load() {
      $.loadFontFace(impl);
      return impl.loaded.promise;
    }
    get loaded() {
      return impl.loaded.promise;
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface FontFaceSet : EventTarget {
  readonly attribute unsigned long size;
  boolean has(any face);
  FontFaceSet add(FontFace face);
  boolean delete(FontFace face);
  undefined clear();
  any entries();
  any keys();
  any values();
  undefined forEach(any callback, optional any thisArg);
  attribute EventHandler onloading;
  attribute EventHandler onloadingdone;
  attribute EventHandler onloadingerror;
  Promise<any> load(CSSOMString font, optional CSSOMString text = " ");
  boolean check(CSSOMString font, optional CSSOMString text = " ");
  readonly attribute any ready;
  readonly attribute FontFaceSetLoadStatus status;
};
enum FontFaceSetLoadStatus { "loading", "loaded" };
`,
  class {
    get size() {
      return $.facesOf(impl).size;
    }
    has(face) {
      return $.facesOf(impl).has(face);
    }
    add(face) {
      $.facesOf(impl).add(face);
      const slots = $.impl(face);
      slots.sets.add(impl);
      if (slots.status === "loading") $.fontsLoading(impl, slots);
      return this;
    }
    delete(face) {
      $.impl(face).sets.delete(impl);
      return $.facesOf(impl).delete(face);
    }
    clear() {
      for (const face of [...$.facesOf(impl)]) this.delete(face);
    }
    entries() {
      return $.pageIterator($.facesOf(impl).entries(), false);
    }
    keys() {
      return $.pageIterator($.facesOf(impl).keys(), false);
    }
    values() {
      return $.pageIterator($.facesOf(impl).values(), false);
    }
    forEach(callback, thisArg) {
      for (const face of $.facesOf(impl)) Reflect.apply(callback, thisArg, [face, face, this]);
    }
    // https://drafts.csswg.org/css-font-loading/#font-face-set-load
    async load(font, text) {
      const faces = $.matchingFaces(impl, font);
      return Promise.all(faces.map((face) => face.load()));
    }
    // https://drafts.csswg.org/css-font-loading/#font-face-set-check
    check(font, text) {
      return $.matchingFaces(impl, font).every((face) => face.status === "loaded");
    }
    get ready() {
      return $.fontsReady(impl, this).promise;
    }
    get status() {
      return impl.loading?.size > 0 ? "loading" : "loaded";
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface FontFaceSetLoadEvent : Event {
  constructor(CSSOMString type, optional FontFaceSetLoadEventInit eventInitDict = {});
  readonly attribute any fontfaces;
};
dictionary FontFaceSetLoadEventInit : EventInit { sequence<FontFace> fontfaces = []; };
`,
  class {
    construct(type, init) {
      $.initEvent(impl, type, init);
      impl.fontfaces = Object.freeze([...init.fontfaces]);
    }
    get fontfaces() {
      return impl.fontfaces;
    }
  },
);
// https://drafts.csswg.org/css-font-loading/#font-face-source
define(
  `
partial interface Document { [SameObject] readonly attribute FontFaceSet fonts; };
`,
  class {
    get fonts() {
      const set = $.create("FontFaceSet", { isDocument: true });
      // a set that rules of sheets change is no setlike of its own, and iterates as one
      const prototype = $.prototypeOf("FontFaceSet");
      Object.defineProperty(prototype, Symbol.iterator, { value: set.values, writable: true, configurable: true });
      return set;
    }
  },
);
// https://drafts.csswg.org/css-fonts-4/#om-fontface
define(
  `
[Exposed=Window]
interface CSSFontFaceRule : CSSRule { [SameObject] readonly attribute CSSStyleDeclaration style; };
`,
  class {
    get style() {
      const list = JSON.parse(h.font_descriptors(impl.source)).map(([name, value]) => [name, value, false]);
      return $.create("CSSStyleDeclaration", { descriptors: list });
    }
  },
);
