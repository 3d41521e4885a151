// https://html.spec.whatwg.org/#htmltablecolelement
define(
  `
[Exposed=Window]
interface HTMLTableColElement : HTMLElement {
  attribute unsigned long span;
  [Reflect] attribute DOMString align;
  [Reflect=char] attribute DOMString ch;
  [Reflect=charoff] attribute DOMString chOff;
  [Reflect] attribute DOMString vAlign;
  [Reflect] attribute DOMString width;
};`,
  class {
    get span() {
      return $.reflectClamped(impl, "span", 1, 1, 1000);
    }
    set span(value) {
      $.setNumber(impl, "span", value, 0, 1);
    }
  },
);
