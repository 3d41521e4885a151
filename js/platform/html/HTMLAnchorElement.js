// https://html.spec.whatwg.org/#htmlanchorelement
define(
  `
[Exposed=Window]
interface HTMLAnchorElement : HTMLElement {
  [Reflect] attribute DOMString download;
  [Reflect] attribute USVString ping;
  [Reflect] attribute DOMString rel;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList relList;
  attribute DOMString text;
  [ReflectEnum=("", "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url")] attribute DOMString referrerPolicy;
  [Reflect] attribute DOMString coords;
  [Reflect] attribute DOMString charset;
  [Reflect] attribute DOMString name;
  [Reflect] attribute DOMString rev;
  [Reflect] attribute DOMString shape;
};
HTMLAnchorElement includes HTMLHyperlinkElementUtils;`,
  class {
    get text() {
      return h.text_content(impl.id);
    }
    set text(value) {
      h.set_text_content(impl.id, value);
    }
    get relList() {
      return $.tokenList(this, "rel", ["noopener", "noreferrer", "opener"]);
    }
  },
);
