// https://html.spec.whatwg.org/#htmlbaseelement
define(
  `
[Exposed=Window]
interface HTMLBaseElement : HTMLElement {
  attribute USVString href;
  [Reflect] attribute DOMString target;
};`,
  class {
    // https://html.spec.whatwg.org/#dom-base-href
    get href() {
      return h.base_href(impl.id);
    }
    set href(value) {
      h.set_attribute(impl.id, "href", value);
    }
  },
);
