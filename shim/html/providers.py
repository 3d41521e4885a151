"""Every provider of DOM, CSSOM and HTML operations, for one document's realm."""

from __future__ import annotations

from shim.css.animations.animation_operations import AnimationOperations
from shim.css.style_operations import StyleOperations
from shim.dom.providers import dom_providers
from shim.dom.tree import Tree
from shim.engine.providers import Providers, Table
from shim.layout.layout_operations import LayoutOperations

from .canvas_operations import CanvasOperations
from .custom_element_operations import CustomElementOperations
from .document_operations import HtmlOperations
from .environment_operations import Environment, EnvironmentOperations
from .form_operations import FormOperations
from .form_state import FormState
from .hook_operations import HookOperations

_TABLE: Table = {
    EnvironmentOperations: lambda tree, realm: EnvironmentOperations(realm, Environment()),
    HtmlOperations: lambda tree, realm: HtmlOperations(realm, tree),
    CustomElementOperations: lambda tree, realm: CustomElementOperations(realm, tree),
    CanvasOperations: lambda tree, realm: CanvasOperations(realm),
    StyleOperations: lambda tree, realm: StyleOperations(realm, tree, realm.provider(EnvironmentOperations).viewport),
    AnimationOperations: lambda tree, realm: AnimationOperations(realm, tree),
    LayoutOperations: lambda tree, realm: LayoutOperations(realm, tree, realm.provider(StyleOperations)),
    HookOperations: lambda tree, realm: HookOperations(realm, tree),
}
_FORMS: Table = {FormOperations: lambda forms, realm: FormOperations(*forms)}


def document_providers(tree: Tree) -> Providers:
    """Provider classes and how a realm makes its own of each. An embedder puts its own entry for
    `EnvironmentOperations` behind these."""
    return dom_providers(tree) | Providers((_TABLE, tree), (_FORMS, (tree, FormState(tree))))
