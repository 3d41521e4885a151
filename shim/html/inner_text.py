"""The text of an element as a reader would get it. https://html.spec.whatwg.org/#the-innertext-idl-attribute"""

from __future__ import annotations

import re

from turbohtml import Element, Text

from shim.css.rendering import Rendering

_TEXTLESS_TAGS = frozenset({
    "audio", "canvas", "embed", "iframe", "img", "input", "meter", "progress", "textarea", "video",
})  # fmt: skip
"""Elements whose own box holds no text of their children."""
_BLOCKS = frozenset({"block", "flex", "flow-root", "grid", "list-item", "table", "table-caption"})
_OF_TABLES = frozenset({"table", "table-row-group", "table-header-group", "table-footer-group", "table-row"})
"""Boxes in which text is not laid out, but for what is in further boxes."""
_SELECTS = frozenset({"select", "optgroup"})
_PRESERVED = frozenset({"pre", "pre-wrap", "break-spaces"})
_SPACES = re.compile(r"[ \t\n\f\r]+")
_BLANKS = re.compile(r"[ \t\f\r]+")
_WORD = re.compile(r"[^\W_]+")


class _Verbatim(str):
    """Text whose white space counts."""

    __slots__ = ()


class _Unseen(str):
    """Text that has its place and is not seen."""

    __slots__ = ()


_Item = str | int
"""Text, or a required line break count."""


def inner_text(element: Element, rendering: Rendering) -> str:
    """The `innerText` of an element; the descendant text content when it is not rendered itself."""
    if not rendering.is_rendered(element):
        return "".join([t.data for t in element.descendants if isinstance(t, Text)])
    items: list[_Item] = []
    if not rendering.skips(element):
        _collect_children(element, items, rendering)
    return _join(items)


# https://html.spec.whatwg.org/#rendered-text-collection-steps
def _collect_children(element: Element, items: list[_Item], rendering: Rendering) -> None:
    values = rendering.values(element)
    if element.tag in _TEXTLESS_TAGS or values["content-visibility"] == "hidden":
        return
    is_closed = element.tag == "details" and "open" not in element.attrs
    holds_text = values["display"] not in _OF_TABLES and element.tag not in _SELECTS
    for child in element.children:
        if isinstance(child, Text):
            if holds_text and not is_closed:
                items.append(_shown(child.data, values))
        elif isinstance(child, Element) and not (is_closed and child is not rendering.summary(element)):
            _collect(child, items, rendering)


def _shown(text: str, values: dict[str, str]) -> str:
    """A text as it is laid out in an element of these computed values."""
    space, transform = values["white-space"], values["text-transform"]
    if transform == "uppercase":
        text = text.upper()
    elif transform == "lowercase":
        text = text.lower()
    elif transform == "capitalize":
        text = _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], text)
    if space == "pre-line":
        text = _BLANKS.sub(" ", text)
    elif space not in _PRESERVED:
        text = _SPACES.sub(" ", text)
    if values["visibility"] != "visible":
        return _Unseen(text)
    return _Verbatim(text) if space in _PRESERVED or space == "pre-line" else text


def _collect(element: Element, items: list[_Item], rendering: Rendering) -> None:
    if not rendering.is_generated(element):
        return
    if element.tag == "br":
        items.append(_Verbatim("\n"))
        return
    display = rendering.values(element)["display"]
    breaks = 2 if element.tag == "p" else 1 if display in _BLOCKS else 0
    if breaks:
        items.append(breaks)
    _collect_children(element, items, rendering)
    if display == "table-cell" and _has_later(element, "table-cell", rendering):
        items.append(_Verbatim("\t"))
    if display == "table-row" and _has_later_row(element, rendering):
        items.append(_Verbatim("\n"))
    if breaks:
        items.append(breaks)


def _has_later(element: Element, display: str, rendering: Rendering) -> bool:
    return any(isinstance(s, Element) and rendering.values(s)["display"] == display for s in element.next_siblings)


def _has_later_row(row: Element, rendering: Rendering) -> bool:
    """True when a row comes after this one, in its own or a later row group."""
    if _has_later(row, "table-row", rendering):
        return True
    group = row.parent
    if not isinstance(group, Element) or rendering.values(group)["display"] == "table":
        return False
    return any(isinstance(s, Element) and _has_row(s, rendering) for s in group.next_siblings)


def _has_row(group: Element, rendering: Rendering) -> bool:
    return any(isinstance(c, Element) and rendering.values(c)["display"] == "table-row" for c in group.children)


def _join(items: list[_Item]) -> str:
    """Steps 4 to 8: runs of required line breaks become as many newlines as the largest asks for, none at either end.
    White space at the edges of lines falls away as it does in layout."""
    text = ""
    pending = 0
    follows_unseen = False
    for item in items:
        if isinstance(item, int):
            text = text.rstrip(" ")
            pending = max(pending, item) if text else 0
            continue
        if isinstance(item, _Unseen):
            follows_unseen = follows_unseen or item.strip() != ""
            continue
        verbatim = isinstance(item, _Verbatim)
        at_line_start = (not text or pending or text[-1] in "\n\t ") and not follows_unseen
        piece = item if verbatim or not at_line_start else item.lstrip(" ")
        if piece == "":
            continue
        follows_unseen = False
        if pending:
            text += "\n" * pending
            pending = 0
        if verbatim and piece in ("\n", "\t"):
            text = text.rstrip(" ")
        text += piece
    return text if items and isinstance(items[-1], _Verbatim) else text.rstrip(" ")
