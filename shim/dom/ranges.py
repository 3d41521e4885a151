"""Live ranges and node iterators: boundary points that follow the tree. https://dom.spec.whatwg.org/#ranges

OPTIMIZATION: ranges live as long as their realm; each change of the tree looks at all of them, and most pages have
none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from turbohtml import Doctype, Node

from shim.engine.realm import dom_exception

from . import mutation
from .mutation import CharacterData
from .tree import Tree
from .utf16 import units

BEFORE, EQUAL, AFTER = -1, 0, 1
_MANY = 32
"""Ranges from which on the nodes below one are collected, and the ancestors of boundary points not asked for each."""


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

    # https://dom.spec.whatwg.org/#concept-node-insert, step 5
    def inserted(self, parent: Node, child: Node, count: int) -> None:
        """`count` nodes are about to come in before `child`."""
        at = index(child)
        for each in self.ranges:
            # 5.1
            if each.start is parent and each.start_offset > at:
                each.start_offset += count
            # 5.2
            if each.end is parent and each.end_offset > at:
                each.end_offset += count

    # https://dom.spec.whatwg.org/#live-range-pre-remove-steps
    def removing(self, node: Node) -> None:
        """`node` is about to leave its parent."""
        # 1., 2.
        parent = node.parent
        assert parent is not None
        # 3.
        at = index(node) if self.ranges else 0
        is_inside: Callable[[Node], bool] = partial(mutation.contains, node)
        if len(self.ranges) >= _MANY:
            is_inside = {node, *node.descendants}.__contains__
        for each in self.ranges:
            # 4.
            if is_inside(each.start):
                each.start, each.start_offset = parent, at
            # 5.
            if is_inside(each.end):
                each.end, each.end_offset = parent, at
            # 6.
            if each.start is parent and each.start_offset > at:
                each.start_offset -= 1
            # 7.
            if each.end is parent and each.end_offset > at:
                each.end_offset -= 1
        for iterator in self.iterators:
            _adjust_node_pointer(iterator, node, parent)

    # https://dom.spec.whatwg.org/#concept-cd-replace, steps 8 to 11
    def data_replaced(self, node: Node, offset: int, count: int, length: int) -> None:
        """`length` units stand for `count` at `offset` now."""
        for each in self.ranges:
            # 8., 10.
            if each.start is node and each.start_offset > offset:
                each.start_offset = (
                    offset if each.start_offset <= offset + count else each.start_offset + length - count
                )
            # 9., 11.
            if each.end is node and each.end_offset > offset:
                each.end_offset = offset if each.end_offset <= offset + count else each.end_offset + length - count

    # https://dom.spec.whatwg.org/#concept-text-split, step 7
    def split(self, node: Node, made: Node, offset: int) -> None:
        """`made` has what stood behind `offset` in `node`."""
        parent = made.parent
        at = index(made)
        for each in self.ranges:
            # 7.2
            if each.start is node and each.start_offset > offset:
                each.start, each.start_offset = made, each.start_offset - offset
            # 7.3
            if each.end is node and each.end_offset > offset:
                each.end, each.end_offset = made, each.end_offset - offset
            # 7.4
            if each.start is parent and each.start_offset == at:
                each.start_offset += 1
            # 7.5
            if each.end is parent and each.end_offset == at:
                each.end_offset += 1

    # https://dom.spec.whatwg.org/#dom-node-normalize, step 6
    def merged(self, node: Node, into: Node, length: int) -> None:
        """The data of `node` stands in `into` now, from `length` on."""
        parent, at = node.parent, index(node)
        for each in self.ranges:
            # 6.1
            if each.start is node:
                each.start, each.start_offset = into, each.start_offset + length
            # 6.3
            elif each.start is parent and each.start_offset == at:
                each.start, each.start_offset = into, length
            # 6.2
            if each.end is node:
                each.end, each.end_offset = into, each.end_offset + length
            # 6.4
            elif each.end is parent and each.end_offset == at:
                each.end, each.end_offset = into, length


# https://dom.spec.whatwg.org/#nodeiterator-adjust-a-node-pointer
def _adjust_node_pointer(iterator: IteratorState, to_be_removed: Node, parent: Node) -> None:
    # 1.
    if not mutation.contains(to_be_removed, iterator.reference) or mutation.contains(to_be_removed, iterator.root):
        return
    # 2.
    if iterator.before:
        # 2.1
        following = _after(to_be_removed, iterator.root)
        # 2.2
        if following is not None:
            iterator.reference = following
            return
    # 3., 4.
    previous = to_be_removed.previous_sibling
    iterator.reference = parent if previous is None else _last_descendant(previous)
    iterator.before = False


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


def length(tree: Tree, node: Node) -> int:
    """https://dom.spec.whatwg.org/#concept-node-length"""
    if isinstance(node, CharacterData):
        return units(mutation.get_data(tree, node))
    return len(node)


def compare(node: Node, offset: int, other: Node, other_offset: int) -> int:
    """The position of one boundary point relative to another of the same tree.
    https://dom.spec.whatwg.org/#concept-range-bp-position"""
    # 2.
    if node is other:
        return (offset > other_offset) - (offset < other_offset)
    here, there = path(node), path(other)
    depth = 0
    while depth < min(len(here), len(there)) and here[depth] is there[depth]:
        depth += 1
    # 4.
    if depth == len(here):
        return AFTER if offset > index(there[depth]) else BEFORE
    # 3., where the other's node is an ancestor
    if depth == len(there):
        return BEFORE if other_offset > index(here[depth]) else AFTER
    # 3., 5.
    return BEFORE if index(here[depth]) < index(there[depth]) else AFTER


def path(node: Node) -> list[Node]:
    """The inclusive ancestors of a node, from the root down to it."""
    found = [node]
    while (parent := node.parent) is not None:
        found.append(parent)
        node = parent
    return found[::-1]


# https://dom.spec.whatwg.org/#concept-range-bp-set
def set_point(tree: Tree, state: RangeState, node: Node, offset: int, *, start: bool) -> None:
    """Moves a boundary point, and the other one along when they would change places."""
    # 1.
    if isinstance(node, Doctype):
        raise dom_exception("InvalidNodeTypeError", "A range cannot stand in a doctype.")
    # 2.
    if not 0 <= offset <= length(tree, node):
        raise dom_exception(
            "IndexSizeError", f"The offset {offset} is larger than the node's length ({length(tree, node)})."
        )
    # 3., 4.
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
    """The nearest node that holds both boundary points. https://dom.spec.whatwg.org/#get-the-common-ancestor"""
    # 1.
    container = state.start
    # 2.
    while not mutation.contains(container, state.end):
        assert container.parent is not None
        container = container.parent
    # 3.
    return container


def contained(state: RangeState, node: Node, end_length: int) -> bool:
    """https://dom.spec.whatwg.org/#contained"""
    inside = compare(node, 0, state.start, state.start_offset) == AFTER
    return inside and compare(node, end_length, state.end, state.end_offset) == BEFORE
