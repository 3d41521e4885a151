"""Small questions about HTML elements that several providers ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import CData, Document, DocumentFragment, Element, Node, Text

_INTEGER = re.compile(r"[\t\n\f\r ]*([+-]?\d+)", re.ASCII)


def ancestors(node: Node) -> Iterator[Element]:
    """The elements above a node, nearest first, inside its tree."""
    parent = node.parent
    while isinstance(parent, Element):
        yield parent
        parent = parent.parent


def first_with_id(root: Node, name: str) -> Element | None:
    """The first element of that ID in the tree of `root`, in tree order."""
    if not name:
        return None
    if isinstance(root, Element) and root.attr("id") == name:
        return root
    return root.find(attrs={"id": name}) if isinstance(root, (Document, Element, DocumentFragment)) else None


def child_text(node: Node) -> str:
    """https://dom.spec.whatwg.org/#concept-child-text-content"""
    return "".join([child.data for child in node.children if isinstance(child, (Text, CData))])


def input_type(element: Element) -> str:
    """The `type` attribute in lower case; not checked against the known types."""
    return (element.attr("type") or "").lower()


def is_submit_button(element: Element) -> bool:
    """https://html.spec.whatwg.org/#concept-submit-button"""
    kind = input_type(element)
    if element.tag == "button":
        commands = "command" in element.attrs or "commandfor" in element.attrs
        return kind == "submit" or (kind not in ("reset", "button") and not commands)
    return element.tag == "input" and kind in ("submit", "image")


def number(text: str | None) -> int | None:
    """https://html.spec.whatwg.org/#rules-for-parsing-integers; None for no text or no integer"""
    found = _INTEGER.match(text or "")
    return int(found.group(1)) if found else None
