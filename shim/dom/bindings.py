"""Every provider of DOM operations, for one document's realm."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.realm import Realm
from .document import DocumentOperations
from .element import ElementOperations
from .html_bindings import html_providers
from .markup import MarkupOperations
from .node import NodeOperations
from .observing import ObserverOperations
from .query import QueryOperations
from .range_operations import RangeOperations
from .style import StyleOperations
from .tree import Tree


def dom_providers(tree: Tree) -> dict[type, Callable[[Realm], object]]:
    """Provider classes and how a realm makes its own of each."""
    return {
        NodeOperations: lambda realm: NodeOperations(tree),
        ElementOperations: lambda realm: ElementOperations(tree),
        DocumentOperations: lambda realm: DocumentOperations(realm, tree),
        QueryOperations: lambda realm: QueryOperations(realm, tree),
        ObserverOperations: lambda realm: ObserverOperations(realm, tree),
        StyleOperations: lambda realm: StyleOperations(tree),
        RangeOperations: lambda realm: RangeOperations(tree),
        MarkupOperations: lambda realm: MarkupOperations(tree),
        **html_providers(tree),
    }
