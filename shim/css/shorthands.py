"""Shorthands: their longhands, and what a declaration says of each. https://drafts.csswg.org/css-cascade-5/#shorthand"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from shim.remembered import remembered

from .initial_values import KNOWN
from .layers import expand_background, expand_mask
from .logical import LOGICAL_PAIRS
from .motion_values import MOTION, MOTION_INITIAL, expand_motion, motion_longhands
from .properties import ALIASES
from .words import split_words

_EDGES: Final = ("top", "right", "bottom", "left")
_BORDER_STYLES = frozenset(
    {"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"}
)
_WIDTH = re.compile(r"thin$|medium$|thick$|[+-]?[\d.]+[a-z]*$|(?:calc|min|max|clamp)\(", re.IGNORECASE)
SIDES = {
    "margin": "margin-{}",
    "padding": "padding-{}",
    "inset": "{}",
    "border-width": "border-{}-width",
    "border-style": "border-{}-style",
    "border-color": "border-{}-color",
    "scroll-margin": "scroll-margin-{}",
    "scroll-padding": "scroll-padding-{}",
}
"""Shorthands of four sides and how their longhands are called."""
PAIRS = {"overflow": ("overflow-x", "overflow-y"), "gap": ("row-gap", "column-gap")}
"""Shorthands of two values."""
_CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
_FONT = re.compile(
    r"^(?P<before>.*?)(?P<size>(?:(?<![\d.])[\d.]+(?:px|pt|pc|em|rem|ex|ch|vw|vh|vmin|vmax|in|cm|mm|q|%))|(?:xx?-|x+-)?(?:small|large)"
    r"|medium|smaller|larger)(?:\s*/\s*(?P<line>\S+))?\s+(?P<family>.+)$",
    re.IGNORECASE,
)
_FLEX = {"none": ("0", "0", "auto"), "auto": ("1", "1", "auto")}


def _expand_radius(value: str) -> list[tuple[str, str]]:
    sides = [split_words(side) for side in value.split("/")]
    corners = []
    for words in sides:
        first, second = words[0], words[1] if len(words) > 1 else words[0]
        third = words[2] if len(words) > 2 else first
        corners.append((first, second, third, words[3] if len(words) > 3 else second))
    return [
        (f"border-{corner}-radius", " ".join(dict.fromkeys(side[i] for side in corners)))
        for i, corner in enumerate(_CORNERS)
    ]


def _expand_flex(value: str) -> list[tuple[str, str]]:
    words = split_words(value)
    parts = _FLEX.get(value.lower())
    if parts is None:
        numbers = [word for word in words if _NUMBER.fullmatch(word)]
        basis = [word for word in words if not _NUMBER.fullmatch(word)]
        parts = (
            numbers[0] if numbers else "1",
            numbers[1] if len(numbers) > 1 else "1",
            basis[0] if basis else "0%",
        )
    return list(zip(("flex-grow", "flex-shrink", "flex-basis"), parts, strict=True))


def _expand_font(value: str) -> list[tuple[str, str]]:
    found = _FONT.match(value)
    if found is None:
        return [("font", value)]
    parts = {"font-style": "normal", "font-weight": "normal", "font-variant": "normal"}
    for word in found["before"].lower().split():
        if word in ("italic", "oblique"):
            parts["font-style"] = word
        elif word in ("bold", "bolder", "lighter") or word.isdigit():
            parts["font-weight"] = word
        elif word == "small-caps":
            parts["font-variant"] = word
    return [
        *parts.items(),
        ("font-size", found["size"]),
        ("line-height", found["line"] or "normal"),
        ("font-family", found["family"]),
    ]


_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")

# white space and wrapping
# https://drafts.csswg.org/css-text-4/#white-space-property

WHITE_SPACE: Final = {
    "normal": ("collapse", "wrap"), "pre": ("preserve", "nowrap"), "nowrap": ("collapse", "nowrap"),
    "pre-wrap": ("preserve", "wrap"), "pre-line": ("preserve-breaks", "wrap"), "break-spaces": ("break-spaces", "wrap"),
}  # fmt: skip
"""The keywords of `white-space` with their `white-space-collapse` and `text-wrap-mode`."""
_WHITE_SPACE_OF: Final = {parts: keyword for keyword, parts in WHITE_SPACE.items()}
_WRAPS: Final = ("wrap", "nowrap")


def white_space(collapse: str, mode: str) -> str:
    """`white-space` for the values of its longhands."""
    return _WHITE_SPACE_OF.get((collapse, mode)) or f"{collapse} {mode}"


def _expand_white_space(value: str) -> tuple[str, ...]:
    known = WHITE_SPACE.get(value.lower())
    if known is not None:
        return known
    words = split_words(value.lower())
    return (
        next((word for word in words if word not in _WRAPS), "collapse"),
        next((word for word in words if word in _WRAPS), "wrap"),
    )


# shorthands whose words say which longhand they are of


def _by_word(initial: tuple[str, ...], *kinds: str) -> Callable[[str], tuple[str, ...]]:
    """Expansion of words in any order: each goes to the first longhand whose expression it matches, any other to the
    last one. Words of one longhand stay together."""
    patterns = [re.compile(kind, re.IGNORECASE) for kind in kinds]

    def expand(value: str) -> tuple[str, ...]:
        found: list[list[str]] = [[] for _ in initial]
        for word in split_words(value):
            at = next((i for i, pattern in enumerate(patterns) if pattern.match(word)), len(initial) - 1)
            found[at].append(word)
        return tuple(" ".join(words) or each for words, each in zip(found, initial, strict=True))

    return expand


def _expand_list_style(value: str) -> tuple[str, ...]:
    kind, position, image = "", "outside", ""
    nones = 0
    for word in split_words(value):
        lower = word.lower()
        if lower in ("inside", "outside"):
            position = lower
        elif lower == "none":
            nones += 1
        elif "(" in lower and not lower.startswith("symbols("):
            image = word
        else:
            kind = word
    return kind or ("none" if nones else "disc"), position, image or "none"


def _expand_grid_lines(value: str, count: int) -> tuple[str, ...]:
    """https://drafts.csswg.org/css-grid-2/#placement-shorthands"""
    lines = [line.strip() for line in value.split("/")]
    for at in range(len(lines), count):
        # the end follows the start, and the column the row, where that is a name
        before = lines[0 if at < 3 else 1]
        lines.append(before if _IDENTIFIER.fullmatch(before) else "auto")
    return tuple(lines[:count])


