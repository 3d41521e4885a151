// https://dom.spec.whatwg.org/#interface-nodeiterator
define(
  `
[Exposed=Window]
interface NodeIterator {
  [SameObject] readonly attribute Node root;
  readonly attribute Node referenceNode;
  readonly attribute boolean pointerBeforeReferenceNode;
  readonly attribute unsigned long whatToShow;
  readonly attribute NodeFilter? filter;
  Node? nextNode();
  Node? previousNode();
  undefined detach();
};`,
  class {
    get root() {
      return impl.root;
    }
    get referenceNode() {
      return $.wrap(parseInt(h.iterator_state(impl.number), 10));
    }
    get pointerBeforeReferenceNode() {
      return h.iterator_state(impl.number).endsWith("<");
    }
    get whatToShow() {
      return impl.whatToShow;
    }
    get filter() {
      return impl.filter;
    }
    nextNode() {
      return $.iterate(impl, true);
    }
    previousNode() {
      return $.iterate(impl, false);
    }
    detach() {}
  },
);

library({
  newNodeIterator(root, whatToShow, filter) {
    return $.create("NodeIterator", { root, whatToShow, filter, number: $.h.new_iterator($.rangeNode(root)) });
  },
  // https://dom.spec.whatwg.org/#concept-nodeiterator-traverse
  iterate(impl, next) {
    const state = $.h.iterator_state(impl.number);
    const root = $.impl(impl.root).id;
    let id = parseInt(state, 10);
    let before = state.endsWith("<");
    while (true) {
      if (next !== before) {
        id = next ? $.h.node_after(id, root) : $.h.node_before(id, root);
        if (id === null) return null;
      } else before = !next;
      const node = $.wrap(id);
      if ($.filterNode(impl, node) === 1) {
        $.h.set_iterator(impl.number, id, before);
        return node;
      }
    }
  },
});
