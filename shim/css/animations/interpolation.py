"""Values between two values. https://drafts.csswg.org/css-values-4/#combining-values

A value is taken apart into numbers, colors and what stands between them; two values of the same build are interpolated
number by number, and any others change in the middle.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from shim.css.colors import color_channels, color_text
from shim.css.syntax import Node, component_values

from . import transforms

_ABSOLUTE: Final = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54, "pt": 4 / 3, "pc": 16.0}
_ANGLES: Final = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_TIMES: Final = {"s": 1.0, "ms": 0.001}
_NOT_NEGATIVE: Final = re.compile(
    r"(?:min-|max-)?(?:width|height)$|padding|border-.*(?:width|radius)$|outline-width|font-size|line-height|flex-(?:grow"
    r"|shrink|basis)|(?:row|column)-gap|column-(?:width|count)|perspective$|stroke-width|background-size|.*shadow$^"
)
_WHOLE: Final = frozenset({"z-index", "order", "column-count", "orphans", "widows"})
_DISCRETE: Final = frozenset({
    "display", "position", "float", "clear", "overflow-x", "overflow-y", "content", "direction", "text-align",
    "white-space", "list-style-type", "animation-name", "transition-property", "grid-template-areas", "pointer-events",
    "box-sizing", "vertical-align-keyword", "will-change", "font-family", "cursor",
})  # fmt: skip
_COLOR_FUNCTIONS: Final = frozenset({"rgb", "rgba", "hsl", "hsla"})

Units = Mapping[str, float]
"""Pixels of the relative units that an element knows: em, rem, vw, ..."""


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    unit: str
    """"", px, %, deg, s, or another one as it stands."""


@dataclass(frozen=True, slots=True)
class _Color:
    red: float
    green: float
    blue: float
    alpha: float


_Part = _Amount | _Color | str


def interpolate(name: str, start: str, end: str, progress: float, units: Units) -> str:
    """The value of a property at `progress` between two; 0 and 1 are the ends, and beyond goes on."""
    if start == end and (name != "transform" or start == "none"):
        return start
    found = _between(name, start, end, units)
    if found is None:
        return start if progress < 0.5 else end
    return found(progress)


def may_interpolate(name: str, start: str, end: str, units: Units) -> bool:
    """True when there is something between two values. https://drafts.csswg.org/css-transitions-2/#transitionable"""
    return _between(name, start, end, units) is not None


def add(name: str, under: str, value: str, units: Units) -> str:
    """A value put onto one below it. https://drafts.csswg.org/css-values-4/#combine-addition"""
    if name in ("transform", "filter"):
        return " ".join(text for text in (under, value) if text != "none") or "none"
    first, second = _parts(under, units), _parts(value, units)
    if not _same_build(first, second) or name in _DISCRETE:
        return value
    return _text(name, [_sum(a, b) for a, b in zip(first, second, strict=True)])


def same(start: str, end: str, units: Units) -> bool:
    """True when two texts are the same value."""
    first, second = _parts(start, units), _parts(end, units)
    return len(first) == len(second) and all(
        a == b or (isinstance(a, _Amount) and isinstance(b, _Amount) and a.value == b.value == 0 and _fit(a, b))
        for a, b in zip(first, second, strict=True)
    )


def _between(name: str, start: str, end: str, units: Units) -> Callable[[float], str] | None:
    if name in _DISCRETE or name.startswith("--"):
        return None
    if name == "visibility":
        # https://drafts.csswg.org/css-display-4/#visibility
        if "visible" not in (start, end):
            return None
        return lambda p: "visible" if 0 < p < 1 else start if p <= 0 else end
    if name == "transform":
        pair = transforms.aligned(start, end, lambda text: _text("", _parts(text, units)))
        if pair is None:
            return transforms.between_matrices(start, end, units)
        start, end = pair
    if name in ("box-shadow", "text-shadow", "filter", "translate", "rotate", "scale") and "none" in (start, end):
        start, end = _instead_of_none(name, start, end, units)
    first, second = _parts(start, units), _parts(end, units)
    if not _same_build(first, second) or not any(not isinstance(part, str) for part in first):
        return None

    def at(progress: float) -> str:
        return _text(name, [_mix(a, b, progress) for a, b in zip(first, second, strict=True)])

    return at


def _instead_of_none(name: str, start: str, end: str, units: Units) -> tuple[str, str]:
    other = end if start == "none" else start
    one = name == "scale"
    neutral: list[_Part] = []
    function = ""
    for part in _parts(other, units):
        if isinstance(part, str):
            function = part if part.endswith("(") else function
            neutral.append(part)
        elif isinstance(part, _Color):
            neutral.append(_Color(0, 0, 0, 0))
        else:
            is_one = one or function in ("brightness(", "contrast(", "opacity(", "saturate(")
            neutral.append(_Amount(1.0 if is_one else 0.0, part.unit))
    text = _text("", neutral)
    return (text, end) if start == "none" else (start, text)


def _parts(value: str, units: Units) -> list[_Part]:
    found: list[_Part] = []
    _collect(component_values(value), units, found)
    return found


