"""Lengths of the cascade in pixels. https://drafts.csswg.org/css-values-4/#lengths"""

from __future__ import annotations

import math
import re
import textwrap

from turbohtml import Element

from .cascade import Cascade

_FONT_SIZE = 16.0
_CONTROL_FONT_SIZE = 13.3333
_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?")
_LENGTH = re.compile(rf"({_NUMBER.pattern})([a-z%]*)", re.IGNORECASE)
_FONT = re.compile(r"(?:^|\s)((?:\d+(?:\.\d*)?|\.\d+)(?:px|pt|em|rem|%)|(?:xx?-|x+-)?(?:small|large)|medium)(?=[\s/])")
_FONT_LINE = re.compile(r"/\s*([^\s/]+)")
_NORMAL_LINE = 1.15
_LETTER = 0.6
_LONGEST = 100_000
_ABSOLUTE = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
_KEYWORDS = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0, "thin": 1.0, "thick": 5.0,
}  # fmt: skip
_MOST_TOKENS = 100
_MATH = re.compile(r"(?<![\w-])(?:calc|min|max|clamp)\(", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"(?<![\w#.-])({_NUMBER.pattern})(r?em|ch|ex|[dsl]?v[hw]|vmin|vmax|pt|pc|in|cm|mm|q)(?![\w%-])", re.IGNORECASE
)
_SCALES: dict[str, tuple[dict[str, float], str]] = {
    "s": ({"s": 1.0, "ms": 0.001, "": 1.0}, "s"),
    "deg": ({"deg": 1.0, "turn": 360.0, "rad": 180 / math.pi, "grad": 0.9, "": 1.0}, "deg"),
    "": ({"": 1.0}, ""),
}
"""Units of what is not a length, with the one in which it is printed."""


class Lengths:
    """Lengths of one tree's elements."""

    def __init__(self, cascade: Cascade) -> None:
        self._cascade = cascade
        self._viewport = cascade.viewport

    def font_size(self, element: Element) -> float:
        """The computed `font-size`."""
        size = _FONT_SIZE
        for each in reversed([element, *self._cascade.flat_ancestors(element)]):
            own = self._cascade.declared_on(each, "font-size")
            if own is None and (shorthand := self._cascade.declared_on(each, "font")) is not None:
                own = found[1] if (found := _FONT.search(self._cascade.without_variables(each, shorthand))) else None
            if own is not None:
                size = self._font_size(each, self._cascade.without_variables(each, own).strip().lower(), size)
            elif each.tag in _CONTROLS:
                size = _CONTROL_FONT_SIZE
        return size

    def _font_size(self, element: Element, value: str, above: float) -> float:
        if value in _KEYWORDS:
            return _KEYWORDS[value]
        if value in ("smaller", "larger"):
            return above / 1.2 if value == "smaller" else above * 1.2
        if value in ("inherit", "unset", "revert"):
            return above
        found = self._pixels(value, above, above)
        return above if found is None else max(0.0, found)

    def line_height(self, element: Element) -> float:
        """The height of a line of text. https://drafts.csswg.org/css-inline-3/#line-height-property"""
        size = self.font_size(element)
        value = self._cascade.values(element)["line-height"]
        own = self._cascade.declared_on(element, "font")
        if (
            value == "normal"
            and own is not None
            and (found := _FONT_LINE.search(self._cascade.without_variables(element, own)))
        ):
            value = found[1]
        if re.fullmatch(r"[\d.]+", value):
            return float(value) * size
        return self._pixels(value, size, size) or float(int(size * _NORMAL_LINE))

    def text_height(self, element: Element, text: str, width: float) -> float:
        """The height of a text in lines that are so wide. AD-HOC: all letters are of one width."""
        letters = max(1, int(width / (self.font_size(element) * _LETTER)))
        lines = sum(max(1, len(textwrap.wrap(line, letters))) for line in text[:_LONGEST].split("\n"))
        return lines * self.line_height(element)

    def pixels(self, element: Element, name: str, whole: float) -> float | None:
        """The computed value of a property, percentages being of `whole`; None for a keyword, or what is not known."""
        value = self._cascade.values(element).get(name, "")
        return self.pixels_of(element, value, whole)

    def pixels_of(self, element: Element, value: str, whole: float) -> float | None:
        """A value as a length, as one of an element."""
        value = self._cascade.without_variables(element, value).strip().lower()
        plain = _LENGTH.fullmatch(value)
        if plain is not None and (float(plain[1]) == 0 or plain[2] in _ABSOLUTE):
            return float(plain[1]) * _ABSOLUTE.get(plain[2], 0.0)
        return self._pixels(value, self.font_size(element), whole)

    def in_pixels(self, element: Element, value: str) -> str:
        """A computed value that is nothing but a length, in pixels; any other as it is."""
        found = _LENGTH.fullmatch(value)
        if found is None or not found[2] or found[2].lower() in ("px", "%", "s", "ms", "deg", "fr"):
            return value
        pixels = self._pixels(value.lower(), self.font_size(element), 0.0)
        return value if pixels is None else f"{pixels:.6g}px"

    def without_math(self, element: Element, value: str) -> str:
        """A computed value with numbers in the place of its math functions, but for those of percentages.
        https://drafts.csswg.org/css-values-4/#calc-computed-value"""
        out, at = "", 0
        while (found := _MATH.search(value, at)) is not None:
            end, depth = found.end(), 1
            while end < len(value) and depth:
                depth += (value[end] == "(") - (value[end] == ")")
                end += 1
            text = value[found.start() : end]
            out += value[at : found.start()] + self._known(element, text.lower(), text)
            at = end
        return out + value[at:]

    def _known(self, element: Element, text: str, fallback: str) -> str:
        if "%" in text:
            return fallback
        units = {unit for _, unit in _LENGTH.findall(text)} - {""}
        kind = "" if not units else "s" if units <= {"s", "ms"} else "deg" if units & _SCALES["deg"][0].keys() else "px"
        if kind == "px":
            pixels = self._pixels(text, self.font_size(element), 0.0)
            return fallback if pixels is None else f"{pixels:.6g}px"
        scale, unit = _SCALES[kind]
        number = _sum(text, scale)
        return fallback if number is None else f"{number:.6g}{unit}"

    def all_in_pixels(self, element: Element, value: str) -> str:
        """A computed value with each length in it in pixels; one with strings or URLs as it is."""
        if '"' in value or "'" in value or "url(" in value:
            return value
        value = self.without_math(element, value)
        return _RELATIVE.sub(lambda found: self.in_pixels(element, found[0]), value)

    def relative_units(self, element: Element) -> dict[str, float]:
        """The pixels of the units that depend on an element and the viewport."""
        return self._relative(self.font_size(element))

    def _relative(self, font_size: float) -> dict[str, float]:
        width, height = self._viewport.width / 100, self._viewport.height / 100
        return {
            "em": font_size, "rem": _FONT_SIZE, "ch": font_size / 2, "ex": font_size / 2, "vw": width, "vh": height,
            "dvh": height, "svh": height, "lvh": height, "vmin": min(width, height), "vmax": max(width, height),
        }  # fmt: skip

    def _pixels(self, value: str, font_size: float, whole: float) -> float | None:
        if value in _KEYWORDS:
            return 3.0 if value == "medium" else _KEYWORDS[value]
        units = _ABSOLUTE | self._relative(font_size) | {"": 1.0, "%": whole / 100}
        return _sum(value, units)


