"""Copies of nodes. https://dom.spec.whatwg.org/#concept-node-clone"""

from __future__ import annotations

import copy
from dataclasses import replace

from turbohtml import Element, Node

from .node_factory import without_children
from .tree import Tree


# https://dom.spec.whatwg.org/#concept-node-clone
def clone(tree: Tree, node: Node, *, deep: bool) -> Node:
    """A copy with everything that turbohtml and the side tables know of the original."""
    tree.grow(len(node.html) if deep or not len(node) else sum(len(value or "") for value in _attributes(node)))
    # 2., 4., 5.
    made: Node = copy.deepcopy(node) if deep else without_children(node)
    # 3., 6.
    if (
        tree.names
        or tree.attribute_names
        or tree.templates
        or tree.instructions
        or tree.already_started
        or tree.shadows
        or tree.is_values
        or tree.registries
    ):
        _copy_facts(tree, node, made, deep=deep)
    # 7.
    return made


def _copy_facts(tree: Tree, node: Node, made: Node, *, deep: bool) -> None:
    """Copies what the side tables know, the contents of templates, and shadow trees that may be cloned."""
    roots: list[Node] = []
    waiting = [(node, made, deep)]
    while waiting:
        original, copied, is_whole = waiting.pop()
        originals = [original, *original.descendants] if is_whole else [original]
        copies = [copied, *copied.descendants] if is_whole else [copied]
        for old, new in zip(originals, copies, strict=True):
            if isinstance(old, Element) and isinstance(new, Element):
                _copy_names(tree, old, new)
                if deep and old in tree.templates:
                    contents = tree.templates[new] = copy.deepcopy(tree.templates[old])
                    waiting.append((tree.templates[old], contents, True))
                shadow = tree.shadow_of(old)
                if shadow is not None and (facts := tree.shadow_facts(shadow)).clonable:
                    root = tree.attach_shadow(new, replace(facts))
                    roots.append(root)
                    _copy_registry(tree, shadow, root)
                    for child in shadow.children:
                        tree.grow(len(child.html))
                        inside = copy.deepcopy(child)
                        root.append(inside)
                        waiting.append((child, inside, True))
            if old in tree.instructions:
                tree.instructions[new] = tree.instructions[old]
    for each in roots:
        tree.slots.assign_tree(each, quietly=True)


def _attributes(node: Node) -> list[str | None]:
    return [node.attr(key) for key in node.attrs] if isinstance(node, Element) else []


def _copy_names(tree: Tree, old: Element, new: Element) -> None:
    if old in tree.names:
        tree.names[new] = tree.names[old]
    if old in tree.attribute_names:
        tree.attribute_names[new] = dict(tree.attribute_names[old])
    if tree.is_values and (is_value := tree.is_values.get(tree.id(old))) is not None:
        tree.is_values[tree.id(new)] = is_value
    _copy_registry(tree, old, new)
    if old in tree.already_started:
        tree.already_started.add(new)


def _copy_registry(tree: Tree, old: Node, new: Node) -> None:
    if tree.registries and (registry := tree.registries.get(tree.id(old))) is not None:
        tree.registries[tree.id(new)] = registry
