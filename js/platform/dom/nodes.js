// Wrappers for the host's nodes: one object per node.
// OPTIMIZATION: a wrapper lives as long as its document, so that its identity and expandos need no bookkeeping.
library({
  get nodes() { return []; },
  get impls() { return []; },
  get documentId() { return 0; },
  wrap(id) {
    return id === null ? null : ($.nodes[id] ?? $.wrapNode(id));
  },
  wrapNode(id) {
    const name = $.h.node_interface(id);
    return name.endsWith("*") ? $.adoptNode(id, name.slice(0, -1), true) : $.adoptNode(id, name, false);
  },
  // gives a node of the host its object
  adoptNode(id, name, hasHandlers) {
    // the first use of an interface may run js/polyfill, which looks at the document's nodes
    $.prototypeOf(name);
    if ($.nodes[id] !== undefined) return $.nodes[id];
    const impl = ($.impls[id] = { id });
    const node = ($.nodes[id] = $.create(name, impl));
    if (hasHandlers) $.adoptHandlers(impl);
    return node;
  },
  implOf(id) {
    return $.impls[id] ?? ($.wrapNode(id), $.impls[id]);
  },
  wrapAll(ids) {
    return ids === "" ? [] : ids.split(" ").map((id) => $.wrap(+id));
  },
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
    const { id } = $.impl(node);
    if (id === undefined) throw new $.DOMException("An attribute cannot stand among an element's children.", "HierarchyRequestError");
    return id;
  },
  // every string in a list of arguments must be converted before anything is done
  nodesOrStrings(list) {
    return list.map((x) => ($.is(x, "Node") ? x : $.str(x)));
  },
});
