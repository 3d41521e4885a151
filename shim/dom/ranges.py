"""Live ranges and node iterators: boundary points that follow the tree. https://dom.spec.whatwg.org/#ranges

OPTIMIZATION: ranges live as long as their realm; each change of the tree looks at all of them, and most pages have
none.
"""

from __future__ import annotations

from dataclasses import dataclass

from turbohtml import CData, Comment, Doctype, DocumentFragment, Node, ProcessingInstruction, Text

from shim.engine.realm import dom_exception

from . import mutation
from .tree import Tree, hierarchy_error

DATA = (Text, CData, Comment, ProcessingInstruction)
BEFORE, EQUAL, AFTER = -1, 0, 1


@dataclass(slots=True)
class RangeState:
    """The boundary points of a range; offsets count children or UTF-16 units."""

    start: Node
    start_offset: int
    end: Node
    end_offset: int

    @property
    def collapsed(self) -> bool:
        return self.start is self.end and self.start_offset == self.end_offset


@dataclass(slots=True)
class IteratorState:
    """The position of a NodeIterator."""

    root: Node
    reference: Node
    before: bool = True


class LiveRanges:
    """The ranges and iterators of a realm, told of every change before or after it happens, as the standard has it."""

    def __init__(self) -> None:
        self.ranges: list[RangeState] = []
        self.iterators: list[IteratorState] = []

    def inserted(self, parent: Node, child: Node, count: int) -> None:
        """`count` nodes are about to come in before `child`. https://dom.spec.whatwg.org/#concept-node-insert step 5"""
        at = index(child)
        for each in self.ranges:
            if each.start is parent and each.start_offset > at:
                each.start_offset += count
            if each.end is parent and each.end_offset > at:
                each.end_offset += count

    def removing(self, node: Node) -> None:
        """https://dom.spec.whatwg.org/#live-range-pre-remove-steps and #nodeiterator-pre-removing-steps"""
        parent = node.parent
        if parent is None:
            return
        at = index(node) if self.ranges else 0
        for each in self.ranges:
            if mutation.contains(node, each.start):
                each.start, each.start_offset = parent, at
            if mutation.contains(node, each.end):
                each.end, each.end_offset = parent, at
            if each.start is parent and each.start_offset > at:
                each.start_offset -= 1
            if each.end is parent and each.end_offset > at:
                each.end_offset -= 1
        for iterator in self.iterators:
            if not mutation.contains(node, iterator.reference) or mutation.contains(node, iterator.root):
                continue
            if iterator.before:
                following = _after(node, iterator.root)
                if following is not None:
                    iterator.reference = following
                    continue
                iterator.before = False
            previous = node.previous_sibling
            iterator.reference = parent if previous is None else _last_descendant(previous)

    def data_replaced(self, node: Node, offset: int, count: int, length: int) -> None:
        """https://dom.spec.whatwg.org/#concept-cd-replace steps 8 to 11"""
        for each in self.ranges:
            if each.start is node and each.start_offset > offset:
                each.start_offset = (
                    offset if each.start_offset <= offset + count else each.start_offset + length - count
                )
            if each.end is node and each.end_offset > offset:
                each.end_offset = offset if each.end_offset <= offset + count else each.end_offset + length - count

    def split(self, node: Node, made: Node, offset: int) -> None:
        """https://dom.spec.whatwg.org/#concept-text-split step 7"""
        parent = made.parent
        at = index(made)
        for each in self.ranges:
            if each.start is node and each.start_offset > offset:
                each.start, each.start_offset = made, each.start_offset - offset
            if each.end is node and each.end_offset > offset:
                each.end, each.end_offset = made, each.end_offset - offset
            if each.start is parent and each.start_offset == at:
                each.start_offset += 1
            if each.end is parent and each.end_offset == at:
                each.end_offset += 1

    def merged(self, node: Node, into: Node, length: int) -> None:
        """https://dom.spec.whatwg.org/#dom-node-normalize step 6"""
        parent, at = node.parent, index(node)
        for each in self.ranges:
            if each.start is node:
                each.start, each.start_offset = into, each.start_offset + length
            elif each.start is parent and each.start_offset == at:
                each.start, each.start_offset = into, length
            if each.end is node:
                each.end, each.end_offset = into, each.end_offset + length
            elif each.end is parent and each.end_offset == at:
                each.end, each.end_offset = into, length


