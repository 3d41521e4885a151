"""Host operations on nodes: moving about in the tree and changing it. https://dom.spec.whatwg.org/#interface-node"""

from __future__ import annotations

import copy
from typing import Any

from turbohtml import CData, Comment, Document, DocumentFragment, Element, Node, ProcessingInstruction, ShadowRoot, Text
from turbohtml._html import _reconstruct

from shim.engine.realm import dom_exception, operation

from . import mutation
from .ranges import path
from .tree import Tree

_DATA = (Text, Comment, CData, ProcessingInstruction)


class NodeOperations:
    """Host operations of all nodes, for `js/platform/dom`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @operation
    def node_interface(self, id_: int) -> str:
        """The node's interface, with `*` behind it when the element has event handler content attributes."""
        tree = self._tree
        node = tree.node(id_)
        tree.wrapped.add(id_)
        name = tree.interface(node)
        if isinstance(node, Element) and _has_handlers(node):
            return name + "*"
        return name

    # moving about -----------------------------------------------------------------------------------------------------

    @operation
    def parent(self, id_: int) -> int | None:
        parent = self._tree.node(id_).parent
        return None if parent is None else self._tree.id(parent)

    @operation
    def parent_element(self, id_: int) -> int | None:
        parent = self._tree.node(id_).parent
        return self._tree.id(parent) if isinstance(parent, Element) else None

    @operation
    def sibling(self, id_: int, forward: bool) -> int | None:
        node = self._tree.node(id_)
        found = node.next_sibling if forward else node.previous_sibling
        return None if found is None else self._tree.id(found)

    @operation
    def edge_child(self, id_: int, first: bool) -> int | None:
        node = self._tree.node(id_)
        return self._tree.id(node[0 if first else -1]) if len(node) else None

    @operation
    def child_ids(self, id_: int) -> str:
        return self._tree.ids(self._tree.node(id_).children)

    @operation
    def sibling_element(self, id_: int, forward: bool) -> int | None:
        node = self._tree.node(id_)
        for sibling in node.next_siblings if forward else node.previous_siblings:
            if isinstance(sibling, Element):
                return self._tree.id(sibling)
        return None

    @operation
    def edge_element(self, id_: int, first: bool) -> int | None:
        children = self._tree.node(id_).children
        for child in children if first else reversed(children):
            if isinstance(child, Element):
                return self._tree.id(child)
        return None

    @operation
    def child_element_count(self, id_: int) -> int:
        return sum(isinstance(c, Element) for c in self._tree.node(id_).children)

    @operation
    def root(self, id_: int, composed: bool) -> int:
        """https://dom.spec.whatwg.org/#dom-node-getrootnode"""
        root = self._tree.root(self._tree.node(id_))
        while composed and isinstance(root, ShadowRoot):
            root = self._tree.root(root.host)
        return self._tree.id(root)

    @operation
    def is_connected(self, id_: int) -> bool:
        return self._tree.is_connected(self._tree.node(id_))

    @operation
    def owner_document(self, id_: int) -> int:
        return self._tree.id(self._tree.document_of(self._tree.node(id_)))

    @operation
    def contains(self, id_: int, other_id: int) -> bool:
        return mutation.contains(self._tree.node(id_), self._tree.node(other_id))

    # https://dom.spec.whatwg.org/#dom-node-comparedocumentposition
    @operation
    def compare_position(self, id_: int, other_id: int) -> int:
        node, other = self._tree.node(id_), self._tree.node(other_id)
        if node is other:
            return 0
        here, there = path(node), path(other)
        if here[0] is not there[0]:
            return 1 + 32 + (2 if other_id < id_ else 4)
        depth = 0
        while depth < min(len(here), len(there)) and here[depth] is there[depth]:
            depth += 1
        if depth == len(there):
            return 8 + 2
        if depth == len(here):
            return 16 + 4
        for child in here[depth - 1].children:
            if child is here[depth]:
                return 4
            if child is there[depth]:
                return 2
        raise AssertionError("children of one parent")

    @operation
    def event_path(self, id_: int, composed: bool) -> str:
        """The ids of the targets that an event passes, nearest first. `#` marks a shadow tree's host, `/` a slot, `!`
        an element that has event handler content attributes and no wrapper yet, `~` at the end an event that stays
        inside a shadow tree. https://dom.spec.whatwg.org/#get-the-parent"""
        tree = self._tree
        steps: list[str] = []
        start = node = tree.node(id_)
        shadows = tree.shadows
        while True:
            parent: Node | None = node.parent
            mark = ""
            if shadows and parent in shadows and (slot := tree.slot_of(node)) is not None:
                parent, mark = slot, "/"
            if parent is None:
                if not isinstance(node, ShadowRoot):
                    return " ".join(steps)
                if not composed and tree.root(start) is node:
                    return " ".join([*steps, "~"])
                parent, mark = node.host, "#"
            node = parent
            number = tree.id(node)
            if number not in tree.wrapped and isinstance(node, Element) and _has_handlers(node):
                mark += "!"
            steps.append(f"{mark}{number}")

    @operation
    def has_shadows(self) -> bool:
        return bool(self._tree.shadows)

    # https://dom.spec.whatwg.org/#retarget
    @operation
    def retarget(self, id_: int, against_id: int) -> int:
        tree = self._tree
        node, against = tree.node(id_), tree.node(against_id)
        while True:
            root = tree.root(node)
            if not isinstance(root, ShadowRoot):
                return tree.id(node)
            above: Node | None = against
            while above is not None and above is not root:
                above = above.parent or (above.host if isinstance(above, ShadowRoot) else None)
            if above is root:
                return tree.id(node)
            node = root.host

    # data -------------------------------------------------------------------------------------------------------------

    @operation
    def text_content(self, id_: int) -> str | None:
        """https://dom.spec.whatwg.org/#dom-node-textcontent"""
        node = self._tree.node(id_)
        if isinstance(node, (Element, DocumentFragment)):
            if len(node) == 1 and isinstance(only := node[0], Text):
                return only.data
            return "".join([t.data for t in node.descendants if isinstance(t, (Text, CData))])
        return mutation.get_data(self._tree, node) if isinstance(node, _DATA) else None

    @operation
    def set_text_content(self, id_: int, text: str) -> None:
        tree = self._tree
        node = tree.node(id_)
        if isinstance(node, (Element, DocumentFragment)):
            mutation.replace_all(tree, Text(text) if text else None, node)
        elif isinstance(node, _DATA):
            self._set_data(node, text)

    @operation
    def data(self, id_: int) -> str:
        return mutation.get_data(self._tree, self._tree.node(id_))

    @operation
    def set_data(self, id_: int, data: str) -> None:
        self._set_data(self._tree.node(id_), data)

    def _set_data(self, node: Node, data: str) -> None:
        before = _units(mutation.get_data(self._tree, node)) if self._tree.ranges is not None else 0
        mutation.set_data(self._tree, node, data, 0, before, _units(data) if before else 0)

    @operation
    def replace_data(self, id_: int, data: str, offset: int, count: int, length: int) -> None:
        """The whole new data; `length` units stand for `count` units at `offset`."""
        mutation.set_data(self._tree, self._tree.node(id_), data, offset, count, length)

    # https://dom.spec.whatwg.org/#concept-text-split
    @operation
    def split_text(self, id_: int, head: str, tail: str, offset: int) -> int:
        tree = self._tree
        node = tree.node(id_)
        made = Text(tail) if isinstance(node, Text) else CData(tail)
        parent = node.parent
        if parent is not None:
            mutation.insert(tree, made, parent, node.next_sibling)
            if tree.ranges is not None:
                tree.ranges.split(node, made, offset)
        elif tree.documents:
            mutation.adopt(tree, made, tree.document_of(node))
        mutation.set_data(tree, node, head, offset, _units(tail), 0)
        return tree.id(made)

    # https://dom.spec.whatwg.org/#dom-node-normalize
    @operation
    def normalize(self, id_: int) -> None:
        tree = self._tree
        for node in [n for n in tree.node(id_).descendants if type(n) is Text]:
            if node.parent is None:
                continue
            if not node.data:
                mutation.remove(tree, node)
                continue
            length = _units(node.data)
            following = node.next_sibling
            run: list[Text] = []
            while type(following) is Text:
                run.append(following)
                following = following.next_sibling
            if not run:
                continue
            added = "".join([t.data for t in run])
            if added:
                mutation.set_data(tree, node, node.data + added, length, 0, _units(added))
            for each in run:
                if tree.ranges is not None:
                    tree.ranges.merged(each, node, length)
                length += _units(each.data)
                mutation.remove(tree, each)

    # changing the tree ------------------------------------------------------------------------------------------------

    @operation
    def insert(self, parent_id: int, id_: int, before_id: int | None) -> None:
        tree = self._tree
        mutation.pre_insert(
            tree, tree.node(id_), tree.node(parent_id), None if before_id is None else tree.node(before_id)
        )

    @operation
    def remove(self, id_: int) -> None:
        node = self._tree.node(id_)
        if node.parent is not None:
            mutation.remove(self._tree, node)

    @operation
    def remove_child(self, parent_id: int, id_: int) -> None:
        node = self._tree.node(id_)
        if node.parent is not self._tree.node(parent_id):
            raise dom_exception("NotFoundError", "The node to be removed is not a child of this node.")
        mutation.remove(self._tree, node)

    @operation
    def replace_child(self, parent_id: int, id_: int, child_id: int) -> None:
        tree = self._tree
        mutation.replace(tree, tree.node(child_id), tree.node(id_), tree.node(parent_id))

    @operation
    def replace_children(self, parent_id: int, id_: int | None) -> None:
        tree = self._tree
        parent, node = tree.node(parent_id), None if id_ is None else tree.node(id_)
        if node is not None:
            mutation.ensure_pre_insert_validity(tree, node, parent, None)
        mutation.replace_all(tree, node, parent)

    @operation
    def collect(self, ids: str, parent_id: int) -> int:
        """https://dom.spec.whatwg.org/#converting-nodes-into-a-node: a new fragment with these nodes"""
        tree = self._tree
        fragment = DocumentFragment()
        nodes = [tree.node(int(i)) for i in ids.split()]
        if tree.documents and (owner := tree.document_of(tree.node(parent_id))) is not tree.document:
            tree.owners[fragment] = owner
        for node in nodes:
            mutation.pre_insert(tree, node, fragment, None)
        return tree.id(fragment)

    # https://dom.spec.whatwg.org/#concept-node-clone
    @operation
    def clone(self, id_: int, deep: bool, document_id: int | None) -> int:
        tree = self._tree
        node = tree.node(id_)
        if isinstance(node, ShadowRoot):
            raise dom_exception("NotSupportedError", "A shadow root cannot be cloned.")
        made = clone(tree, node, deep=deep)
        document = tree.document_of(node) if document_id is None else tree.node(document_id)
        if isinstance(made, Document):
            tree.documents[made] = copy.copy(tree.info(document))  # type: ignore[arg-type]
        elif document is not tree.document:
            tree.owners[made] = document  # type: ignore[assignment]
        return tree.id(made)

    @operation
    def adopt(self, id_: int, document_id: int) -> None:
        document = self._tree.node(document_id)
        assert isinstance(document, Document)
        mutation.adopt(self._tree, self._tree.node(id_), document)

    @operation
    def is_equal(self, id_: int, other_id: int) -> bool:
        node, other = self._tree.node(id_), self._tree.node(other_id)
        return _equal(self._tree, node, other)


