// https://dom.spec.whatwg.org/#interface-treewalker and #interface-nodefilter
define(`callback interface NodeFilter { unsigned short acceptNode(Node node); };`);
globals({
  // https://webidl.spec.whatwg.org/#js-callback-interfaces: an object of constants that cannot be called
  get NodeFilter() {
    const { NodeFilter } = {
      NodeFilter() {
        throw new $.TypeError("Illegal constructor");
      },
    };
    const constants = {
      FILTER_ACCEPT: 1,
      FILTER_REJECT: 2,
      FILTER_SKIP: 3,
      SHOW_ALL: 0xffffffff,
      SHOW_ELEMENT: 0x1,
      SHOW_ATTRIBUTE: 0x2,
      SHOW_TEXT: 0x4,
      SHOW_CDATA_SECTION: 0x8,
      SHOW_ENTITY_REFERENCE: 0x10,
      SHOW_ENTITY: 0x20,
      SHOW_PROCESSING_INSTRUCTION: 0x40,
      SHOW_COMMENT: 0x80,
      SHOW_DOCUMENT: 0x100,
      SHOW_DOCUMENT_TYPE: 0x200,
      SHOW_DOCUMENT_FRAGMENT: 0x400,
      SHOW_NOTATION: 0x800,
    };
    for (const key in constants) Object.defineProperty(NodeFilter, key, { value: constants[key], enumerable: true });
    return NodeFilter;
  },
});
define(
  `
[Exposed=Window]
interface TreeWalker {
  [SameObject] readonly attribute Node root;
  readonly attribute unsigned long whatToShow;
  readonly attribute NodeFilter? filter;
  attribute Node currentNode;
  Node? parentNode();
  Node? firstChild();
  Node? lastChild();
  Node? previousSibling();
  Node? nextSibling();
  Node? previousNode();
  Node? nextNode();
};`,
  class {
    get root() {
      return impl.root;
    }
    get whatToShow() {
      return impl.whatToShow;
    }
    get filter() {
      return impl.filter;
    }
    get currentNode() {
      return impl.current;
    }
    set currentNode(value) {
      impl.current = value;
    }
    parentNode() {
      let node = impl.current;
      while (node !== null && node !== impl.root) {
        node = $.treeParent(node);
        if (node !== null && $.filterNode(impl, node) === 1) return (impl.current = node);
      }
      return null;
    }
    firstChild() {
      return $.traverseChildren(impl, true);
    }
    lastChild() {
      return $.traverseChildren(impl, false);
    }
    previousSibling() {
      return $.traverseSiblings(impl, false);
    }
    nextSibling() {
      return $.traverseSiblings(impl, true);
    }
    // https://dom.spec.whatwg.org/#dom-treewalker-previousnode
    previousNode() {
      let node = impl.current;
      while (node !== impl.root) {
        let sibling = $.treeSibling(node, false);
        while (sibling !== null) {
          node = sibling;
          let result = $.filterNode(impl, node);
          for (let child; result !== 2 && (child = $.treeChild(node, false)) !== null; ) {
            node = child;
            result = $.filterNode(impl, node);
          }
          if (result === 1) return (impl.current = node);
          sibling = $.treeSibling(node, false);
        }
        if (node === impl.root || (node = $.treeParent(node)) === null) return null;
        if ($.filterNode(impl, node) === 1) return (impl.current = node);
      }
      return null;
    }
    // https://dom.spec.whatwg.org/#dom-treewalker-nextnode
    nextNode() {
      let node = impl.current,
        result = 1;
      while (true) {
        for (let child; result !== 2 && (child = $.treeChild(node, true)) !== null; ) {
          node = child;
          result = $.filterNode(impl, node);
          if (result === 1) return (impl.current = node);
        }
        let sibling = null;
        for (let temporary = node; temporary !== null; temporary = $.treeParent(temporary)) {
          if (temporary === impl.root) return null;
          sibling = $.treeSibling(temporary, true);
          if (sibling !== null) break;
        }
        if (sibling === null) return null;
        node = sibling;
        result = $.filterNode(impl, node);
        if (result === 1) return (impl.current = node);
      }
    }
  },
);

library({
  treeParent(node) {
    return $.impl(node).id === undefined ? null : $.wrap($.h.parent($.impl(node).id));
  },
  treeChild(node, first) {
    return $.impl(node).id === undefined ? null : $.wrap($.h.edge_child($.impl(node).id, first));
  },
  treeSibling(node, next) {
    return $.impl(node).id === undefined ? null : $.wrap($.h.sibling($.impl(node).id, next));
  },
  // https://dom.spec.whatwg.org/#concept-node-filter
  filterNode(impl, node) {
    if (impl.active) throw new $.DOMException("The filter is already running.", "InvalidStateError");
    if (((impl.whatToShow >>> ($.nodeType($.impl(node)) - 1)) & 1) === 0) return 3;
    const { filter } = impl;
    if (filter === null) return 1;
    impl.active = true;
    try {
      if (typeof filter === "function") return $.integer(Reflect.apply(filter, undefined, [node]), 16, false, 0);
      const { acceptNode } = filter;
      if (typeof acceptNode !== "function") throw new $.TypeError("NodeFilter's acceptNode is not a function");
      return $.integer(Reflect.apply(acceptNode, filter, [node]), 16, false, 0);
    } finally {
      impl.active = false;
    }
  },
  // https://dom.spec.whatwg.org/#concept-traverse-children
  traverseChildren(impl, first) {
    let node = $.treeChild(impl.current, first);
    while (node !== null) {
      const result = $.filterNode(impl, node);
      if (result === 1) return (impl.current = node);
      if (result === 3) {
        const child = $.treeChild(node, first);
        if (child !== null) {
          node = child;
          continue;
        }
      }
      while (node !== null) {
        const sibling = $.treeSibling(node, first);
        if (sibling !== null) {
          node = sibling;
          break;
        }
        const parent = $.treeParent(node);
        if (parent === null || parent === impl.root || parent === impl.current) return null;
        node = parent;
      }
    }
    return null;
  },
  // https://dom.spec.whatwg.org/#concept-traverse-siblings
  traverseSiblings(impl, next) {
    let node = impl.current;
    if (node === impl.root) return null;
    while (true) {
      let sibling = $.treeSibling(node, next);
      while (sibling !== null) {
        node = sibling;
        const result = $.filterNode(impl, node);
        if (result === 1) return (impl.current = node);
        sibling = $.treeChild(node, next);
        if (result === 2 || sibling === null) sibling = $.treeSibling(node, next);
      }
      node = $.treeParent(node);
      if (node === null || node === impl.root) return null;
      if ($.filterNode(impl, node) === 1) return null;
    }
  },
});
