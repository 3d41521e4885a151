"""Computed values of shorthands, put together from those of their longhands.
https://drafts.csswg.org/cssom/#serialize-a-css-value"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .initial_values import initial_value
from .shorthands import parts_of
from .words import shortest, split_list

_IDENTIFIER: Final = re.compile(r"(?!auto$)[a-z_-][\w-]*", re.IGNORECASE)
_JOINED: Final = frozenset({"flex", "flex-flow", "text-emphasis", "-webkit-text-stroke"})
"""Shorthands that are all of their longhands."""
_SHORT: Final = frozenset({"columns", "text-wrap"})
"""Shorthands that are those of their longhands that have not their initial value."""


def shorthand_value(name: str, value_of: Callable[[str], str], color: str) -> str:
    """The computed value of a shorthand, "" where its longhands do not fit into one; `color` is the element's."""
    values = [value_of(part) for part in parts_of(name)]
    if name.startswith("border") and name not in ("border-radius", "border-image") and len(values) % 3 == 0:
        edges = {tuple(values[at : at + 3]) for at in range(0, len(values), 3)}
        return " ".join(edges.pop()) if len(edges) == 1 else ""
    if name in _JOINED:
        return " ".join(values)
    if name in _SHORT:
        return _without_initial(name, values)
    special = _SPECIAL.get(name)
    return shortest(values) if special is None else special(values, color)


def _without_initial(name: str, values: list[str]) -> str:
    shown = [value for part, value in zip(parts_of(name), values, strict=True) if value != initial_value(part)]
    return " ".join(shown) or values[0]


def _background(values: list[str], _: str) -> str:
    color, *columns = values
    layers = []
    lists = [split_list(column) for column in columns]
    for at in range(len(lists[0])):
        image, place, size, repeat, attachment, origin, clip = (column[at % len(column)] for column in lists)
        layers.append(f"{image} {repeat} {attachment} {place} / {size} {origin} {clip}")
    layers[-1] = f"{color} {layers[-1]}"
    return ", ".join(layers)


def _mask(values: list[str], _: str) -> str:
    image, place, size, repeat, *_others = values
    shown = [image] if image != "none" else []
    if (place, size) != ("0% 0%", "auto"):
        shown.append(place if size == "auto" else f"{place} / {size}")
    if repeat != "repeat":
        shown.append(repeat)
    return " ".join(shown) or "none"


def _grid_lines(values: list[str], _: str) -> str:
    """https://drafts.csswg.org/css-grid-2/#placement-shorthands"""
    shown = list(values)
    while len(shown) > 1:
        before = shown[0 if len(shown) < 4 else 1]
        if shown[-1] != (before if _IDENTIFIER.fullmatch(before) else "auto"):
            break
        shown.pop()
    return " / ".join(shown)


def _text_decoration(values: list[str], color: str) -> str:
    line, style, thickness, own_color = values
    shown = [
        *([line] if line != "none" else []), *([thickness] if thickness != "auto" else []),
        *([style] if style != "solid" else []), *([own_color] if own_color != color else []),
    ]  # fmt: skip
    return " ".join(shown) or "none"


def _border_image(values: list[str], _: str) -> str:
    source, slice_, width, outset, repeat = values
    if source == "none" and (slice_, width, outset, repeat) == ("100%", "1", "0", "stretch"):
        return "none"
    return f"{source} {slice_} / {width} / {outset} {repeat}"


def _font(values: list[str], _: str) -> str:
    style, weight, variant, size, line, family = values
    before = [style, variant, "normal" if weight == "400" else weight]
    return " ".join([
        *(word for word in before if word != "normal"), size if line == "normal" else f"{size} / {line}", family
    ])  # fmt: skip


def _grid_template(values: list[str], _: str) -> str:
    rows, columns, areas = values
    if areas != "none":
        return ""
    return rows if rows == columns == "none" else f"{rows} / {columns}"


def _column_rule(values: list[str], _: str) -> str:
    width, style, color = values
    return f"{width} {color}" if style == "none" else f"{width} {style} {color}"


_SPECIAL: Final[dict[str, Callable[[list[str], str], str]]] = {
    "background": _background, "mask": _mask, "-webkit-mask": _mask, "grid-row": _grid_lines,
    "grid-column": _grid_lines, "grid-area": _grid_lines, "text-decoration": _text_decoration,
    "border-image": _border_image, "font": _font, "column-rule": _column_rule,
    "grid-template": _grid_template,
    "outline": lambda values, _: " ".join([values[2], values[1], values[0]]),
    "list-style": lambda values, _: " ".join([values[1], values[2], values[0]]),
    "container": lambda values, _: values[0] if values[1] == "normal" else " / ".join(values),
}  # fmt: skip