def clone(tree: Tree, node: Node, *, deep: bool) -> Node:
    """A copy with everything that turbohtml and the side tables know of the original."""
    if deep:
        made: Node = copy.deepcopy(node)
    else:
        reduced: Any = node.__reduce__()
        kind, description, _, xml = reduced[1]
        try:
            made = _reconstruct(kind, description, [], xml)
        except ValueError:  # names of attributes that only a parser makes
            made = copy.deepcopy(node)
            for child in list(made.children):
                child.extract()
    if tree.names or tree.attribute_names or tree.templates or tree.instructions or tree.already_started:
        waiting = [(node, made)]
        while waiting:
            original, copied = waiting.pop()
            originals = [original, *original.descendants] if deep else [original]
            copies = [copied, *copied.descendants] if deep else [copied]
            for old, new in zip(originals, copies, strict=True):
                if isinstance(old, Element) and isinstance(new, Element):
                    _copy_names(tree, old, new)
                    if deep and old in tree.templates:
                        contents = tree.templates[new] = copy.deepcopy(tree.templates[old])
                        waiting.append((tree.templates[old], contents))
                if old in tree.instructions:
                    tree.instructions[new] = tree.instructions[old]
    return made


def _copy_names(tree: Tree, old: Element, new: Element) -> None:
    if old in tree.names:
        tree.names[new] = tree.names[old]
    if old in tree.attribute_names:
        tree.attribute_names[new] = dict(tree.attribute_names[old])
    if old in tree.already_started:
        tree.already_started.add(new)


