"""Equality of nodes. https://dom.spec.whatwg.org/#concept-node-equals"""

from __future__ import annotations

from turbohtml import CData, Comment, Doctype, Element, Node, ProcessingInstruction, Text

from . import mutation
from .tree import Tree


# https://dom.spec.whatwg.org/#concept-node-equals
def equals(tree: Tree, node: Node, other: Node) -> bool:
    """True when two nodes and all that is below them look the same; their documents may differ."""
    waiting = [(node, other)]
    while waiting:
        node, other = waiting.pop()
        if len(node) != len(other) or not _equal_apart_from_children(tree, node, other):
            return False
        waiting += zip(node.children, other.children, strict=True)
    return True


def _equal_apart_from_children(tree: Tree, node: Node, other: Node) -> bool:
    if type(node) is not type(other):
        return False
    if isinstance(node, Doctype) and isinstance(other, Doctype):
        return _identifiers(node) == _identifiers(other)
    if isinstance(node, Element) and isinstance(other, Element):
        return tree.name(node) == tree.name(other) and _attributes(tree, node) == _attributes(tree, other)
    if isinstance(node, ProcessingInstruction) and isinstance(other, ProcessingInstruction):
        return node.target == other.target and mutation.get_data(tree, node) == mutation.get_data(tree, other)
    if isinstance(node, (Text, CData, Comment)):
        return mutation.get_data(tree, node) == mutation.get_data(tree, other)
    return True


def _identifiers(doctype: Doctype) -> tuple[str, str, str]:
    return doctype.name or "", doctype.public_id or "", doctype.system_id or ""


def _attributes(tree: Tree, element: Element) -> dict[tuple[str | None, str], str]:
    """Attribute values by namespace and local name; prefixes do not count."""
    names = {key: tree.attribute_name(element, key) for key in element.attrs}
    return {(name.namespace, name.local): element.attr(key) or "" for key, name in names.items()}
