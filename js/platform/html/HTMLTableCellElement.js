// https://html.spec.whatwg.org/#htmltablecellelement
define(
  `
[Exposed=Window]
interface HTMLTableCellElement : HTMLElement {
  attribute unsigned long colSpan;
  attribute unsigned long rowSpan;
  [Reflect] attribute DOMString headers;
  readonly attribute long cellIndex;
  [ReflectEnum=("", row, col, rowgroup, colgroup)] attribute DOMString scope;
  [Reflect] attribute DOMString abbr;
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString axis;
  [Reflect] attribute DOMString height;
  [Reflect] attribute DOMString width;
  [Reflect=char] attribute DOMString ch;
  [Reflect=charoff] attribute DOMString chOff;
  [Reflect] attribute boolean noWrap;
  [Reflect] attribute DOMString vAlign;
  [Reflect] attribute [LegacyNullToEmptyString] DOMString bgColor;
};`,
  class {
    get colSpan() {
      return $.reflectClamped(impl, "colspan", 1, 1, 1000);
    }
    set colSpan(value) {
      $.setNumber(impl, "colspan", value, 0, 1);
    }
    get rowSpan() {
      return $.reflectClamped(impl, "rowspan", 1, 0, 65534);
    }
    set rowSpan(value) {
      $.setNumber(impl, "rowspan", value, 0, 1);
    }
    get cellIndex() {
      return $.indexAmongSiblings(impl.id, ["td", "th"]);
    }
  },
);
