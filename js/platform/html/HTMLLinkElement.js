// https://html.spec.whatwg.org/#htmllinkelement
define(
  `
[Exposed=Window]
interface HTMLLinkElement : HTMLElement {
  [ReflectURL] attribute USVString href;
  attribute DOMString? crossOrigin;
  [Reflect] attribute DOMString rel;
  [ReflectEnum=("", audio, audioworklet, document, embed, fetch, font, frame, iframe, image, json, manifest, object, paintworklet, report, script, serviceworker, sharedworker, style, text, track, video, webidentity, worker, xslt)] attribute DOMString as;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList relList;
  [Reflect] attribute DOMString media;
  [Reflect] attribute DOMString integrity;
  [Reflect] attribute DOMString hreflang;
  [Reflect] attribute DOMString type;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList sizes;
  [Reflect] attribute USVString imageSrcset;
  [Reflect] attribute DOMString imageSizes;
  [ReflectEnum=("", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url")] attribute DOMString referrerPolicy;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList blocking;
  [Reflect] attribute boolean disabled;
  [ReflectEnum=(auto, high, low)] attribute DOMString fetchPriority;
  [Reflect] attribute DOMString charset;
  [Reflect] attribute DOMString rev;
  [Reflect] attribute DOMString target;
};
HTMLLinkElement includes LinkStyle;`,
  class {
    get crossOrigin() {
      return $.crossOrigin(impl);
    }
    set crossOrigin(value) {
      $.setOrRemove(impl, "crossorigin", value);
    }
    get relList() {
      return $.tokenList(this, "rel", $.linkTypes);
    }
    get sizes() {
      return $.tokenList(this, "sizes");
    }
    get blocking() {
      return $.tokenList(this, "blocking", ["render"]);
    }
  },
);
