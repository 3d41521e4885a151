"""Shadow roots: which elements can have one, and those that markup declares.
https://dom.spec.whatwg.org/#interface-shadowroot"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from turbohtml import Element, Node, ShadowRoot

from .names import HTML, ascii_lower
from .slots import ShadowFacts

if TYPE_CHECKING:
    from .tree import Tree

# https://dom.spec.whatwg.org/#valid-shadow-host-name
_HOSTS = frozenset(
    [
        "article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main",
        "nav", "p", "section", "span",
    ]
)  # fmt: skip


def can_host(tree: Tree, element: Element) -> bool:
    """True when an element of that name may have a shadow root."""
    name = tree.name(element)
    return name.namespace == HTML and (name.local in _HOSTS or "-" in name.local)


def declared(attribute: Callable[[str], str | None]) -> ShadowFacts | None:
    """The shadow root that the attributes of a template declare, None for a template without a shadow root.
    https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode"""
    mode = ascii_lower(attribute("shadowrootmode") or "")
    if mode not in ("open", "closed"):
        return None
    return ShadowFacts(
        mode,
        delegates_focus=attribute("shadowrootdelegatesfocus") is not None,
        is_manual=ascii_lower(attribute("shadowrootslotassignment") or "") == "manual",
        clonable=attribute("shadowrootclonable") is not None,
        serializable=attribute("shadowrootserializable") is not None,
        is_declarative=True,
        has_no_registry=attribute("shadowrootcustomelementregistry") is not None,
    )


# https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead, a start tag whose name is "template"
def declared_shadow(tree: Tree, template: Element, container: Node) -> ShadowRoot | None:
    """Attaches the shadow root that a parsed template declares to its parent, and gives it; None for any other
    template. The parser's container cannot be the host."""
    host = template.parent
    if not isinstance(host, Element) or host is container or not tree.is_html(template):
        return None
    facts = declared(lambda name: (template.attr(name) or "") if name in template.attrs else None)
    if facts is None or not can_host(tree, host) or tree.shadow_of(host) is not None:
        return None
    return tree.attach_shadow(host, facts)
