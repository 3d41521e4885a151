// https://dom.spec.whatwg.org/#ranges; the host keeps the boundary points, which follow the tree
define(
  `
[Exposed=Window]
interface AbstractRange {
  readonly attribute Node startContainer;
  readonly attribute unsigned long startOffset;
  readonly attribute Node endContainer;
  readonly attribute unsigned long endOffset;
  readonly attribute boolean collapsed;
};`,
  class {
    get startContainer() {
      return $.rangePoints(impl)[0];
    }
    get startOffset() {
      return $.rangePoints(impl)[1];
    }
    get endContainer() {
      return $.rangePoints(impl)[2];
    }
    get endOffset() {
      return $.rangePoints(impl)[3];
    }
    get collapsed() {
      const p = $.rangePoints(impl);
      return p[0] === p[2] && p[1] === p[3];
    }
  },
);
define(
  `
[Exposed=Window]
interface StaticRange : AbstractRange { constructor(StaticRangeInit init); };
dictionary StaticRangeInit {
  required Node startContainer;
  required unsigned long startOffset;
  required Node endContainer;
  required unsigned long endOffset;
};`,
  class {
    construct(init) {
      for (const node of [init.startContainer, init.endContainer])
        if ($.is(node, "DocumentType") || $.is(node, "Attr"))
          throw new $.DOMException("A range cannot stand in a doctype or an attribute.", "InvalidNodeTypeError");
      impl.points = [init.startContainer, init.startOffset, init.endContainer, init.endOffset];
    }
  },
);
define(
  `
[Exposed=Window]
interface Range : AbstractRange {
  constructor();
  readonly attribute Node commonAncestorContainer;
  undefined setStart(Node node, unsigned long offset);
  undefined setEnd(Node node, unsigned long offset);
  undefined setStartBefore(Node node);
  undefined setStartAfter(Node node);
  undefined setEndBefore(Node node);
  undefined setEndAfter(Node node);
  undefined collapse(optional boolean toStart = false);
  undefined selectNode(Node node);
  undefined selectNodeContents(Node node);
  const unsigned short START_TO_START = 0;
  const unsigned short START_TO_END = 1;
  const unsigned short END_TO_END = 2;
  const unsigned short END_TO_START = 3;
  short compareBoundaryPoints(unsigned short how, Range sourceRange);
  undefined deleteContents();
  [NewObject] DocumentFragment extractContents();
  [NewObject] DocumentFragment cloneContents();
  undefined insertNode(Node node);
  undefined surroundContents(Node newParent);
  [NewObject] Range cloneRange();
  undefined detach();
  boolean isPointInRange(Node node, unsigned long offset);
  short comparePoint(Node node, unsigned long offset);
  boolean intersectsNode(Node node);
  [NewObject] DocumentFragment createContextualFragment(DOMString string);
  DOMRectList getClientRects();
  [NewObject] DOMRect getBoundingClientRect();
  stringifier;
};`,
  class {
    construct() {
      impl.number = h.new_range($.documentId);
    }
    get commonAncestorContainer() {
      return $.wrap(h.range_ancestor(impl.number));
    }
    setStart(node, offset) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setStart", [node, offset]);
      h.set_range_point(impl.number, true, $.rangeNode(node), offset);
    }
    setEnd(node, offset) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setEnd", [node, offset]);
      h.set_range_point(impl.number, false, $.rangeNode(node), offset);
    }
    setStartBefore(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setStartBefore", [node]);
      h.set_range_beside(impl.number, true, $.rangeNode(node), false);
    }
    setStartAfter(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setStartAfter", [node]);
      h.set_range_beside(impl.number, true, $.rangeNode(node), true);
    }
    setEndBefore(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setEndBefore", [node]);
      h.set_range_beside(impl.number, false, $.rangeNode(node), false);
    }
    setEndAfter(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "setEndAfter", [node]);
      h.set_range_beside(impl.number, false, $.rangeNode(node), true);
    }
    collapse(toStart) {
      h.collapse_range(impl.number, toStart);
    }
    selectNode(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "selectNode", [node]);
      h.select_node(impl.number, $.rangeNode(node));
    }
    selectNodeContents(node) {
      if ($.impl(node) === undefined) return $.rangeThere(this, node, "selectNodeContents", [node]);
      h.select_node_contents(impl.number, $.rangeNode(node));
    }
    compareBoundaryPoints(how, sourceRange) {
      if (how > 3) throw new $.DOMException("There is no such way of comparing.", "NotSupportedError");
      return h.compare_ranges(impl.number, how, $.impl(sourceRange).number);
    }
    deleteContents() {
      h.range_contents(impl.number, false, true);
    }
    extractContents() {
      return $.wrap(h.range_contents(impl.number, true, true));
    }
    cloneContents() {
      return $.wrap(h.range_contents(impl.number, true, false));
    }
    insertNode(node) {
      const id = $.nodeId(node);
      h.range_insert(impl.number, id);
    }
    // https://dom.spec.whatwg.org/#dom-range-surroundcontents
    surroundContents(newParent) {
      const id = $.nodeId(newParent);
      // 1.
      if (h.range_splits_nodes(impl.number))
        throw new $.DOMException("The range contains a part of a node that is not a text.", "InvalidStateError");
      // 2.
      if (!h.may_surround(id)) throw new $.DOMException("Such a node cannot surround a range.", "InvalidNodeTypeError");
      // 3.
      const fragment = h.range_contents(impl.number, true, true);
      // 4.
      if (h.edge_child(id, true) !== null) h.replace_children(id, null);
      // 5.
      h.range_insert(impl.number, id);
      // 6.
      h.insert(id, fragment, null);
      // 7.
      h.select_node(impl.number, id);
    }
    cloneRange() {
      const made = $.newRange($.documentId);
      const [start, startOffset, end, endOffset] = h.range_points(impl.number).split(" ");
      const { number } = $.impl(made);
      h.set_range_point(number, true, +start, +startOffset);
      h.set_range_point(number, false, +end, +endOffset);
      return made;
    }
    detach() {}
    isPointInRange(node, offset) {
      return $.impl(node) !== undefined && h.compare_point(impl.number, $.rangeNode(node), offset, true) === 0;
    }
    comparePoint(node, offset) {
      if ($.impl(node) === undefined)
        throw new $.DOMException("The node is in another document than the range.", "WrongDocumentError");
      return h.compare_point(impl.number, $.rangeNode(node), offset, false);
    }
    intersectsNode(node) {
      return $.impl(node) !== undefined && h.range_intersects(impl.number, $.rangeNode(node));
    }
    createContextualFragment(string) {
      return $.wrap(h.contextual_fragment($.impl(this.startContainer).id, string));
    }
    // AD-HOC: nothing is laid out
    getClientRects() {
      return $.create("DOMRectList", { list: [] });
    }
    getBoundingClientRect() {
      return $.create("DOMRect", { x: 0, y: 0, width: 0, height: 0 });
    }
    toString() {
      return h.range_text(impl.number);
    }
  },
);

library({
  newRange(document) {
    return $.create("Range", { number: $.h.new_range(document) });
  },
  // [node, offset, node, offset]
  rangePoints(impl) {
    if (impl.points !== undefined) return impl.points;
    const [start, startOffset, end, endOffset] = $.h.range_points(impl.number).split(" ");
    return [$.wrap(+start), +startOffset, $.wrap(+end), +endOffset];
  },
  // AD-HOC: attributes are no nodes of the host's tree, so no range stands in one
  rangeNode(node) {
    const { id } = $.impl(node);
    if (id === undefined) throw new $.DOMException("A range cannot stand in an attribute.", "InvalidNodeTypeError");
    return id;
  },
});
