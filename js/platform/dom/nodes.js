// Wrappers for the host's nodes: one object per node, for as long as the document lives.
library({
  get nodes() { return []; },
  get documentId() { return 0; },
  wrap(id) {
    return id === null ? null : ($.nodes[id] ?? $.wrapNode(id));
  },
  wrapNode(id) {
    const name = $.h.node_interface(id);
    const handlers = name.endsWith("*");
    const impl = { id };
    const node = ($.nodes[id] = $.create(handlers ? name.slice(0, -1) : name, impl));
    if (handlers) $.adoptHandlers(impl);
    return node;
  },
  wrapAll(ids) {
    return ids === "" ? [] : ids.split(" ").map((id) => $.wrap(+id));
  },
  nodeType(impl) {
    const { is } = impl;
    return is.Element ? 1 : is.Text ? (is.CDATASection ? 4 : 3) : is.Comment ? 8 : is.Document ? 9 : is.DocumentType ? 10 : is.DocumentFragment ? 11 : 7;
  },
});
