"""Contents of a range: its text, copies of its contents, and a node put at its start.
https://dom.spec.whatwg.org/#interface-range"""

from __future__ import annotations

from turbohtml import Comment, Doctype, DocumentFragment, Node, ProcessingInstruction

from . import mutation
from .cloning import clone
from .mutation import CharacterData, TextData
from .ranges import RangeState, common_ancestor, contained, index, length
from .tree import Tree, hierarchy_error
from .utf16 import cut, units


# https://dom.spec.whatwg.org/#dom-range-stringifier
def text_of(state: RangeState) -> str:
    """The text in a range."""
    start, end = state.start, state.end
    # 2.
    if start is end and isinstance(start, TextData):
        return cut(start.data, state.start_offset, state.end_offset)
    # 1., 3.
    string = cut(start.data, state.start_offset, units(start.data)) if isinstance(start, TextData) else ""
    # 4.
    for node in common_ancestor(state).descendants:
        if isinstance(node, TextData) and contained(state, node, units(node.data)):
            string += node.data
    # 5., 6.
    return string + (cut(end.data, 0, state.end_offset) if isinstance(end, TextData) else "")


# https://dom.spec.whatwg.org/#concept-range-extract
# Cloning (#concept-range-clone) and deleting (#dom-range-deletecontents) are the same walk without some of the steps.
# The numbers here are those of extracting.
def take_contents(tree: Tree, state: RangeState, *, copy: bool, remove: bool) -> DocumentFragment:
    """A fragment with the range's contents, which stay (clone: `copy`), leave (extract: both), or only leave (delete:
    `remove`; the fragment is empty)."""
    # 1.
    fragment = DocumentFragment()
    if tree.documents and (owner := tree.document_of(state.start)) is not tree.document:
        tree.owners[fragment] = owner
    # 2.
    if state.collapsed:
        return fragment
    # 3.
    start, start_offset, end, end_offset = state.start, state.start_offset, state.end, state.end_offset
    # 4.
    if start is end and isinstance(start, CharacterData):
        _take_data(tree, start, start_offset, end_offset, fragment, copy=copy, remove=remove)
        return fragment
    # 5.
    children = list(common_ancestor(state).children)
    # 6., 7.
    first = None if mutation.contains(start, end) else next(c for c in children if mutation.contains(c, start))
    # 8., 9.
    last = None if mutation.contains(end, start) else next(c for c in children if mutation.contains(c, end))
    # 10.
    contained_children = [c for c in children if contained(state, c, length(tree, c))]
    # 11.
    if copy and any(isinstance(c, Doctype) for c in contained_children):
        raise hierarchy_error("The range contains a doctype.")
    # 12. - 15.
    if remove:
        new_node, new_offset = _point_after_taking(state)
        state.start, state.start_offset = new_node, new_offset
        state.end, state.end_offset = new_node, new_offset
    # 16.
    if isinstance(first, CharacterData):
        _take_data(tree, start, start_offset, length(tree, start), fragment, copy=copy, remove=remove)
    # 17.
    elif first is not None:
        subrange = RangeState(start, start_offset, first, length(tree, first))
        _take_part(tree, first, subrange, fragment, copy=copy, remove=remove)
    # 18.
    for child in contained_children:
        if copy:
            mutation.insert(tree, child if remove else clone(tree, child, deep=True), fragment, None)
        elif remove:
            mutation.remove(tree, child)
    # 19.
    if isinstance(last, CharacterData):
        _take_data(tree, end, 0, end_offset, fragment, copy=copy, remove=remove)
    # 20.
    elif last is not None:
        _take_part(tree, last, RangeState(last, 0, end, end_offset), fragment, copy=copy, remove=remove)
    # 21.
    return fragment


def _take_data(
    tree: Tree, node: Node, start: int, end: int, fragment: DocumentFragment, *, copy: bool, remove: bool
) -> None:
    """Takes a piece of a node of character data: steps 4, 16 and 19."""
    data = mutation.get_data(tree, node)
    if copy:
        # 16.1
        copied = clone(tree, node, deep=False)
        # 16.2
        mutation.set_data(tree, copied, cut(data, start, end), 0, 0, 0)
        # 16.3
        mutation.insert(tree, copied, fragment, None)
    # 16.4
    if remove:
        rest = cut(data, 0, start) + cut(data, end, units(data))
        mutation.set_data(tree, node, rest, start, end - start, 0)


def _take_part(
    tree: Tree, child: Node, subrange: RangeState, fragment: DocumentFragment, *, copy: bool, remove: bool
) -> None:
    """Takes a child that the range contains partially: steps 17 and 20."""
    # 17.1
    copied = clone(tree, child, deep=False) if copy else None
    # 17.2
    if copied is not None:
        mutation.insert(tree, copied, fragment, None)
    # 17.3, 17.4
    subfragment = take_contents(tree, subrange, copy=copy, remove=remove)
    # 17.5
    if copied is not None:
        mutation.insert(tree, subfragment, copied, None)


def _point_after_taking(state: RangeState) -> tuple[Node, int]:
    """The boundary point that is left of a range whose contents are gone: steps 12 to 14."""
    # 13.
    if mutation.contains(state.start, state.end):
        return state.start, state.start_offset
    # 14.1
    reference = state.start
    # 14.2
    while reference.parent is not None and not mutation.contains(reference.parent, state.end):
        reference = reference.parent
    # 14.3
    assert reference.parent is not None
    return reference.parent, index(reference) + 1


# https://dom.spec.whatwg.org/#concept-range-insert
def insert_node(tree: Tree, state: RangeState, node: Node) -> None:
    """Inserts a node at the start of the range."""
    start = state.start
    # 1.
    if (
        isinstance(start, (ProcessingInstruction, Comment))
        or (isinstance(start, TextData) and start.parent is None)
        or start is node
    ):
        raise hierarchy_error("A node cannot be inserted there.")
    # 2. - 4.
    reference: Node | None
    if isinstance(start, TextData):
        reference = start
    else:
        reference = start[state.start_offset] if state.start_offset < len(start) else None
    # 5.
    parent = start if reference is None else reference.parent
    assert parent is not None
    # 6.
    mutation.ensure_pre_insert_validity(tree, node, parent, reference)
    # 7.
    if isinstance(start, TextData):
        offset, data = state.start_offset, start.data
        head, tail = cut(data, 0, offset), cut(data, offset, units(data))
        reference = mutation.split_text(tree, start, head, tail, offset)
    # 8.
    if node is reference:
        reference = node.next_sibling
    # 9.
    if node.parent is not None:
        mutation.remove(tree, node)
    # 10.
    new_offset = len(parent) if reference is None else index(reference)
    # 11.
    new_offset += len(node) if isinstance(node, DocumentFragment) else 1
    # 12.
    mutation.pre_insert(tree, node, parent, reference)
    # 13.
    if state.collapsed:
        state.end, state.end_offset = parent, new_offset
