"""Copies of nodes. https://dom.spec.whatwg.org/#concept-node-clone"""

from __future__ import annotations

import copy

from turbohtml import Element, Node

from .node_factory import without_children
from .tree import Tree


# https://dom.spec.whatwg.org/#concept-node-clone
def clone(tree: Tree, node: Node, *, deep: bool) -> Node:
    """A copy with everything that turbohtml and the side tables know of the original."""
    tree.grow(len(node.html) if deep or not len(node) else sum(len(value or "") for value in _attributes(node)))
    # 2., 4., 5. FIXME: 6.: clonable shadow roots are not copied.
    made: Node = copy.deepcopy(node) if deep else without_children(node)
    # 3.
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
    # 7.
    return made


def _attributes(node: Node) -> list[str | None]:
    return [node.attr(key) for key in node.attrs] if isinstance(node, Element) else []


def _copy_names(tree: Tree, old: Element, new: Element) -> None:
    if old in tree.names:
        tree.names[new] = tree.names[old]
    if old in tree.attribute_names:
        tree.attribute_names[new] = dict(tree.attribute_names[old])
    if old in tree.already_started:
        tree.already_started.add(new)
