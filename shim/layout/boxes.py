"""Boxes of the elements of a document, from the renderer; they are kept for as long as the tree stays as it is.

Nothing is laid out before somebody asks, and what has not changed is not laid out again.
https://drafts.csswg.org/cssom-view/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from turbohtml import Document, Element, ShadowRoot

from shim.css.cascade import Cascade
from shim.css.lengths import Lengths
from shim.css.rendering import Rendering
from shim.dom.tree import Tree

from .anonymous import AnonymousBlocks
from .edges import EdgeWidths
from .markup import REPLACED, Markup, State, write
from .positioned import Moves, moves_of
from .renderer import Box, RenderingError, renderer
from .transforms import Transforms

MOST_FAILURES = 2
"""Layouts that may fail before a document has none any more."""
_IN_LINES = frozenset({"inline", "ruby", "ruby-text"})
_NEVER_SHOWN = frozenset({"br", "head", "link", "meta", "option", "script", "style", "template", "title", "wbr"})
_TABLE_PARTS = frozenset({"tbody", "tfoot", "thead", "tr"})


@dataclass(slots=True)
class Edges:
    """Widths at the four sides of a box, from the top on clockwise."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


class Boxes:
    """The boxes of one document, in pixels from its top left corner; nothing in it is scrolled."""

    def __init__(
        self,
        tree: Tree,
        cascade: Cascade,
        rendering: Rendering,
        now: Callable[[], object],
        on_failure: Callable[[str], None],
    ) -> None:
        """`now`: changes with everything that the embedder may have changed."""
        self._tree = tree
        self._cascade = cascade
        self._rendering = rendering
        self._now = now
        self._on_failure = on_failure
        self._failures = 0
        self._seen: object = None
        self._size: object = None
        self._markup = Markup("", {}, {})
        self._plain = self._markup
        """The markup with every element in its own place, without moves."""
        self._moves = Moves()
        self._boxes: dict[str, Box] = {}
        self._ids: dict[int, str] = {}
        self._words: Markup | None = None
        self._word_boxes: dict[str, Box] = {}
        self._word_ids: dict[int, str] = {}
        self.lengths = Lengths(cascade)
        self._edges = EdgeWidths(cascade, self.lengths)
        self.transforms = Transforms(cascade, self.lengths)

    @property
    def works(self) -> bool:
        """False once too many layouts have failed: then nothing has a box."""
        return self._failures < MOST_FAILURES

    # boxes ------------------------------------------------------------------------------------------------------------

    def box(self, element: Element) -> Box | None:
        """The border box, or what encloses all of them in lines; None for an element that is not laid out."""
        return next(iter(_enclosing(self.rects(element))), None)

    def rects(self, element: Element) -> list[Box]:
        """The border boxes: several for an element in lines that goes over several."""
        if not self._rendering.has_layout(element) or self._rendering.skips(element) or not self._is_up_to_date():
            return []
        id_ = self._ids.get(id(element))
        if id_ is None:
            return []
        box = self._boxes.get(id_)
        if box is not None and not (box[2] or box[3]) and self.is_in_lines(element):
            return self._rects_in_lines(element)
        if box is not None and not (box[2] or box[3]) and element.tag in _TABLE_PARTS:
            return self._around_cells(element)
        return [box] if box is not None else []

    def is_in_lines(self, element: Element) -> bool:
        """True when an element is part of lines rather than a box in them."""
        is_html = self._tree.is_html(element)
        return is_html and element.tag not in REPLACED and self._cascade.values(element)["display"] in _IN_LINES

    def laid_out(self) -> Iterator[tuple[Element, Box]]:
        """The elements with their boxes, in the order of the tree; those in lines have sizes as well."""
        if not self._is_up_to_date():
            return
        for id_, element in list(self._markup.elements.items()):
            box = self._boxes.get(id_)
            if box is not None and not (box[2] or box[3]):
                box = self.box(element)
            if box is not None and (box[2] or box[3]):
                yield element, box

    def _is_up_to_date(self) -> bool:
        """Lays the document out, if anything has changed; False when that does not succeed."""
        now = self._now()
        if self._seen == now:
            return self.works
        if not self.works:
            return False
        with self._cascade.unchanged():
            self._lay_out_anew()
        self._seen = now
        return self.works

    def _lay_out_anew(self) -> None:
        markup, size = write(self._tree, self._cascade), self._cascade.viewport.screen
        if size != self._size or not markup.is_like(self._plain):
            self._size = size
            self._plain, self._words = markup, None
            self._take(markup)
            self._moves = moves_of(self._tree, self._cascade)
            if self._moves.elements and self.works:
                self._set_origin()
                self._take(write(self._tree, self._cascade, moves=self._moves))

    def _take(self, markup: Markup) -> None:
        self._markup = markup
        self._ids = {id(element): id_ for id_, element in markup.elements.items()}
        self._boxes = self._lay_out(markup)

    def _set_origin(self) -> None:
        body = next(self._tree.document.iter_elements(["body"]), None)
        if body is not None:
            left, top, _, _ = self._boxes.get(self._ids.get(id(body), ""), (0.0, 0.0, 0.0, 0.0))
            border = self.border(body)
            self._moves.origin = left + border.left, top + border.top

    def markup(self, state: State, scrolled: tuple[float, float]) -> Markup:
        """The document's markup, for a picture."""
        self._is_up_to_date()
        return write(self._tree, self._cascade, moves=replace(self._moves, scrolled=scrolled), state=state)

    def _lay_out(self, markup: Markup) -> dict[str, Box]:
        viewport = self._cascade.viewport
        try:
            boxes = renderer().boxes(markup.html, viewport.width, viewport.height)
            return AnonymousBlocks(self, markup, boxes).placed()
        except RenderingError as error:
            self._failures += 1
            self._on_failure(f"the document has no layout: {error}")
            return {}

    # in lines ---------------------------------------------------------------------------------------------------------

    def values(self, element: Element) -> Mapping[str, str]:
        """The computed values of an element."""
        return self._cascade.values(element)

    def _around_cells(self, element: Element) -> list[Box]:
        """The renderer has no boxes of the rows of a table, and of what they are in: they are around their cells."""
        cells = [
            self._boxes[self._ids[id(cell)]] for cell in element.iter_elements(["td", "th"]) if id(cell) in self._ids
        ]
        return _enclosing([cell for cell in cells if cell[2] or cell[3]])

    def _rects_in_lines(self, element: Element) -> list[Box]:
        """The renderer has no boxes of elements in lines: those of their words are joined, line by line."""
        if self._words is None:
            empty = {
                id(element)
                for id_, element in self._markup.elements.items()
                if not any(self._boxes.get(id_, (0.0,))[2:]) and element.tag not in _NEVER_SHOWN
            }
            self._words = write(self._tree, self._cascade, moves=self._moves, in_lines=empty)
            self._word_boxes = self._lay_out(self._words)
            self._lower(self._words.words[""])
            self._word_ids = {id(each): id_ for id_, each in self._words.elements.items()}
        ids = self._word_ids
        id_ = ids.get(id(element), "")
        parts = [self._word_boxes.get(word, (0.0, 0.0, 0.0, 0.0)) for word in self._words.words.get(id_, ())]
        for inside in element.iter_elements():
            box = self._word_boxes.get(ids.get(id(inside), ""), (0.0, 0.0, 0.0, 0.0))
            if (box[2] or box[3]) and self._cascade.values(inside)["position"] not in ("absolute", "fixed"):
                parts.append(self._with_margins(inside, box))
        lines = _joined([part for part in parts if part[2] or part[3]])
        if not lines:
            left, top, _, _ = self._word_boxes.get(id_, (0.0, 0.0, 0.0, 0.0))
            lines = [(left, top, 0.0, 0.0)]
        return _with_edges(lines, self.border(element), self.padding(element))

    def _with_margins(self, element: Element, box: Box) -> Box:
        """A box with its margins at the sides, which are part of the element in lines that it is in."""
        if self.is_in_lines(element):
            return box
        right, left = (self._edges.margin(element, side, lambda: self._width_around(element)) for side in (1, 3))
        return box[0] - left, box[1], box[2] + left + right, box[3]

    def _lower(self, words: list[str]) -> None:
        """INTEROP: the renderer puts a box that is in a line with text a tenth of its height too high."""
        tops = Counter(self._word_boxes[word][1] for word in words if word in self._word_boxes)
        for word in words:
            left, top, width, height = self._word_boxes.get(word, (0.0, 0.0, 0.0, 0.0))
            if tops[top] > 1:
                self._word_boxes[word] = left, top + round(height / 10), width, height

    # edges ------------------------------------------------------------------------------------------------------------

    def border(self, element: Element) -> Edges:
        """The widths of the borders."""
        return Edges(*(self._edges.border(element, side) for side in range(4)))

    def padding(self, element: Element) -> Edges:
        """The widths of the paddings."""
        return Edges(*(self._edges.padding(element, side, lambda: self._width_around(element)) for side in range(4)))

    def margin(self, element: Element, side: str) -> float | None:
        """A margin, None for an automatic one."""
        return self.lengths.pixels(element, f"margin-{side}", self._width_around(element))

    def content(self, element: Element) -> Box | None:
        """The content box."""
        box = self.box(element)
        if box is None:
            return None
        b, p = self.border(element), self.padding(element)
        left, top = b.left + p.left, b.top + p.top
        width = max(0.0, box[2] - left - b.right - p.right)
        return box[0] + left, box[1] + top, width, max(0.0, box[3] - top - b.bottom - p.bottom)

    def _width_around(self, element: Element) -> float:
        """The width of the containing block, which percentages are of."""
        for each in self._cascade.flat_ancestors(element):
            id_ = self._ids.get(id(each))
            if id_ in self._boxes and self._boxes[id_][2]:
                b, p = self.border(each), self.padding(each) if "%" not in self._paddings(each) else Edges()
                return max(0.0, self._boxes[id_][2] - b.left - b.right - p.left - p.right)
        return float(self._cascade.viewport.width)

    def _paddings(self, element: Element) -> str:
        values = self._cascade.values(element)
        return values["padding-left"] + values["padding-right"]

    # what scrolls -----------------------------------------------------------------------------------------------------

    def overflow(self, element: Element) -> tuple[float, float]:
        """The size of the scrollable overflow area, from the padding edge on.
        https://drafts.csswg.org/css-overflow-3/#scrollable"""
        box = self.box(element)
        if box is None:
            return 0.0, 0.0
        b, p = self.border(element), self.padding(element)
        left, top = box[0] + b.left, box[1] + b.top
        right, bottom = box[0] + box[2] - b.right, box[1] + box[3] - b.bottom
        has_own = right, bottom
        for inside in element.iter_elements():
            id_ = self._ids.get(id(inside))
            x, y, width, height = self._boxes.get(id_ or "", (0.0, 0.0, 0.0, 0.0))
            is_within = x + width <= right and y + height <= bottom
            if not (width or height) or is_within or self._is_clipped(inside, element):
                continue
            right, bottom = max(right, x + width), max(bottom, y + height)
            if inside.parent is element and y + height == bottom:
                bottom += max(0.0, self.margin(inside, "bottom") or 0.0)
        if bottom > has_own[1]:
            bottom += p.bottom
        return right - left, bottom - top

    def _is_clipped(self, inside: Element, outer: Element) -> bool:
        """True when something between the two clips, or the inner one is fixed to the viewport."""
        if self._cascade.values(inside)["position"] == "fixed":
            return True
        for each in self._cascade.flat_ancestors(inside):
            if each is outer:
                return False
            if self.clips(each):
                return True
        return False

    def clips(self, element: Element) -> bool:
        """True when what is in an element is not shown outside of it."""
        values = self._cascade.values(element)
        return values["overflow-x"] != "visible" or values["overflow-y"] != "visible"

    def is_fixed(self, element: Element) -> bool:
        """True when an element, or one around it, is fixed to the viewport."""
        inside = (element, *self._cascade.flat_ancestors(element))
        return any(self._cascade.values(each)["position"] == "fixed" for each in inside)


