"""Elements of any name, and their XML markup. https://w3c.github.io/DOM-Parsing/

AD-HOC: serialization declares prefixes where they are needed and invents none.
"""

from __future__ import annotations

from turbohtml import CData, Comment, Doctype, Document, DocumentFragment, Element, Node, ProcessingInstruction, Text

from .names import CODES, HTML, XML, XMLNS, Name, ascii_lower
from .node_factory import new_element
from .tree import Tree

VOID = frozenset(
    ["area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
     "keygen", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
"""https://html.spec.whatwg.org/#serializes-as-void"""
_EMPTY = VOID | {"menuitem"}

_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
ATTRIBUTE = {**_TEXT, ord('"'): "&quot;", 9: "&#9;", 10: "&#10;", 13: "&#13;"}
"""Replacements of characters in attributes."""


def make_element(tree: Tree, name: Name, *, in_xml: bool) -> Element:
    """A new element of any name."""
    code = CODES.get(name.namespace or "", 0)
    plain = (
        not in_xml
        and name.prefix is None
        and name.namespace in CODES
        and (code != 0 or name.local == name.local.lower())
    )
    made = new_element(name.local, namespace=code, xml=not plain)
    if not plain:
        tree.names[made] = name
    return made


# serialization --------------------------------------------------------------------------------------------------------


def serialize_xml(tree: Tree, node: Node, *, inner: bool = False) -> str:
    """XML markup of a node or (inner) of its children."""
    parts: list[str] = []
    scope: dict[str, str | None] = {"": None, "xml": XML}
    if inner and isinstance(node, Element):
        scope[""] = tree.name(node).namespace
    # `waiting` has what is still to be written, the last first: nodes with the prefixes in scope, and end tags
    waiting: list[tuple[Node | str, dict[str, str | None]]] = [(node, scope)]
    if inner:
        waiting = [(child, scope) for child in reversed(node.children)]
    while waiting:
        item, scope = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, Element):
            end, inside = _write_start_tag(tree, item, scope, parts)
            if end:
                waiting.append((end, scope))
                contents = tree.templates.get(item, item)
                waiting += [(child, inside) for child in reversed(contents.children)]
        elif isinstance(item, (Document, DocumentFragment)):
            waiting += [(child, scope) for child in reversed(item.children)]
        else:
            parts.append(_leaf(tree, item))
    return "".join(parts)


def _leaf(tree: Tree, node: Node) -> str:
    """Markup of a node without children."""
    if isinstance(node, Text):
        return node.data.translate(_TEXT)
    if isinstance(node, Comment):
        return f"<!--{node.data}-->"
    if isinstance(node, CData):
        return f"<![CDATA[{node.data}]]>"
    if isinstance(node, ProcessingInstruction):
        return f"<?{node.target} {tree.instructions.get(node, node.data)}?>"
    assert isinstance(node, Doctype)
    public, system = node.public_id or "", node.system_id or ""
    text = f' PUBLIC "{public}"' if public else " SYSTEM" if system else ""
    return f"<!DOCTYPE {node.name}{text}" + (f' "{system}"' if system else "") + ">"


def _write_start_tag(
    tree: Tree, element: Element, scope: dict[str, str | None], parts: list[str]
) -> tuple[str, dict[str, str | None]]:
    """Writes the tag; gives the end tag, "" when the tag closed itself, and the prefixes inside."""
    name = tree.name(element)
    noted = tree.attribute_names.get(element, {})
    attributes = [
        (noted.get(ascii_lower(key)) or Name(None, None, key), element.attr(key) or "") for key in element.attrs
    ]
    scope = dict(scope)
    for full, value in attributes:
        if full.namespace == XMLNS or full.qualified == "xmlns":
            scope["" if full.prefix is None else full.local] = value or None
    extra = ""
    prefix = name.prefix or ""
    if scope.get(prefix) != name.namespace:
        declared = any(full.qualified == ("xmlns:" + prefix if prefix else "xmlns") for full, _ in attributes)
        if not declared:
            scope[prefix] = name.namespace
            extra = f' {"xmlns:" + prefix if prefix else "xmlns"}="{(name.namespace or "").translate(ATTRIBUTE)}"'
    parts.append(f"<{name.qualified}{extra}")
    for full, value in attributes:
        if full.namespace not in (None, XMLNS) and full.prefix and scope.get(full.prefix) != full.namespace:
            scope[full.prefix] = full.namespace
            parts.append(f' xmlns:{full.prefix}="{(full.namespace or "").translate(ATTRIBUTE)}"')
        parts.append(f' {full.qualified}="{value.translate(ATTRIBUTE)}"')
    if len(tree.templates.get(element, element)) or (name.namespace == HTML and name.local not in _EMPTY):
        parts.append(">")
        return f"</{name.qualified}>", scope
    parts.append(" />" if name.namespace == HTML else "/>")
    return "", scope
