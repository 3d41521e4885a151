"""Which elements are under a point, the one in front first. https://drafts.csswg.org/cssom-view/#dom-document-elementsfrompoint"""

from __future__ import annotations

from collections.abc import Callable

from turbohtml import Element

from shim.css.cascade import Cascade

from .boxes import Boxes
from .renderer import Box

_Level = tuple[tuple[float, int, int], ...]
_FLAT = (0.0, 0, 0)


def elements_at(
    x: float, y: float, boxes: Boxes, cascade: Cascade, place: Callable[[Element, Box], Box]
) -> list[Element]:
    """The elements whose boxes hold a point of the viewport, as they are painted, the last one first. `place`: a box
    where it is in the viewport.

    AD-HOC: of what makes a stacking context only `z-index`, `position` and `opacity` count; corners are not round.
    """
    levels: dict[int, _Level] = {}
    found: list[tuple[_Level, int, Element]] = []
    for number, (element, box) in enumerate(boxes.laid_out()):
        values = cascade.values(element)
        above = next((levels[id(each)] for each in cascade.flat_ancestors(element) if id(each) in levels), ())
        level = above
        if (
            values["position"] != "static"
            or values["opacity"] not in ("1", "100%")
            or boxes.transforms.is_transformed(element)
        ):
            level = (*above, (_number(values["z-index"]), 1, number))
            levels[id(element)] = level
        if values["visibility"] != "visible" or cascade.declared(element, "pointer-events") == "none":
            continue
        if _is_in(x, y, place(element, box)) and not _is_cut(x, y, element, boxes, cascade, place):
            found.append(((*level, _FLAT), number, element))
    return [element for _, _, element in sorted(found, key=lambda each: each[:2], reverse=True)]


def _is_cut(
    x: float, y: float, element: Element, boxes: Boxes, cascade: Cascade, place: Callable[[Element, Box], Box]
) -> bool:
    """True when something around an element that clips does not show it at the point."""
    for each in cascade.flat_ancestors(element):
        if each.tag in ("html", "body") or not boxes.clips(each):
            continue
        box = boxes.box(each)
        if box is not None and not _is_in(x, y, place(each, box)):
            return True
    return False


def _is_in(x: float, y: float, box: Box) -> bool:
    left, top, width, height = box
    return left <= x < left + width and top <= y < top + height


def _number(z_index: str) -> float:
    try:
        return float(z_index)
    except ValueError:
        return 0.0
