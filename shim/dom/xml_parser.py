"""From XML to nodes, with namespaces. https://html.spec.whatwg.org/#parsing-xhtml-documents

turbohtml's parser knows no entities but XML's own and keeps qualified names only; both are made up for here.
"""

from __future__ import annotations

import html.entities
import re
from dataclasses import dataclass
from functools import cache

import turbohtml
from turbohtml import Document, DocumentFragment, Element, HTMLParseError, Node, Text

from shim.engine.realm import dom_exception

from .names import HTML, XML, XMLNS, Name, ascii_lower
from .node_factory import new_document, new_element
from .tree import DocumentInfo, Tree
from .xml_markup import ATTRIBUTE

_PARSER_ERROR = Name("http://www.mozilla.org/newlayout/xml/parsererror.xml", None, "parsererror")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+[^\[>]*(?:\[(?P<subset>[^\]]*)\]\s*)?>")
_DECLARATION = re.compile(r"""<!ENTITY\s+([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_REFERENCE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&([\w:.-]+);", re.S)
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])
_ROOM = 1_000_000
"""Characters and entities that entities may expand to."""
_DEEPEST = 20
# https://html.spec.whatwg.org/#parsing-xhtml-documents
_XHTML = frozenset(
    f"-//W3C//DTD {name}//EN"
    for name in ("XHTML 1.0 Transitional", "XHTML 1.1", "XHTML 1.0 Strict", "XHTML 1.0 Frameset", "XHTML Basic 1.0",
                 "XHTML 1.1 plus MathML 2.0", "XHTML 1.1 plus MathML 2.0 plus SVG 1.1", "MathML 2.0",
                 "XHTML Mobile 1.0")
) | {"-//WAPFORUM//DTD XHTML Mobile 1.0//EN"}  # fmt: skip


@dataclass
class XmlDocument:
    """A parsed document and what turbohtml does not know of it. `error`: why the markup is not well-formed."""

    document: Document
    names: dict[Element, Name]
    attribute_names: dict[Element, dict[str, Name]]
    error: str | None = None

    def enter(self, tree: Tree, content_type: str, url: str) -> None:
        """Makes it a document of the tree."""
        tree.documents[self.document] = DocumentInfo(xml=True, content_type=content_type, url=url)
        self.note(tree)

    def note(self, tree: Tree) -> None:
        """Tells the tree of the elements' names; the contents of templates come to stand apart from it."""
        tree.names.update(self.names)
        tree.attribute_names.update(self.attribute_names)
        for element, name in reversed(self.names.items()):
            if name.local == "template" and name.namespace == HTML:
                content = tree.templates[element] = DocumentFragment()
                for child in list(element.children):
                    child.extract()
                    content.append(child)


def read_xml(markup: str) -> XmlDocument:
    """Markup that is not well-formed gives a document with a `parsererror` element, as browsers do."""
    try:
        return _read(markup)
    except (HTMLParseError, ValueError) as error:
        root = new_element(_PARSER_ERROR.local, [Text(str(error))], xml=True)
        return XmlDocument(new_document([root], xml=True), {root: _PARSER_ERROR}, {}, str(error))


def parse_xml_document(tree: Tree, markup: str, content_type: str, url: str) -> Document:
    """A new XML document of the tree; its scripts will not run."""
    read = read_xml(markup)
    read.enter(tree, content_type, url)
    tree.already_started.update(read.document.iter_elements("script"))
    return read.document


def parse_xml_fragment(tree: Tree, markup: str, context: Element | None) -> DocumentFragment:
    """https://html.spec.whatwg.org/#xml-fragment-parsing-algorithm"""
    declared = dict(_scope(context)) if context is not None else {}
    attributes = "".join(
        f' {"xmlns:" + prefix if prefix else "xmlns"}="{(uri or "").translate(ATTRIBUTE)}"'
        for prefix, uri in declared.items()
        if prefix != "xml"
    )
    if context is not None and "" not in declared and (namespace := tree.name(context).namespace):
        attributes += f' xmlns="{namespace.translate(ATTRIBUTE)}"'
    try:
        read = _read(f"<r{attributes}>{markup}</r>")
    except (HTMLParseError, ValueError) as error:
        raise dom_exception("SyntaxError", f"The markup is not well-formed XML: {error}") from None
    read.note(tree)
    tree.already_started.update(read.document.iter_elements("script"))
    fragment = DocumentFragment()
    root = read.document.root
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


def _read(markup: str) -> XmlDocument:
    """Raises `HTMLParseError` or `ValueError` where the markup is not well-formed."""
    document = turbohtml.parse_xml(_expanded(markup))
    read = XmlDocument(document, {}, {})
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
        read.names[element] = Name(scope.get(prefix), prefix or None, local)
        noted = {}
        for key in keys:
            prefix, _, local = key.rpartition(":")
            if key == "xmlns":
                noted[key] = Name(XMLNS, None, "xmlns")
            elif prefix:
                if scope.get(prefix) is None:
                    raise ValueError(f"the prefix {prefix} is not declared")
                noted[ascii_lower(key)] = Name(scope[prefix], prefix, local)
            elif key != ascii_lower(key):
                noted[ascii_lower(key)] = Name(None, None, key)
        if noted:
            read.attribute_names[element] = noted
    for element, name in read.names.items():
        if name.prefix is not None:
            element.tag = name.local  # what selectors, and whoever waits for elements, look at
    return read


@cache
def _entities() -> dict[str, str]:
    """The entities of HTML, as markup."""
    ended = ((name[:-1], value) for name, value in html.entities.html5.items() if name[-1] == ";")
    return {name: "".join(f"&#{ord(c)};" for c in value) for name, value in ended}


def _expanded(markup: str) -> str:
    """The markup with the entities of its document type in place. Raises `ValueError` for those that contain
    themselves or take too much room."""
    # AD-HOC: external subsets and parameter entities are not read.
    doctype = _DOCTYPE.search(markup, 0, 10_000)
    if doctype is None:
        return markup
    entities = dict(_entities()) if any(name in doctype[0] for name in _XHTML) else {}
    for name, double, single in _DECLARATION.findall(doctype["subset"] or ""):
        entities.setdefault(name, double or single)
    if not entities:
        return markup
    room = _ROOM

    def expand(text: str, depth: int) -> str:
        def replace(found: re.Match[str]) -> str:
            nonlocal room
            name = found[1]
            if name is None or name in _PREDEFINED or name not in entities:
                return found[0]
            if depth > _DEEPEST:
                raise ValueError(f"the entity {name} contains itself, or too many others")
            value = expand(entities[name], depth + 1)
            room -= len(value) + 1
            if room < 0:
                raise ValueError(f"entities take more than {_ROOM} characters")
            return value

        return _REFERENCE.sub(replace, text)

    end = doctype.end()
    return markup[:end] + expand(markup[end:], 0)
