"""Conditions that style rules apply on: media queries against the embedder's screen, and what is supported."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from turbohtml import SelectorSyntaxError
from turbohtml.convert import css_specificity

from shim.remembered import remembered

from .properties import PROPERTIES
from .syntax import Node, component_values, has_error, parse_declarations, serialize, significant, split_at_commas

Truth = bool | None
"""Truth of a condition; None when it is not known, as for a feature of which nobody has heard."""
_REMEMBERED: Final = 512
_NO_MEDIA_TYPES: Final = frozenset({"and", "or", "not", "only", "layer"})
_KEYWORDS: Final = {
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference", "prefers-reduced-data": "no-preference",
    "prefers-contrast": "no-preference", "forced-colors": "none", "inverted-colors": "none", "display-mode": "browser",
    "hover": "hover", "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "update": "fast",
    "overflow-block": "scroll", "overflow-inline": "scroll", "scan": "progressive", "scripting": "enabled",
    "color-gamut": "srgb", "dynamic-range": "standard", "video-dynamic-range": "standard",
}  # fmt: skip
"""Keywords by which a page can ask about the screen."""
_UNITS: Final = {
    "px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "in": 96.0, "pc": 16.0,
    "dpi": 1 / 96, "dppx": 1.0, "x": 1.0, "dpcm": 2.54 / 96,
}  # fmt: skip
_PLAIN: Final = re.compile(r"([a-z-]+)\s*(?::\s*(.+))?")
_RANGE: Final = re.compile(r"(?:(.+?)\s*(<=?|>=?|=)\s*)?([a-z-]+)\s*(?:(<=?|>=?|=)\s*(.+))?")
_BOUND: Final = re.compile(r"(-webkit-)?(min|max)-(.+)")
_RATIO: Final = re.compile(r"([\d.]+)\s*/\s*([\d.]+)")
_ABOUT_SIZE: Final = re.compile(r"width|height|ratio|orientation", re.IGNORECASE)
_NUMBER: Final = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))([a-z]*)")


@dataclass(frozen=True, slots=True)
class Screen:
    """The embedder's screen, which the viewport fills. Sizes are in CSS pixels."""

    width: int = 1280
    height: int = 720
    device_pixel_ratio: float = 1.0

    def features(self) -> dict[str, float | str]:
        """The features that a page can ask about. https://drafts.csswg.org/mediaqueries-5/#media-descriptor-table"""
        ratio = self.width / max(self.height, 1)
        return {
            "width": self.width, "height": self.height, "device-width": self.width, "device-height": self.height,
            "aspect-ratio": ratio, "device-aspect-ratio": ratio, "color": 8, "color-index": 0, "monochrome": 0,
            "resolution": self.device_pixel_ratio, "-webkit-device-pixel-ratio": self.device_pixel_ratio, "grid": 0,
            "orientation": "landscape" if self.width >= self.height else "portrait", **_KEYWORDS,
        }  # fmt: skip


_ANY_SCREEN: Final = Screen()


class _Viewport(Protocol):
    @property
    def screen(self) -> Screen: ...


class _InvalidError(Exception):
    """The text is not a condition at all."""


@remembered(_REMEMBERED)
def media_queries(text: str) -> tuple[str, ...]:
    """The queries of a list as text, `not all` for what is none.
    https://drafts.csswg.org/cssom/#serialize-a-media-query-list"""
    parts = split_at_commas(component_values(text))
    if len(parts) == 1 and not significant(parts[0]):
        return ()
    return tuple(_query_text(part) for part in parts)


def media_matches(text: str, viewport: _Viewport) -> bool:
    """True when a list of media queries is. https://drafts.csswg.org/mediaqueries-4/#mq-list"""
    # OPTIMIZATION: the size of a frame takes a layout of what is around it
    return not text or _media_matches(text, viewport.screen if _ABOUT_SIZE.search(text) else _ANY_SCREEN)


@remembered(_REMEMBERED)
def _media_matches(text: str, screen: Screen) -> bool:
    parts = split_at_commas(component_values(text))
    if len(parts) == 1 and not significant(parts[0]):
        return True
    return any(_query_holds(part, screen) for part in parts)


@remembered(_REMEMBERED)
def supports_condition(text: str) -> bool:
    """True when a condition of `@supports` holds; invalid ones are not.
    https://drafts.csswg.org/css-conditional-3/#typedef-supports-condition"""
    nodes = component_values(text)
    try:
        return _condition(significant(nodes), _supports_in_parens) is True
    except _InvalidError:
        # CSS.supports() takes a declaration without its parentheses, too
        return _declaration_is_supported(serialize(nodes))


def supports_declaration(name: str, value: str) -> bool:
    """True when a property takes a value. AD-HOC: a known property takes any value that parses as one."""
    if name not in PROPERTIES and not name.startswith("--"):
        return False
    parsed = parse_declarations(f"{name}: {value}")
    return len(parsed) == 1 and parsed[0][0] == name and not parsed[0][2]


