"""Every provider of HTML operations, for one document's realm."""

from __future__ import annotations

from collections.abc import Callable

from ..engine.realm import Realm
from .form_state import FormState
from .html_canvas import CanvasOperations
from .html_custom import CustomElementOperations
from .html_document import HtmlOperations
from .html_environment import Environment, EnvironmentOperations
from .html_forms import FormOperations
from .html_hooks import HookOperations
from .tree import Tree


def html_providers(tree: Tree) -> dict[type, Callable[[Realm], object]]:
    """Provider classes and how a realm makes its own of each. An embedder puts its own entry for
    `EnvironmentOperations` behind these."""
    state = FormState(tree)
    return {
        EnvironmentOperations: lambda realm: EnvironmentOperations(realm, Environment()),
        HtmlOperations: lambda realm: HtmlOperations(realm, tree),
        FormOperations: lambda realm: FormOperations(tree, state),
        CustomElementOperations: lambda realm: CustomElementOperations(tree),
        CanvasOperations: CanvasOperations,
        HookOperations: lambda realm: HookOperations(realm, tree),
    }
