"""Every provider of DOM operations, for one document's realm."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.realm import Realm
from .element import ElementOperations
from .node import NodeOperations
from .tree import Tree


def dom_providers(tree: Tree) -> dict[type, Callable[[Realm], object]]:
    """Provider classes and how a realm makes its own of each."""
    return {
        NodeOperations: lambda realm: NodeOperations(tree),
        ElementOperations: lambda realm: ElementOperations(tree),
    }