def _collect(nodes: list[Node], units: Units, found: list[_Part]) -> None:
    for node in nodes:
        match node.type:
            case "number":
                found.append(_Amount(node.value, ""))
            case "percentage":
                found.append(_Amount(node.value, "%"))
            case "dimension":
                found.append(_amount(node.value, node.lower_unit, units))
            case "function" if node.lower_name in _COLOR_FUNCTIONS and (c := color_channels(node.serialize())):
                found.append(_Color(*c))
            case "function":
                found.append(node.lower_name + "(")
                _collect(node.arguments, units, found)
                found.append(")")
            case "hash" | "ident" if color := color_channels(node.serialize()):
                found.append(_Color(*color))
            case "whitespace":
                found.append(" ")
            case _:
                found.append(node.serialize())
    # whitespace at the ends and around commas says nothing
    for at in reversed(range(len(found))):
        if found[at] == " ":
            around = (found[at - 1] if at else ",", found[at + 1] if at + 1 < len(found) else ",")
            if around[0] in (",", "/", "(", " ") or around[1] in (",", "/", ")"):
                del found[at]


def _amount(value: float, unit: str, units: Units) -> _Amount:
    if unit in _ABSOLUTE:
        return _Amount(value * _ABSOLUTE[unit], "px")
    if unit in units:
        return _Amount(value * units[unit], "px")
    if unit in _ANGLES:
        return _Amount(value * _ANGLES[unit], "deg")
    if unit in _TIMES:
        return _Amount(value * _TIMES[unit], "s")
    return _Amount(value, unit)


def _same_build(first: list[_Part], second: list[_Part]) -> bool:
    return len(first) == len(second) and all(_fit(a, b) for a, b in zip(first, second, strict=True))


def _fit(a: _Part, b: _Part) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    if isinstance(a, _Color) or isinstance(b, _Color):
        return isinstance(a, _Color) and isinstance(b, _Color)
    lengths = ("px", "%")
    return (
        a.unit == b.unit
        or (a.unit in lengths and b.unit in lengths)
        or (a.unit == "" and a.value == 0)
        or (b.unit == "" and b.value == 0)
    )


def _mix(a: _Part, b: _Part, progress: float) -> _Part:
    if isinstance(a, _Color) and isinstance(b, _Color):
        alpha = a.alpha + (b.alpha - a.alpha) * progress
        shown = min(max(alpha, 0.0), 1.0)

        def channel(first: float, second: float) -> float:
            mixed = first * a.alpha + (second * b.alpha - first * a.alpha) * progress
            return mixed / alpha if alpha > 0 else 0.0

        return _Color(channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue), shown)
    if isinstance(a, _Amount) and isinstance(b, _Amount):
        if a.unit == b.unit or a.value == 0 or b.value == 0:
            unit = a.unit if a.value != 0 or b.unit == "" else b.unit
            return _Amount(a.value + (b.value - a.value) * progress, unit)
        return _calc((a, 1 - progress), (b, progress))
    return a


def _sum(a: _Part, b: _Part) -> _Part:
    if isinstance(a, _Color) and isinstance(b, _Color):
        return _Color(a.red + b.red, a.green + b.green, a.blue + b.blue, min(1.0, a.alpha + b.alpha))
    if isinstance(a, _Amount) and isinstance(b, _Amount):
        if a.unit == b.unit or a.value == 0 or b.value == 0:
            return _Amount(a.value + b.value, a.unit if a.value != 0 or b.unit == "" else b.unit)
        return _calc((a, 1.0), (b, 1.0))
    return b


def _calc(*terms: tuple[_Amount, float]) -> str:
    shares = {"%": 0.0, "px": 0.0}
    for amount, share in terms:
        shares[amount.unit] += amount.value * share
    sign = "-" if shares["px"] < 0 else "+"
    return f"calc({number_text(shares['%'])}% {sign} {number_text(abs(shares['px']))}px)"


def number_text(value: float) -> str:
    """A number as browsers print it."""
    if abs(value) >= 1e6 and math.isfinite(value):
        return str(round(value))
    text = f"{value:.6g}"
    return "0" if text == "-0" else f"{value:.9f}".rstrip("0") if "e" in text else text


def _text(name: str, parts: list[_Part]) -> str:
    found = []
    for part in parts:
        if isinstance(part, str):
            found.append(part if part not in (",", "/") else f"{part} " if part == "," else " / ")
        elif isinstance(part, _Color):
            found.append(_color_text(part))
        else:
            value = part.value
            if value < 0 and _NOT_NEGATIVE.match(name):
                value = 0.0
            elif name in ("opacity", "fill-opacity", "stroke-opacity"):
                value = min(max(value, 0.0), 1.0)
            elif name in _WHOLE and part.unit == "":
                value = math.floor(value + 0.5)
            elif name == "font-weight":
                value = min(max(value, 1.0), 1000.0)
            found.append(number_text(value) + part.unit)
    return "".join(found)


def _color_text(color: _Color) -> str:
    red, green, blue = (min(255, max(0, math.floor(c + 0.5))) for c in (color.red, color.green, color.blue))
    return color_text(red, green, blue, min(1.0, color.alpha))
