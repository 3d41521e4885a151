// What the members of Node and its mixins share.
library({
  nodeType(impl) {
    const { is } = impl;
    return is.Element ? 1 : is.Text ? (is.CDATASection ? 4 : 3) : is.Comment ? 8 : is.Document ? 9 : is.DocumentType ? 10 : is.DocumentFragment ? 11 : is.Attr ? 2 : 7;
  },
  // the node document's number
  documentOf(impl) {
    return impl.is.Document ? impl.id : impl.is.Attr ? $.attrDocument(impl) : $.h.owner_document(impl.id);
  },
  // https://dom.spec.whatwg.org/#converting-nodes-into-a-node
  convertNodes(parent, nodes) {
    if (nodes.length === 1 && $.is(nodes[0], "Node")) return $.nodeId(nodes[0]);
    const ids = nodes.map((node) => ($.is(node, "Node") ? $.nodeId(node) : $.h.create_text($.documentOf(parent), $.str(node))));
    return ids.length === 1 ? ids[0] : $.h.collect(ids.join(" "), parent.id);
  },
  // the number of a node that may be put into the tree
  nodeId(node) {
    return $.impl(node).id ?? $.notInTree();
  },
  notInTree() {
    throw new $.DOMException("This node type cannot take part in the tree.", "HierarchyRequestError");
  },
  // every string in a list of arguments must be converted before anything is done
  nodesOrStrings(list) {
    return list.map((x) => ($.is(x, "Node") ? x : $.str(x)));
  },
});
