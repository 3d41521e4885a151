// Helpers of the members of Node and its mixins.
library({
  nodeType(impl) {
    const { is } = impl;
    return is.Element
      ? 1
      : is.Text
        ? is.CDATASection
          ? 4
          : 3
        : is.Comment
          ? 8
          : is.Document
            ? 9
            : is.DocumentType
              ? 10
              : is.DocumentFragment
                ? 11
                : is.Attr
                  ? 2
                  : 7;
  },
  // the node document's number
  documentOf(impl) {
    return impl.is.Document ? impl.id : impl.is.Attr ? $.attrDocument(impl) : $.h.owner_document(impl.id);
  },
  // https://dom.spec.whatwg.org/#converting-nodes-into-a-node
  convertNodes(parent, nodes) {
    if (nodes.length === 1 && typeof nodes[0] !== "string") return $.nodeId(nodes[0]);
    const ids = nodes.map((node) => (typeof node === "string" ? $.h.create_text($.documentOf(parent), node) : $.nodeId(node)));
    return ids.length === 1 ? ids[0] : $.h.collect(ids.join(" "), parent.id);
  },
  // the number of a node that may be put into the tree; one of another document is adopted
  nodeId(node) {
    const impl = $.impl(node);
    return impl === undefined ? $.comeHere(node) : (impl.id ?? $.notInTree());
  },
  notInTree() {
    throw new $.DOMException("This node type cannot take part in the tree.", "HierarchyRequestError");
  },
  // every string in a list of arguments must be converted before anything is done
  nodesOrStrings(list) {
    return list.map((x) => ($.is(x, "Node") || $.isElsewhere(x, "Node") ? x : $.str(x)));
  },
});
