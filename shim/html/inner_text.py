"""The text of an element as a reader would get it. https://html.spec.whatwg.org/#the-innertext-idl-attribute

AD-HOC: there is no layout; which elements are blocks, table parts or not rendered is taken from their names, the
`hidden` attribute and an inline `display: none`, not from style sheets.
"""

from __future__ import annotations

import re

from turbohtml import Element, Text

_HIDDEN = frozenset({
    "area", "audio", "base", "basefont", "canvas", "datalist", "dialog", "embed", "head", "iframe", "img", "input",
    "link", "meta", "meter", "noembed", "noframes", "noscript", "object", "param", "progress", "rp", "script",
    "source", "style", "svg", "template", "title", "track", "video",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "plaintext",
    "pre", "search", "section", "select", "summary", "table", "ul", "xmp",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_TEXTLESS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "select", "optgroup"})
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\r]+")


class _Verbatim(str):
    """Text whose white space counts."""

    __slots__ = ()


_Item = str | int
"""Text, or a required line break count."""


def _rendered(element: Element) -> bool:
    if element.tag in _HIDDEN and not (element.tag == "dialog" and "open" in element.attrs):
        return False
    return "hidden" not in element.attrs and not _NONE.search(element.attr("style") or "")


def inner_text(element: Element, *, connected: bool) -> str:
    """The `innerText` of an element; the descendant text content when it is not rendered itself."""
    if not connected or not _rendered(element):
        return "".join([t.data for t in element.descendants if isinstance(t, Text)])
    items: list[_Item] = []
    for child in element.children:
        _collect(child, items, verbatim=element.tag in _PREFORMATTED)
    return _join(items)


# https://html.spec.whatwg.org/#rendered-text-collection-steps
def _collect(node: object, items: list[_Item], *, verbatim: bool) -> None:
    if isinstance(node, Text):
        if not (isinstance(node.parent, Element) and node.parent.tag in _TEXTLESS):
            items.append(_Verbatim(node.data) if verbatim else _SPACES.sub(" ", node.data))
        return
    if not isinstance(node, Element) or not _rendered(node):
        return
    tag = node.tag
    if tag == "br":
        items.append(_Verbatim("\n"))
        return
    breaks = 2 if tag == "p" else 1 if tag in _BLOCKS else 0
    if breaks:
        items.append(breaks)
    for child in node.children:
        _collect(child, items, verbatim=verbatim or tag in _PREFORMATTED)
    if tag in _CELLS and _has_later(node, _CELLS):
        items.append(_Verbatim("\t"))
    if tag == "tr" and _has_later_row(node):
        items.append(_Verbatim("\n"))
    if breaks:
        items.append(breaks)


def _has_later(element: Element, tags: frozenset[str]) -> bool:
    return any(isinstance(s, Element) and s.tag in tags for s in element.next_siblings)


def _has_later_row(row: Element) -> bool:
    """True when a row comes after this one, in its own or a later row group."""
    if _has_later(row, frozenset({"tr"})):
        return True
    group = row.parent
    if not isinstance(group, Element) or group.tag == "table":
        return False
    return any(isinstance(s, Element) and _has_row(s) for s in group.next_siblings)


def _has_row(group: Element) -> bool:
    return any(isinstance(c, Element) and c.tag == "tr" for c in group.children)


def _join(items: list[_Item]) -> str:
    """Steps 4 to 8: runs of required line breaks become as many newlines as the largest asks for, none at either end.
    White space at the edges of lines falls away as it does in layout."""
    text = ""
    pending = 0
    for item in items:
        if isinstance(item, int):
            text = text.rstrip(" ")
            pending = max(pending, item) if text else 0
            continue
        verbatim = isinstance(item, _Verbatim)
        at_line_start = not text or pending or text[-1] in "\n\t "
        piece = item if verbatim or not at_line_start else item.lstrip(" ")
        if piece == "":
            continue
        if pending:
            text += "\n" * pending
            pending = 0
        if verbatim and piece in ("\n", "\t"):
            text = text.rstrip(" ")
        text += piece
    return text if items and isinstance(items[-1], _Verbatim) else text.rstrip(" ")
