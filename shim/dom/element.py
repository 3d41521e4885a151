"""Host operations on elements and documents: attributes, selectors, markup. https://dom.spec.whatwg.org/#interface-element"""

from __future__ import annotations

from turbohtml import Comment, DocumentFragment, Element, Node, SelectorSyntaxError, Text

from ..engine.realm import dom_exception, operation
from .tree import Tree


class ElementOperations:
    """What `js/platform/dom` calls for elements and documents."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @operation
    def tag(self, id_: int) -> str:
        return self._tree.element(id_).tag

    @operation
    def get_attribute(self, id_: int, name: str) -> str | None:
        element = self._tree.element(id_)
        value = element.attr(name)
        return "" if value is None and name in element.attrs else value

    @operation
    def has_attribute(self, id_: int, name: str) -> bool:
        return name in self._tree.element(id_).attrs

    @operation
    def set_attribute(self, id_: int, name: str, value: str) -> None:
        self._tree.element(id_).attrs[name] = value

    @operation
    def remove_attribute(self, id_: int, name: str) -> None:
        self._tree.element(id_).attrs.pop(name, None)

    @operation
    def select(self, id_: int, selector: str) -> str:
        """https://dom.spec.whatwg.org/#scope-match-a-selectors-string; ids separated by spaces"""
        try:
            return self._tree.ids(self._tree.node(id_).select(selector))
        except SelectorSyntaxError:
            raise _bad_selector(selector) from None

    @operation
    def select_one(self, id_: int, selector: str) -> int | None:
        try:
            return self._tree.id_or_none(self._tree.node(id_).select_one(selector))
        except SelectorSyntaxError:
            raise _bad_selector(selector) from None

    @operation
    def by_id(self, name: str) -> int | None:
        return self._tree.id_or_none(self._tree.document.find(attrs={"id": name}))

    @operation
    def create_element(self, tag: str) -> int:
        return self._tree.id(Element(tag))

    @operation
    def create_text(self, data: str) -> int:
        return self._tree.id(Text(data))

    @operation
    def create_comment(self, data: str) -> int:
        return self._tree.id(Comment(data))

    @operation
    def create_fragment(self) -> int:
        return self._tree.id(DocumentFragment())

    @operation
    def document_part(self, name: str) -> int | None:
        """The html, head or body element."""
        root = self._tree.document.root
        if root is None or name == "html":
            return self._tree.id_or_none(root)
        found: Node | None = next((c for c in root.children if isinstance(c, Element) and c.tag == name), None)
        return self._tree.id_or_none(found)

    @operation
    def inner_html(self, id_: int) -> str:
        return self._tree.node(id_).inner_html

    @operation
    def outer_html(self, id_: int) -> str:
        return self._tree.node(id_).html


def _bad_selector(selector: str) -> Exception:
    return dom_exception("SyntaxError", f"'{selector}' is not a valid selector.")
