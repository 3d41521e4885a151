"""The tree of a document as markup for the renderer: shadow trees flattened, the style sheets that apply, the state of
controls, and an id for every element, by which its box is found again.

The markup names nothing that is to be loaded. https://drafts.csswg.org/css-shadow-1/#flattening
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node, ShadowRoot, Text

from shim.css.cascade import Cascade
from shim.css.lengths import Lengths
from shim.dom.tree import Tree

from .baselines import Baselines
from .positioned import Moves
from .style import for_renderer, style_of
from .user_agent_style import COUNTS, USER_AGENT_SHEET, rule_for_count

MOST_ELEMENTS = 20_000
"""Elements beyond are left out."""
MOST_DEPTH = 500
MOST_WORDS = 5_000
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_EMPTIED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "title", "audio", "video", "canvas"}
)
"""Elements of which the children are not shown. They stay in their places, for the sake of `:nth-child()`."""
_LOADING = frozenset({"src", "srcset", "poster", "data", "srcdoc", "background", "action", "id", "value", "checked"})
"""Attributes that name what is loaded, and those that are written otherwise."""
_NAME = re.compile(r"[^\s\"'<>/=\x00]+\Z")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\x00": "\ufffd"})
_VIEWPORT_HEIGHT = re.compile(r"(?<![-\w.])(\d+(?:\.\d+)?|\.\d+)[dsl]?vh\b")
_LABELS = {"submit": "Submit", "reset": "Reset", "file": "Choose File"}
"""Labels of inputs without a value."""
TEXT = "-"
"""The mark of a text in `Markup.children`, in the place of an id."""
STRUT = "\u2060"
"""A text without width, which gives a line of boxes the height of its text."""
_SPACES = " \t\n\f\r"
_WORD = "s-word"
_BESIDE = ("padding-left", "padding-right", "margin-left", "margin-right", "border-left-style", "border-right-style")
_NOTHING = frozenset({"0", "0px", "none", "hidden", "auto"})
REPLACED = frozenset({"audio", "canvas", "embed", "iframe", "img", "input", "meter", "object", "progress", "video"})
"""HTML elements that are boxes by themselves."""
MOST_BOXED = 60
"""Characters of an element in lines that is written as a box, which never goes over several lines."""
_WORD_STYLE = (
    "display:inline-block!important;position:static!important;float:none!important;margin:0!important;"
    "padding:0!important;border:0!important;width:auto!important;height:auto!important;line-height:normal!important"
)


@dataclass(slots=True)
class State:
    """State that is not in the tree, and values that only pictures need."""

    values: Mapping[int, str] = field(default_factory=dict)
    """The values of text fields that script or the user may have changed, by the identity of the element."""
    images: Mapping[str, str] = field(default_factory=dict)
    """`data:` URLs of images, by the `src` of their elements."""
    viewport_height: int | None = None
    """The height that `vh` is a hundredth of, in CSS pixels, where the picture is higher than the viewport."""


@dataclass(slots=True)
class Markup:
    """Markup of a document, and what its ids stand for."""

    html: str
    elements: dict[str, Element]
    words: dict[str, list[str]]
    """By the id of an element in lines, the ids of the words in it; of all words by ""."""
    children: dict[str, list[str]] = field(default_factory=dict)
    """By the id of an element, the ids of the elements and words that are written in it, in their order, and `TEXT` for
    other text; the root's by ""."""
    boxed: set[str] = field(default_factory=set)
    """The ids of the elements in lines that are written as boxes in them."""

    def is_like(self, other: Markup) -> bool:
        """True when the other one says the same of the same elements."""
        mine, theirs = self.elements.values(), other.elements.values()
        return self.html == other.html and all(a is b for a, b in zip(mine, theirs, strict=True))


def write(
    tree: Tree,
    cascade: Cascade,
    *,
    moves: Moves | None = None,
    in_lines: Collection[int] = (),
    state: State | None = None,
) -> Markup:
    """The markup of the document that the window shows. `in_lines`: elements in lines, by identity; each word in them,
    and in what they stand in, is a box of its own."""
    return _Writer(tree, cascade, moves or Moves(), in_lines, state or State()).write()


