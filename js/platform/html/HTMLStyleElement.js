// https://html.spec.whatwg.org/#htmlstyleelement
define(
  `
[Exposed=Window]
interface HTMLStyleElement : HTMLElement {
  attribute boolean disabled;
  [Reflect] attribute DOMString media;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList blocking;
  [Reflect] attribute DOMString type;
};
HTMLStyleElement includes LinkStyle;`,
  class {
    get disabled() {
      return $.styleSheetOf(this)?.disabled ?? false;
    }
    set disabled(value) {
      const sheet = $.styleSheetOf(this);
      if (sheet !== null) sheet.disabled = value;
    }
    get blocking() {
      return $.tokenList(this, "blocking", ["render"]);
    }
  },
);
