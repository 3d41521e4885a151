"""The stack of open elements. https://html.spec.whatwg.org/multipage/parsing.html#the-stack-of-open-elements"""

from __future__ import annotations

from collections.abc import Container

from turbohtml import Element, Node

from shim.dom.names import HTML, MATHML, SVG

from .tokenizer import Tag

_FOREIGN_SCOPE = frozenset(
    [(MATHML, name) for name in ("mi", "mo", "mn", "ms", "mtext", "annotation-xml")]
    + [(SVG, name) for name in ("foreignObject", "desc", "title")]
)
DEFAULT = frozenset(["applet", "caption", "html", "table", "td", "th", "marquee", "object", "select", "template"])
"""https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope"""
BUTTON = DEFAULT | {"button"}
LIST = DEFAULT | {"ol", "ul"}
TABLE = frozenset(["html", "table", "template"])

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
SPECIAL = frozenset([
    "address", "applet", "area", "article", "aside", "base", "basefont", "bgsound", "blockquote", "body", "br",
    "button", "caption", "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "embed",
    "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "iframe", "img", "input", "keygen", "li", "link", "listing", "main",
    "marquee", "menu", "meta", "nav", "noembed", "noframes", "noscript", "object", "ol", "p", "param", "plaintext",
    "pre", "script", "search", "section", "select", "source", "style", "summary", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "wbr", "xmp"
])  # fmt: skip
_IMPLIED = frozenset(["dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"])
_THOROUGHLY = _IMPLIED | {"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"}


class Open:
    """An element that the parser has made. `content`: where its children go, if that is not the element."""

    __slots__ = ("content", "name", "namespace", "node", "tag")

    def __init__(self, node: Element, name: str, namespace: str, tag: Tag) -> None:
        self.node = node
        self.name = name
        self.namespace = namespace
        self.tag = tag
        self.content: Node | None = None

    def is_html(self, *names: str) -> bool:
        """True for an HTML element of one of these names."""
        return self.namespace is HTML and self.name in names

    @property
    def is_special(self) -> bool:
        """https://html.spec.whatwg.org/multipage/parsing.html#special"""
        if self.namespace is HTML:
            return self.name in SPECIAL
        return (self.namespace, self.name) in _FOREIGN_SCOPE


class OpenElements(list[Open]):
    """The stack; the current node is the last."""

    @property
    def current(self) -> Open:
        return self[-1]

    def has(self, *names: str) -> bool:
        """True when an HTML element of one of these names is open."""
        return any(each.namespace is HTML and each.name in names for each in self)

    def in_scope(self, *names: str, scope: Container[str] = DEFAULT) -> bool:
        """https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-the-specific-scope"""
        for each in reversed(self):
            if each.namespace is HTML:
                if each.name in names:
                    return True
                if each.name in scope:
                    return False
            elif scope is not TABLE and (each.namespace, each.name) in _FOREIGN_SCOPE:
                return False
        return False

    def holds_in_scope(self, item: Open) -> bool:
        """True when that very element is in scope."""
        for each in reversed(self):
            if each is item:
                return True
            if each.name in DEFAULT if each.namespace is HTML else (each.namespace, each.name) in _FOREIGN_SCOPE:
                return False
        return False

    def pop_until(self, *names: str) -> None:
        """Pops up to and with an HTML element of one of these names."""
        while self:
            if self.pop().is_html(*names):
                return

    def pop_to(self, names: Container[str]) -> None:
        """Pops until the current node is an HTML element of one of these names."""
        while self[-1].namespace is not HTML or self[-1].name not in names:
            self.pop()

    def imply_end_tags(self, but: str = "", *, thoroughly: bool = False) -> None:
        """https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags"""
        names = _THOROUGHLY if thoroughly else _IMPLIED
        while self[-1].namespace is HTML and self[-1].name in names and self[-1].name != but:
            self.pop()