def _condition(nodes: Sequence[Node], in_parens: Callable[[Node], Truth]) -> Truth:
    """The truth of `not`, `and` and `or` over parts in parentheses. https://drafts.csswg.org/mediaqueries-4/#evaluating"""
    if not nodes:
        raise _InvalidError
    if _is_word(nodes[0], "not"):
        if len(nodes) != 2:
            raise _InvalidError
        value = in_parens(nodes[1])
        return None if value is None else not value
    values = [in_parens(node) for node in nodes[::2]]
    words = {node.lower_value if node.type == "ident" else "" for node in nodes[1::2]}
    if len(nodes) % 2 == 0 or len(words) > 1 or not words <= {"and", "or"}:
        raise _InvalidError
    wanted = words == {"or"}
    return wanted if wanted in values else None if None in values else not wanted


def _is_word(node: Node, *words: str) -> bool:
    return node.type == "ident" and node.lower_value in words


# media queries


def _query_text(nodes: Sequence[Node]) -> str:
    try:
        _query(significant(nodes), Screen())
    except _InvalidError:
        return "not all"
    text = re.sub(r"\s*(<=|>=|[<>=/])\s*", r" \1 ", re.sub(r"\s+", " ", serialize(nodes).lower()))
    return re.sub(r"\s+\)", ")", re.sub(r"\(\s+", "(", re.sub(r"\s*:\s*", ": ", text)))


def _query_holds(nodes: Sequence[Node], screen: Screen) -> bool:
    try:
        return _query(significant(nodes), screen) is True
    except _InvalidError:
        return False


def _query(nodes: Sequence[Node], screen: Screen) -> Truth:
    """https://drafts.csswg.org/mediaqueries-4/#typedef-media-query"""

    def in_parens(node: Node) -> Truth:
        if node.type == "function":
            return None
        if node.type != "() block" or has_error(node.content):
            raise _InvalidError
        inside = significant(node.content)
        if inside and (inside[0].type == "() block" or _is_word(inside[0], "not")):
            return _condition(inside, in_parens)
        return _feature(serialize(node.content).lower(), screen.features())

    words = [node for node in nodes[:2] if node.type == "ident"]
    modifier = words[0].lower_value if len(words) == 2 and words[0].lower_value in ("not", "only") else None
    at = 0 if modifier is None else 1
    if len(nodes) <= at or nodes[at].type != "ident" or nodes[at].lower_value in ("not", "only"):
        return _condition(nodes, in_parens)
    if nodes[at].lower_value in _NO_MEDIA_TYPES:
        raise _InvalidError
    value: Truth = nodes[at].lower_value in ("all", "screen")
    rest = nodes[at + 1 :]
    if rest:
        if not _is_word(rest[0], "and") or any(_is_word(node, "or") for node in rest):
            raise _InvalidError
        condition = _condition(rest[1:], in_parens)
        value = False if value is False or condition is False else condition
    if modifier == "not":
        return None if value is None else not value
    return value


def _feature(text: str, features: dict[str, float | str]) -> Truth:
    """https://drafts.csswg.org/mediaqueries-4/#typedef-media-feature"""
    if plain := _PLAIN.fullmatch(text):
        name, value = plain.groups()
        return _has(features.get(name)) if value is None else _plain_feature(name, value, features)
    found = _RANGE.fullmatch(text)
    actual = features.get(found[3]) if found is not None else None
    if found is None or not isinstance(actual, (int, float)):
        return None
    left, right = found[1] and _number(found[1]), found[5] and _number(found[5])
    if (found[1] and left is None) or (found[5] and right is None):
        return None
    return (not found[1] or _compare(left, found[2], actual)) and (not found[5] or _compare(actual, found[4], right))


def _has(value: float | str | None) -> Truth:
    return None if value is None else value not in (0, "none", "no-preference")


def _plain_feature(name: str, value: str, features: dict[str, float | str]) -> Truth:
    bound = _BOUND.fullmatch(name)
    actual = features.get(name if bound is None else (bound[1] or "") + bound[3])
    if actual is None:
        return None
    if isinstance(actual, str):
        return actual == value if bound is None else None
    number = _number(value)
    if number is None:
        return None
    return _compare(actual, "=" if bound is None else ">=" if bound[2] == "min" else "<=", number)


def _compare(a: object, operator: str, b: object) -> bool:
    assert isinstance(a, (int, float))
    assert isinstance(b, (int, float))
    if abs(a - b) < 1e-6:
        return operator != "<" and operator != ">"
    return operator.startswith("<") if a < b else operator.startswith(">")


def _number(text: str) -> float | None:
    if ratio := _RATIO.fullmatch(text):
        return float(ratio[1]) / float(ratio[2]) if float(ratio[2]) else float("inf")
    found = _NUMBER.fullmatch(text)
    scale = None if found is None else _UNITS.get(found[2]) if found[2] else 1.0
    return None if found is None or scale is None else float(found[1]) * scale


# what is supported


def _supports_in_parens(node: Node) -> Truth:
    if node.type == "function":
        return node.lower_name == "selector" and _selector_is_valid(serialize(node.arguments))
    if node.type != "() block":
        raise _InvalidError
    text = serialize(node.content)
    if _declaration_is_supported(text):
        return True
    try:
        return _condition(significant(node.content), _supports_in_parens)
    except _InvalidError:
        return False


def _selector_is_valid(text: str) -> bool:
    try:
        return bool(css_specificity(text))
    except (SelectorSyntaxError, ValueError):
        return False


def _declaration_is_supported(text: str) -> bool:
    name, colon, value = text.partition(":")
    name = name.strip()
    return bool(colon) and supports_declaration(name if name.startswith("--") else name.lower(), value)
