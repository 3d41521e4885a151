"""Which registry of custom elements a node has. https://dom.spec.whatwg.org/#look-up-a-custom-element-registry

Registries are numbered by script: 0 stands for none, 1 for the window's. The tree keeps what differs from the usual:
the window's registry in the window's document, none in other documents and in the contents of templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from turbohtml import Document, DocumentFragment, Element, Node, ShadowRoot

if TYPE_CHECKING:
    from .tree import Tree

NONE, WINDOW = 0, 1


def registry_of(tree: Tree, node: Node) -> int:
    """The number of the registry of an element, a shadow root or a document."""
    known = tree.registries.get(tree.id(node))
    if known is not None:
        return known
    root = tree.root(node)
    is_fragment = isinstance(root, DocumentFragment) and not isinstance(root, ShadowRoot)
    if is_fragment and any(content is root for content in tree.templates.values()):
        return NONE
    document = tree.document_of(node)
    if tree.registries and (known := tree.registries.get(tree.id(document))) is not None:
        return known
    return WINDOW if document is tree.document else NONE


def mark_below(tree: Tree, node: Node, registry: int, *, only_without: bool = False) -> None:
    """Gives a node and the elements below it a registry; `only_without` where they have none."""
    below = node.iter_elements(None) if isinstance(node, (Element, Document, DocumentFragment)) else ()
    nodes = [each for each in (node, *below) if isinstance(each, (Element, ShadowRoot, Document))]
    if only_without:
        nodes = [each for each in nodes if registry_of(tree, each) == NONE]
    for each in nodes:
        tree.registries[tree.id(each)] = registry


# https://dom.spec.whatwg.org/#concept-node-insert, step 7.7
def take_from_parents(tree: Tree, node: Node) -> None:
    """Gives elements without a registry that came into a tree the one of their parent."""
    for element in tree.shadow_including(node):
        parent = element.parent
        has_none = tree.registries.get(tree.id(element)) == NONE
        if has_none and isinstance(parent, (Element, ShadowRoot, Document)):
            tree.registries[tree.id(element)] = registry_of(tree, parent)
