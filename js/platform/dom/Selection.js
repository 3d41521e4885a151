// https://w3c.github.io/selection-api/#selection-interface
define(
  `
[Exposed=Window]
interface Selection {
  readonly attribute Node? anchorNode;
  readonly attribute unsigned long anchorOffset;
  readonly attribute Node? focusNode;
  readonly attribute unsigned long focusOffset;
  readonly attribute boolean isCollapsed;
  readonly attribute unsigned long rangeCount;
  readonly attribute DOMString type;
  readonly attribute DOMString direction;
  Range getRangeAt(unsigned long index);
  undefined addRange(Range range);
  undefined removeRange(Range range);
  undefined removeAllRanges();
  undefined empty();
  undefined collapse(Node? node, optional unsigned long offset = 0);
  undefined setPosition(Node? node, optional unsigned long offset = 0);
  undefined collapseToStart();
  undefined collapseToEnd();
  undefined extend(Node node, optional unsigned long offset = 0);
  undefined setBaseAndExtent(Node anchorNode, unsigned long anchorOffset, Node focusNode, unsigned long focusOffset);
  undefined selectAllChildren(Node node);
  undefined modify(optional DOMString alter, optional DOMString direction, optional DOMString granularity);
  undefined deleteFromDocument();
  boolean containsNode(Node node, optional boolean allowPartialContainment = false);
  stringifier;
};`,
  class {
    get anchorNode() {
      return impl.range === null ? null : impl.backwards ? impl.range.endContainer : impl.range.startContainer;
    }
    get anchorOffset() {
      return impl.range === null ? 0 : impl.backwards ? impl.range.endOffset : impl.range.startOffset;
    }
    get focusNode() {
      return impl.range === null ? null : impl.backwards ? impl.range.startContainer : impl.range.endContainer;
    }
    get focusOffset() {
      return impl.range === null ? 0 : impl.backwards ? impl.range.startOffset : impl.range.endOffset;
    }
    get isCollapsed() {
      return impl.range === null || impl.range.collapsed;
    }
    get rangeCount() {
      return impl.range === null ? 0 : 1;
    }
    get type() {
      return impl.range === null ? "None" : impl.range.collapsed ? "Caret" : "Range";
    }
    get direction() {
      return impl.range === null || impl.range.collapsed ? "none" : impl.backwards ? "backward" : "forward";
    }
    getRangeAt(index) {
      if (impl.range === null || index !== 0) throw new $.DOMException(`${index} is not a valid index.`, "IndexSizeError");
      return impl.range;
    }
    addRange(range) {
      if (impl.range === null && $.inPage(range.startContainer)) $.select(impl, range, false);
    }
    removeRange(range) {
      if (impl.range !== range) throw new $.DOMException("The range is not part of the selection.", "NotFoundError");
      $.select(impl, null, false);
    }
    removeAllRanges() {
      $.select(impl, null, false);
    }
    empty() {
      $.select(impl, null, false);
    }
    collapse(node, offset) {
      $.collapseSelection(impl, node, offset);
    }
    setPosition(node, offset) {
      $.collapseSelection(impl, node, offset);
    }
    collapseToStart() {
      $.mustSelect(impl);
      this.collapse(impl.range.startContainer, impl.range.startOffset);
    }
    collapseToEnd() {
      $.mustSelect(impl);
      this.collapse(impl.range.endContainer, impl.range.endOffset);
    }
    extend(node, offset) {
      if (!$.inPage(node)) return;
      $.mustSelect(impl);
      this.setBaseAndExtent(this.anchorNode, this.anchorOffset, node, offset);
    }
    // https://w3c.github.io/selection-api/#dom-selection-setbaseandextent
    setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset) {
      const range = $.newRange($.documentId),
        other = $.newRange($.documentId);
      range.setStart(anchorNode, anchorOffset);
      other.setStart(focusNode, focusOffset);
      if (!$.inPage(anchorNode) || !$.inPage(focusNode)) return;
      const backwards = range.compareBoundaryPoints(0, other) > 0;
      range.setStart(backwards ? focusNode : anchorNode, backwards ? focusOffset : anchorOffset);
      range.setEnd(backwards ? anchorNode : focusNode, backwards ? anchorOffset : focusOffset);
      $.select(impl, range, backwards);
    }
    selectAllChildren(node) {
      if ($.is(node, "DocumentType")) throw new $.DOMException("A doctype cannot be selected.", "InvalidNodeTypeError");
      if ($.inPage(node)) this.setBaseAndExtent(node, 0, node, node.childNodes.length);
    }
    modify(alter, direction, granularity) {
      $.missing("Selection.modify");
    }
    deleteFromDocument() {
      impl.range?.deleteContents();
    }
    containsNode(node, allowPartialContainment) {
      if (impl.range === null || !$.inPage(node)) return false;
      if (allowPartialContainment) return impl.range.intersectsNode(node);
      const inner = $.newRange($.documentId);
      inner.selectNode(node);
      return impl.range.compareBoundaryPoints(0, inner) <= 0 && impl.range.compareBoundaryPoints(2, inner) >= 0;
    }
    toString() {
      return impl.range === null ? "" : impl.range.toString();
    }
  },
);
define(
  `
partial interface Window { Selection? getSelection(); };
`,
  class {
    getSelection() {
      return $.selection;
    }
  },
);

library({
  get selection() {
    return $.create("Selection", { range: null, backwards: false });
  },
  inPage(node) {
    const id = $.impl(node)?.id;
    return id !== undefined && $.h.root(id, true) === $.documentId;
  },
  mustSelect(impl) {
    if (impl.range === null) throw new $.DOMException("Nothing is selected.", "InvalidStateError");
  },
  collapseSelection(impl, node, offset) {
    if (node === null) return $.select(impl, null, false);
    const range = $.newRange($.documentId);
    range.setStart(node, offset);
    range.collapse(true);
    if ($.inPage(node)) $.select(impl, range, false);
  },
  select(impl, range, backwards) {
    impl.range = range;
    impl.backwards = backwards;
  },
});
