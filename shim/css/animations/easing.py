"""Easing functions. https://drafts.csswg.org/css-easing-2/"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from shim.css.syntax import Node, component_values, significant, split_at_commas
from shim.css.words import split_list
from shim.remembered import remembered

_KEYWORDS: Final = {
    "ease": (0.25, 0.1, 0.25, 1.0),
    "ease-in": (0.42, 0.0, 1.0, 1.0),
    "ease-out": (0.0, 0.0, 0.58, 1.0),
    "ease-in-out": (0.42, 0.0, 0.58, 1.0),
}
_POSITIONS: Final = ("start", "end", "jump-start", "jump-end", "jump-none", "jump-both")
_ENOUGH: Final = 1e-7


class Easing:
    """An easing function with its text as script sees it; `ease(progress, before)` is its value."""

    __slots__ = ("ease", "text")

    def __init__(self, text: str, ease: Callable[[float, bool], float]) -> None:
        self.text = text
        self.ease = ease


@remembered(256)
def parse_easing(text: str) -> Easing | None:
    """The easing function that a text names, None when it names none."""
    nodes = significant(component_values(text))
    if len(nodes) != 1:
        return None
    node = nodes[0]
    if node.type == "ident":
        return _keyword(node.lower_value)
    if node.type != "function":
        return None
    arguments = [significant(part) for part in split_at_commas(node.arguments)]
    match node.lower_name:
        case "cubic-bezier":
            return _cubic_bezier(arguments)
        case "steps":
            return _steps(arguments)
        case "linear":
            return _linear(arguments)
    return None


def parse_easings(text: str) -> list[Easing]:
    """The easing functions of a comma-separated list; `ease` where there is none."""
    parts = [parse_easing(part) for part in split_list(text)]
    return [part or LIKE_CSS for part in parts] or [LIKE_CSS]


def _keyword(name: str) -> Easing | None:
    if name == "linear":
        return Easing("linear", lambda progress, before: progress)
    if name in _KEYWORDS:
        return Easing(name, _bezier(*_KEYWORDS[name]))
    if name in ("step-start", "step-end"):
        start = name == "step-start"
        return Easing("steps(1, start)" if start else "steps(1)", _stepping(1, "start" if start else "end"))
    return None


def _number(nodes: list[Node]) -> float | None:
    return float(nodes[0].value) if len(nodes) == 1 and nodes[0].type == "number" else None


def _cubic_bezier(arguments: list[list[Node]]) -> Easing | None:
    numbers = [n for n in map(_number, arguments) if n is not None]
    if len(arguments) != 4 or len(numbers) != 4 or not (0 <= numbers[0] <= 1 and 0 <= numbers[2] <= 1):
        return None
    x1, y1, x2, y2 = numbers
    return Easing(f"cubic-bezier({x1:g}, {y1:g}, {x2:g}, {y2:g})", _bezier(x1, y1, x2, y2))


def _steps(arguments: list[list[Node]]) -> Easing | None:
    if not 1 <= len(arguments) <= 2 or not arguments[0]:
        return None
    first = arguments[0][0]
    if len(arguments[0]) != 1 or first.type != "number" or not first.is_integer:
        return None
    position = "end"
    if len(arguments) == 2:
        if len(arguments[1]) != 1 or arguments[1][0].type != "ident":
            return None
        position = arguments[1][0].lower_value
    count = int(first.int_value)
    if position not in _POSITIONS or count < (2 if position == "jump-none" else 1):
        return None
    shown = "" if position in ("end", "jump-end") else f", {position}"
    return Easing(f"steps({count}{shown})", _stepping(count, position))


# https://drafts.csswg.org/css-easing-2/#create-a-linear-easing-function
def _linear(arguments: list[list[Node]]) -> Easing | None:
    points: list[tuple[float | None, float]] = []
    for nodes in arguments:
        outputs = [n.value for n in nodes if n.type == "number"]
        inputs = [n.value / 100 for n in nodes if n.type == "percentage"]
        if len(outputs) != 1 or len(inputs) > 2 or len(inputs) + 1 != len(nodes):
            return None
        points += [(x, outputs[0]) for x in inputs or [None]]
    if not points:
        return None
    xs: list[float | None] = [x for x, _ in points]
    if xs[0] is None:
        xs[0] = 0.0
    if xs[-1] is None:
        xs[-1] = 1.0
    largest = -math.inf
    for index, x in enumerate(xs):
        if x is not None:
            largest = xs[index] = max(x, largest)
    known = _filled(xs)
    pairs = list(zip(known, [y for _, y in points], strict=True))
    text = "linear(" + ", ".join(f"{y:g} {round(x * 100, 4):g}%" for x, y in pairs) + ")"
    return Easing(text, _piecewise(pairs))


def _filled(xs: list[float | None]) -> list[float]:
    """The numbers with those that are missing evenly between those around them."""
    found: list[float] = []
    for index, x in enumerate(xs):
        if x is None:
            later = next(i for i in range(index, len(xs)) if xs[i] is not None)
            end = xs[later]
            assert end is not None
            x = found[-1] + (end - found[-1]) / (later - index + 1)
        found.append(x)
    return found


def _piecewise(points: list[tuple[float, float]]) -> Callable[[float, bool], float]:
    def ease(progress: float, before: bool) -> float:
        if len(points) == 1:
            return points[0][1]
        at = 0
        while at < len(points) - 2 and points[at + 1][0] <= progress:
            at += 1
        (x1, y1), (x2, y2) = points[at], points[at + 1]
        if x1 == x2:
            return y1 if progress < x1 else y2
        return y1 + (y2 - y1) * (progress - x1) / (x2 - x1)

    return ease


# https://drafts.csswg.org/css-easing-2/#step-easing-algo
def _stepping(count: int, position: str) -> Callable[[float, bool], float]:
    jumps = {"jump-none": count - 1, "jump-both": count + 1}.get(position, count)

    def ease(progress: float, before: bool) -> float:
        # INTEROP: a progress that is a step but for the last digits of a double is that step
        scaled = progress * count
        step = round(scaled) if abs(scaled - round(scaled)) < 1e-12 else math.floor(scaled)
        if position in ("start", "jump-start", "jump-both"):
            step += 1
        if before and step / count == progress:
            step -= 1
        if before and (scaled == round(scaled)) and position in ("start", "jump-start", "jump-both"):
            step = round(scaled)
        if progress >= 0:
            step = max(step, 0)
        if progress <= 1:
            step = min(step, jumps)
        return step / jumps

    return ease


def _bezier(x1: float, y1: float, x2: float, y2: float) -> Callable[[float, bool], float]:
    def at(t: float, first: float, second: float) -> float:
        return 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t * t * second + t**3

    def ease(progress: float, before: bool) -> float:
        # https://drafts.csswg.org/css-easing-2/#cubic-bezier-easing-functions: outside, the curve goes straight on
        if progress <= 0:
            slope = y1 / x1 if x1 > 0 else y2 / x2 if y1 == 0 and x2 > 0 else 0.0
            return slope * progress
        if progress >= 1:
            slope = (1 - y2) / (1 - x2) if x2 < 1 else (1 - y1) / (1 - x1) if y2 == 1 and x1 < 1 else 0.0
            return 1 + slope * (progress - 1)
        low, high = 0.0, 1.0
        t = progress
        for _ in range(60):
            x = at(t, x1, x2)
            if abs(x - progress) < _ENOUGH * 1e-3:
                break
            low, high = (t, high) if x < progress else (low, t)
            t = (low + high) / 2
        return at(t, y1, y2)

    return ease


LINEAR = parse_easing("linear") or Easing("linear", lambda progress, before: progress)
LIKE_CSS = parse_easing("ease") or LINEAR
