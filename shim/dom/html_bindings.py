"""Every provider of HTML operations, for one document's realm."""

from __future__ import annotations

from ..engine.providers import Providers, Table
from .form_state import FormState
from .html_canvas import CanvasOperations
from .html_custom import CustomElementOperations
from .html_document import HtmlOperations
from .html_environment import Environment, EnvironmentOperations
from .html_forms import FormOperations
from .html_hooks import HookOperations
from .tree import Tree

_TABLE: Table = {
    EnvironmentOperations: lambda tree, realm: EnvironmentOperations(realm, Environment()),
    HtmlOperations: lambda tree, realm: HtmlOperations(realm, tree),
    CustomElementOperations: lambda tree, realm: CustomElementOperations(tree),
    CanvasOperations: lambda tree, realm: CanvasOperations(realm),
    HookOperations: lambda tree, realm: HookOperations(realm, tree),
}
_FORMS: Table = {FormOperations: lambda forms, realm: FormOperations(*forms)}


def html_providers(tree: Tree) -> Providers:
    """Provider classes and how a realm makes its own of each. An embedder puts its own entry for
    `EnvironmentOperations` behind these."""
    return Providers((_TABLE, tree), (_FORMS, (tree, FormState(tree))))
