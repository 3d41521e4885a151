"""Host operations on nodes: reading and changing the tree. https://dom.spec.whatwg.org/#interface-node"""

from __future__ import annotations

from turbohtml import Comment, Document, DocumentFragment, Element, Node, ShadowRoot, Text

from ..engine.realm import dom_exception, operation
from .tree import Tree, hierarchy_error


class NodeOperations:
    """What `js/platform/dom` calls for any node."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @operation
    def node_interface(self, id_: int) -> str:
        """The node's interface, with `*` behind it when the element has event handler content attributes."""
        node = self._tree.node(id_)
        name = self._tree.interface(node)
        if isinstance(node, Element) and any(a.startswith("on") for a in node.attrs):
            return name + "*"
        return name

    @operation
    def parent(self, id_: int) -> int | None:
        return self._tree.id_or_none(self._tree.node(id_).parent)

    @operation
    def child_ids(self, id_: int) -> str:
        return self._tree.ids(self._tree.node(id_).children)

    @operation
    def sibling(self, id_: int, forward: bool) -> int | None:
        node = self._tree.node(id_)
        return self._tree.id_or_none(node.next_sibling if forward else node.previous_sibling)

    @operation
    def edge_child(self, id_: int, first: bool) -> int | None:
        children = self._tree.node(id_).children
        return self._tree.id(children[0 if first else -1]) if children else None

    @operation
    def text_content(self, id_: int) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-textcontent"""
        node = self._tree.node(id_)
        if isinstance(node, (Element, DocumentFragment)):
            return "".join([t.data for t in node.descendants if isinstance(t, Text)])
        return getattr(node, "data", None)

    @operation
    def set_text_content(self, id_: int, text: str) -> None:
        node = self._tree.node(id_)
        if isinstance(node, (Element, DocumentFragment)):
            children = list(node.children)
            for child in children:
                self._detach(child)
            if text:
                node.append(Text(text))
        elif isinstance(node, (Text, Comment)):
            node.data = text

    @operation
    def event_path(self, id_: int, composed: bool) -> str:
        """The ids of the ancestors that an event passes, nearest first; a shadow tree's host is marked with `#`."""
        steps: list[str] = []
        node: Node = self._tree.node(id_)
        while True:
            parent = node.parent
            if parent is None:
                if composed and isinstance(node, ShadowRoot):
                    node = node.host
                    steps.append(f"#{self._tree.id(node)}")
                    continue
                return " ".join(steps)
            node = parent
            steps.append(str(self._tree.id(node)))

    @operation
    def is_connected(self, id_: int) -> bool:
        return self._tree.is_connected(self._tree.node(id_))

    @operation
    def insert(self, parent_id: int, id_: int, before_id: int | None) -> None:
        """https://dom.spec.whatwg.org/#concept-node-pre-insert"""
        tree = self._tree
        parent, node = tree.node(parent_id), tree.node(id_)
        before = None if before_id is None else tree.node(before_id)
        self._check_insertion(parent, node, before)
        if before is node:
            before = node.next_sibling
        nodes = list(node.children) if isinstance(node, DocumentFragment) and not isinstance(node, ShadowRoot) else [node]
        for each in nodes:
            self._detach(each)
            if before is not None:
                before.insert_before(each)
            else:
                parent.append(each)  # type: ignore[union-attr]
        if tree.inserted and tree.is_connected(parent):
            for each in nodes:
                tree.notify(tree.inserted, each)

    def _check_insertion(self, parent: Node, node: Node, before: Node | None) -> None:
        """https://dom.spec.whatwg.org/#concept-node-ensure-pre-insertion-validity"""
        if not isinstance(parent, (Element, Document, DocumentFragment)):
            raise hierarchy_error("This node type does not support this method.")
        ancestor: Node | None = parent
        while ancestor is not None:
            if ancestor is node:
                raise hierarchy_error("The new child element contains the parent.")
            ancestor = ancestor.parent
        if before is not None and before.parent is not parent:
            raise dom_exception("NotFoundError", "The node before which the new node is to be inserted is not a child of this node.")
        if isinstance(node, (Document, ShadowRoot)):
            raise hierarchy_error(f"Nodes of type '{self._tree.interface(node)}' may not be inserted inside another node.")
        if isinstance(parent, Document):
            if isinstance(node, Text):
                raise hierarchy_error("Nodes of type '#text' may not be inserted inside nodes of type '#document'.")
            if isinstance(node, Element) and any(isinstance(c, Element) and c is not node for c in parent.children):
                raise hierarchy_error("Only one element on document allowed.")

    def _detach(self, node: Node) -> None:
        if node.parent is None:
            return
        connected = bool(self._tree.removed) and self._tree.is_connected(node)
        node.extract()
        if connected:
            self._tree.notify(self._tree.removed, node)

    @operation
    def remove(self, id_: int) -> None:
        self._detach(self._tree.node(id_))

    @operation
    def contains(self, id_: int, other_id: int) -> bool:
        node, other = self._tree.node(id_), self._tree.node(other_id)
        current: Node | None = other
        while current is not None:
            if current is node:
                return True
            current = current.parent
        return False
