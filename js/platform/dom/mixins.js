// Members that several kinds of nodes share. https://dom.spec.whatwg.org/#mixins
define(
  `
interface mixin NonElementParentNode { Element? getElementById(DOMString elementId); };
Document includes NonElementParentNode;
DocumentFragment includes NonElementParentNode;
`,
  class {
    getElementById(elementId) {
      return $.wrap(h.element_by_id(impl.id, elementId));
    }
  },
);

// https://dom.spec.whatwg.org/#interface-parentnode
define(
  `
interface mixin ParentNode {
  [SameObject] readonly attribute HTMLCollection children;
  readonly attribute Element? firstElementChild;
  readonly attribute Element? lastElementChild;
  readonly attribute unsigned long childElementCount;
  [Unscopable] undefined prepend((Node or DOMString)... nodes);
  [Unscopable] undefined append((Node or DOMString)... nodes);
  [Unscopable] undefined replaceChildren((Node or DOMString)... nodes);
  undefined moveBefore(Node node, Node? child);
  Element? querySelector(DOMString selectors);
  [NewObject] NodeList querySelectorAll(DOMString selectors);
};
Document includes ParentNode;
DocumentFragment includes ParentNode;
Element includes ParentNode;
`,
  class {
    get children() {
      return $.create("HTMLCollection", $.live(impl.id, "elements", ""));
    }
    get firstElementChild() {
      return $.wrap(h.edge_element(impl.id, true));
    }
    get lastElementChild() {
      return $.wrap(h.edge_element(impl.id, false));
    }
    get childElementCount() {
      return h.child_element_count(impl.id);
    }
    prepend(...nodes) {
      const id = $.convertNodes(impl, $.nodesOrStrings(nodes));
      h.insert(impl.id, id, h.edge_child(impl.id, true));
    }
    append(...nodes) {
      const id = $.convertNodes(impl, $.nodesOrStrings(nodes));
      h.insert(impl.id, id, null);
    }
    replaceChildren(...nodes) {
      const id = nodes.length === 0 ? null : $.convertNodes(impl, $.nodesOrStrings(nodes));
      h.replace_children(impl.id, id);
    }
    // https://dom.spec.whatwg.org/#dom-parentnode-movebefore
    moveBefore(node, child) {
      const id = $.impl(node)?.id;
      if (id === undefined)
        throw new $.DOMException("The node cannot be moved without leaving its tree.", "HierarchyRequestError");
      h.move(impl.id, id, child === null ? null : ($.impl(child)?.id ?? $.notAChild()));
    }
    querySelector(selectors) {
      // The elements that a pseudo-class matches change without the tree.
      if (selectors.includes(":")) return $.wrap(h.select_one(impl.id, selectors));
      if (impl.foundAt !== $.treeVersion[0]) {
        impl.found = {};
        impl.foundAt = $.readTreeVersion();
      }
      let found = impl.found[selectors];
      if (found === undefined) impl.found[selectors] = found = $.wrap(h.select_one(impl.id, selectors));
      return found;
    }
    querySelectorAll(selectors) {
      return $.staticList(h.select(impl.id, selectors));
    }
  },
);

// https://dom.spec.whatwg.org/#interface-childnode
define(
  `
interface mixin ChildNode {
  [Unscopable] undefined before((Node or DOMString)... nodes);
  [Unscopable] undefined after((Node or DOMString)... nodes);
  [Unscopable] undefined replaceWith((Node or DOMString)... nodes);
  [Unscopable] undefined remove();
};
DocumentType includes ChildNode;
Element includes ChildNode;
CharacterData includes ChildNode;
`,
  class {
    before(...nodes) {
      const parent = h.parent(impl.id);
      if (parent === null) return;
      const given = $.nodesOrStrings(nodes);
      let previous = h.sibling(impl.id, false);
      while (previous !== null && given.includes($.nodes[previous])) previous = h.sibling(previous, false);
      const id = $.convertNodes($.implOf(parent), given);
      h.insert(parent, id, previous === null ? h.edge_child(parent, true) : h.sibling(previous, true));
    }
    after(...nodes) {
      const parent = h.parent(impl.id);
      if (parent === null) return;
      const given = $.nodesOrStrings(nodes);
      const next = $.viableNext(impl.id, given);
      const id = $.convertNodes($.implOf(parent), given);
      h.insert(parent, id, next);
    }
    replaceWith(...nodes) {
      const parent = h.parent(impl.id);
      if (parent === null) return;
      const given = $.nodesOrStrings(nodes);
      const next = $.viableNext(impl.id, given);
      const id = $.convertNodes($.implOf(parent), given);
      if (h.parent(impl.id) === parent) h.replace_child(parent, id, impl.id);
      else h.insert(parent, id, next);
    }
    remove() {
      h.remove(impl.id);
    }
  },
);

// https://dom.spec.whatwg.org/#interface-nondocumenttypechildnode
define(
  `
interface mixin NonDocumentTypeChildNode {
  readonly attribute Element? previousElementSibling;
  readonly attribute Element? nextElementSibling;
};
Element includes NonDocumentTypeChildNode;
CharacterData includes NonDocumentTypeChildNode;
`,
  class {
    get previousElementSibling() {
      return $.wrap(h.sibling_element(impl.id, false));
    }
    get nextElementSibling() {
      return $.wrap(h.sibling_element(impl.id, true));
    }
  },
);

// https://dom.spec.whatwg.org/#mixin-slotable
define(
  `
interface mixin Slottable { readonly attribute HTMLSlotElement? assignedSlot; };
Element includes Slottable;
Text includes Slottable;
`,
  class {
    get assignedSlot() {
      return $.wrap(h.assigned_slot(impl.id, false));
    }
  },
);

library({
  // the first following sibling that is not among the nodes given
  viableNext(id, given) {
    let next = $.h.sibling(id, true);
    while (next !== null && given.includes($.nodes[next])) next = $.h.sibling(next, true);
    return next;
  },
});
