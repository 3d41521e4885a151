"""Host operations on nodes: moving about in the tree and changing it. https://dom.spec.whatwg.org/#interface-node"""

from __future__ import annotations

import copy

from turbohtml import CData, Document, DocumentFragment, Element, Node, ShadowRoot, Text

from shim.engine.realm import HostError, dom_exception, numbers_of, operation

from . import mutation
from .cloning import clone
from .equality import equals
from .ranges import path
from .template_contents import contents_owner
from .tree import Tree
from .utf16 import units


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
        tree, node = self._tree, self._tree.node(id_)
        return tree.id(contents_owner(tree, node) or tree.document_of(node))

    @operation
    def contains(self, id_: int, other_id: int) -> bool:
        return mutation.contains(self._tree.node(id_), self._tree.node(other_id))

    # https://dom.spec.whatwg.org/#dom-node-comparedocumentposition
    @operation
    def compare_position(self, id_: int, other_id: int) -> int:
        node, other = self._tree.node(id_), self._tree.node(other_id)
        # 1.
        if node is other:
            return 0
        # 2. - 5. are about attributes, which script compares (`compareAttrs` in js/platform/dom/Attr.js).
        here, there = path(node), path(other)
        # 6.
        if here[0] is not there[0]:
            return 1 + 32 + (2 if other_id < id_ else 4)
        depth = 0
        while depth < min(len(here), len(there)) and here[depth] is there[depth]:
            depth += 1
        # 7.
        if depth == len(there):
            return 8 + 2
        # 8.
        if depth == len(here):
            return 16 + 4
        # 9., 10.
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
            if shadows and (slot := tree.slots.slot_of(node)) is not None:
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
            # 1.
            root = tree.root(node)
            if not isinstance(root, ShadowRoot):
                return tree.id(node)
            above: Node | None = against
            while above is not None and above is not root:
                above = above.parent or (above.host if isinstance(above, ShadowRoot) else None)
            if above is root:
                return tree.id(node)
            # 2.
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
        return mutation.get_data(self._tree, node) if isinstance(node, mutation.CharacterData) else None

    # https://dom.spec.whatwg.org/#set-text-content
    @operation
    def set_text_content(self, id_: int, text: str) -> None:
        tree = self._tree
        node = tree.node(id_)
        if isinstance(node, (Element, DocumentFragment)):
            tree.grow(len(text))
            # https://dom.spec.whatwg.org/#string-replace-all
            mutation.replace_all(tree, Text(text) if text else None, node)
        elif isinstance(node, mutation.CharacterData):
            self._set_data(node, text)

    @operation
    def data(self, id_: int) -> str:
        return mutation.get_data(self._tree, self._tree.node(id_))

    @operation
    def set_data(self, id_: int, data: str) -> None:
        self._set_data(self._tree.node(id_), data)

    def _set_data(self, node: Node, data: str) -> None:
        before = units(mutation.get_data(self._tree, node)) if self._tree.ranges is not None else 0
        mutation.set_data(self._tree, node, data, 0, before, units(data) if before else 0)

    @operation
    def replace_data(self, id_: int, data: str, offset: int, count: int, length: int) -> None:
        """The whole new data; `length` units stand for `count` units at `offset`."""
        mutation.set_data(self._tree, self._tree.node(id_), data, offset, count, length)

    @operation
    def split_text(self, id_: int, head: str, tail: str, offset: int) -> int:
        """Splits a text whose data is `head + tail` at `offset`; script has checked the offset."""
        node = self._tree.node(id_)
        if not isinstance(node, mutation.TextData):
            raise HostError("TypeError", "parameter is not of type 'Text'.")
        return self._tree.id(mutation.split_text(self._tree, node, head, tail, offset))

    # https://dom.spec.whatwg.org/#dom-node-normalize
    @operation
    def normalize(self, id_: int) -> None:
        tree = self._tree
        for node in [n for n in tree.node(id_).descendants if type(n) is Text]:
            # The nodes were listed before anything changed: this one went with the run of an earlier one.
            if node.parent is None:
                continue
            # 2.
            if not node.data:
                mutation.remove(tree, node)
                continue
            # 1.
            length = units(node.data)
            # 3.
            following = node.next_sibling
            run: list[Text] = []
            while type(following) is Text:
                run.append(following)
                following = following.next_sibling
            if not run:
                continue
            data = "".join([t.data for t in run])
            # 4. INTEROP: `normalize()` makes no record of changed data when the texts that go are empty.
            if data:
                mutation.set_data(tree, node, node.data + data, length, 0, units(data))
            # 5.
            for current in run:
                # 6.1 - 6.4
                if tree.ranges is not None:
                    tree.ranges.merged(current, node, length)
                # 6.5
                length += units(current.data)
                # 7. No range stands in the node or before it any more, so it can go within the loop.
                mutation.remove(tree, current)

    # changing the tree ------------------------------------------------------------------------------------------------

    @operation
    def insert(self, parent_id: int, id_: int, before_id: int | None) -> None:
        tree = self._tree
        mutation.pre_insert(
            tree, tree.node(id_), tree.node(parent_id), None if before_id is None else tree.node(before_id)
        )

    # https://dom.spec.whatwg.org/#dom-parentnode-movebefore
    @operation
    def move(self, parent_id: int, id_: int, before_id: int | None) -> None:
        tree = self._tree
        before = None if before_id is None else tree.node(before_id)
        mutation.move(tree, tree.node(id_), tree.node(parent_id), before)

    @operation
    def remove(self, id_: int) -> None:
        node = self._tree.node(id_)
        if node.parent is not None:
            mutation.remove(self._tree, node)

    @operation
    def remove_child(self, parent_id: int, id_: int) -> None:
        mutation.pre_remove(self._tree, self._tree.node(id_), self._tree.node(parent_id))

    @operation
    def replace_child(self, parent_id: int, id_: int, child_id: int) -> None:
        tree = self._tree
        mutation.replace(tree, tree.node(child_id), tree.node(id_), tree.node(parent_id))

    # https://dom.spec.whatwg.org/#dom-parentnode-replacechildren; script has done step 1
    @operation
    def replace_children(self, parent_id: int, id_: int | None) -> None:
        tree = self._tree
        parent, node = tree.node(parent_id), None if id_ is None else tree.node(id_)
        # 2.
        if node is not None:
            mutation.ensure_pre_insert_validity(tree, node, parent, None)
        # 3.
        mutation.replace_all(tree, node, parent)

    @operation
    def collect(self, ids: str, parent_id: int) -> int:
        """A new fragment with these nodes. https://dom.spec.whatwg.org/#converting-nodes-into-a-node, steps 3 to 5"""
        tree = self._tree
        # 3.
        fragment = DocumentFragment()
        nodes = [tree.node(number) for number in numbers_of(ids)]
        if tree.documents and (owner := tree.document_of(tree.node(parent_id))) is not tree.document:
            tree.owners[fragment] = owner
        # 4.
        for node in nodes:
            mutation.pre_insert(tree, node, fragment, None)
        # 5.
        return tree.id(fragment)

    # https://dom.spec.whatwg.org/#dom-node-clonenode, #dom-document-importnode
    @operation
    def clone(self, id_: int, deep: bool, document_id: int | None) -> int:
        tree = self._tree
        node = tree.node(id_)
        # 1.
        if isinstance(node, ShadowRoot):
            raise dom_exception("NotSupportedError", "A shadow root cannot be cloned.")
        # 2.
        made = clone(tree, node, deep=deep)
        document = tree.document_of(node) if document_id is None else tree.node(document_id)
        if isinstance(made, Document):
            tree.documents[made] = copy.copy(tree.info(document))  # type: ignore[arg-type]
        elif document is not tree.document:
            tree.owners[made] = document  # type: ignore[assignment]
        return tree.id(made)

    @operation
    def adopt(self, id_: int, document_id: int) -> None:
        mutation.adopt(self._tree, self._tree.node(id_), self._tree.document_node(document_id))

    @operation
    def is_equal(self, id_: int, other_id: int) -> bool:
        node, other = self._tree.node(id_), self._tree.node(other_id)
        return equals(self._tree, node, other)


def _has_handlers(element: Element) -> bool:
    return any(name[:2] == "on" for name in element.attrs)
