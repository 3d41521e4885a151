// Wrappers for the host's nodes: one object per node. Every page loads this file.
// OPTIMIZATION: a wrapper lives as long as its document, so that its identity and expandos need no bookkeeping.
library({
  get nodes() {
    return Object.setPrototypeOf([], null);
  }, // what is not there is not looked for where a page can put something
  get impls() {
    return Object.setPrototypeOf([], null);
  },
  get documentId() {
    return 0;
  },
  get tagInterfaces() {
    return Object.create(null);
  },
  // one number, another one whenever the tree may have changed: what was found under the same one still holds.
  // OPTIMIZATION: a page that asks little remembers nothing (NaN is never the same), for the shared number costs more than that
  get treeVersion() {
    return [NaN];
  },
  get treeVersionReads() {
    return 0;
  },
  readTreeVersion() {
    if (++$.treeVersionReads === 16) $.treeVersion = $.sharedTreeVersion();
    return $.treeVersion[0];
  },
  sharedTreeVersion() {
    const laid = $.handover[0];
    $.h.share_tree_version();
    const version = new $.Int32Array($.handover[0]);
    $.handover[0] = laid;
    return version;
  },
  wrap(id) {
    return id === null ? null : ($.nodes[id] ?? $.wrapNode(id));
  },
  wrapNode(id) {
    const name = $.h.node_interface(id);
    return name.endsWith("*") ? $.adoptNode(id, name.slice(0, -1), true) : $.adoptNode(id, name, false);
  },
  // gives a node of the host its object
  adoptNode(id, name, hasHandlers) {
    const impl = { id };
    const node = $.create(name, impl);
    // the first use of an interface may have run js/polyfill, which looks at the document's media elements
    if ($.nodes[id] !== undefined) return $.nodes[id];
    $.impls[id] = impl;
    $.nodes[id] = node;
    if (hasHandlers) $.adoptHandlers(impl);
    return node;
  },
  implOf(id) {
    return $.impls[id] ?? ($.wrapNode(id), $.impls[id]);
  },
  wrapAll(ids) {
    return ids === "" ? [] : ids.split(" ").map((id) => $.wrap(+id));
  },
});
