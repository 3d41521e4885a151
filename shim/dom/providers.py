"""Every provider of DOM operations, for one document's realm."""

from __future__ import annotations

from shim.engine.providers import Providers, Table

from .document_operations import DocumentOperations
from .element_operations import ElementOperations
from .markup_operations import MarkupOperations
from .node_operations import NodeOperations
from .observer_operations import ObserverOperations
from .query_operations import QueryOperations
from .range_operations import RangeOperations
from .shadow_operations import ShadowOperations
from .tree import Tree

_TABLE: Table = {
    NodeOperations: lambda tree, realm: NodeOperations(tree),
    ElementOperations: lambda tree, realm: ElementOperations(tree),
    ShadowOperations: lambda tree, realm: ShadowOperations(realm, tree),
    DocumentOperations: lambda tree, realm: DocumentOperations(realm, tree),
    QueryOperations: lambda tree, realm: QueryOperations(realm, tree),
    ObserverOperations: lambda tree, realm: ObserverOperations(realm, tree),
    RangeOperations: lambda tree, realm: RangeOperations(tree),
    MarkupOperations: lambda tree, realm: MarkupOperations(tree),
}


def dom_providers(tree: Tree) -> Providers:
    """Provider classes and how a realm makes its own of each."""
    return Providers((_TABLE, tree))
