"""Values of declarations as browsers write them, `0px` for `0`, `rgb()` for `#f00`, `0.5` for `.5`; and which are not
valid, as far as that is plain. https://drafts.csswg.org/cssom/#serialize-a-css-value"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

import tinycss2

from .colors import resolve_color
from .words import shortest

Node = Any
"""A token or a block of tinycss2's, which has no types."""

_SIZES: Final = re.compile(
    r"(?:(?:min|max)-)?(?:width|height|inline-size|block-size)$|(?:scroll-)?padding(?:-|$)|(?:row-|column-)?gap$"
    r"|border(?:-[a-z]+)*-(?:width|radius)$|border-radius$|flex-basis$|outline-width$|font-size$|border-spacing$"
)
"""Properties of lengths that are not negative."""
_LENGTHS: Final = re.compile(
    rf"{_SIZES.pattern}|(?:scroll-)?margin(?:-|$)|inset(?:-|$)|(?:top|right|bottom|left)$|(?:letter|word)-spacing$"
    r"|text-indent$|outline-offset$|translate$|perspective$|text-underline-offset$|(?:border-top|border)$"
)
_WITH_LENGTHS: Final = re.compile(
    r"(?:border|outline|border-(?:top|right|bottom|left)|box-shadow|text-shadow|filter|backdrop-filter|clip-path|background"
    r"|transform|(?:transform|perspective)-origin|(?:background|object|mask)-(?:position|size)(?:-[xy])?|vertical-align"
    r"|grid-(?:template|auto)-(?:columns|rows)|offset-path)$"
)
"""Properties in which a length is among other things."""
_NUMBERS_ONLY: Final = re.compile(r"scale|matrix|perspective|cubic-bezier|steps|linear$|brightness")
_NAMES: Final = re.compile(
    r"(?:font|font-family|animation(?:-name)?|grid-.*|content|quotes|counter-.*|container(?:-name)?|view-transition-.*"
    r"|will-change|list-style(?:-type)?|anchor-.*|position-.*|.*timeline.*|font-(?:feature|variation)-settings|d"
    r"|-webkit-.*)$"
)
"""Properties with names in them that the page has made up, or whose letters count."""
_COLOR_FUNCTIONS: Final = frozenset({"rgb", "rgba", "hsl", "hsla"})
_RAW_FUNCTIONS: Final = re.compile(r"(?:calc|min|max|clamp|env|attr|path)$")
GLOBAL: Final = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""Keywords that are values of every property."""
_DISPLAYS = """
none block inline inline-block flex inline-flex grid inline-grid contents flow-root list-item table inline-table flow
table-row table-cell table-caption table-column table-column-group table-row-group table-header-group table-footer-group
ruby ruby-base ruby-text ruby-base-container ruby-text-container math run-in -webkit-box -webkit-inline-box -webkit-flex
-webkit-inline-flex
"""
_KEYWORDS: Final = {
    "position": frozenset({"static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"}),
    "visibility": frozenset({"visible", "hidden", "collapse"}),
    "float": frozenset({"left", "right", "none", "inline-start", "inline-end"}),
    "box-sizing": frozenset({"content-box", "border-box"}),
    "display": frozenset(_DISPLAYS.split()),
}
_HEX: Final = re.compile(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", re.IGNORECASE)
_MISTAKES: Final = ("undefined", "null", "nan")
"""Words that script writes in the place of a value that it has not."""
_TIME: Final = re.compile(r"-?[\d.]+m?s$")
_WIDTH: Final = re.compile(r"[\d.]|thin$|medium$|thick$")
_CENTERED: Final = re.compile(r"(?:transform-origin|perspective-origin|background-position|object-position)$")
_WAVES: Final = frozenset({"solid", "double", "dotted", "dashed", "wavy"})
_FLEX: Final = {"auto": "1 1 auto", "none": "0 0 auto"}


def specified(name: str, nodes: Iterable[Node]) -> str | None:
    """The value of a declaration; None for one that is not valid, so that the declaration counts for nothing.

    AD-HOC: lengths have a unit in every document; without a doctype, browsers take some without one for pixels.
    """
    raw = tinycss2.serialize(nodes).strip()
    if name.startswith("--") or "var(" in raw or not raw:
        return raw
    parts = [node for node in nodes if node.type != "comment"]
    if raw.lower() in GLOBAL:
        return raw.lower()
    if not _is_valid(name, parts):
        return None
    zero = "0px" if _LENGTHS.match(name) or _WITH_LENGTHS.match(name) else "0"
    written = _write(parts, zero, keeps_case=_NAMES.match(name) is not None)
    finish = _FINISH.get(name) or (_in_two if _CENTERED.match(name) else None)
    return written if finish is None else ", ".join(map(finish, split_at(written, ",")))


def _is_valid(name: str, nodes: list[Node]) -> bool:
    words = [node for node in nodes if node.type != "whitespace"]
    if name in _KEYWORDS:
        return all(node.type == "ident" and node.lower_value in _KEYWORDS[name] for node in words)
    if name in ("z-index", "order"):
        return all(node.type != "number" or node.is_integer for node in words)
    return all(_may_stand(name, node) for node in words)


def _may_stand(name: str, node: Node) -> bool:
    if node.type == "hash" and (name.endswith("color") or name == "background"):
        return _HEX.fullmatch(node.value) is not None
    if node.type == "number" and node.value != 0 and name != "border-spacing":
        return _LENGTHS.match(name) is None
    if node.type == "ident" and node.lower_value.startswith(_MISTAKES):
        return _NAMES.match(name) is not None
    is_negative = node.type in ("dimension", "percentage") and node.value < 0
    return not is_negative or _SIZES.match(name) is None


def _write(nodes: Iterable[Node], zero: str, *, keeps_case: bool) -> str:
    parts: list[str] = []
    for node in nodes:
        if node.type == "whitespace":
            parts.append(" ")
        elif node.type == "literal" and node.value in (",", "/"):
            while parts and not (before := parts[-1].rstrip()):
                parts.pop()
            if parts:
                parts[-1] = before
            parts.append(", " if node.value == "," else " / ")
        else:
            parts.append(_token(node, zero, keeps_case=keeps_case))
    return re.sub(r" {2,}", " ", "".join(parts)).strip()


def _token(node: Node, zero: str, *, keeps_case: bool) -> str:
    if node.type == "number":
        return zero if node.value == 0 and zero != "0" else number(node.value)
    if node.type == "dimension":
        return number(node.value) + str(node.lower_unit)
    if node.type == "percentage":
        return f"{number(node.value)}%"
    if node.type == "ident":
        return str(node.value) if keeps_case else str(node.lower_value)
    if node.type == "hash":
        return resolve_color(f"#{node.value}", "")
    if node.type == "url":
        return f'url("{node.value}")'
    if node.type == "function":
        return _function(node, zero, keeps_case=keeps_case)
    return str(node.serialize())


def _function(node: Node, zero: str, *, keeps_case: bool) -> str:
    name = node.lower_name
    if name in _COLOR_FUNCTIONS:
        return resolve_color(tinycss2.serialize([node]), "")
    if _RAW_FUNCTIONS.match(name):
        return str(node.serialize())
    if name.startswith(("rotate", "skew")):
        zero = "0deg" if name != "rotate3d" else "0"
    elif _NUMBERS_ONLY.match(name):
        zero = "0"
    inside = _write(node.arguments, zero, keeps_case=keeps_case)
    if name == "drop-shadow":
        inside = _shadow(inside)
    return f"{node.name if name.startswith(('translate', 'scale', 'rotate', 'skew', 'matrix')) else name}({inside})"


def number(value: float) -> str:
    """A number as short as it is written."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def split_at(text: str, separator: str) -> list[str]:
    """The parts of a text, functions kept whole."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == separator and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [part for part in (*parts, text[start:].strip()) if part]


def _is_color(word: str) -> bool:
    return word.startswith(("rgb", "hsl")) or word == "currentcolor" or resolve_color(word, "") != word


def _flex(value: str) -> str:
    words = value.split(" ")
    if value in _FLEX:
        return _FLEX[value]
    numbers = [word for word in words if re.fullmatch(r"[\d.]+", word)]
    others = [word for word in words if word not in numbers]
    if len(numbers) == 3:
        others = [f"{numbers.pop()}px"]
    grow, shrink = (numbers + ["1"] * 2)[:2]
    return f"{grow} {shrink} {others[0] if others else '0%'}"


def _shadow(value: str) -> str:
    words = split_at(value, " ")
    return " ".join(sorted(words, key=lambda word: 0 if _is_color(word) else 2 if word == "inset" else 1))


def _outline(value: str) -> str:
    words = split_at(value, " ")
    return " ".join(sorted(words, key=lambda word: 0 if _is_color(word) else 2 if _WIDTH.match(word) else 1))


def _text_decoration(value: str) -> str:
    words = split_at(value, " ")
    return " ".join(
        sorted(
            words, key=lambda word: 3 if _is_color(word) else 2 if word in _WAVES else 1 if _WIDTH.match(word) else 0
        )
    )


def _transition(value: str) -> str:
    words = split_at(value, " ")
    zeros = [at for at, word in enumerate(words) if _TIME.match(word) and float(word.rstrip("ms")) == 0]
    times = [at for at, word in enumerate(words) if _TIME.match(word)]
    needless = {at for at in zeros if at != times[0] or len(zeros) == len(times)}
    kept = [word for at, word in enumerate(words) if at not in needless and word not in ("all", "ease", "normal")]
    return " ".join(kept) or "all"


def _in_two(value: str) -> str:
    words = split_at(value, " ")
    if len(words) == 1 and words[0] in ("top", "bottom"):
        return f"center {words[0]}"
    if len(words) == 1:
        return f"{words[0]} center"
    return " ".join(words[::-1] if words[0] in ("top", "bottom") and len(words) == 2 else words)


def _clip(value: str) -> str:
    inside = re.fullmatch(r"rect\((.*)\)", value)
    words = inside[1].replace(",", " ").split() if inside is not None else []
    return f"rect({', '.join('0px' if word == '0' else word for word in words)})" if words else value


def _radius(value: str) -> str:
    return " / ".join(shortest(split_at(side, " ")) for side in value.split(" / "))


def _ratio(value: str) -> str:
    return f"{value} / 1" if re.fullmatch(r"[\d.]+", value) else value


def _opacity(value: str) -> str:
    return number(float(value[:-1]) / 100) if re.fullmatch(r"[\d.]+%", value) else value


_FINISH: Final[dict[str, Callable[[str], str]]] = {
    "flex": _flex, "box-shadow": _shadow, "text-shadow": _shadow, "outline": _outline, "aspect-ratio": _ratio,
    "border-radius": _radius, "clip": _clip,
    "opacity": _opacity, "transition": _transition, "text-decoration": _text_decoration,
}  # fmt: skip