def _equal(tree: Tree, node: Node, other: Node) -> bool:
    """https://dom.spec.whatwg.org/#concept-node-equals"""
    waiting = [(node, other)]
    while waiting:
        node, other = waiting.pop()
        if len(node) != len(other) or not _alike(tree, node, other):
            return False
        waiting += zip(node.children, other.children, strict=True)
    return True


def _alike(tree: Tree, node: Node, other: Node) -> bool:
    """True when two nodes are equal apart from their children."""
    if type(node) is not type(other):
        return False
    if isinstance(node, Element) and isinstance(other, Element):
        mine = {key: node.attr(key) or "" for key in node.attrs}
        return tree.name(node) == tree.name(other) and mine == {key: other.attr(key) or "" for key in other.attrs}
    if isinstance(node, _DATA):
        if isinstance(node, ProcessingInstruction) and node.target != other.target:  # type: ignore[attr-defined]
            return False
        return mutation.get_data(tree, node) == mutation.get_data(tree, other)
    if isinstance(node, (Document, DocumentFragment)):
        return True
    described: Any = node.__reduce__()
    return bool(described[1] == other.__reduce__()[1])


def _has_handlers(element: Element) -> bool:
    return any(name[:2] == "on" for name in element.attrs)


def _units(text: str) -> int:
    """Length in UTF-16 code units, the one that script sees."""
    return len(text) + sum([c > "\uffff" for c in text]) if not text.isascii() else len(text)
