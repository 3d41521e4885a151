// https://html.spec.whatwg.org/#htmlimageelement
define(
  `
[Exposed=Window]
interface HTMLImageElement : HTMLElement {
  [Reflect] attribute DOMString alt;
  attribute USVString src;
  [Reflect] attribute USVString srcset;
  [Reflect] attribute DOMString sizes;
  attribute DOMString? crossOrigin;
  [Reflect] attribute DOMString useMap;
  [Reflect] attribute boolean isMap;
  [Reflect] attribute boolean controls;
  attribute unsigned long width;
  attribute unsigned long height;
  readonly attribute unsigned long naturalWidth;
  readonly attribute unsigned long naturalHeight;
  readonly attribute boolean complete;
  readonly attribute USVString currentSrc;
  [ReflectEnum=("", no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, origin-when-cross-origin, strict-origin-when-cross-origin, unsafe-url)] attribute DOMString referrerPolicy;
  [ReflectEnum=(auto, sync, async)] attribute DOMString decoding;
  [ReflectEnum=(eager, lazy)] attribute DOMString loading;
  [ReflectEnum=(auto, high, low)] attribute DOMString fetchPriority;
  Promise<undefined> decode();
  readonly attribute long x;
  readonly attribute long y;
  [Reflect] attribute DOMString name;
  [ReflectURL] attribute USVString lowsrc;
  [Reflect] attribute DOMString align;
  [Reflect] attribute unsigned long hspace;
  [Reflect] attribute unsigned long vspace;
  [ReflectURL] attribute USVString longDesc;
  [LegacyNullToEmptyString, Reflect] attribute DOMString border;
};`,
  class {
    get src() {
      return $.reflectURL(impl, "src");
    }
    set src(value) {
      h.watch_images();
      h.set_attribute(impl.id, "src", value);
    }
    get crossOrigin() {
      return $.crossOrigin(impl);
    }
    set crossOrigin(value) {
      $.setOrRemove(impl, "crossorigin", value);
    }
    // without a layout the rendered size is the attribute's, or the picture's own
    get width() {
      return $.reflectNumber(impl, "width", impl.naturalWidth ?? 0, "unsigned long", false);
    }
    set width(value) {
      $.setNumber(impl, "width", value, 0, 0);
    }
    get height() {
      return $.reflectNumber(impl, "height", impl.naturalHeight ?? 0, "unsigned long", false);
    }
    set height(value) {
      $.setNumber(impl, "height", value, 0, 0);
    }
    get naturalWidth() {
      return impl.naturalWidth ?? 0;
    }
    get naturalHeight() {
      return impl.naturalHeight ?? 0;
    }
    // https://html.spec.whatwg.org/#dom-img-complete
    get complete() {
      if (!h.has_attribute(impl.id, "src")) return !h.has_attribute(impl.id, "srcset");
      return h.get_attribute(impl.id, "src") === "" || impl.loadState === "complete" || impl.loadState === "broken";
    }
    get currentSrc() {
      return impl.currentSrc ?? "";
    }
    get x() {
      return 0;
    }
    get y() {
      return 0;
    }
    // https://html.spec.whatwg.org/#dom-img-decode
    async decode() {
      if (impl.loadState === "broken" || !h.has_attribute(impl.id, "src"))
        throw new $.DOMException("The source image cannot be decoded.", "EncodingError");
      if (impl.loadState === "complete") return;
      await new Promise((resolve, reject) => (impl.decodes ??= []).push([resolve, reject]));
    }
  },
);

globals({
  // https://html.spec.whatwg.org/#dom-image
  get Image() {
    const Image = function (width = undefined, height = undefined) {
      if (!new.target) throw new $.TypeError("Constructor Image requires 'new'");
      h.watch_images();
      const image = $.newElement("img");
      if (width !== undefined) image.width = width;
      if (height !== undefined) image.height = height;
      return image;
    };
    return $.legacyFactory(Image, "Image", "HTMLImageElement");
  },
});
