// https://html.spec.whatwg.org/#htmlareaelement
define(
  `
[Exposed=Window]
interface HTMLAreaElement : HTMLElement {
  [Reflect] attribute DOMString alt;
  [Reflect] attribute DOMString coords;
  [Reflect] attribute DOMString shape;
  [Reflect] attribute DOMString download;
  [Reflect] attribute USVString ping;
  [Reflect] attribute DOMString rel;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList relList;
  [ReflectEnum=("", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url")] attribute DOMString referrerPolicy;
  [Reflect] attribute boolean noHref;
};
HTMLAreaElement includes HTMLHyperlinkElementUtils;`,
  class {
    get relList() {
      return $.tokenList(this, "rel", ["noopener", "noreferrer", "opener"]);
    }
  },
);
