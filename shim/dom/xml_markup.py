"""XML documents: parsing with namespaces, and serialization. https://w3c.github.io/DOM-Parsing/ and https://html.spec.whatwg.org/#the-xhtml-syntax

AD-HOC: serialization declares prefixes where they are needed and invents none.
"""

from __future__ import annotations

import turbohtml
from turbohtml import (
    CData,
    Comment,
    Doctype,
    Document,
    DocumentFragment,
    Element,
    HTMLParseError,
    Node,
    ProcessingInstruction,
    Text,
)
from turbohtml._html import _reconstruct

from ..engine.realm import dom_exception
from .names import CODES, HTML, XML, XMLNS, Name
from .tree import DocumentInfo, Tree

VOID = frozenset(
    ["area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
     "keygen", "link", "meta", "param", "source", "track", "wbr"]
)  # fmt: skip
"""https://html.spec.whatwg.org/#serializes-as-void"""
_EMPTY = VOID | {"menuitem"}

_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ATTRIBUTE = {**_TEXT, ord('"'): "&quot;", 9: "&#9;", 10: "&#10;", 13: "&#13;"}
_PARSER_ERROR = "http://www.mozilla.org/newlayout/xml/parsererror.xml"


# parsing
# ----------------------------------------------------------------------------------------------------------------


def parse_xml_document(tree: Tree, markup: str, content_type: str, url: str) -> Document:
    """A new XML document; markup that is not well-formed gives one with a `parsererror` element, as browsers do."""
    try:
        document = turbohtml.parse_xml(markup)
        _name_elements(tree, document)
    except (HTMLParseError, ValueError) as error:
        root = make_element(tree, Name(_PARSER_ERROR, None, "parsererror"), in_xml=True)
        root.append(Text(str(error)))
        made = _reconstruct(0, 0, [root], 1)
        assert isinstance(made, Document)
        document = made
    tree.documents[document] = DocumentInfo(xml=True, content_type=content_type, url=url)
    return document


def parse_xml_fragment(tree: Tree, markup: str, context: Element | None) -> DocumentFragment:
    """https://html.spec.whatwg.org/#xml-fragment-parsing-algorithm"""
    declared = dict(_scope(context)) if context is not None else {}
    attributes = "".join(
        f' {"xmlns:" + prefix if prefix else "xmlns"}="{(uri or "").translate(_ATTRIBUTE)}"'
        for prefix, uri in declared.items()
        if prefix != "xml"
    )
    if context is not None and "" not in declared and (namespace := tree.name(context).namespace):
        attributes += f' xmlns="{namespace.translate(_ATTRIBUTE)}"'
    try:
        document = turbohtml.parse_xml(f"<r{attributes}>{markup}</r>")
        _name_elements(tree, document)
    except (HTMLParseError, ValueError) as error:
        raise dom_exception("SyntaxError", f"The markup is not well-formed XML: {error}") from None
    fragment = DocumentFragment()
    root = document.root
    for child in list(root.children) if root is not None else ():
        child.extract()
        fragment.append(child)
    return fragment


def _scope(element: Node | None) -> dict[str, str]:
    """The namespace declarations in scope, by prefix."""
    declared: dict[str, str] = {}
    while isinstance(element, Element):
        for key in element.attrs:
            if key == "xmlns":
                declared.setdefault("", element.attr(key) or "")
            elif key.startswith("xmlns:"):
                declared.setdefault(key[6:], element.attr(key) or "")
        element = element.parent
    return declared


def _name_elements(tree: Tree, document: Document) -> None:
    """Notes the namespaces that a parsed XML document declares; turbohtml keeps qualified names only."""
    scopes: dict[Node, dict[str, str | None]] = {document: {"": None, "xml": XML, "xmlns": XMLNS}}
    for element in document.iter_elements():
        scope = scopes[element.parent or document]
        keys = list(element.attrs)
        declarations = {
            key[6:]: element.attr(key) or None for key in keys if key == "xmlns" or key.startswith("xmlns:")
        }
        if declarations:
            scope = {**scope, **declarations}
        scopes[element] = scope
        prefix, _, local = element.tag.rpartition(":")
        if prefix and scope.get(prefix) is None:
            raise ValueError(f"the prefix {prefix} is not declared")
        tree.names[element] = Name(scope.get(prefix), prefix or None, local)
        noted = {}
        for key in keys:
            prefix, _, local = key.rpartition(":")
            if key == "xmlns":
                noted[key] = Name(XMLNS, None, "xmlns")
            elif prefix:
                if scope.get(prefix) is None:
                    raise ValueError(f"the prefix {prefix} is not declared")
                noted[key.lower()] = Name(scope[prefix], prefix, local)
            elif key != key.lower():
                noted[key.lower()] = Name(None, None, key)
        if noted:
            tree.attribute_names[element] = noted


def make_element(tree: Tree, name: Name, *, in_xml: bool) -> Element:
    """A new element of any name."""
    code = CODES.get(name.namespace or "", 0)
    plain = (
        not in_xml
        and name.prefix is None
        and name.namespace in CODES
        and (code != 0 or name.local == name.local.lower())
    )
    made = _reconstruct(1, (name.qualified, {}, code) if code else (name.qualified, {}), [], 0 if plain else 1)
    assert isinstance(made, Element)
    if not plain:
        tree.names[made] = name
    return made


# serialization
# ----------------------------------------------------------------------------------------------------------


def serialize_xml(tree: Tree, node: Node, *, inner: bool = False) -> str:
    """XML markup of a node or (inner) of its children."""
    parts: list[str] = []
    scope: dict[str, str | None] = {"": None, "xml": XML}
    if inner and isinstance(node, Element):
        scope[""] = tree.name(node).namespace
    # what is still to be written, the last first: nodes with the prefixes in scope, and the end tags between them
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
    attributes = [(noted.get(key.lower()) or Name(None, None, key), element.attr(key) or "") for key in element.attrs]
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
            extra = f' {"xmlns:" + prefix if prefix else "xmlns"}="{(name.namespace or "").translate(_ATTRIBUTE)}"'
    parts.append(f"<{name.qualified}{extra}")
    for full, value in attributes:
        if full.namespace not in (None, XMLNS) and full.prefix and scope.get(full.prefix) != full.namespace:
            scope[full.prefix] = full.namespace
            parts.append(f' xmlns:{full.prefix}="{(full.namespace or "").translate(_ATTRIBUTE)}"')
        parts.append(f' {full.qualified}="{value.translate(_ATTRIBUTE)}"')
    if len(tree.templates.get(element, element)) or (name.namespace == HTML and name.local not in _EMPTY):
        parts.append(">")
        return f"</{name.qualified}>", scope
    parts.append(" />" if name.namespace == HTML else "/>")
    return "", scope