def _after(node: Node, root: Node) -> Node | None:
    """The first node after `node`'s subtree, inside `root`."""
    current: Node | None = node
    while current is not None and current is not root:
        if current.next_sibling is not None:
            return current.next_sibling
        current = current.parent
    return None


def _last_descendant(node: Node) -> Node:
    while len(node):
        node = node[-1]
    return node


def index(node: Node) -> int:
    """https://dom.spec.whatwg.org/#concept-tree-index"""
    return sum(1 for _ in node.previous_siblings)


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum([c > "\uffff" for c in text])


def cut(text: str, start: int, end: int) -> str:
    """A piece of text between two offsets in UTF-16 code units; half of a surrogate pair becomes U+FFFD."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def length(tree: Tree, node: Node) -> int:
    """https://dom.spec.whatwg.org/#concept-node-length"""
    if isinstance(node, DATA):
        return units(mutation.get_data(tree, node))
    return len(node)


def compare(node: Node, offset: int, other: Node, other_offset: int) -> int:
    """https://dom.spec.whatwg.org/#concept-range-bp-position"""
    if node is other:
        return (offset > other_offset) - (offset < other_offset)
    here, there = path(node), path(other)
    depth = 0
    while depth < min(len(here), len(there)) and here[depth] is there[depth]:
        depth += 1
    if depth == len(here):
        return AFTER if offset > index(there[depth]) else BEFORE
    if depth == len(there):
        return BEFORE if other_offset > index(here[depth]) else AFTER
    return BEFORE if index(here[depth]) < index(there[depth]) else AFTER


def path(node: Node) -> list[Node]:
    """From the root down to the node."""
    found = [node]
    while (parent := node.parent) is not None:
        found.append(parent)
        node = parent
    return found[::-1]


# https://dom.spec.whatwg.org/#concept-range-bp-set
def set_point(tree: Tree, state: RangeState, node: Node, offset: int, *, start: bool) -> None:
    """Moves a boundary point, and the other one along when they would change places."""
    if isinstance(node, Doctype):
        raise dom_exception("InvalidNodeTypeError", "A range cannot stand in a doctype.")
    if offset > length(tree, node):
        raise dom_exception(
            "IndexSizeError", f"The offset {offset} is larger than the node's length ({length(tree, node)})."
        )
    elsewhere = tree.root(node) is not tree.root(state.start)
    if start:
        if elsewhere or compare(node, offset, state.end, state.end_offset) == AFTER:
            state.end, state.end_offset = node, offset
        state.start, state.start_offset = node, offset
    else:
        if elsewhere or compare(node, offset, state.start, state.start_offset) == BEFORE:
            state.start, state.start_offset = node, offset
        state.end, state.end_offset = node, offset


def common_ancestor(state: RangeState) -> Node:
    """https://dom.spec.whatwg.org/#dom-range-commonancestorcontainer"""
    node = state.start
    while not mutation.contains(node, state.end):
        assert node.parent is not None
        node = node.parent
    return node


def contained(state: RangeState, node: Node, end_length: int) -> bool:
    """https://dom.spec.whatwg.org/#contained"""
    inside = compare(node, 0, state.start, state.start_offset) == AFTER
    return inside and compare(node, end_length, state.end, state.end_offset) == BEFORE


def text_of(state: RangeState) -> str:
    """https://dom.spec.whatwg.org/#dom-range-stringifier"""
    if state.start is state.end and isinstance(state.start, Text):
        return cut(state.start.data, state.start_offset, state.end_offset)
    text = cut(state.start.data, state.start_offset, units(state.start.data)) if isinstance(state.start, Text) else ""
    for node in common_ancestor(state).descendants:
        if isinstance(node, Text) and contained(state, node, units(node.data)):
            text += node.data
    return text + (cut(state.end.data, 0, state.end_offset) if isinstance(state.end, Text) else "")


