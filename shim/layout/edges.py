"""Widths of the edges of boxes: what the style says, or else what Chromium gives to elements without style."""

from __future__ import annotations

from collections.abc import Callable

from turbohtml import Element

from shim.css.cascade import Cascade
from shim.css.lengths import Lengths

from .user_agent_style import MARGINS, SIDES, edges_of

Whole = Callable[[], float]
"""The length that percentages are of, in pixels. It is asked for only where it may be needed."""


def kind_of(element: Element) -> str:
    """The type of a control, in lower case."""
    return (element.attr("type") or "").lower()


class EdgeWidths:
    """Widths in pixels. Sides are numbers, from the top on clockwise."""

    def __init__(self, cascade: Cascade, lengths: Lengths) -> None:
        self._cascade = cascade
        self._lengths = lengths

    def border(self, element: Element, side: int) -> float:
        """The width of a border."""
        name = f"border-{SIDES[side]}"
        own = edges_of(element.tag, kind_of(element))
        if own is not None and self._cascade.declared_on(element, f"{name}-style") is None:
            return own[0]
        if self._cascade.values(element)[f"{name}-style"] in ("none", "hidden"):
            return 0.0
        return self._lengths.pixels(element, f"{name}-width", 0.0) or 0.0

    def padding(self, element: Element, side: int, whole: Whole) -> float:
        """The width of a padding."""
        name = f"padding-{SIDES[side]}"
        own = edges_of(element.tag, kind_of(element))
        if own is not None and self._cascade.declared_on(element, name) is None:
            return own[1][side]
        value = self._cascade.values(element)[name]
        return self._lengths.pixels_of(element, value, whole() if "%" in value else 0.0) or 0.0

    def margin(self, element: Element, side: int, whole: Whole) -> float:
        """The width of a margin, 0 for an automatic one."""
        name = f"margin-{SIDES[side]}"
        if self._cascade.declared_on(element, name) is None:
            own = MARGINS.get(kind_of(element)) if element.tag == "input" else None
            return own[side] if own is not None else 0.0
        return self._lengths.pixels(element, name, whole()) or 0.0
