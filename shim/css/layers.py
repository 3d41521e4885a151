"""The shorthands `background` and `mask`, which are lists of layers.
https://drafts.csswg.org/css-backgrounds-3/#background"""

from __future__ import annotations

import re
from typing import Final

from .colors import color_channels
from .words import split_list, split_words

_COLOR: Final = re.compile(r"(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)a?\(")
_IMAGE: Final = re.compile(r"url\(|(?:-webkit-)?image-set\(|.*gradient\(|(?:-webkit-)?cross-fade\(|element\(|paint\(")
_REPEAT: Final = re.compile(r"(?:no-)?repeat(?:-[xy])?$|space$|round$")
_ATTACHMENT: Final = frozenset({"scroll", "fixed", "local"})
_BOX: Final = re.compile(r"(?:border|padding|content|margin|fill|stroke|view)-box$|text$|no-clip$")
_COMPOSITE: Final = frozenset({"add", "subtract", "intersect", "exclude"})
_MODE: Final = frozenset({"alpha", "luminance", "match-source"})
_SLASH: Final = re.compile(r"/(?![^(]*\))")


def expand_background(value: str) -> tuple[str, ...]:
    """The color, image, position, size, repeat, attachment, origin and clip."""
    layers = [_layer(layer) for layer in split_list(value)]
    return (
        layers[-1].get("color", "transparent"),
        _column(layers, "image", "none"),
        _column(layers, "position", "0% 0%"),
        _column(layers, "size", "auto"),
        _column(layers, "repeat", "repeat"),
        _column(layers, "attachment", "scroll"),
        _column(layers, "origin", "padding-box"),
        _column(layers, "clip", "border-box"),
    )


def expand_mask(value: str) -> tuple[str, ...]:
    """The image, position, size, repeat, origin, clip, composite and mode. https://drafts.fxtf.org/css-masking/#the-mask"""
    layers = [_layer(layer) for layer in split_list(value)]
    return (
        _column(layers, "image", "none"),
        _column(layers, "position", "0% 0%"),
        _column(layers, "size", "auto"),
        _column(layers, "repeat", "repeat"),
        _column(layers, "origin", "border-box"),
        _column(layers, "clip", "border-box"),
        _column(layers, "composite", "add"),
        _column(layers, "mode", "match-source"),
    )


def _column(layers: list[dict[str, str]], part: str, initial: str) -> str:
    return ", ".join(layer.get(part, initial) for layer in layers)


def _layer(text: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    place = "position"
    for word in split_words(_SLASH.sub(" / ", text)):
        lower = word.lower()
        if lower == "/":
            place = "size"
            continue
        found.setdefault(_part_of(lower) or place, []).append(word)
    boxes = found.pop("box", [])
    if boxes:
        found["origin"], found["clip"] = boxes[:1], boxes[-1:]
    found.pop("", None)
    return {part: " ".join(words) for part, words in found.items()}


def _part_of(word: str) -> str | None:
    if _IMAGE.match(word) or word == "none":
        return "image"
    if _REPEAT.match(word):
        return "repeat"
    if word in _ATTACHMENT:
        return "attachment"
    if _BOX.match(word):
        return "box"
    if word in _COMPOSITE:
        return "composite"
    if word in _MODE:
        return "mode"
    is_color = _COLOR.match(word) or color_channels(word) is not None or word == "currentcolor"
    return "color" if is_color else None