def _expand_border_image(value: str) -> tuple[str, ...]:
    """https://drafts.csswg.org/css-backgrounds-3/#border-image"""
    source, repeat, sizes, at = "none", [], [[], [], []], 0  # type: ignore[var-annotated]
    for word in split_words(value.replace("/", " / ") if "(" not in value else _SLASH.sub(" / ", value)):
        lower = word.lower()
        if lower == "/":
            at = min(2, at + 1)
        elif lower in ("stretch", "repeat", "round", "space"):
            repeat.append(lower)
        elif at or _NUMBER.match(lower) or lower == "fill":
            sizes[at].append(word)
        else:
            source = word
    slice_, width, outset = (" ".join(words) for words in sizes)
    return source, slice_ or "100%", width or "1", outset or "0", " ".join(repeat) or "stretch"


def _expand_place(value: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in split_words(value):
        if words and words[-1].lower() in ("first", "last", "safe", "unsafe"):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words[0], words[-1]


def _expand_columns(value: str) -> tuple[str, ...]:
    words = [word for word in split_words(value) if word.lower() != "auto"]
    return (
        next((word for word in words if not word.isdigit()), "auto"),
        next((word for word in words if word.isdigit()), "auto"),
    )


def _expand_grid_template(value: str) -> tuple[str, ...]:
    """https://drafts.csswg.org/css-grid-2/#explicit-grid-shorthand"""
    rows, _, columns = value.partition("/")
    names = _STRING.findall(rows)
    if not names:
        return rows.strip(), columns.strip() or "none", "none"
    sizes: list[str] = []
    for word in split_words(_STRING.sub(' "" ', rows)):
        if word != '""':
            sizes[-1 if sizes else 0 :] = [word]
        else:
            sizes.append("auto")
    return " ".join(sizes), columns.strip() or "none", " ".join(names)


def _expand_intrinsic_size(value: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in split_words(value):
        if words and words[-1].lower() == "auto":
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words[0], words[-1]


def _expand_container(value: str) -> tuple[str, ...]:
    name, _, kind = value.partition("/")
    return name.strip(), kind.strip() or "normal"


def _expand_font_variant(value: str) -> tuple[str, ...]:
    if value.lower() == "none":
        return value, "none", "normal", "normal", "normal", "normal"
    return (value, *_VARIANTS(" ".join(word for word in split_words(value) if word.lower() != "normal")))


_IDENTIFIER: Final = re.compile(r"(?!auto$)[a-z_-][\w-]*", re.IGNORECASE)
_STRING: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_SLASH: Final = re.compile(r"/(?![^(]*\))")
_LINES: Final = r"none$|underline$|overline$|line-through$|blink$|spelling-error$|grammar-error$"
_STYLES: Final = rf"(?:{'|'.join(sorted(_BORDER_STYLES))})$"
_EDGE: Final = _by_word(("medium", "none", "currentcolor"), _WIDTH.pattern, _STYLES)
_VARIANTS: Final = _by_word(
    ("normal", "normal", "normal", "normal", "normal"),
    r".*ligatures$|(?:no-)?contextual$",
    r"(?:all-)?(?:small|petite)-caps$|unicase$|titling-caps$",
    r".*-nums$|.*-fractions$|ordinal$|slashed-zero$",
    r"jis|simplified$|traditional$|full-width$|proportional-width$|ruby$",
)
_Expansion = Callable[[str], tuple[str, ...]]
_OVERSCROLL: Final = {"overscroll-behavior": ("overscroll-behavior-x", "overscroll-behavior-y")}
_BY_PARTS: Final[dict[str, tuple[tuple[str, ...], _Expansion]]] = {
    "background": (
        ("background-color", "background-image", "background-position", "background-size", "background-repeat",
         "background-attachment", "background-origin", "background-clip"),
        expand_background,
    ),
    "mask": (
        ("mask-image", "mask-position", "mask-size", "mask-repeat", "mask-origin", "mask-clip", "mask-composite",
         "mask-mode"),
        expand_mask,
    ),
    "white-space": (("white-space-collapse", "text-wrap-mode"), _expand_white_space),
    "text-wrap": (("text-wrap-mode", "text-wrap-style"), _by_word(("wrap", "auto"), r"(?:no)?wrap$")),
    "text-decoration": (
        ("text-decoration-line", "text-decoration-style", "text-decoration-thickness", "text-decoration-color"),
        _by_word(
            ("none", "solid", "auto", "currentcolor"),
            _LINES, r"(?:solid|double|dotted|dashed|wavy)$", r"auto$|from-font$|[+-]?[\d.]+|(?:calc|min|max|clamp)\(",
        ),
    ),
    "text-emphasis": (
        ("text-emphasis-style", "text-emphasis-color"),
        _by_word(
            ("none", "currentcolor"), r"none$|filled$|open$|dot$|circle$|double-circle$|triangle$|sesame$|[\"']"
        ),
    ),
    "list-style": (("list-style-type", "list-style-position", "list-style-image"), _expand_list_style),
    "flex-flow": (("flex-direction", "flex-wrap"), _by_word(("row", "nowrap"), r"row|column")),
    "columns": (("column-width", "column-count"), _expand_columns),
    "grid-template": (("grid-template-rows", "grid-template-columns", "grid-template-areas"), _expand_grid_template),
    "contain-intrinsic-size": (("contain-intrinsic-width", "contain-intrinsic-height"), _expand_intrinsic_size),
    "column-rule": (("column-rule-width", "column-rule-style", "column-rule-color"), _EDGE),
    "outline": (("outline-width", "outline-style", "outline-color"), _EDGE),
    "-webkit-text-stroke": (
        ("-webkit-text-stroke-width", "-webkit-text-stroke-color"), _by_word(("0px", "currentcolor"), _WIDTH.pattern)
    ),
    "font-variant": (
        ("font-variant", "font-variant-ligatures", "font-variant-caps", "font-variant-numeric",
         "font-variant-east-asian", "font-variant-alternates"),
        _expand_font_variant,
    ),
    "grid-row": (("grid-row-start", "grid-row-end"), lambda value: _expand_grid_lines(value, 2)),
    "grid-column": (("grid-column-start", "grid-column-end"), lambda value: _expand_grid_lines(value, 2)),
    "grid-area": (
        ("grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"),
        lambda value: _expand_grid_lines(value, 4),
    ),
    "border-image": (
        ("border-image-source", "border-image-slice", "border-image-width", "border-image-outset",
         "border-image-repeat"),
        _expand_border_image,
    ),
    "container": (("container-name", "container-type"), _expand_container),
    "place-content": (("align-content", "justify-content"), _expand_place),
    "place-items": (("align-items", "justify-items"), _expand_place),
    "place-self": (("align-self", "justify-self"), _expand_place),
} | {
    name: (parts, lambda value: (split_words(value)[0], split_words(value)[-1]))
    for name, parts in (LOGICAL_PAIRS | _OVERSCROLL).items()
} | {
    f"border-{edge}": (tuple(f"border-{edge}-{part}" for part in ("width", "style", "color")), _EDGE)
    for edge in (*_EDGES, "inline-start", "inline-end", "block-start", "block-end")
}  # fmt: skip
"""Shorthands with their longhands, and how the values of these are found."""
_OF_EDGES: Final = {"border": _EDGES, "border-inline": ("inline-start", "inline-end"),
                    "border-block": ("block-start", "block-end")}  # fmt: skip
"""Shorthands that say the same of several edges."""
_SHORTHANDS = {"border-radius": _expand_radius, "flex": _expand_flex, "font": _expand_font}
_PARTS_OF = {
    "border-radius": tuple(f"border-{corner}-radius" for corner in _CORNERS),
    "flex": ("flex-grow", "flex-shrink", "flex-basis"),
    "font": ("font-style", "font-weight", "font-variant", "font-size", "line-height", "font-family"),
} | {
    name: tuple(f"border-{edge}-{part}" for edge in edges for part in ("width", "style", "color"))
    for name, edges in _OF_EDGES.items()
} | {name: parts for name, (parts, _) in _BY_PARTS.items()}  # fmt: skip
_TAKES_VARIABLES: Final = frozenset({
    *_OF_EDGES, "outline", *LOGICAL_PAIRS, *(name for name in _BY_PARTS if name.startswith(("border-", "place-"))),
}) - {"border-image"}  # fmt: skip
"""Shorthands of words that are one value each, in which a variable is one of them."""
PENDING: Final = "\ue000"
_EVERYTHING: Final = tuple(
    sorted({*KNOWN, *MOTION_INITIAL} - {"direction", "unicode-bidi", "white-space", *_BY_PARTS, *_PARTS_OF})
)
_GLOBAL: Final = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})


