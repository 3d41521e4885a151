"""Transforms of boxes, in the plane. https://drafts.csswg.org/css-transforms-1/"""

from __future__ import annotations

import math
import re

from turbohtml import Element

from shim.css.cascade import Cascade
from shim.css.lengths import Lengths
from shim.css.words import split_words

from .renderer import Box

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FUNCTION = re.compile(r"(?<![a-z0-9])([a-z0-9]+)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", re.IGNORECASE)
_ANGLE = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+))(deg|rad|turn|grad)?$")
_TURNS = {"deg": 1 / 360, "rad": 1 / math.tau, "turn": 1.0, "grad": 1 / 400, None: 1 / 360}
_KEYWORDS = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}
_MOST_FUNCTIONS = 32


class Transforms:
    """The transforms of one tree's elements."""

    def __init__(self, cascade: Cascade, lengths: Lengths) -> None:
        self._cascade = cascade
        self._lengths = lengths

    def is_transformed(self, element: Element) -> bool:
        """True when a transform is declared for an element."""
        names = ("transform", "translate", "scale", "rotate")
        return any(self._cascade.declared(element, name) not in (None, "none") for name in names)

    def applied(self, element: Element, own: Box, box: Box) -> Box:
        """The rectangle around a box after the transform of an element whose box is `own`."""
        matrix = self._matrix(element, own)
        if matrix == _IDENTITY:
            return box
        x, y = self.origin(element, own)
        x, y = own[0] + x, own[1] + y
        left, top, width, height = box
        corners = [(left, top), (left + width, top), (left, top + height), (left + width, top + height)]
        a, b, c, d, e, f = matrix
        xs = [a * (px - x) + c * (py - y) + e + x for px, py in corners]
        ys = [b * (px - x) + d * (py - y) + f + y for px, py in corners]
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    # https://drafts.csswg.org/css-transforms-2/#ctm
    def _matrix(self, element: Element, own: Box) -> _Matrix:
        matrix = _IDENTITY
        for name in ("translate", "rotate", "scale"):
            value = self._cascade.declared(element, name)
            if value not in (None, "none"):
                matrix = _times(matrix, self._function(element, own, name, split_words(value)))
        value = self._cascade.declared(element, "transform") or ""
        functions = _FUNCTION.findall(self._cascade.without_variables(element, value))
        for name, arguments in functions[:_MOST_FUNCTIONS]:
            matrix = _times(matrix, self._function(element, own, name.lower(), _arguments(arguments)))
        return matrix

    def _function(self, element: Element, own: Box, name: str, arguments: list[str]) -> _Matrix:
        """https://drafts.csswg.org/css-transforms-2/#transform-functions"""

        def length(index: int, whole: float) -> float:
            if index >= len(arguments):
                return 0.0
            return self._lengths.pixels_of(element, arguments[index], whole) or 0.0

        match name:
            case "translate" | "translate3d":
                return (1.0, 0.0, 0.0, 1.0, length(0, own[2]), length(1, own[3]))
            case "translatex":
                return (1.0, 0.0, 0.0, 1.0, length(0, own[2]), 0.0)
            case "translatey":
                return (1.0, 0.0, 0.0, 1.0, 0.0, length(0, own[3]))
            case "scale" | "scale3d":
                first = _number(arguments[0])
                return (first, 0.0, 0.0, _number(arguments[1]) if len(arguments) > 1 else first, 0.0, 0.0)
            case "scalex":
                return (_number(arguments[0]), 0.0, 0.0, 1.0, 0.0, 0.0)
            case "scaley":
                return (1.0, 0.0, 0.0, _number(arguments[0]), 0.0, 0.0)
            case "rotate" | "rotatez":
                found = _ANGLE.match(arguments[0])
                angle = float(found[1]) * _TURNS[found[2]] * math.tau if found else 0.0
                cos, sin = math.cos(angle), math.sin(angle)
                return (cos, sin, -sin, cos, 0.0, 0.0)
            case "matrix" if len(arguments) == 6:
                a, b, c, d, e, f = map(_number, arguments)
                return (a, b, c, d, e, f)
        return _IDENTITY

    def origin(self, element: Element, own: Box, name: str = "transform-origin") -> tuple[float, float]:
        """Place of `transform-origin` or `perspective-origin` in an element's box, in pixels."""
        words = split_words(self._cascade.declared(element, name) or "50% 50%")
        if words and (words[0] in ("top", "bottom") or words[1:2] in (["left"], ["right"])):
            words = [words[1] if len(words) > 1 else "center", words[0]]
        at = []
        for index, whole in enumerate(own[2:]):
            word = words[index] if index < len(words) else "center"
            share = _KEYWORDS.get(word)
            at.append(whole * share if share is not None else self._lengths.pixels_of(element, word, whole) or 0.0)
        return at[0], at[1]


def _arguments(text: str) -> list[str]:
    """The parts that commas separate, functions kept whole."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _number(text: str) -> float:
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return 1.0


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    a, b, c, d, e, f = m
    g, h, i, j, k, l_ = n
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l_ + e, b * k + d * l_ + f)
