// https://html.spec.whatwg.org/#htmlstyleelement
define(`
[Exposed=Window]
interface HTMLStyleElement : HTMLElement {
  attribute boolean disabled;
  [Reflect] attribute DOMString media;
  [SameObject, PutForwards=value] readonly attribute DOMTokenList blocking;
  [Reflect] attribute DOMString type;
};
HTMLStyleElement includes LinkStyle;`, class {
  get disabled() { return !!impl.sheetDisabled; }
  set disabled(value) { if ($.styleSheetOf(this) !== null) impl.sheetDisabled = value; }
  get blocking() { return $.tokenList(this, "blocking", ["render"]); }
});
