"""The nodes of one document as script sees them: by number, with the interface that each has."""

from __future__ import annotations

from collections.abc import Callable

import turbohtml
from turbohtml import Comment, Document, DocumentFragment, Element, Namespace, Node, ProcessingInstruction, ShadowRoot, Text

from ..engine.realm import HostError, dom_exception
from .interfaces import HTML_INTERFACES

Hook = Callable[[Element], None]


class Tree:
    """A document's tree. Script holds nodes by id; ids are given on first sight and kept while the document lives.

    `inserted` and `removed` hold what the embedder wants to know of elements by tag name, called after a node became
    connected or stopped being so.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._nodes: list[Node] = []
        self._ids: dict[Node, int] = {}
        self.inserted: dict[str, Hook] = {}
        self.removed: dict[str, Hook] = {}
        self.document_id = self.id(document)

    def node(self, id_: int) -> Node:
        """The node of that id; an id that was never given is a TypeError in the page."""
        try:
            return self._nodes[id_]
        except (IndexError, TypeError):
            raise HostError("TypeError", "parameter is not of type 'Node'.") from None

    def element(self, id_: int) -> Element:
        """The element of that id."""
        node = self.node(id_)
        if not isinstance(node, Element):
            raise HostError("TypeError", "parameter is not of type 'Element'.")
        return node

    def id(self, node: Node) -> int:
        """The node's number, a new one when script has not seen it."""
        found = self._ids.get(node)
        if found is None:
            found = self._ids[node] = len(self._nodes)
            self._nodes.append(node)
        return found

    def id_or_none(self, node: Node | None) -> int | None:
        return None if node is None else self.id(node)

    def ids(self, nodes: object) -> str:
        """Several nodes in one answer: their ids, separated by spaces."""
        return " ".join([str(self.id(n)) for n in nodes])  # type: ignore[attr-defined]

    def is_connected(self, node: Node) -> bool:
        """https://dom.spec.whatwg.org/#connected (shadow trees count through their host)"""
        while True:
            parent = node.parent
            if parent is None:
                if node is self.document:
                    return True
                if isinstance(node, ShadowRoot):
                    node = node.host
                    continue
                return False
            node = parent

    # https://dom.spec.whatwg.org/#concept-node-insert and #concept-node-remove, as far as elements of interest go
    def notify(self, hooks: dict[str, Hook], root: Node) -> None:
        """Calls the hooks of every element of interest at or below `root`."""
        if hooks and isinstance(root, (Element, DocumentFragment)):
            for element in list(root.iter_elements(list(hooks), include_self=True)):
                hooks[element.tag](element)

    def interface(self, node: Node) -> str:
        """The name of the interface that script sees."""
        if isinstance(node, Element):
            if node.namespace is Namespace.HTML:
                return HTML_INTERFACES.get(node.tag) or ("HTMLElement" if "-" in node.tag else "HTMLUnknownElement")
            return "SVGElement" if node.namespace is Namespace.SVG else "Element"
        if isinstance(node, Text):
            return "Text"
        if isinstance(node, Comment):
            return "Comment"
        if isinstance(node, Document):
            return "HTMLDocument"
        if isinstance(node, ShadowRoot):
            return "ShadowRoot"
        if isinstance(node, DocumentFragment):
            return "DocumentFragment"
        if isinstance(node, ProcessingInstruction):
            return "ProcessingInstruction"
        if isinstance(node, turbohtml.Doctype):
            return "DocumentType"
        return "CDATASection"


def hierarchy_error(message: str) -> HostError:
    """The error for a node that cannot stand where it is put."""
    return dom_exception("HierarchyRequestError", message)
