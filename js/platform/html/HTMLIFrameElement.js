// https://html.spec.whatwg.org/#htmliframeelement
define(
  `
[Exposed=Window]
interface HTMLIFrameElement : HTMLElement {
  [ReflectURL] attribute USVString src;
  [Reflect] attribute DOMString srcdoc;
  [Reflect] attribute DOMString name;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList sandbox;
  [Reflect] attribute DOMString allow;
  [Reflect] attribute boolean allowFullscreen;
  [Reflect] attribute DOMString width;
  [Reflect] attribute DOMString height;
  [ReflectEnum=("", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url")] attribute DOMString referrerPolicy;
  [ReflectEnum=(eager, lazy)] attribute DOMString loading;
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString scrolling;
  [Reflect] attribute DOMString frameBorder;
  [ReflectURL] attribute USVString longDesc;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString marginHeight;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString marginWidth;
};`,
  class {
    get sandbox() {
      return $.tokenList(this, "sandbox", $.sandboxKeywords);
    }
  },
);
