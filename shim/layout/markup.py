"""The tree of a document as markup for the renderer: shadow trees flattened, the style sheets that apply, the state of
controls, and an id for every element, by which its box is found again.

The markup names nothing that is to be loaded. https://drafts.csswg.org/css-shadow-1/#flattening
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from turbohtml import Element, Node, ShadowRoot, Text

from shim.css.conditions import Screen
from shim.css.sheets import Sheets
from shim.dom.tree import Tree

from .style import style_of
from .user_agent_style import USER_AGENT_SHEET

MOST_ELEMENTS = 20_000
"""Elements beyond are left out."""
MOST_DEPTH = 500
MOST_WORDS = 5_000
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_EMPTIED = frozenset({"script", "style", "noscript", "template", "iframe", "object", "title", "audio", "video", "canvas"})
"""Elements of which the children are not shown. They stay in their places, for the sake of `:nth-child()`."""
_LOADING = frozenset({"src", "srcset", "poster", "data", "srcdoc", "background", "action", "id", "value", "checked"})
"""Attributes that name what is loaded, and those that are written otherwise."""
_NAME = re.compile(r"[^\s\"'<>/=\x00]+\Z")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\x00": "\ufffd"})
_VIEWPORT_HEIGHT = re.compile(r"(?<![-\w.])(\d*\.?\d+)[dsl]?vh\b")
_WORD = "s-word"
_WORD_STYLE = (
    "display:inline-block!important;position:static!important;float:none!important;margin:0!important;"
    "padding:0!important;border:0!important;width:auto!important;height:auto!important"
)


@dataclass(slots=True)
class State:
    """What is not in the tree, and what only pictures need."""

    values: Mapping[int, str] = field(default_factory=dict)
    """The values of text fields that script or the user may have changed, by the identity of the element."""
    images: Mapping[str, str] = field(default_factory=dict)
    """`data:` URLs of images, by the `src` of their elements."""
    viewport_height: int | None = None
    """What `vh` is a hundredth of, where the picture is higher than the viewport."""


@dataclass(slots=True)
class Markup:
    """Markup of a document, and what its ids stand for."""

    html: str
    elements: dict[str, Element]
    words: dict[str, list[str]]
    """By the id of an element in lines, the ids of the words in it."""


def write(tree: Tree, sheets: Sheets, screen: Screen, *, in_lines: Collection[str] = (), state: State | None = None) -> Markup:
    """The markup of the document that the window shows. Each word in the elements with an id in `in_lines` is a box of
    its own."""
    return _Writer(tree, sheets, screen, in_lines, state or State()).write()


class _Writer:
    def __init__(self, tree: Tree, sheets: Sheets, screen: Screen, in_lines: Collection[str], state: State) -> None:
        self._tree = tree
        self._sheets = sheets
        self._screen = screen
        self._in_lines = in_lines
        self._state = state
        self._checked = _elements_of(tree, "checked")
        self._checked_ids = set(map(id, self._checked))
        self._out: list[str] = []
        self._elements: dict[str, Element] = {}
        self._words: dict[str, list[str]] = {}
        self._count = 0
        self._has_shadows = bool(tree.shadows)
        self._scopes: dict[ShadowRoot, int] = {}

    def write(self) -> Markup:
        root = next((node for node in self._tree.document.children if isinstance(node, Element)), None)
        if root is not None:
            self._walk(root)
        style = style_of(self._tree.document, self._scopes, self._sheets, self._screen)
        if self._state.viewport_height is not None:
            style = _in_pixels(style, self._state.viewport_height)
        head = f"<!doctype html><style>{USER_AGENT_SHEET}</style><style>{style}</style>"
        return Markup(head + "".join(self._out), self._elements, self._words)

    def _walk(self, root: Element) -> None:
        # What is still to be written, the next one last: a text to write, or a node with what it stands in.
        waiting: list[str | tuple[Node, int, int | None, tuple[str, ...]]] = [(root, 0, None, ())]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                self._out.append(item)
                continue
            node, depth, scope, lines = item
            if isinstance(node, Text):
                self._out.append(self._text(node.data, lines))
            elif isinstance(node, Element) and len(self._elements) < MOST_ELEMENTS and depth < MOST_DEPTH:
                id_ = self._open(node, scope)
                if node.tag in _VOID:
                    continue
                waiting.append(f"</{node.tag}>")
                if id_ in self._in_lines:
                    lines = (*lines, id_)
                    self._words[id_] = []
                if node.tag == "textarea":
                    self._out.append(self._state.values.get(id(node), node.text).translate(_ESCAPES))
                elif node.tag not in _EMPTIED and not self._is_closed(node):
                    children, inside = self._shown_in(node, scope)
                    waiting.extend((child, depth + 1, own, lines) for child, own in reversed(list(zip(children, inside, strict=True))))

    def _shown_in(self, element: Element, scope: int | None) -> tuple[list[Node], list[int | None]]:
        """The nodes that are shown in an element, and the shadow tree that each is in."""
        if self._has_shadows:
            shadow = self._tree.shadow_of(element)
            if shadow is not None:
                return list(shadow.children), [self._scopes[shadow]] * len(shadow.children)
            if element.tag == "slot" and isinstance(root := self._tree.root(element), ShadowRoot):
                assigned = [node for node in root.host.children if self._tree.slot_of(node) is element]
                if assigned:
                    outer = self._tree.root(root.host)
                    own = self._scopes.get(outer) if isinstance(outer, ShadowRoot) else None
                    return assigned, [own] * len(assigned)
        return list(element.children), [scope] * len(element.children)

    def _is_closed(self, element: Element) -> bool:
        return element.tag == "select" and "multiple" not in element.attrs and not element.children

    def _open(self, element: Element, scope: int | None) -> str:
        """Writes the start tag. Returns the id."""
        own = element.attr("id") or ""
        id_ = own
        if not own or own in self._elements or own.startswith("-"):
            id_ = f"-{self._count}"
            self._count += 1
        self._elements[id_] = element
        tag = element.tag
        parts = [f'<{tag} id="{id_.translate(_ESCAPES)}"']
        for name in element.attrs:
            if name in _LOADING or name.startswith(("on", "s-")) or not _NAME.match(name) or (name == "href" and tag == "link"):
                continue
            value = element.attr(name) or ""
            if name == "style" and self._state.viewport_height is not None:
                value = _in_pixels(value, self._state.viewport_height)
            parts.append(f' {name}="{value.translate(_ESCAPES)}"')
        if self._has_shadows:
            if scope is not None:
                parts.append(f' s-scope="{scope}"')
            shadow = self._tree.shadow_of(element)
            if shadow is not None:
                parts.append(f' s-host="{self._scopes.setdefault(shadow, len(self._scopes))}"')
        if tag == "input":
            value = self._state.values.get(id(element), element.attr("value") or "")
            kind = (element.attr("type") or "").lower()
            parts.append(f' value="{("•" * len(value) if kind == "password" else value).translate(_ESCAPES)}"')
            if id(element) in self._checked_ids:
                parts.append(" checked")
        elif tag == "option" and (id(element) in self._checked_ids or _is_in_list(element)):
            parts.append(" s-shown")
        elif tag in ("img", "video", "canvas"):
            parts.append(self._image(element))
        self._out.append("".join([*parts, ">"]))
        return id_

    def _image(self, element: Element) -> str:
        source = element.attr("src") or ""
        shown = self._state.images.get(source) if element.tag == "img" else None
        if shown is None and element.tag == "img":
            size = self._tree.image_sizes.get(element)
            if source.startswith("data:image/"):
                shown = source
            elif size is not None:
                shown = (
                    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
                    f"width='{size[0]}' height='{size[1]}'/%3E"
                )
        return "" if shown is None else f' src="{shown.translate(_ESCAPES)}"'

    def _text(self, text: str, lines: tuple[str, ...]) -> str:
        if not lines or not text.strip() or sum(map(len, self._words.values())) > MOST_WORDS:
            return text.translate(_ESCAPES)
        parts = []
        for part in re.split(r"([ \t\n\f\r]+)", text):
            if part.strip():
                id_ = f"-{self._count}"
                self._count += 1
                for outer in lines:
                    self._words[outer].append(id_)
                part = f'<{_WORD} id="{id_}" style="{_WORD_STYLE}">{part.translate(_ESCAPES)}</{_WORD}>'
            parts.append(part)
        return "".join(parts)


def _elements_of(tree: Tree, pseudo_class: str) -> list[Element]:
    find = tree.pseudo_classes.get(pseudo_class)
    return list(find()) if find is not None else []


def _in_pixels(css: str, viewport_height: int) -> str:
    """Style in which heights of the viewport are in pixels."""
    return _VIEWPORT_HEIGHT.sub(lambda m: f"{float(m[1]) * viewport_height / 100:g}px", css)


def _is_in_list(option: Element) -> bool:
    """True for the options of a list that does not drop down."""
    parent = option.parent
    return isinstance(parent, Element) and parent.tag == "select" and "multiple" in parent.attrs
