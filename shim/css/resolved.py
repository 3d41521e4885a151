"""Resolved values as browsers print them, as far as that needs no layout.
https://drafts.csswg.org/cssom/#resolved-values"""

from __future__ import annotations

import re
from collections.abc import Callable

from .colors import color_channels, resolve_color
from .words import split_list, split_words

_LENGTHS = re.compile(r"(?:margin|padding|border|outline)-?(?:top|right|bottom|left)?-?(?:width)?$|text-indent$")
_WIDTHS = {"medium": "3px", "thin": "1px", "thick": "5px"}
_POSITIONS = frozenset({"background-position", "mask-position", "object-position", "perspective-origin"})
_PLACES = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}
_COLOR = re.compile(r"(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)a?\(")


def resolved_values(values: dict[str, str]) -> dict[str, str]:
    """Resolved values as browsers print them, as far as that needs no layout."""
    color = resolve_color(values.get("color", "black"), "rgb(0, 0, 0)")
    for name, value in values.items():
        if name.endswith("color"):
            values[name] = color if name == "color" else resolve_color(value, color)
        elif name == "outline-width":
            values[name] = _WIDTHS.get(value, value)
        elif name.endswith("-width") and name.startswith("border"):
            style = values.get(name.removesuffix("width") + "style", "none")
            values[name] = "0px" if style in ("none", "hidden") else _WIDTHS.get(value, value)
        elif value == "0" and _LENGTHS.match(name):
            values[name] = "0px"
    if values["position"] == "relative":
        # https://drafts.csswg.org/cssom/#resolved-value-special-case-property-like-top
        for one, other in (("top", "bottom"), ("left", "right")):
            if values[one] == values[other] == "auto":
                values[one] = values[other] = "0px"
    if values["word-spacing"] == "normal":
        values["word-spacing"] = "0px"
    if values.get("font-size") == "medium":
        values["font-size"] = "16px"
    weight = {"normal": "400", "bold": "700"}
    values["font-weight"] = weight.get(values.get("font-weight", "400"), values.get("font-weight", "400"))
    return values


def resolved_value(name: str, value: str, color: str, in_pixels: Callable[[str], str]) -> str:
    """The value of a property other than those of `resolved_values`, where `color` is the element's."""
    if name.endswith("color") or name in ("fill", "stroke"):
        return color if name == "caret-color" and value == "auto" else resolve_color(value, color)
    if name in ("box-shadow", "text-shadow") and value != "none":
        count = 4 if name == "box-shadow" else 3
        return ", ".join(_shadow(layer, count, color, in_pixels) for layer in split_list(value))
    if name in _POSITIONS:
        return ", ".join(_position(layer) for layer in split_list(value))
    if name in ("background-size", "mask-size"):
        return ", ".join(_size(in_pixels(layer)) for layer in split_list(value))
    if name in ("column-rule-width", "-webkit-text-stroke-width"):
        return _WIDTHS.get(value, in_pixels(value))
    return in_pixels(value)


def _shadow(layer: str, count: int, color: str, in_pixels: Callable[[str], str]) -> str:
    """https://drafts.csswg.org/css-backgrounds-3/#box-shadow: the color first, and all of the lengths"""
    shown, lengths, inset = color, [], ""
    for word in split_words(layer):
        if word == "inset":
            inset = " inset"
        elif _COLOR.match(word) or color_channels(word) is not None or word == "currentcolor":
            shown = resolve_color(word, color)
        else:
            lengths.append("0px" if word == "0" else in_pixels(word))
    lengths += ["0px"] * (count - len(lengths))
    return f"{shown} {' '.join(lengths)}{inset}"


def _size(layer: str) -> str:
    """https://drafts.csswg.org/css-backgrounds-3/#background-size"""
    return layer if " " in layer or layer in ("auto", "cover", "contain") else f"{layer} auto"


def _position(layer: str) -> str:
    """https://drafts.csswg.org/css-backgrounds-3/#background-position"""
    words = split_words(layer)
    if len(words) == 1:
        words = ["center", words[0]] if words[0] in ("top", "bottom") else [words[0], "center"]
    if len(words) == 2:
        if words[0] in ("top", "bottom") or words[1] in ("left", "right"):
            words.reverse()
        return " ".join(_PLACES.get(word, word) for word in words)
    if len(words) == 3:
        words.insert(words.index("center") + 1 if "center" in words else 4 if words[2] in _PLACES else 2, "0%")
    if len(words) != 4:
        return layer
    pairs = [words[:2], words[2:]]
    if pairs[0][0] in ("top", "bottom"):
        pairs.reverse()
    return " ".join(_offset(*pair) for pair in pairs)


def _offset(edge: str, distance: str) -> str:
    if edge == "center" or distance == "0%":
        return _PLACES[edge]
    return distance if edge in ("left", "top") else f"calc(100% - {distance})"