# https://dom.spec.whatwg.org/#concept-range-extract, #concept-range-clone and #dom-range-deletecontents
def take_contents(tree: Tree, state: RangeState, *, copy: bool, remove: bool) -> DocumentFragment:
    """A fragment with the range's contents, which stay (clone), leave (extract), or only leave (delete: the
    fragment is empty)."""
    from .node_operations import clone

    fragment = DocumentFragment()
    if tree.documents and (owner := tree.document_of(state.start)) is not tree.document:
        tree.owners[fragment] = owner
    if state.collapsed:
        return fragment
    start, start_offset, end, end_offset = state.start, state.start_offset, state.end, state.end_offset

    def part(node: Node, begin: int, finish: int) -> None:
        """A piece of a node of character data."""
        data = mutation.get_data(tree, node)
        if copy:
            made = clone(tree, node, deep=False)
            mutation.set_data(tree, made, cut(data, begin, finish), 0, 0, 0)
            mutation.insert(tree, made, fragment, None)
        if remove:
            rest = cut(data, 0, begin) + cut(data, finish, units(data))
            mutation.set_data(tree, node, rest, begin, finish - begin, 0)

    if start is end and isinstance(start, DATA):
        part(start, start_offset, end_offset)
        return fragment
    ancestor = common_ancestor(state)
    children = list(ancestor.children)
    first = None if mutation.contains(start, end) else next(c for c in children if mutation.contains(c, start))
    last = None if mutation.contains(end, start) else next(c for c in children if mutation.contains(c, end))
    inside = [c for c in children if contained(state, c, length(tree, c))]
    if copy and any(isinstance(c, Doctype) for c in inside):
        raise hierarchy_error("The range contains a doctype.")
    if mutation.contains(start, end):
        new_point = (start, start_offset)
    else:
        reference = start
        while reference.parent is not None and not mutation.contains(reference.parent, end):
            reference = reference.parent
        new_point = (reference.parent or reference, index(reference) + 1)

    def edge(child: Node, begin: tuple[Node, int], finish: tuple[Node, int]) -> None:
        """The first or last child, of which only a part belongs to the range."""
        made = clone(tree, child, deep=False) if copy else None
        if made is not None:
            mutation.insert(tree, made, fragment, None)
        sub = take_contents(tree, RangeState(*begin, *finish), copy=copy, remove=remove)
        if made is not None:
            mutation.insert(tree, sub, made, None)

    if first is not None:
        if isinstance(first, DATA):
            part(start, start_offset, length(tree, start))
        else:
            edge(first, (start, start_offset), (first, length(tree, first)))
    for child in inside:
        if copy:
            mutation.insert(tree, child if remove else clone(tree, child, deep=True), fragment, None)
        elif remove:
            mutation.remove(tree, child)
    if last is not None:
        if isinstance(last, DATA):
            part(end, 0, end_offset)
        else:
            edge(last, (last, 0), (end, end_offset))
    if remove:
        state.start, state.start_offset = new_point
        state.end, state.end_offset = new_point
    return fragment


# https://dom.spec.whatwg.org/#concept-range-insert
def insert_node(tree: Tree, state: RangeState, node: Node) -> None:
    """Inserts a node at the start of the range."""
    start = state.start
    if (
        isinstance(start, (ProcessingInstruction, Comment))
        or (isinstance(start, Text) and start.parent is None)
        or start is node
    ):
        raise hierarchy_error("A node cannot be inserted there.")
    reference: Node | None
    if isinstance(start, Text):
        reference = start
    else:
        reference = start[state.start_offset] if state.start_offset < len(start) else None
    parent = start if reference is None else reference.parent
    assert parent is not None
    mutation.ensure_pre_insert_validity(tree, node, parent, reference)
    if isinstance(start, Text):
        reference = split_text(tree, start, state.start_offset)
    if node is reference:
        reference = node.next_sibling
    if node.parent is not None:
        mutation.remove(tree, node)
    offset = len(parent) if reference is None else index(reference)
    offset += len(node) if isinstance(node, DocumentFragment) else 1
    mutation.pre_insert(tree, node, parent, reference)
    if state.collapsed:
        state.end, state.end_offset = parent, offset


def split_text(tree: Tree, node: Text, offset: int) -> Text:
    """https://dom.spec.whatwg.org/#concept-text-split for a node with a parent"""
    data = node.data
    made = Text(cut(data, offset, units(data)))
    assert node.parent is not None
    mutation.insert(tree, made, node.parent, node.next_sibling)
    if tree.ranges is not None:
        tree.ranges.split(node, made, offset)
    mutation.set_data(tree, node, cut(data, 0, offset), offset, units(data) - offset, 0)
    return made