def _enclosing(rects: list[Box]) -> list[Box]:
    """The box around all of them, if there are any."""
    if not rects:
        return []
    left, top = min(r[0] for r in rects), min(r[1] for r in rects)
    return [(left, top, max(r[0] + r[2] for r in rects) - left, max(r[1] + r[3] for r in rects) - top)]


def _joined(parts: list[Box]) -> list[Box]:
    """One box for each line: boxes of which the middle of the one is beside the other are in one line."""
    lines: list[Box] = []
    for x, y, width, height in sorted(parts, key=lambda box: (box[1], box[0])):
        if lines:
            left, top, wide, high = lines[-1]
            if y <= top + high / 2 or (y < top + high and y + height / 2 < top + high):
                right, bottom = max(left + wide, x + width), max(top + high, y + height)
                left, top = min(left, x), min(top, y)
                lines[-1] = left, top, right - left, bottom - top
                continue
        lines.append((x, y, width, height))
    return lines


def _with_edges(lines: list[Box], border: Edges, padding: Edges) -> list[Box]:
    found = []
    for number, (x, y, width, height) in enumerate(lines):
        left = border.left + padding.left if number == 0 else 0.0
        right = border.right + padding.right if number == len(lines) - 1 else 0.0
        top, bottom = border.top + padding.top, border.bottom + padding.bottom
        found.append((x - left, y - top, width + left + right, height + top + bottom))
    return found


def root_of(tree: Tree, element: Element) -> Document | ShadowRoot | None:
    """The tree that an element is in."""
    root = tree.root(element)
    return root if isinstance(root, Document | ShadowRoot) else None