def _sum(value: str, units: dict[str, float]) -> float | None:
    """The number that a value comes to; None for one that is not a number with one of these units."""
    tokens = re.findall(rf"{_NUMBER.pattern}[a-z%]*|calc|min|max|clamp|[-+*/(),]|\S", value, re.IGNORECASE)
    if len(tokens) > _MOST_TOKENS:
        return None
    try:
        return _Sum(tokens, units).value()
    except (ValueError, IndexError, KeyError, ZeroDivisionError, RecursionError):
        return None


class _Sum:
    """https://drafts.csswg.org/css-values-4/#math"""

    def __init__(self, tokens: list[str], units: dict[str, float]) -> None:
        self._tokens = tokens
        self._units = units

    def value(self) -> float:
        """Raises `ValueError` and others for what is not a length."""
        found = self._product() if "(" not in self._tokens else self._sum()
        if self._tokens:
            raise ValueError(self._tokens)
        return found

    def _sum(self) -> float:
        found = self._product()
        while self._tokens and self._tokens[0] not in ("*", "/", ",", ")"):
            sign = self._tokens[0]
            if sign in ("+", "-"):
                self._tokens.pop(0)
            # "a -b" is read as two numbers: the sign is the second one's.
            found += -self._product() if sign == "-" else self._product()
        return found

    def _product(self) -> float:
        found = self._unit()
        while self._tokens and self._tokens[0] in ("*", "/"):
            if self._tokens.pop(0) == "*":
                found *= self._unit()
            else:
                found /= self._unit()
        return found

    def _unit(self) -> float:
        token = self._tokens.pop(0)
        if token in ("-", "+"):
            return -self._unit() if token == "-" else self._unit()
        if token in ("calc", "min", "max", "clamp", "("):
            if token != "(" and self._tokens.pop(0) != "(":
                raise ValueError(token)
            inside = [self._sum()]
            while self._tokens.pop(0) == ",":
                inside.append(self._sum())
            if token == "clamp":
                return max(inside[0], min(inside[1:]))
            return min(inside) if token == "min" else max(inside) if token == "max" else inside[0]
        plain = _LENGTH.fullmatch(token)
        if plain is None:
            raise ValueError(token)
        return float(plain[1]) * self._units[plain[2].lower()]
