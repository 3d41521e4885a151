"""Every provider of DOM operations, for one document's realm."""

from __future__ import annotations

from ..engine.providers import Providers, Table
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

_TABLE: Table = {
    NodeOperations: lambda tree, realm: NodeOperations(tree),
    ElementOperations: lambda tree, realm: ElementOperations(tree),
    DocumentOperations: lambda tree, realm: DocumentOperations(realm, tree),
    QueryOperations: lambda tree, realm: QueryOperations(realm, tree),
    ObserverOperations: lambda tree, realm: ObserverOperations(realm, tree),
    StyleOperations: lambda tree, realm: StyleOperations(tree),
    RangeOperations: lambda tree, realm: RangeOperations(tree),
    MarkupOperations: lambda tree, realm: MarkupOperations(tree),
}


def dom_providers(tree: Tree) -> Providers:
    """Provider classes and how a realm makes its own of each."""
    return Providers((_TABLE, tree)) | html_providers(tree)
