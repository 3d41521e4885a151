"""Nodes that turbohtml's public API cannot make: documents without children, doctypes, elements of any name.

This is the one place that uses a private name of turbohtml's, the function with which its nodes are unpickled. What it
does is checked when this module is imported.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from turbohtml import Doctype, Document, Element, Node, ProcessingInstruction, Text

from shim.errors import IncompatiblePackageError

try:
    from turbohtml._html import _reconstruct
except ImportError:
    raise IncompatiblePackageError("turbohtml", "it has no _reconstruct") from None

_DOCUMENT, _ELEMENT, _DOCTYPE, _INSTRUCTION = 0, 1, 4, 6


def new_document(children: Sequence[Node] = (), *, xml: bool = False) -> Document:
    """A document with these children."""
    made = _reconstruct(_DOCUMENT, 0, list(children), xml)
    assert isinstance(made, Document)
    return made


def new_element(name: str, children: Sequence[Node] = (), *, namespace: int = 0, xml: bool = False) -> Element:
    """An element; `namespace` is turbohtml's number of one, 0 for HTML. In XML the name keeps its case."""
    description: object = (name, {}, namespace) if namespace else (name, {})
    made = _reconstruct(_ELEMENT, description, list(children), xml)
    assert isinstance(made, Element)
    return made


def new_doctype(name: str, public_id: str, system_id: str) -> Node:
    """A doctype with its identifiers."""
    return _reconstruct(_DOCTYPE, (name, public_id, system_id), [], 1)


def new_instruction(target: str, data: str) -> Node:
    """A processing instruction."""
    return _reconstruct(_INSTRUCTION, (target, data), [], 1)


def without_children(node: Node) -> Node:
    """A copy of a node alone."""
    reduced: Any = node.__reduce__()
    kind, description, _, xml = reduced[1]
    try:
        made = _reconstruct(kind, description, [], xml)
        if isinstance(node, Element) and isinstance(made, Element):
            # INTEROP: turbohtml keeps the tokens of some attributes only
            for name, value in node.attrs.items():
                if isinstance(value, list):
                    made.attrs[name] = node.attr(name)
        return made
    except ValueError:  # names of attributes that only a parser makes
        made = copy.deepcopy(node)
        for child in list(made.children):
            child.extract()
        return made


def _check() -> None:
    """Raises `IncompatiblePackageError` if nodes do not come out as they should."""
    try:
        element = new_element("Main", [Text("x")], xml=True)
        document = new_document([element], xml=True)
        doctype, instruction = new_doctype("html", "p", "s"), new_instruction("a", "b")
        svg, div = new_element("circle", namespace=1), new_element("div")
        div.attrs["id"] = "y"
        alone = without_children(element)
        is_right = (
            document.children == (element,)
            and (element.tag, element.text, svg.tag, len(new_document())) == ("Main", "x", "circle", 0)
            and svg.namespace is not div.namespace
            and isinstance(doctype, Doctype)
            and (doctype.name, doctype.public_id, doctype.system_id) == ("html", "p", "s")
            and isinstance(instruction, ProcessingInstruction)
            and (instruction.target, instruction.data) == ("a", "b")
            and isinstance(alone, Element)
            and (alone.tag, len(alone), alone is element) == ("Main", 0, False)
            and without_children(div).html == '<div id="y"></div>'
        )
    except Exception as error:
        raise IncompatiblePackageError("turbohtml", f"_reconstruct raises {type(error).__name__}: {error}") from None
    if not is_right:
        raise IncompatiblePackageError("turbohtml", "_reconstruct makes other nodes than it was asked for")


_check()
