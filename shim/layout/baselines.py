"""Margins that put boxes in lines on the base line. https://drafts.csswg.org/css2/#line-height

INTEROP: the renderer takes the lower margin edge of every box in a line for its base line, makes a line as high as the
highest thing in it, and centres in that what is above and below the base line. It knows no `vertical-align`.
"""

from __future__ import annotations

from turbohtml import Element

from shim.css.cascade import Cascade
from shim.css.lengths import Lengths

from .edges import EdgeWidths, kind_of
from .user_agent_style import is_border_box

ASCENT, DESCENT = 0.928, 0.236
"""Heights above and below the base line, of DejaVu's fonts, in parts of the font size."""
X_HEIGHT = 0.547
CONTROL_FONT_SIZE = 13.3333
MOST_BOXES = 2_000
"""Boxes that may be in lines; those beyond stay where the renderer has them."""
_BLOCK_CONTAINERS = frozenset({"block", "flow-root", "inline-block", "list-item", "table-cell", "table-caption"})
_STANDING = frozenset({"audio", "canvas", "embed", "iframe", "img", "object", "textarea", "video", "svg"})
"""Elements whose lower margin edge is their base line."""
_HEIGHTS = {"audio": 54.0, "canvas": 150.0, "iframe": 154.0, "meter": 16.0, "progress": 16.0, "select": 19.0,
    "textarea": 36.0, "video": 150.0}  # fmt: skip
_BARE = frozenset({"checkbox", "color", "file", "image", "radio", "range"})
_BARE_HEIGHTS = {"checkbox": 13.0, "color": 27.0, "file": 21.0, "radio": 13.0, "range": 16.0}


