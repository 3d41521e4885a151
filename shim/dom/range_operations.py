"""Host operations of Range and NodeIterator; both are known to script by number.
https://dom.spec.whatwg.org/#interface-range"""

from __future__ import annotations

from turbohtml import Doctype, Document, DocumentFragment, Node

from shim.engine.realm import dom_exception, known, operation

from . import range_contents, ranges
from .mutation import TextData
from .ranges import IteratorState, LiveRanges, RangeState
from .tree import Tree


class RangeOperations:
    """Host operations of `js/platform/dom/Range.js` and `NodeIterator.js`."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def _live(self) -> LiveRanges:
        if self._tree.ranges is None:
            self._tree.ranges = LiveRanges()
        return self._tree.ranges

    def _range(self, number: int) -> RangeState:
        return known(number, self._live().ranges, "Range")

    @operation
    def new_range(self, document_id: int) -> int:
        document = self._tree.node(document_id)
        live = self._live()
        live.ranges.append(RangeState(document, 0, document, 0))
        return len(live.ranges) - 1

    @operation
    def range_points(self, number: int) -> str:
        """Start node and offset, end node and offset."""
        state = self._range(number)
        return f"{self._tree.id(state.start)} {state.start_offset} {self._tree.id(state.end)} {state.end_offset}"

    @operation
    def set_range_point(self, number: int, start: bool, id_: int, offset: int) -> None:
        ranges.set_point(self._tree, self._range(number), self._tree.node(id_), int(offset), start=start)

    @operation
    def set_range_beside(self, number: int, start: bool, id_: int, after: bool) -> None:
        """`setStartBefore()` and its three siblings. https://dom.spec.whatwg.org/#dom-range-setstartbefore"""
        # 1.
        node = self._tree.node(id_)
        # 2.
        if node.parent is None:
            raise dom_exception("InvalidNodeTypeError", "The node has no parent.")
        # 3.
        ranges.set_point(self._tree, self._range(number), node.parent, ranges.index(node) + after, start=start)

    @operation
    def collapse_range(self, number: int, to_start: bool) -> None:
        state = self._range(number)
        if to_start:
            state.end, state.end_offset = state.start, state.start_offset
        else:
            state.start, state.start_offset = state.end, state.end_offset

    # https://dom.spec.whatwg.org/#concept-range-select
    @operation
    def select_node(self, number: int, id_: int) -> None:
        state, node = self._range(number), self._tree.node(id_)
        # 1., 2.
        if node.parent is None:
            raise dom_exception("InvalidNodeTypeError", "The node has no parent.")
        # 3.
        at = ranges.index(node)
        # 4.
        state.start, state.start_offset = node.parent, at
        # 5.
        state.end, state.end_offset = node.parent, at + 1

    # https://dom.spec.whatwg.org/#dom-range-selectnodecontents
    @operation
    def select_node_contents(self, number: int, id_: int) -> None:
        state, node = self._range(number), self._tree.node(id_)
        # 1.
        if isinstance(node, Doctype):
            raise dom_exception("InvalidNodeTypeError", "A range cannot stand in a doctype.")
        # 3.
        state.start, state.start_offset = node, 0
        # 2., 4.
        state.end, state.end_offset = node, ranges.length(self._tree, node)

    @operation
    def range_ancestor(self, number: int) -> int:
        return self._tree.id(ranges.common_ancestor(self._range(number)))

    # https://dom.spec.whatwg.org/#dom-range-compareboundarypoints; script has done step 1
    @operation
    def compare_ranges(self, number: int, how: int, source: int) -> int:
        mine, other = self._range(number), self._range(source)
        # 2.
        if self._tree.root(mine.start) is not self._tree.root(other.start):
            raise dom_exception("WrongDocumentError", "The ranges stand in different trees.")
        # 3., 4.
        this_start = how in (0, 3)
        other_start = how in (0, 1)
        here = (mine.start, mine.start_offset) if this_start else (mine.end, mine.end_offset)
        there = (other.start, other.start_offset) if other_start else (other.end, other.end_offset)
        # 5.
        return ranges.compare(*here, *there)

    # https://dom.spec.whatwg.org/#dom-range-comparepoint, #dom-range-ispointinrange
    @operation
    def compare_point(self, number: int, id_: int, offset: int, lenient: bool) -> int | None:
        """-1, 0 or 1; None for a point in another tree when `lenient`."""
        state, node = self._range(number), self._tree.node(id_)
        # 1.
        if self._tree.root(node) is not self._tree.root(state.start):
            if lenient:
                return None
            raise dom_exception("WrongDocumentError", "The node is in another tree than the range.")
        # 2.
        if isinstance(node, Doctype):
            raise dom_exception("InvalidNodeTypeError", "A range cannot stand in a doctype.")
        # 3.
        if offset > ranges.length(self._tree, node):
            raise dom_exception("IndexSizeError", "The offset is larger than the node's length.")
        # 4.
        if ranges.compare(node, int(offset), state.start, state.start_offset) < 0:
            return -1
        # 5., 6.
        return 1 if ranges.compare(node, int(offset), state.end, state.end_offset) > 0 else 0

    # https://dom.spec.whatwg.org/#dom-range-intersectsnode
    @operation
    def range_intersects(self, number: int, id_: int) -> bool:
        state, node = self._range(number), self._tree.node(id_)
        # 1.
        if self._tree.root(node) is not self._tree.root(state.start):
            return False
        # 2., 3.
        parent = node.parent
        if parent is None:
            return True
        # 4.
        at = ranges.index(node)
        # 5., 6.
        before_end = ranges.compare(parent, at, state.end, state.end_offset) < 0
        return before_end and ranges.compare(parent, at + 1, state.start, state.start_offset) > 0

    @operation
    def range_contents(self, number: int, copy: bool, remove: bool) -> int:
        return self._tree.id(range_contents.take_contents(self._tree, self._range(number), copy=copy, remove=remove))

    @operation
    def range_insert(self, number: int, id_: int) -> None:
        range_contents.insert_node(self._tree, self._range(number), self._tree.node(id_))

    @operation
    def range_splits_nodes(self, number: int) -> bool:
        """True when the range contains only a part of a node that is not a text.
        https://dom.spec.whatwg.org/#dom-range-surroundcontents, step 1"""
        state = self._range(number)
        start = state.start.parent if isinstance(state.start, TextData) else state.start
        end = state.end.parent if isinstance(state.end, TextData) else state.end
        return start is not end

    @operation
    def may_surround(self, id_: int) -> bool:
        """False for what no range can be surrounded with. https://dom.spec.whatwg.org/#dom-range-surroundcontents, step
        2"""
        return not isinstance(self._tree.node(id_), (Document, DocumentFragment, Doctype))

    @operation
    def range_text(self, number: int) -> str:
        return range_contents.text_of(self._range(number))

    # https://dom.spec.whatwg.org/#interface-nodeiterator --------------------------------------------------------------

    @operation
    def new_iterator(self, root_id: int) -> int:
        root = self._tree.node(root_id)
        live = self._live()
        live.iterators.append(IteratorState(root, root))
        return len(live.iterators) - 1

    @operation
    def iterator_state(self, number: int) -> str:
        """The reference node, and `<` behind it when the pointer stands before it."""
        state = known(number, self._live().iterators, "NodeIterator")
        return f"{self._tree.id(state.reference)}{'<' if state.before else ''}"

    @operation
    def set_iterator(self, number: int, reference_id: int, before: bool) -> None:
        state = known(number, self._live().iterators, "NodeIterator")
        state.reference, state.before = self._tree.node(reference_id), before

    @operation
    def node_after(self, id_: int, root_id: int) -> int | None:
        """The node that follows in tree order, inside `root`."""
        node, root = self._tree.node(id_), self._tree.node(root_id)
        if len(node):
            return self._tree.id(node[0])
        current: Node | None = node
        while current is not None and current is not root:
            if current.next_sibling is not None:
                return self._tree.id(current.next_sibling)
            current = current.parent
        return None

    @operation
    def node_before(self, id_: int, root_id: int) -> int | None:
        """The node that precedes in tree order, inside `root`."""
        node = self._tree.node(id_)
        if node is self._tree.node(root_id):
            return None
        previous = node.previous_sibling
        if previous is None:
            return self._tree.id_or_none(node.parent)
        while len(previous):
            previous = previous[-1]
        return self._tree.id(previous)
