"""The places of what is in anonymous block boxes: lines beside blocks in one parent, as in `<h1>…</h1><button>…`.

INTEROP: the renderer lays them out and draws them right, and says where the elements in such a box are as if it began
at the top left corner of its parent. https://drafts.csswg.org/css2/#anonymous-block-level
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from turbohtml import Element

from .markup import Markup

if TYPE_CHECKING:
    from .boxes import Boxes
    from .renderer import Box

_BLOCK_CONTAINERS = frozenset({"block", "flow-root", "inline-block", "list-item", "table-cell", "table-caption"})
_IN_FLOW = frozenset({"static", "relative", "sticky"})
_NO_BOX = (0.0, 0.0, 0.0, 0.0)


class _Margins(NamedTuple):
    """The largest and the smallest of margins that adjoin. https://drafts.csswg.org/css2/#collapsing-margins"""

    largest: float = 0.0
    smallest: float = 0.0

    def with_those(self, other: _Margins) -> _Margins:
        """The margins of both."""
        return _Margins(max(self.largest, other.largest), min(self.smallest, other.smallest))

    @property
    def collapsed(self) -> float:
        """The margin that they are together."""
        return self.largest + self.smallest


class AnonymousBlocks:
    """The anonymous block boxes of one layout, whose `boxes` are those that the renderer says."""

    def __init__(self, layout: Boxes, markup: Markup, boxes: dict[str, Box]) -> None:
        self._layout = layout
        self._markup = markup
        self._boxes = boxes

    def placed(self) -> dict[str, Box]:
        """The boxes, each in its place."""
        placed: dict[str, Box] = {}
        moves: dict[str, tuple[float, float]] = {}
        waiting = [(id_, 0.0, 0.0) for id_ in self._markup.children.get("", ())]
        while waiting:
            id_, x, y = waiting.pop()
            if id_ in self._boxes:
                left, top, width, height = self._boxes[id_]
                placed[id_] = left + x, top + y, width, height
            if id_ in self._markup.children:
                children = self._markup.children[id_]
                # OPTIMIZATION: where everything is text nothing stands beside a block
                if any(child in self._markup.elements for child in children):
                    moves.update(self._moves(id_))
                for child in children:
                    right, down = moves.get(child, (0.0, 0.0))
                    waiting.append((child, x + right, y + down))
        return placed

    def _moves(self, id_: str) -> Iterator[tuple[str, tuple[float, float]]]:
        """Offsets of the children in anonymous block boxes from the places that the renderer gives."""
        element = self._markup.elements[id_]
        if self._display(element) not in _BLOCK_CONTAINERS and not self._has_blocks(id_, element):
            return
        children = list(self._in_flow(id_))
        if not (any(is_block for _, is_block in children) and any(not is_block for _, is_block in children)):
            return
        _, top, _, _ = self._boxes.get(id_, _NO_BOX)
        border, padding = self._layout.border(element), self._layout.padding(element)
        x, end, margins = border.left + padding.left, top + border.top + padding.top, _Margins()
        for child, is_block in children:
            if not is_block:
                yield child, (x, end + margins.collapsed - top)
                continue
            _, y, _, height = self._boxes.get(child, _NO_BOX)
            if height:
                end, margins = y + height, _Margins()
            margins = margins.with_those(self._margins_below(child))

    def _in_flow(self, id_: str) -> Iterator[tuple[str, bool]]:
        """The children that are laid out one after the other, and whether each is a block."""
        for child in self._markup.children.get(id_, ()):
            element = self._markup.elements.get(child)
            if element is None:  # text, or a word of it
                yield child, False
                continue
            values, display = self._layout.values(element), self._display(element)
            if display == "contents":
                yield from self._in_flow(child)
            elif display != "none" and values["position"] in _IN_FLOW and values["float"] == "none":
                yield child, not display.startswith(("inline", "ruby")) or self._has_blocks(child, element)

    def _has_blocks(self, id_: str, element: Element) -> bool:
        """True for an element in lines with blocks in it, which the renderer makes a block."""
        has_box = any(self._boxes.get(id_, _NO_BOX)[2:]) and id_ not in self._markup.boxed
        return has_box and self._layout.is_in_lines(element)

    def _margins_below(self, id_: str) -> _Margins:
        """The margins that adjoin at the end of a block."""
        margins = _Margins()
        current: str | None = id_
        while current is not None:
            element = self._markup.elements[current]
            margin = self._layout.margin(element, "bottom") or 0.0
            margins = margins.with_those(_Margins(max(margin, 0.0), min(margin, 0.0)))
            current = self._last_that_adjoins(current, element)
        return margins

    def _last_that_adjoins(self, id_: str, element: Element) -> str | None:
        """The last child of a block, if its margin below is one with that of the block."""
        values = self._layout.values(element)
        if self._display(element) not in ("block", "list-item") or values["overflow-y"] != "visible":
            return None
        if values["height"] != "auto" or self._layout.border(element).bottom or self._layout.padding(element).bottom:
            return None
        last = [(child, is_block) for child, is_block in self._in_flow(id_)][-1:]
        return last[0][0] if last and last[0][1] else None

    def _display(self, element: Element) -> str:
        return str(self._layout.values(element)["display"])
