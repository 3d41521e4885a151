// https://html.spec.whatwg.org/#htmltableelement
define(
  `
[Exposed=Window]
interface HTMLTableElement : HTMLElement {
  attribute HTMLTableCaptionElement? caption;
  HTMLTableCaptionElement createCaption();
  undefined deleteCaption();
  attribute HTMLTableSectionElement? tHead;
  HTMLTableSectionElement createTHead();
  undefined deleteTHead();
  attribute HTMLTableSectionElement? tFoot;
  HTMLTableSectionElement createTFoot();
  undefined deleteTFoot();
  [SameObject] readonly attribute HTMLCollection tBodies;
  HTMLTableSectionElement createTBody();
  [SameObject] readonly attribute HTMLCollection rows;
  HTMLTableRowElement insertRow(optional long index = -1);
  undefined deleteRow(long index);
  [Reflect] attribute DOMString align;
  [Reflect] attribute DOMString border;
  [Reflect] attribute DOMString frame;
  [Reflect] attribute DOMString rules;
  [Reflect] attribute DOMString summary;
  [Reflect] attribute DOMString width;
  [LegacyNullToEmptyString, Reflect] attribute DOMString bgColor;
  [LegacyNullToEmptyString, Reflect] attribute DOMString cellPadding;
  [LegacyNullToEmptyString, Reflect] attribute DOMString cellSpacing;
};`,
  class {
    get caption() {
      return $.firstChildOf(impl.id, "caption");
    }
    set caption(value) {
      this.deleteCaption();
      if (value !== null) this.insertBefore(value, this.firstChild);
    }
    createCaption() {
      return this.caption ?? this.insertBefore($.newElement("caption"), this.firstChild);
    }
    deleteCaption() {
      $.removeNode($.firstChildOf(impl.id, "caption"));
    }
    get tHead() {
      return $.firstChildOf(impl.id, "thead");
    }
    set tHead(value) {
      $.setTableSection(this, impl, value, "thead");
    }
    createTHead() {
      return this.tHead ?? $.insertTableHead(this, $.newElement("thead"));
    }
    deleteTHead() {
      $.removeNode($.firstChildOf(impl.id, "thead"));
    }
    get tFoot() {
      return $.firstChildOf(impl.id, "tfoot");
    }
    set tFoot(value) {
      $.setTableSection(this, impl, value, "tfoot");
    }
    createTFoot() {
      return this.tFoot ?? this.appendChild($.newElement("tfoot"));
    }
    deleteTFoot() {
      $.removeNode($.firstChildOf(impl.id, "tfoot"));
    }
    get tBodies() {
      return $.liveCollection(() => h.child_elements(impl.id, "tbody"));
    }
    createTBody() {
      const bodies = $.childrenOf(impl.id, "tbody");
      return this.insertBefore($.newElement("tbody"), bodies.length ? bodies[bodies.length - 1].nextSibling : null);
    }
    get rows() {
      return $.liveCollection(() => $.tableRows(impl.id));
    }
    // https://html.spec.whatwg.org/#dom-table-insertrow
    insertRow(index) {
      const rows = $.wrapAll($.tableRows(impl.id));
      $.checkIndex(index, rows.length);
      const row = $.newElement("tr");
      if (rows.length === 0) {
        const bodies = $.childrenOf(impl.id, "tbody");
        return (bodies[bodies.length - 1] ?? this.appendChild($.newElement("tbody"))).appendChild(row);
      }
      if (index === -1 || index === rows.length) return rows[rows.length - 1].parentNode.appendChild(row);
      return rows[index].parentNode.insertBefore(row, rows[index]);
    }
    deleteRow(index) {
      $.deleteAt($.wrapAll($.tableRows(impl.id)), index);
    }
  },
);