def parts_of(name: str) -> tuple[str, ...]:
    """The longhands of a shorthand, () for any other property."""
    return _PARTS_OF.get(ALIASES.get(name, name), ())


@remembered(4096)
def expand_all(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """A declaration as longhands, borders and outlines taken apart as well; logical ones are not made physical.

    AD-HOC: `grid`, `offset`, `caret` and the like stay whole, and set no longhand.
    """
    name = ALIASES.get(name, name)
    if name.startswith(MOTION):
        return tuple(expand_motion(name, value))
    keyword = value.lower()
    if name == "all":
        # https://drafts.csswg.org/css-cascade-5/#all-shorthand
        return tuple((each, keyword) for each in _EVERYTHING) if keyword in _GLOBAL else ()
    if name not in _PARTS_OF or not value or ("var(" in value and name not in _TAKES_VARIABLES):
        return tuple(expand(name, value))
    if keyword in _GLOBAL:
        return tuple((part, keyword) for part in _PARTS_OF[name])
    if name in _SHORTHANDS:
        return tuple(_SHORTHANDS[name](value))
    if name in _OF_EDGES:
        words = _EDGE(value)
        return tuple(zip(_PARTS_OF[name], words * len(_OF_EDGES[name]), strict=True))
    parts, expansion = _BY_PARTS[name]
    return tuple(zip(parts, expansion(value), strict=True))


def expand_pending(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """A declaration as longhands, where variables may be in the place of several of them: each is `PENDING`, both
    names, and the value. https://drafts.csswg.org/css-variables-1/#variables-in-shorthands"""
    name = ALIASES.get(name, name)
    if "var(" not in value:
        return expand_all(name, value)
    parts = longhands(name) or parts_of(name) or motion_longhands(name)
    if not parts:
        return expand_all(name, value)
    return tuple((part, f"{PENDING}{name}/{part}:{value}") for part in parts)


def pending_value(value: str) -> str:
    """The value of a longhand out of a declaration that `expand_pending` kept, once its variables are known."""
    names, _, text = value.removeprefix(PENDING).partition(":")
    shorthand, _, longhand = names.partition("/")
    return dict(expand_all(shorthand, text.strip())).get(longhand, "")


def longhands(name: str) -> tuple[str, ...]:
    """The longhands of a shorthand that is taken apart here, () for any other property."""
    if name in SIDES:
        return tuple(SIDES[name].format(side) for side in ("top", "right", "bottom", "left"))
    return PAIRS.get(name, ())


def expand(name: str, value: str) -> list[tuple[str, str]]:
    """A declaration as longhands. AD-HOC: shorthands other than those of sides and pairs stay whole."""
    parts = longhands(name)
    words = split_words(value)
    if not parts or not 1 <= len(words) <= len(parts):
        return [(name, value)]
    if len(parts) == 2:
        return list(zip(parts, (words[0], words[-1]), strict=True))
    top, right = words[0], words[1] if len(words) > 1 else words[0]
    bottom = words[2] if len(words) > 2 else top
    return list(zip(parts, (top, right, bottom, words[3] if len(words) > 3 else right), strict=True))