class _Waiting(NamedTuple):
    """A node that is still to be written."""

    node: Node
    parent: str
    """The id of what it is written in."""
    depth: int
    scope: int | None
    """The shadow tree that it is in."""
    lines: tuple[str, ...]
    """The ids of the elements in lines that it is in."""
    has_words: bool
    """True for a text of which each word is a box."""
    is_moved: bool
    """True when it is written elsewhere than it is, or is in such an element."""
    is_root_of_move: bool = False


class _End(NamedTuple):
    element: Element
    id: str


class _Writer:
    def __init__(self, tree: Tree, cascade: Cascade, moves: Moves, in_lines: Collection[int], state: State) -> None:
        self._tree = tree
        self._cascade = cascade
        self._moves = moves
        self._moved: dict[int | None, list[_Waiting]] = {}
        self._in_lines = in_lines
        self._state = state
        self._checked = _elements_of(tree, "checked")
        self._checked_ids = set(map(id, self._checked))
        self._out: list[str] = []
        self._elements: dict[str, Element] = {}
        self._words: dict[str, list[str]] = {"": []}
        self._children: dict[str, list[str]] = {}
        self._boxed: set[str] = set()
        self._lengths = Lengths(cascade)
        self._baselines = Baselines(cascade, self._lengths)
        self._counts: set[str] = set()
        """Rules for the sizes of text fields."""
        self._count = 0
        self._has_shadows = bool(tree.shadows)
        self._scopes: dict[ShadowRoot, int] = {}

    def write(self) -> Markup:
        root = next((node for node in self._tree.document.children if isinstance(node, Element)), None)
        if root is not None:
            self._walk(root)
        style = style_of(self._tree.document, self._scopes, self._cascade)
        if self._state.viewport_height is not None:
            style = _in_pixels(style, self._state.viewport_height)
        own = USER_AGENT_SHEET + "".join(sorted(self._counts))
        head = f"<!doctype html><style>{own}</style><style>{style}</style>"
        return Markup(head + "".join(self._out), self._elements, self._words, self._children, self._boxed)

    def _walk(self, root: Element) -> None:
        # What is still to be written, the next one last.
        waiting: list[str | _Waiting | _End] = [_Waiting(root, "", 0, None, (), has_words=False, is_moved=False)]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                self._out.append(item)
            elif isinstance(item, _End):
                waiting.extend(self._end(item))
            elif isinstance(item.node, Text):
                self._out.append(self._text(item, item.node.data))
            elif isinstance(item.node, Element) and len(self._elements) < MOST_ELEMENTS and item.depth < MOST_DEPTH:
                if item.node in self._moves and not item.is_root_of_move:
                    # Something is left in its place, for the sake of `:nth-child()`.
                    self._out.append("<s-moved></s-moved>")
                    outer = self._moves.to.get(id(item.node))
                    moved = item._replace(lines=(), is_moved=True, is_root_of_move=True)
                    self._moved.setdefault(None if outer is None else id(outer), []).append(moved)
                else:
                    waiting.extend(self._element(item, item.node))

    def _element(self, item: _Waiting, element: Element) -> list[str | _Waiting | _End]:
        """Writes the start of an element. Returns what is to come after it, the next one last."""
        id_ = self._open(element, item.scope, is_moved=item.is_moved)
        self._note(item.parent, id_)
        if element.tag in _VOID:
            return []
        rest: list[str | _Waiting | _End] = [_End(element, id_)]
        lines = item.lines
        has_words = id(element) in self._in_lines
        if has_words:
            lines = (*lines, id_)
            self._words[id_] = []
        if element.tag == "textarea":
            self._out.append(self._state.values.get(id(element), element.text).translate(_ESCAPES))
        elif element.tag not in _EMPTIED:
            shown = self._shown_in(element, item.scope)
            # What is positioned is as in its line only where all of the line is boxes.
            has_words = has_words or (bool(self._in_lines) and any(id(child) in self._in_lines for child, _ in shown))
            for child, scope in reversed(shown):
                rest.append(_Waiting(child, id_, item.depth + 1, scope, lines, has_words, item.is_moved))
        return rest

    def _end(self, end: _End) -> list[str | _Waiting | _End]:
        """The markup at the end of an element: the elements positioned in it, and the end tag."""
        own: list[str | _Waiting | _End] = [
            each._replace(parent=end.id) for each in self._moved.pop(id(end.element), ())
        ]
        if end.element.tag == "body":
            x, y = self._moves.origin
            scrolled_x, scrolled_y = self._moves.scrolled
            in_viewport = self._moved.pop(None, [])
            for ids, left, top in (
                (self._moves.to_document, -x, -y),
                (self._moves.to_viewport, scrolled_x - x, scrolled_y - y),
            ):
                inside = [each._replace(parent=end.id) for each in in_viewport if id(each.node) in ids]
                if inside:
                    own = [*own, "</s-view>", *inside, self._view(left, top)]
        return [end, *own] if own else [f"</{end.element.tag}>"]

    def _view(self, left: float, top: float) -> str:
        """The start of a box as large as the viewport."""
        viewport = self._cascade.viewport
        style = f"position:absolute;left:{left:g}px;top:{top:g}px;width:{viewport.width}px;height:{viewport.height}px"
        return f'<s-view style="{style};display:block;margin:0;padding:0;border:0;background:none">'

    def _shown_in(self, element: Element, scope: int | None) -> list[tuple[Node, int | None]]:
        """The nodes that are shown in an element, each with the shadow tree that it is in."""
        if self._has_shadows:
            shadow = self._tree.shadow_of(element)
            if shadow is not None:
                return [(child, self._scopes[shadow]) for child in shadow.children]
            if element.tag == "slot" and isinstance(root := self._tree.root(element), ShadowRoot):
                outer = self._tree.root(root.host)
                own = self._scopes.get(outer) if isinstance(outer, ShadowRoot) else None
                assigned = [node for node in root.host.children if self._tree.slots.slot_of(node) is element]
                if assigned:
                    return [(node, own) for node in assigned]
        return [(child, scope) for child in element.children]

    def _open(self, element: Element, scope: int | None, *, is_moved: bool) -> str:
        """Writes the start tag. Returns the id."""
        own = element.attr("id") or ""
        id_ = own
        if not own or own in self._elements or own.startswith("-"):
            id_ = f"-{self._count}"
            self._count += 1
        self._elements[id_] = element
        tag = element.tag
        parts = [f'<{tag} id="{id_.translate(_ESCAPES)}"']
        in_line = self._boxed_style(element, id_) or self._baselines.style(element)
        if in_line and id_ not in self._boxed:
            self._out.append(STRUT)
        added = f"{self._cascade.animated_style(element)};{in_line}".strip(";")
        for name in element.attrs:
            if not _is_written(name, tag):
                continue
            value = element.attr(name) or ""
            if name == "style" and (is_moved or added):
                continue
            if name == "style":
                value = self._style(value)
            parts.append(f' {name}="{value.translate(_ESCAPES)}"')
            if name in COUNTS.get(tag, ()):
                self._counts.add(rule_for_count(tag, name, value))
        if self._has_shadows:
            if scope is not None:
                parts.append(f' s-scope="{scope}"')
            shadow = self._tree.shadow_of(element)
            if shadow is not None:
                parts.append(f' s-host="{self._scopes.setdefault(shadow, len(self._scopes))}"')
        if is_moved or added:
            own_style = self._cascade.style_text(element) if is_moved else self._style(element.attr("style") or "")
            parts.append(f' style="{f"{own_style};{added}".translate(_ESCAPES)}"')
        if tag in COUNTS and self._is_stretched(element):
            parts.append(" s-stretched")
        if tag == "input":
            kind = (element.attr("type") or "").lower()
            value = self._state.values.get(id(element), element.attr("value") or _LABELS.get(kind, ""))
            parts.append(f' value="{("•" * len(value) if kind == "password" else value).translate(_ESCAPES)}"')
            if id(element) in self._checked_ids:
                parts.append(" checked s-checked")
        elif tag == "option" and (id(element) in self._checked_ids or _is_in_list(element)):
            parts.append(" s-shown s-checked" if id(element) in self._checked_ids else " s-shown")
        elif tag in ("img", "video", "canvas"):
            parts.append(self._image(element))
        self._out.append("".join([*parts, ">"]))
        return id_

    def _boxed_style(self, element: Element, id_: str) -> str:
        """Style that makes a short element in lines a box, if there is anything around what is in it.

        INTEROP: the renderer leaves no room in lines for padding, borders and margins of elements.
        """
        values = self._cascade.values(element)
        is_in_lines = values["display"] == "inline" and values["position"] == "static"
        if not is_in_lines or element.tag in REPLACED or not self._tree.is_html(element):
            return ""
        if all(values[name] in _NOTHING for name in _BESIDE):
            return ""
        if len(element.text) > MOST_BOXED or any(self._is_no_word(each) for each in element.iter_elements()):
            return ""
        self._boxed.add(id_)
        above, below = self._edge(element, "top"), self._edge(element, "bottom")
        return (
            f"display:inline-block!important;margin-top:{-above:g}px!important;margin-bottom:{-below:g}px!important;"
            f"position:relative!important;top:{-above:g}px!important"
        )

    def _is_stretched(self, element: Element) -> bool:
        """True for a text field that is as wide as the column that it is in."""
        outer = next(self._cascade.flat_ancestors(element), None)
        if outer is None:
            return False
        declared = self._cascade.declared_on
        display = self._cascade.values(outer)["display"]
        if display in ("grid", "inline-grid"):
            own, all_ = "justify-self", "justify-items"
        elif display in ("flex", "inline-flex") and (declared(outer, "flex-direction") or "").startswith("column"):
            own, all_ = "align-self", "align-items"
        else:
            return False
        value = declared(element, own) or "auto"
        return (declared(outer, all_) or "normal" if value == "auto" else value) in ("normal", "stretch")

    def _edge(self, element: Element, side: str) -> float:
        """The width of the border and the padding at one side."""
        padding = self._lengths.pixels(element, f"padding-{side}", 0.0) or 0.0
        if self._cascade.values(element)[f"border-{side}-style"] in ("none", "hidden"):
            return padding
        return padding + (self._lengths.pixels(element, f"border-{side}-width", 0.0) or 0.0)

    def _is_no_word(self, element: Element) -> bool:
        return element.tag == "br" or not self._cascade.values(element)["display"].startswith("inline")

    def _style(self, value: str) -> str:
        """The text of a style attribute, for the renderer."""
        value = for_renderer(value)
        return value if self._state.viewport_height is None else _in_pixels(value, self._state.viewport_height)

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
        if shown is None and element.tag == "img" and element.attr("alt"):
            return " s-alt"
        return "" if shown is None else f' src="{shown.translate(_ESCAPES)}"'

    def _note(self, parent: str, id_: str) -> None:
        self._children.setdefault(parent, []).append(id_)

    def _text(self, item: _Waiting, text: str) -> str:
        if not text.strip(_SPACES):
            return text
        if not item.has_words or len(self._words[""]) > MOST_WORDS:
            self._note(item.parent, TEXT)
            return text.translate(_ESCAPES)
        parts = []
        for part in re.split(r"([ \t\n\f\r]+)", text):
            if part.strip(_SPACES):
                id_ = f"-{self._count}"
                self._count += 1
                for outer in ("", *item.lines):
                    self._words[outer].append(id_)
                self._note(item.parent, id_)
                part = f'<{_WORD} id="{id_}" style="{_WORD_STYLE}">{part.translate(_ESCAPES)}</{_WORD}>'
            parts.append(part)
        return "".join(parts)


@lru_cache(maxsize=1024)
def _is_written(name: str, tag: str) -> bool:
    """True for an attribute that the renderer may know."""
    is_ours = name in _LOADING or name.startswith(("on", "s-"))
    return not is_ours and _NAME.match(name) is not None and not (name == "href" and tag == "link")


def _elements_of(tree: Tree, pseudo_class: str) -> list[Element]:
    find = tree.pseudo_classes.get(pseudo_class)
    roots: list[Node] = [tree.document, *tree.shadows.values()]
    return [element for root in roots for element in find(root)] if find is not None else []


def _in_pixels(css: str, viewport_height: int) -> str:
    """Style in which heights of the viewport are in pixels."""
    return _VIEWPORT_HEIGHT.sub(lambda m: f"{float(m[1]) * viewport_height / 100:g}px", css)


def _is_in_list(option: Element) -> bool:
    """True for the options of a list that does not drop down."""
    parent = option.parent
    return isinstance(parent, Element) and parent.tag == "select" and "multiple" in parent.attrs