class Baselines:
    """Margins of boxes in lines of one document."""

    def __init__(self, cascade: Cascade, lengths: Lengths) -> None:
        self._cascade = cascade
        self._lengths = lengths
        self._edges = EdgeWidths(cascade, lengths)
        self._count = 0
        # OPTIMIZATION: boxes in one parent share what it gives them; a walk up for each would take long in deep trees.
        self._lines: dict[int, tuple[bool, float, float]] = {}
        """By the identity of an element: whether lines are in it, its font size and the height of its lines."""
        self._parent_size = 0.0
        self._styles: dict[tuple[object, ...], str] = {}

    def style(self, element: Element) -> str:
        """Declarations for a box in a line, empty for what is none."""
        if self._count >= MOST_BOXES or not self._is_box_in_line(element):
            return ""
        line = self._line_in(element)
        declared = self._cascade.shared_declarations(element)
        if declared is None:
            return self._style(element, *line[1:])
        has_child, has_text = next(element.iter_elements(), None) is not None, bool(element.text.strip())
        key = id(declared), element.attr("type"), element.attr("height"), has_child, has_text, line
        if key not in self._styles:
            self._styles[key] = self._style(element, *line[1:])
        return self._styles[key]

    def _style(self, element: Element, size: float, line: float) -> str:
        self._parent_size = size
        ascent, descent = round(size * ASCENT), round(size * DESCENT)
        around = (line - ascent - descent) / 2
        above, below = (self._edges.margin(element, side, _nothing) for side in (0, 2))
        height, base = self._height_and_base(element)
        base += below
        if height is not None:
            height += above + below
        base = self._aligned(element, height, base, size, (ascent + around, descent + around))
        lower = max(base, descent + around) - base - descent / 2
        upper = descent / 2
        if height is not None:
            upper = max(ascent + around, height - base) + max(base, descent + around) - height - lower
        return (
            f"margin-top:{above + upper:g}px!important;margin-bottom:{below + lower:g}px!important;"
            "vertical-align:baseline!important"
        )

    def _is_box_in_line(self, element: Element) -> bool:
        values = self._cascade.values(element)
        if not values["display"].startswith("inline") or values["position"] not in ("static", "relative"):
            return False
        kind = kind_of(element)
        is_box = values["display"] != "inline" or element.tag in _STANDING or element.tag in ("button", "input")
        if not is_box or values["float"] != "none" or (element.tag == "input" and kind == "hidden"):
            return False
        self._count += 1
        return self._line_in(element)[0]

    def _line_in(self, element: Element) -> tuple[bool, float, float]:
        """Presence of lines in the parent, its font size and the height of its lines."""
        outer = next(self._cascade.flat_ancestors(element), None)
        if outer is None:
            return False, 0.0, 0.0
        if id(outer) not in self._lines:
            size = self._lengths.font_size(outer)
            self._lines[id(outer)] = self._has_lines(outer), size, self._line_height(outer, size)
        return self._lines[id(outer)]

    def _has_lines(self, element: Element) -> bool:
        for each in (element, *self._cascade.flat_ancestors(element)):
            display = self._cascade.values(each)["display"]
            if display not in ("inline", "contents"):
                return display in _BLOCK_CONTAINERS
        return False

    def _font_size(self, element: Element) -> float:
        if any(self._cascade.declared_on(element, name) is not None for name in ("font", "font-size")):
            return self._lengths.font_size(element)
        return CONTROL_FONT_SIZE if element.tag in ("button", "input", "select") else self._parent_size

    def _line_height(self, element: Element, size: float) -> float:
        if self._cascade.values(element)["line-height"] == "normal":
            return float(round(size * ASCENT) + round(size * DESCENT))
        return self._lengths.line_height(element)

    def _height_and_base(self, element: Element) -> tuple[float | None, float]:
        """The height of the border box, None where it is not known, and how far its base line is above its foot."""
        tag, kind = element.tag, kind_of(element)
        above, below = self._edge(element, 0), self._edge(element, 2)
        declared = self._declared_height(element)
        is_whole = self._cascade.values(element)["box-sizing"] == "border-box" or is_border_box(tag, kind)
        if declared is not None and not is_whole:
            declared += above + below
        if tag in _STANDING or (tag == "input" and kind in _BARE):
            own = _BARE_HEIGHTS.get(kind) if tag == "input" else _HEIGHTS.get(tag)
            return declared if declared is not None else own, 0.0
        if tag in ("progress", "meter"):
            return declared if declared is not None else 16.0, 0.0
        size = self._font_size(element)
        line = self._line_height(element, size)
        descent = round(size * DESCENT) + (line - round(size * ASCENT) - round(size * DESCENT)) / 2
        if tag in ("button", "input", "select"):
            if tag == "select" and declared is None:
                declared = 19.0
            if declared is None:
                declared = line + above + below if tag == "input" or not next(element.iter_elements(), None) else None
                return declared, below + descent
            return declared, (declared - above - below - line) / 2 + below + descent
        if not element.text.strip() or self._cascade.values(element)["overflow-y"] != "visible":
            return declared, 0.0
        return declared, below + descent if declared is None else declared - above - line + descent

    def _declared_height(self, element: Element) -> float | None:
        value = self._cascade.values(element)["height"]
        if self._cascade.declared_on(element, "height") is not None and "%" not in value and value != "auto":
            return self._lengths.pixels(element, "height", 0.0)
        attribute = element.attr("height") or ""
        if element.tag in _STANDING and attribute.isascii() and attribute.isdigit() and len(attribute) < 6:
            return float(attribute)
        return None

    def _edge(self, element: Element, side: int) -> float:
        """The width of the border and the padding at one side."""
        return self._edges.border(element, side) + self._edges.padding(element, side, _nothing)

    def _aligned(
        self, element: Element, height: float | None, base: float, size: float, strut: tuple[float, float]
    ) -> float:
        """Height of the base line of the line above the foot of the margin box.
        https://drafts.csswg.org/css2/#propdef-vertical-align"""
        value = self._cascade.declared_on(element, "vertical-align") or "baseline"
        if value == "baseline" or (height is None and value not in ("bottom", "text-bottom")):
            return base
        if value == "middle":
            return (height or 0.0) / 2 - X_HEIGHT * size / 2
        if value in ("top", "text-top"):
            return (height or 0.0) - strut[0]
        if value in ("bottom", "text-bottom"):
            return strut[1]
        raised = self._lengths.pixels_of(element, value, 0.0)
        return base if raised is None else base - raised


def _nothing() -> float:
    """Percentages are of nothing before the layout."""
    return 0.0
