// https://html.spec.whatwg.org/#htmltablerowelement
define(
  `
[Exposed=Window]
interface HTMLTableRowElement : HTMLElement {
  readonly attribute long rowIndex;
  readonly attribute long sectionRowIndex;
  [SameObject] readonly attribute HTMLCollection cells;
  HTMLTableCellElement insertCell(optional long index = -1);
  undefined deleteCell(long index);
  [Reflect] attribute DOMString align;
  [Reflect=char] attribute DOMString ch;
  [Reflect=charoff] attribute DOMString chOff;
  [Reflect] attribute DOMString vAlign;
  [LegacyNullToEmptyString, Reflect] attribute DOMString bgColor;
};`,
  class {
    get rowIndex() {
      let parent = this.parentNode;
      if ($.is(parent, "HTMLTableSectionElement")) parent = parent.parentNode;
      return $.is(parent, "HTMLTableElement") ? $.tableRows($.impl(parent).id).split(" ").indexOf(`${impl.id}`) : -1;
    }
    get sectionRowIndex() {
      const parent = this.parentNode;
      if (!$.is(parent, "HTMLTableSectionElement") && !$.is(parent, "HTMLTableElement")) return -1;
      return $.childrenOf($.impl(parent).id, "tr").indexOf(this);
    }
    get cells() {
      return $.liveCollection(() => h.child_elements(impl.id, "td th"));
    }
    insertCell(index) {
      return $.insertAt(this, $.childrenOf(impl.id, "td th"), index, "td");
    }
    deleteCell(index) {
      $.deleteAt($.childrenOf(impl.id, "td th"), index);
    }
  },
);
