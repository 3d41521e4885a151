"""Interpolation of transforms. https://drafts.csswg.org/css-transforms-2/#interpolation-of-transforms"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

Matrix = tuple[float, float, float, float, float, float]
_FUNCTION: Final = re.compile(r"([a-z0-9]+)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)([a-z%]*)$", re.IGNORECASE)
_LONG: Final = {
    "translatex": ("translate", "{0}, 0px"), "translatey": ("translate", "0px, {0}"),
    "translatez": ("translate3d", "0px, 0px, {0}"), "scalex": ("scale", "{0}, 1"), "scaley": ("scale", "1, {0}"),
    "scalez": ("scale3d", "1, 1, {0}"), "rotatez": ("rotate", "{0}"), "skewx": ("skew", "{0}, 0deg"),
    "skewy": ("skew", "0deg, {0}"),
}  # fmt: skip
_ONE_ARGUMENT: Final = {"translate": "0px", "skew": "0deg"}
_WIDE: Final = {"translate": "translate3d", "scale": "scale3d"}
_THIRD: Final = {"translate": "0px", "scale": "1"}
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEGREES: Final = {"deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9, "": 1.0}

_Functions = list[tuple[str, list[str]]]


def functions_of(value: str) -> _Functions:
    """The functions of a transform with their arguments."""
    found = _FUNCTION.findall(value)
    return [(name, [part.strip() for part in arguments.split(",")]) for name, arguments in found]


def aligned(start: str, end: str, normal: Callable[[str], str]) -> tuple[str, str] | None:
    """Two transforms as lists of the same functions, None where they are too different."""
    # OPTIMIZATION: most pairs are of the same functions
    first, second = functions_of(start), functions_of(end)
    for index in range(max(len(first), len(second))):
        if index >= len(first):
            first.append(_neutral(second[index]))
        if index >= len(second):
            second.append(_neutral(first[index]))
        pair = _alike(first[index], second[index])
        if pair is None:
            return None
        first[index], second[index] = pair
    return (normal(_text(first)), normal(_text(second))) if first else None


def _text(functions: _Functions) -> str:
    return " ".join(f"{name}({', '.join(arguments)})" for name, arguments in functions)


def _neutral(function: tuple[str, list[str]]) -> tuple[str, list[str]]:
    name, arguments = function
    lower = name.lower()
    if lower == "matrix":
        return name, ["1", "0", "0", "1", "0", "0"]
    if lower == "matrix3d":
        return name, ["1" if i % 5 == 0 else "0" for i in range(16)]
    if lower == "rotate3d":
        return name, [*arguments[:3], "0deg"]
    if lower.startswith("scale"):
        return name, ["1"] * len(arguments)
    return name, [_zero(each) for each in arguments]


def _zero(argument: str) -> str:
    found = _NUMBER.match(argument)
    return "0" + found[2] if found else "0px"


def _alike(a: tuple[str, list[str]], b: tuple[str, list[str]]) -> tuple[tuple[str, list[str]], ...] | None:
    """Two functions as the same one. https://drafts.csswg.org/css-transforms-1/#transform-primitives"""
    if a[0].lower() == "matrix" or b[0].lower() == "matrix":
        return None
    if a[0] == b[0] and len(a[1]) == len(b[1]):
        return a, b
    a, b = _longer(a), _longer(b)
    if a[0] != b[0]:
        if _WIDE.get(a[0]) == b[0]:
            a = b[0], [*a[1], _THIRD[a[0]]]
        elif _WIDE.get(b[0]) == a[0]:
            b = a[0], [*b[1], _THIRD[b[0]]]
        else:
            return None
    return (a, b) if len(a[1]) == len(b[1]) else None


def _longer(function: tuple[str, list[str]]) -> tuple[str, list[str]]:
    name, arguments = function[0].lower(), function[1]
    if name in _LONG:
        to, text = _LONG[name]
        return to, text.format(*arguments).split(", ")
    if name in _ONE_ARGUMENT and len(arguments) == 1:
        return name, [*arguments, _ONE_ARGUMENT[name]]
    if name == "scale" and len(arguments) == 1:
        return name, arguments * 2
    return name, arguments


def matrix_of(value: str, units: Mapping[str, float], size: tuple[float, float] | None = None) -> Matrix | None:
    """The matrix of a transform in the plane; None for any other, and where percentages need the `size` of a box that
    is not given."""
    matrix = _IDENTITY
    for name, arguments in functions_of(value):
        is_upright = name.lower() == "translatey"
        numbers = [_number(each, units, size, i or is_upright) for i, each in enumerate(arguments)]
        if None in numbers:
            return None
        found = _matrix(name.lower(), [n for n in numbers if n is not None])
        if found is None:
            return None
        matrix = times(matrix, found)
    return matrix


def _number(text: str, units: Mapping[str, float], size: tuple[float, float] | None, axis: int) -> float | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    if found[2] == "%":
        return None if size is None or axis > 1 else float(found[1]) / 100 * size[axis]
    unit = found[2].lower()
    return float(found[1]) * _DEGREES.get(unit, units.get(unit, 1.0))


