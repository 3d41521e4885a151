"""Host operations on documents: making nodes, the parts of a document, more documents.
https://dom.spec.whatwg.org/#interface-document"""

from __future__ import annotations

import re

import turbohtml
from turbohtml import CData, Comment, DocumentFragment, Element, Node, ProcessingInstruction, Text

from shim.engine.realm import Realm, dom_exception, one_of, operation

from . import mutation
from .markup_operations import parse_fragment
from .names import HTML, SVG, Name, ascii_lower, is_doctype_name, is_element_name, is_xml_name, validate
from .node_factory import new_doctype, new_document, new_instruction
from .tree import DocumentInfo, Tree
from .xml_markup import make_element
from .xml_parser import parse_xml_document

_SPACES = re.compile("[\\t\\n\\f\\r ]+")
_STATES = frozenset({"ready_state", "visibility_state", "referrer"})
_DOCTYPE_PARTS = frozenset({"name", "public_id", "system_id"})

_SOURCE = 2
"""Times that a document keeps the markup that it was made of, beside its nodes."""


class DocumentOperations:
    """Host operations of documents, for `js/platform/dom`."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree

    # making nodes; `document_id` is the node document -----------------------------------------------------------------

    def _new(self, document_id: int, node: Node) -> int:
        tree = self._tree
        if document_id != tree.document_id:
            tree.owners[node] = tree.document_node(document_id)
        number = tree.id(node)
        tree.wrapped.add(number)
        return number

    @operation
    def create_element(self, document_id: int, name: str) -> int:
        """https://dom.spec.whatwg.org/#dom-document-createelement; names without upper-case letters in an HTML
        document"""
        tree = self._tree
        if not is_element_name(name):
            raise dom_exception("InvalidCharacterError", f"The tag name provided ('{name}') is not a valid name.")
        if document_id == tree.document_id and not (tree.documents and tree.is_xml(tree.document)):
            try:
                number = tree.id(Element(name))
                tree.wrapped.add(number)
                return number
            except ValueError:
                return tree.id(make_element(tree, Name(HTML, None, name), in_xml=False))
        info = tree.info(tree.node(document_id))  # type: ignore[arg-type]
        if not info.xml:
            return self._new(document_id, make_element(tree, Name(HTML, None, ascii_lower(name)), in_xml=False))
        namespace = HTML if info.content_type == "application/xhtml+xml" else None
        return self._new(document_id, make_element(tree, Name(namespace, None, name), in_xml=True))

    @operation
    def makes_html(self, document_id: int) -> bool:
        """True for a document whose createElement() makes elements of HTML."""
        info = self._tree.info(self._tree.document_node(document_id))
        return not info.xml or info.content_type == "application/xhtml+xml"

    @operation
    def create_element_ns(self, document_id: int, namespace: str | None, qualified: str) -> int:
        """https://dom.spec.whatwg.org/#internal-createelementns-steps"""
        tree = self._tree
        name = validate(namespace, qualified, attribute=False)
        in_xml = tree.is_xml(tree.node(document_id))
        return self._new(document_id, make_element(tree, name, in_xml=in_xml))

    @operation
    def create_text(self, document_id: int, data: str) -> int:
        self._tree.grow(len(data))
        return self._new(document_id, Text(data))

    @operation
    def create_comment(self, document_id: int, data: str) -> int:
        self._tree.grow(len(data))
        return self._new(document_id, Comment(data))

    @operation
    def create_fragment(self, document_id: int) -> int:
        return self._new(document_id, DocumentFragment())

    @operation
    def create_cdata(self, document_id: int, data: str) -> int:
        if not self._tree.info(self._tree.node(document_id)).xml:  # type: ignore[arg-type]
            raise dom_exception("NotSupportedError", "This operation is not supported for HTML documents.")
        if "]]>" in data:
            raise dom_exception(
                "InvalidCharacterError",
                "String cannot contain ']]>' since that is the end delimiter of a CData section.",
            )
        self._tree.grow(len(data))
        return self._new(document_id, CData(data))

    @operation
    def create_instruction(self, document_id: int, target: str, data: str) -> int:
        if not is_xml_name(target) or "?>" in data:
            raise dom_exception(
                "InvalidCharacterError", "The target or the data of the processing instruction is not valid."
            )
        self._tree.grow(len(data))
        return self._new(document_id, new_instruction(target, data))

    @operation
    def create_doctype(self, document_id: int, name: str, public_id: str, system_id: str) -> int:
        if not is_doctype_name(name):
            raise dom_exception("InvalidCharacterError", f"The qualified name '{name}' contains an invalid character.")
        return self._new(document_id, new_doctype(name, public_id, system_id))

    @operation
    def instruction_target(self, id_: int) -> str:
        node = self._tree.node(id_)
        return node.target if isinstance(node, ProcessingInstruction) else ""

    @operation
    def doctype_part(self, id_: int, part: str) -> str:
        """`name`, `public_id` or `system_id`."""
        return getattr(self._tree.node(id_), one_of(part, _DOCTYPE_PARTS), "") or ""

    # parts ------------------------------------------------------------------------------------------------------------

    @operation
    def document_element(self, id_: int) -> int | None:
        root = next((c for c in self._tree.node(id_).children if isinstance(c, Element)), None)
        return self._tree.id_or_none(root)

    @operation
    def doctype(self, id_: int) -> int | None:
        return self._tree.id_or_none(
            next((c for c in self._tree.node(id_).children if isinstance(c, turbohtml.Doctype)), None)
        )

    def _html(self, id_: int) -> Element | None:
        """https://html.spec.whatwg.org/#the-html-element-2"""
        root = next((c for c in self._tree.node(id_).children if isinstance(c, Element)), None)
        return root if root is not None and root.tag == "html" and self._tree.is_html(root) else None

    @operation
    def head(self, id_: int) -> int | None:
        """https://html.spec.whatwg.org/#the-head-element-2"""
        root = self._html(id_)
        for child in root.children if root is not None else ():
            if isinstance(child, Element) and child.tag == "head" and self._tree.is_html(child):
                return self._tree.id(child)
        return None

    @operation
    def body(self, id_: int) -> int | None:
        """https://html.spec.whatwg.org/#the-body-element-2"""
        root = self._html(id_)
        for child in root.children if root is not None else ():
            if isinstance(child, Element) and child.tag in ("body", "frameset") and self._tree.is_html(child):
                return self._tree.id(child)
        return None

    @operation
    def title(self, id_: int) -> str:
        """https://html.spec.whatwg.org/#document.title"""
        element = self._title(self._tree.node(id_))
        text = "".join([c.data for c in element.children if isinstance(c, Text)]) if element is not None else ""
        return _SPACES.sub(" ", text).strip(" ")

    def _title(self, document: Node) -> Element | None:
        root = next((c for c in document.children if isinstance(c, Element)), None)
        if root is not None and self._tree.name(root) == Name(SVG, None, "svg"):
            title = Name(SVG, None, "title")
            return next((c for c in root.children if isinstance(c, Element) and self._tree.name(c) == title), None)
        return next((e for e in document.iter_elements("title") if self._tree.is_html(e)), None)

    @operation
    def set_title(self, id_: int, text: str) -> None:
        tree = self._tree
        document = tree.node(id_)
        root = next((c for c in document.children if isinstance(c, Element)), None)
        is_svg = root is not None and tree.name(root) == Name(SVG, None, "svg")
        if root is not None and not is_svg and not tree.is_html(root):
            return
        element = self._title(document)
        if element is None:
            if root is not None and is_svg:
                element = make_element(tree, Name(SVG, None, "title"), in_xml=tree.is_xml(document))
                mutation.insert(tree, element, root, root[0] if len(root) else None)
            else:
                head = self.head(id_)
                if head is None:
                    return
                element = Element("title")
                mutation.insert(tree, element, tree.node(head), None)
        tree.grow(len(text))
        mutation.replace_all(tree, Text(text) if text else None, element)

    # state that the embedder keeps ------------------------------------------------------------------------------------

    @operation
    def document_state(self, name: str) -> str:
        """`ready_state`, `visibility_state` or `referrer` of the window's document."""
        return str(getattr(self._tree, one_of(name, _STATES)))

    @operation
    def is_shown(self) -> bool:
        """True while the window's document is the one of its browsing context."""
        return self._tree.is_shown

    @operation
    def current_script(self) -> int | None:
        return self._tree.id_or_none(self._tree.current_script)

    @operation
    def document_location(self, id_: int) -> str:
        if id_ == self._tree.document_id:
            return self._realm.url
        return self._tree.info(self._tree.node(id_)).url  # type: ignore[arg-type]

    @operation
    def content_type(self, id_: int) -> str:
        return self._tree.info(self._tree.node(id_)).content_type  # type: ignore[arg-type]

    @operation
    def is_xml_document(self, id_: int) -> bool:
        return self._tree.info(self._tree.node(id_)).xml  # type: ignore[arg-type]

    # https://dom.spec.whatwg.org/#concept-document-quirks
    @operation
    def is_quirky(self, id_: int) -> bool:
        document = self._tree.node(id_)
        if self._tree.quirky is not None and document is self._tree.document:
            return self._tree.quirky
        return not self._tree.is_xml(document) and not any(isinstance(c, turbohtml.Doctype) for c in document.children)

    @operation
    def encoding(self, id_: int) -> str:
        return self._tree.encoding if id_ == self._tree.document_id else "UTF-8"

    @operation
    def cookies(self) -> str:
        return self._tree.read_cookies()

    @operation
    def set_cookie(self, text: str) -> None:
        self._tree.write_cookie(text)

    @operation
    def active_element(self) -> int | None:
        """https://html.spec.whatwg.org/#dom-documentorshadowroot-activeelement; None stands for the body"""
        return self._tree.id_or_none(self._tree.focused)

    @operation
    def set_focused(self, id_: int | None, is_shown: bool) -> None:
        """https://html.spec.whatwg.org/#focused-area-of-the-document; `is_shown`: what `:focus-visible` matches"""
        self._tree.focused = None if id_ is None else self._tree.element(id_)
        self._tree.focus_is_shown = is_shown

    # https://html.spec.whatwg.org/#document-write-steps: the loader decides what comes of it
    @operation
    def write(self, text: str, nul: str) -> None:
        """`nul`: the character that stands for U+0000, "" for none."""
        text = text.replace(nul, "\0") if nul else text
        if self._tree.on_write is not None:
            self._tree.on_write(text)
            self._tree.touch()
            return
        self.open_document()
        # AD-HOC: without a parser, what is written comes at the end of the body
        body = self.body(self._tree.document_id)
        if body is not None:
            target = self._tree.element(body)
            for node in parse_fragment(self._tree, text, target):
                mutation.insert(self._tree, node, target, None)

    @operation
    def open_document(self) -> None:
        if self._tree.on_open is not None:
            self._tree.on_open()

    @operation
    def close_document(self) -> None:
        if self._tree.on_close is not None:
            self._tree.on_close()

    # more documents ---------------------------------------------------------------------------------------------------

    @operation
    def create_html_document(self, title: str | None) -> int:
        """https://dom.spec.whatwg.org/#dom-domimplementation-createhtmldocument"""
        made = turbohtml.parse("<!doctype html>", scripting=False)
        self._tree.documents[made] = DocumentInfo()
        number = self._tree.id(made)
        if title is not None:
            self._tree.grow(len(title))
            head = next(made.iter_elements("head"))
            element = Element("title")
            element.append(Text(title))
            mutation.insert(self._tree, element, head, None)
        return number

    @operation
    def create_document(self, content_type: str) -> int:
        """An XML document without children."""
        made = new_document(xml=True)
        self._tree.documents[made] = DocumentInfo(xml=True, content_type=content_type)
        return self._tree.id(made)

    @operation
    def parse_document(self, markup: str, content_type: str, with_shadows: bool, url: str) -> int:
        """https://html.spec.whatwg.org/#dom-domparser-parsefromstring, and, with shadow roots that markup declares,
        https://html.spec.whatwg.org/#dom-parsehtmlunsafe"""
        tree = self._tree
        tree.grow_by_markup(markup)
        tree.grow(_SOURCE * len(markup))
        if content_type != "text/html":
            parsed = parse_xml_document(tree, markup, content_type, url)
            tree.info(parsed).interface = "Document"
            return tree.id(parsed)
        made = turbohtml.parse(markup, scripting=False, positions=False, allow_declarative_shadow_roots=False)
        tree.documents[made] = DocumentInfo(url=url)
        tree.parsed(made, with_shadows=with_shadows)
        tree.already_started.update(made.iter_elements("script"))
        return tree.id(made)
