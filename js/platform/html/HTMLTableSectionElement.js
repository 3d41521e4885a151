// https://html.spec.whatwg.org/#htmltablesectionelement
define(
  `
[Exposed=Window]
interface HTMLTableSectionElement : HTMLElement {
  [SameObject] readonly attribute HTMLCollection rows;
  HTMLTableRowElement insertRow(optional long index = -1);
  undefined deleteRow(long index);
  [Reflect] attribute DOMString align;
  [Reflect=char] attribute DOMString ch;
  [Reflect=charoff] attribute DOMString chOff;
  [Reflect] attribute DOMString vAlign;
};`,
  class {
    get rows() {
      return $.liveCollection(() => h.child_elements(impl.id, "tr"));
    }
    insertRow(index) {
      return $.insertAt(this, $.childrenOf(impl.id, "tr"), index, "tr");
    }
    deleteRow(index) {
      $.deleteAt($.childrenOf(impl.id, "tr"), index);
    }
  },
);