def _matrix(name: str, n: list[float]) -> Matrix | None:
    second = n[1] if len(n) > 1 else 0.0
    if (name in ("translate3d", "scale3d") and len(n) == 3 and n[2] == (name == "scale3d")) or (
        name == "translatez" and n[0] == 0
    ):
        name, n = name.removesuffix("3d"), n[:2]
    match name:
        case "translatez":
            return _IDENTITY
        case "matrix" if len(n) == 6:
            return (n[0], n[1], n[2], n[3], n[4], n[5])
        case "translate":
            return (1, 0, 0, 1, n[0], second)
        case "translatex":
            return (1, 0, 0, 1, n[0], 0)
        case "translatey":
            return (1, 0, 0, 1, 0, n[0])
        case "scale":
            return (n[0], 0, 0, n[1] if len(n) > 1 else n[0], 0, 0)
        case "scalex":
            return (n[0], 0, 0, 1, 0, 0)
        case "scaley":
            return (1, 0, 0, n[0], 0, 0)
        case "rotate" | "rotatez":
            cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
            return (cos, sin, -sin, cos, 0, 0)
        case "skew":
            return (1, math.tan(math.radians(second)), math.tan(math.radians(n[0])), 1, 0, 0)
        case "skewx":
            return (1, 0, math.tan(math.radians(n[0])), 1, 0, 0)
        case "skewy":
            return (1, math.tan(math.radians(n[0])), 0, 1, 0, 0)
    return None


def times(m: Matrix, n: Matrix) -> Matrix:
    """The product of two matrices."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l_ = n
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l_ + e, b * k + d * l_ + f)


def matrix_text(matrix: Matrix) -> str:
    """A matrix as a resolved value prints it."""
    return f"matrix({', '.join(_rounded(n) for n in matrix)})"


def _rounded(number: float) -> str:
    text = f"{0.0 if abs(number) < 1e-6 else number:.6g}"
    return str(round(number)) if "e" in text else text


def between_matrices(start: str, end: str, units: Mapping[str, float]) -> Callable[[float], str] | None:
    """Interpolation of two transforms in the plane by what their matrices are made of."""
    first, second = matrix_of(start, units), matrix_of(end, units)
    parts = (_decomposed(first), _decomposed(second)) if first is not None and second is not None else (None, None)
    if parts[0] is None or parts[1] is None:
        return None
    a, b = list(parts[0]), list(parts[1])
    # https://drafts.csswg.org/css-transforms-1/#interpolation-of-decomposed-2d-matrix-values
    if (a[2] < 0 and b[3] < 0) or (a[3] < 0 and b[2] < 0):
        a[2], a[3], a[4] = -a[2], -a[3], a[4] + (180 if a[4] < 0 else -180)
    if not a[4]:
        a[4] = 360
    if not b[4]:
        b[4] = 360
    if abs(a[4] - b[4]) > 180:
        if a[4] > b[4]:
            a[4] -= 360
        else:
            b[4] -= 360
    return lambda p: matrix_text(_recomposed([x + (y - x) * p for x, y in zip(a, b, strict=True)]))


def _decomposed(matrix: Matrix) -> tuple[float, ...] | None:
    """https://drafts.csswg.org/css-transforms-1/#decomposing-a-2d-matrix: translation, scale, angle, and the rest"""
    row0, row1 = [matrix[0], matrix[1]], [matrix[2], matrix[3]]
    determinant = row0[0] * row1[1] - row0[1] * row1[0]
    scale_x, scale_y = math.hypot(*row0), math.hypot(*row1)
    if not scale_x or not scale_y or not determinant:
        return None
    if determinant < 0:
        if row0[0] < row1[1]:
            scale_x = -scale_x
        else:
            scale_y = -scale_y
    row0, row1 = [v / scale_x for v in row0], [v / scale_y for v in row1]
    angle = math.atan2(row0[1], row0[0])
    sin, cos = -row0[1], row0[0]
    m11, m12, m21, m22 = row0[0], row0[1], row1[0], row1[1]
    rest = (cos * m11 + sin * m21, cos * m12 + sin * m22, -sin * m11 + cos * m21, -sin * m12 + cos * m22)
    return (matrix[4], matrix[5], scale_x, scale_y, math.degrees(angle), *rest)


def _recomposed(n: list[float]) -> Matrix:
    """https://drafts.csswg.org/css-transforms-1/#recomposing-to-a-2d-matrix"""
    cos, sin = math.cos(math.radians(n[4])), math.sin(math.radians(n[4]))
    matrix: Matrix = (n[5], n[6], n[7], n[8], n[0], n[1])
    turned = times(matrix, (cos, sin, -sin, cos, 0, 0))
    return (turned[0] * n[2], turned[1] * n[2], turned[2] * n[3], turned[3] * n[3], n[0], n[1])
