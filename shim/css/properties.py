"""The names of CSS properties, so that script can tell known ones from others.
https://www.w3.org/Style/CSS/all-properties.en.html"""

from __future__ import annotations

import re

from .colors import color_channels

_NAMES = """
accent-color align-content align-items align-self alignment-baseline all anchor-name anchor-scope animation
animation-composition animation-delay animation-direction animation-duration animation-fill-mode
animation-iteration-count animation-name animation-play-state animation-range animation-range-end
animation-range-start animation-timeline animation-timing-function animation-trigger appearance aspect-ratio
backdrop-filter backface-visibility background background-attachment background-blend-mode background-clip
background-color background-image background-origin background-position background-position-x background-position-y
background-repeat background-size baseline-shift baseline-source block-size border border-block border-block-color
border-block-end border-block-end-color border-block-end-style border-block-end-width border-block-start
border-block-start-color border-block-start-style border-block-start-width border-block-style border-block-width
border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style
border-bottom-width border-collapse border-color border-end-end-radius border-end-start-radius border-image
border-image-outset border-image-repeat border-image-slice border-image-source border-image-width border-inline
border-inline-color border-inline-end border-inline-end-color border-inline-end-style border-inline-end-width
border-inline-start border-inline-start-color border-inline-start-style border-inline-start-width border-inline-style
border-inline-width border-left border-left-color border-left-style border-left-width border-radius border-right
border-right-color border-right-style border-right-width border-spacing border-start-end-radius
border-start-start-radius border-style border-top border-top-color border-top-left-radius border-top-right-radius
border-top-style border-top-width border-width bottom box-decoration-break box-shadow box-sizing break-after
break-before break-inside caption-side caret caret-animation caret-color caret-shape clear clip-path clip-rule color
color-interpolation-filters color-scheme column-count column-fill column-gap column-height column-rule
column-rule-color column-rule-style column-rule-width column-span column-width column-wrap columns contain
contain-intrinsic-block-size contain-intrinsic-height contain-intrinsic-inline-size contain-intrinsic-size
contain-intrinsic-width container container-name container-type content content-visibility corner-block-end-shape
corner-block-start-shape corner-bottom-left-shape corner-bottom-right-shape corner-bottom-shape corner-end-end-shape
corner-end-start-shape corner-inline-end-shape corner-inline-start-shape corner-left-shape corner-right-shape
corner-shape corner-start-end-shape corner-start-start-shape corner-top-left-shape corner-top-right-shape
corner-top-shape counter-increment counter-reset counter-set cursor cx cy d direction display dominant-baseline
dynamic-range-limit empty-cells field-sizing fill fill-opacity fill-rule filter flex flex-basis flex-direction
flex-flow flex-grow flex-shrink flex-wrap float flood-color flood-opacity font font-family font-feature-settings
font-kerning font-language-override font-optical-sizing font-palette font-size font-size-adjust font-smooth font-style
font-synthesis font-synthesis-position font-synthesis-small-caps font-synthesis-style font-synthesis-weight
font-variant font-variant-alternates font-variant-caps font-variant-east-asian font-variant-emoji
font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings font-weight font-width
forced-color-adjust gap grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end
grid-column-start grid-row grid-row-end grid-row-start grid-template grid-template-areas grid-template-columns
grid-template-rows hanging-punctuation height hyphenate-character hyphenate-limit-chars hyphens image-orientation
image-rendering image-resolution initial-letter initial-letter-align inline-size inset inset-block inset-block-end
inset-block-start inset-inline inset-inline-end inset-inline-start interactivity interest-delay interest-delay-end
interest-delay-start interpolate-size isolation justify-content justify-items justify-self left letter-spacing
lighting-color line-break line-clamp line-height line-height-step list-style list-style-image list-style-position
list-style-type margin margin-block margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end
margin-inline-start margin-left margin-right margin-top margin-trim marker marker-end marker-mid marker-start mask
mask-border mask-border-mode mask-border-outset mask-border-repeat mask-border-slice mask-border-source
mask-border-width mask-clip mask-composite mask-image mask-mode mask-origin mask-position mask-repeat mask-size
mask-type masonry-auto-flow math-depth math-shift math-style max-block-size max-height max-inline-size max-lines
max-width min-block-size min-height min-inline-size min-width mix-blend-mode object-fit object-position
object-view-box offset offset-anchor offset-distance offset-path offset-position offset-rotate opacity order orphans
outline outline-color outline-offset outline-style outline-width overflow overflow-anchor overflow-block
overflow-clip-box overflow-clip-margin overflow-inline overflow-wrap overflow-x overflow-y overlay overscroll-behavior
overscroll-behavior-block overscroll-behavior-inline overscroll-behavior-x overscroll-behavior-y padding padding-block
padding-block-end padding-block-start padding-bottom padding-inline padding-inline-end padding-inline-start
padding-left padding-right padding-top page paint-order perspective perspective-origin place-content place-items
place-self pointer-events position position-anchor position-area position-try position-try-fallbacks
position-try-order position-visibility print-color-adjust quotes r reading-flow reading-order resize right rotate
row-gap ruby-align ruby-merge ruby-overhang ruby-position rx ry scale scroll-behavior scroll-initial-target
scroll-margin scroll-margin-block scroll-margin-block-end scroll-margin-block-start scroll-margin-bottom
scroll-margin-inline scroll-margin-inline-end scroll-margin-inline-start scroll-margin-left scroll-margin-right
scroll-margin-top scroll-marker-group scroll-padding scroll-padding-block scroll-padding-block-end
scroll-padding-block-start scroll-padding-bottom scroll-padding-inline scroll-padding-inline-end
scroll-padding-inline-start scroll-padding-left scroll-padding-right scroll-padding-top scroll-snap-align
scroll-snap-stop scroll-snap-type scroll-target-group scroll-timeline scroll-timeline-axis scroll-timeline-name
scrollbar-color scrollbar-gutter scrollbar-width shape-image-threshold shape-margin shape-outside shape-rendering
speak-as stop-color stop-opacity stroke stroke-color stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width tab-size table-layout text-align text-align-last text-anchor
text-autospace text-box text-box-edge text-box-trim text-combine-upright text-decoration text-decoration-color
text-decoration-inset text-decoration-line text-decoration-skip text-decoration-skip-ink text-decoration-style
text-decoration-thickness text-emphasis text-emphasis-color text-emphasis-position text-emphasis-style text-indent
text-justify text-orientation text-overflow text-rendering text-shadow text-size-adjust text-spacing-trim
text-transform text-underline-offset text-underline-position text-wrap text-wrap-mode text-wrap-style timeline-scope
timeline-trigger timeline-trigger-exit-range timeline-trigger-exit-range-end timeline-trigger-exit-range-start
timeline-trigger-name timeline-trigger-range timeline-trigger-range-end timeline-trigger-range-start
timeline-trigger-source top touch-action transform transform-box transform-origin transform-style transition
transition-behavior transition-delay transition-duration transition-property transition-timing-function translate
trigger-scope unicode-bidi user-select vector-effect vertical-align view-timeline view-timeline-axis
view-timeline-inset view-timeline-name view-transition-class view-transition-name visibility white-space
white-space-collapse widows width will-change word-break word-spacing word-wrap writing-mode x y z-index zoom
-webkit-align-content -webkit-align-items -webkit-align-self -webkit-animation -webkit-animation-delay
-webkit-animation-direction -webkit-animation-duration -webkit-animation-fill-mode -webkit-animation-iteration-count
-webkit-animation-name -webkit-animation-play-state -webkit-animation-timing-function -webkit-appearance
-webkit-backface-visibility -webkit-background-clip -webkit-background-origin -webkit-background-size
-webkit-border-before -webkit-border-before-color -webkit-border-before-style -webkit-border-before-width
-webkit-border-radius -webkit-box-align -webkit-box-direction -webkit-box-flex -webkit-box-ordinal-group
-webkit-box-orient -webkit-box-pack -webkit-box-reflect -webkit-box-shadow -webkit-box-sizing -webkit-filter
-webkit-flex -webkit-flex-basis -webkit-flex-direction -webkit-flex-flow -webkit-flex-grow -webkit-flex-shrink
-webkit-flex-wrap -webkit-justify-content -webkit-line-clamp -webkit-mask -webkit-mask-attachment -webkit-mask-clip
-webkit-mask-composite -webkit-mask-image -webkit-mask-origin -webkit-mask-position -webkit-mask-position-x
-webkit-mask-position-y -webkit-mask-repeat -webkit-mask-repeat-x -webkit-mask-repeat-y -webkit-mask-size
-webkit-order -webkit-overflow-scrolling -webkit-perspective -webkit-perspective-origin -webkit-tap-highlight-color
-webkit-text-fill-color -webkit-text-size-adjust -webkit-text-stroke -webkit-text-stroke-color
-webkit-text-stroke-width -webkit-touch-callout -webkit-transform -webkit-transform-origin -webkit-transform-style
-webkit-transition -webkit-transition-delay -webkit-transition-duration -webkit-transition-property
-webkit-transition-timing-function -webkit-user-modify -webkit-user-select
"""
PROPERTIES = frozenset(_NAMES.split())

_ALIASED = """
align-content align-items align-self appearance backface-visibility background-clip background-origin background-size
border-radius box-shadow box-sizing filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap
justify-content order perspective perspective-origin transform transform-origin transform-style user-select
"""
ALIASES = {f"-webkit-{name}": name for name in _ALIASED.split()}
"""Other names of properties. https://compat.spec.whatwg.org/#css-simple-aliases

AD-HOC: the prefixed names of `animation` and `transition` are properties of their own."""

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

_EDGES = ("top", "right", "bottom", "left")
_COMPUTED = """
color canvastext, font-size medium, font-style normal, font-weight normal, font-variant normal, line-height normal,
text-align start, text-indent 0, text-transform none, letter-spacing normal, word-spacing normal, white-space normal,
visibility visible, list-style-type disc, list-style-position outside, cursor auto, direction ltr, caption-side top
"""
_COMPUTED_ALONE = """
display inline, position static, top auto, right auto, bottom auto, left auto, float none, clear none, width auto,
height auto, min-width auto, min-height auto, max-width none, max-height none, margin-top 0, margin-right 0,
margin-bottom 0, margin-left 0, padding-top 0, padding-right 0, padding-bottom 0, padding-left 0, border-top-width
medium, border-right-width medium, border-bottom-width medium, border-left-width medium, border-top-style none,
border-right-style none, border-bottom-style none, border-left-style none, border-top-color currentcolor,
border-right-color currentcolor, border-bottom-color currentcolor, border-left-color currentcolor, background-color
transparent, background-image none, opacity 1, z-index auto, overflow-x visible, overflow-y visible, vertical-align
baseline, box-sizing content-box, content-visibility visible, outline-width medium, outline-style none, outline-color
currentcolor
"""


def _initial_values(text: str) -> dict[str, str]:
    return dict(entry.split() for entry in text.split(","))


INHERITED = _initial_values(_COMPUTED)
"""The initial values of inherited properties that every element has a computed value of."""
NOT_INHERITED = _initial_values(_COMPUTED_ALONE)
"""Initial values of the properties that are not inherited."""
_OTHER_INITIAL = {
    "background-position": "0% 0%", "background-size": "auto", "border-radius": "0px", "border-spacing": "0px",
    "clip-path": "none", "fill": "black", "fill-opacity": "1", "flex-basis": "auto", "flex-grow": "0",
    "flex-shrink": "1", "column-gap": "normal", "row-gap": "normal", "order": "0", "outline-offset": "0px",
    "perspective": "none", "stroke": "none", "stroke-dasharray": "none", "stroke-dashoffset": "0px",
    "stroke-opacity": "1", "stroke-width": "1px", "transform-origin": "50% 50%", "box-shadow": "none",
    "text-shadow": "none", "filter": "none", "transform": "none", "translate": "none", "rotate": "none",
    "scale": "none", "backdrop-filter": "none", "pointer-events": "auto", "accent-color": "auto",
    "border-top-left-radius": "0px", "border-top-right-radius": "0px", "border-bottom-right-radius": "0px",
    "border-bottom-left-radius": "0px", "font-family": '"Times New Roman"', "font-stretch": "100%", "content": "normal",
    "grid-template-columns": "none", "grid-template-rows": "none", "grid-template-areas": "none",
    "align-items": "normal",
    "align-content": "normal", "align-self": "auto", "justify-content": "normal", "justify-self": "auto",
    "flex-direction": "row", "flex-wrap": "nowrap", "text-decoration": "none", "text-decoration-line": "none",
    "object-fit": "fill", "object-position": "50% 50%", "user-select": "auto", "will-change": "auto",
    "unicode-bidi": "normal",
    "border-collapse": "separate", "table-layout": "auto", "word-break": "normal", "overflow-wrap": "normal",
    "mix-blend-mode": "normal", "isolation": "auto", "resize": "none", "appearance": "none", "touch-action": "auto",
    "text-overflow": "clip", "background-repeat": "repeat", "background-attachment": "scroll", "tab-size": "8",
    "background-clip": "border-box", "background-origin": "padding-box", "scroll-behavior": "auto",
    "aspect-ratio": "auto", "writing-mode": "horizontal-tb", "transform-style": "flat",
    "backface-visibility": "visible",
    "column-count": "auto", "column-width": "auto", "hyphens": "manual", "list-style-image": "none", "contain": "none",
    "container-type": "normal", "color-scheme": "normal", "mask-image": "none", "stroke-linecap": "butt",
    "stroke-linejoin": "miter", "fill-rule": "nonzero",
}  # fmt: skip


def initial_value(name: str) -> str:
    """The initial value of a property as far as it is known, "" for others."""
    return INHERITED.get(name) or NOT_INHERITED.get(name) or _OTHER_INITIAL.get(name, "")


_BORDER_STYLES = frozenset(
    {"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"}
)
_WIDTH = re.compile(r"thin$|medium$|thick$|[+-]?[\d.]+[a-z]*$|(?:calc|min|max|clamp)\(", re.IGNORECASE)

_MOTION = ("transition", "animation", "-webkit-transition", "-webkit-animation")
_MOTION_LONGHANDS = {
    "transition": {
        "property": "all", "duration": "0s", "timing-function": "ease", "delay": "0s", "behavior": "normal",
    },
    "animation": {
        "duration": "0s", "timing-function": "ease", "delay": "0s", "iteration-count": "1", "direction": "normal",
        "fill-mode": "none", "play-state": "running", "name": "none",
    },
}  # fmt: skip
MOTION_INITIAL = {
    f"{name}-{part}": value for name, parts in _MOTION_LONGHANDS.items() for part, value in parts.items()
} | {"animation-composition": "replace"}
"""The longhands of `transition` and `animation` with their initial values."""
_TIME = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:m?s)$|calc\(", re.IGNORECASE)
_SECONDS = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(m?s)$", re.IGNORECASE)
_COUNT = re.compile(r"infinite$|(?:\d+\.?\d*|\.\d+)$")
_EASING = re.compile(r"ease(?:-in|-out|-in-out)?$|linear$|step-(?:start|end)$|(?:cubic-bezier|steps|linear)\(")
_MOTION_WORDS = {
    "direction": {"normal", "reverse", "alternate", "alternate-reverse"},
    "fill-mode": {"none", "forwards", "backwards", "both"}, "play-state": {"running", "paused"},
}  # fmt: skip


def expand_motion(name: str, value: str) -> list[tuple[str, str]]:
    """A declaration of `transition` or `animation` as longhands, each a list of as many values.
    https://drafts.csswg.org/css-animations-1/#animation"""
    parts = _MOTION_LONGHANDS.get(name)
    if parts is None or "var(" in value:
        return [(name, value)]
    if value.lower() in ("inherit", "initial", "unset", "revert", "revert-layer"):
        return [(f"{name}-{part}", value) for part in parts]
    columns: dict[str, list[str]] = {part: [] for part in parts}
    for item in split_list(value):
        row: dict[str, str] = {}
        for word in split_words(item):
            row[_motion_part(name, word, row)] = word
        for part, initial in parts.items():
            columns[part].append(row.get(part, initial))
    return [(f"{name}-{part}", ", ".join(words)) for part, words in columns.items()]


def motion_value(name: str, value: str) -> str:
    """A longhand of `transition` or `animation` as it is printed: times in seconds."""
    if not name.endswith(("-duration", "-delay")):
        return value
    shown = []
    for word in split_list(value):
        found = _SECONDS.match(word)
        seconds = None if found is None else float(found[1]) * (0.001 if found[2].lower() == "ms" else 1)
        if seconds is not None and name.endswith("-duration"):
            seconds = max(0.0, seconds)
        shown.append(word if seconds is None else f"{seconds:g}s")
    return ", ".join(shown)


def collapse_motion(name: str, values: dict[str, str]) -> str:
    """The shortest `transition` or `animation` for the longhands in `values`."""
    parts = _MOTION_LONGHANDS[name]
    given = {part: motion_value(f"{name}-{part}", values.get(f"{name}-{part}") or each) for part, each in parts.items()}
    columns = {part: split_list(value) for part, value in given.items()}
    main = "property" if name == "transition" else "name"
    items = []
    for index in range(len(columns[main])):
        row = {part: words[index % len(words)] for part, words in columns.items()}
        shown = [
            word for part, word in row.items() if word != parts[part] or (part == "duration" and _waits(row, parts))
        ]
        items.append(" ".join(shown) or parts[main])
    return ", ".join(items)


def _waits(row: dict[str, str], initial: dict[str, str]) -> bool:
    return row["delay"] != initial["delay"]


def _motion_part(name: str, word: str, row: dict[str, str]) -> str:
    """The longhand that a word of the shorthand is of, when the words before it are `row`."""
    lower = word.lower()
    if _TIME.match(word):
        return "delay" if "duration" in row else "duration"
    if _EASING.match(lower) and "timing-function" not in row:
        return "timing-function"
    if name == "transition":
        return "behavior" if lower in ("normal", "allow-discrete") else "property"
    if _COUNT.match(lower) and "iteration-count" not in row:
        return "iteration-count"
    return next((part for part, words in _MOTION_WORDS.items() if lower in words and part not in row), "name")


def split_list(text: str) -> list[str]:
    """The parts of a text that commas separate, functions kept whole."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


_CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
_FONT = re.compile(
    r"^(?P<before>.*?)(?P<size>(?:[\d.]+(?:px|pt|pc|em|rem|ex|ch|vw|vh|vmin|vmax|in|cm|mm|q|%))|(?:xx?-|x+-)?(?:small|large)"
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


def _expand_background(value: str) -> list[tuple[str, str]]:
    """AD-HOC: the color and the image; position, size and the rest stay as they are."""
    color, images = "transparent", []
    for layer in split_list(value):
        image = "none"
        for word in split_words(layer):
            lower = word.lower()
            if (
                lower.startswith("url(")
                or "gradient(" in lower
                or lower.startswith(("image-set(", "-webkit-image-set("))
            ):
                image = word
            elif _BACKGROUND_COLOR.match(lower) or color_channels(word) is not None or lower == "currentcolor":
                color = word
        images.append(image)
    return [("background-color", color), ("background-image", ", ".join(images))]


_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_BACKGROUND_COLOR = re.compile(r"(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)a?\(")
_SHORTHANDS = {
    "border-radius": _expand_radius,
    "flex": _expand_flex,
    "font": _expand_font,
    "background": _expand_background,
}
_PARTS_OF = {
    "border-radius": tuple(f"border-{corner}-radius" for corner in _CORNERS),
    "flex": ("flex-grow", "flex-shrink", "flex-basis"),
    "font": ("font-style", "font-weight", "font-variant", "font-size", "line-height", "font-family"),
    "background": ("background-color", "background-image"),
}


COLLAPSED = frozenset({"border-radius", "flex"})
"""Shorthands whose computed value is put together again."""


def parts_of(name: str) -> tuple[str, ...]:
    """The longhands of one of the shorthands in `COLLAPSED`."""
    return _PARTS_OF[name]


def expand_all(name: str, value: str) -> list[tuple[str, str]]:
    """A declaration as longhands, borders and outlines taken apart as well.

    AD-HOC: shorthands such as `grid` and `mask` stay whole, and set no longhand.
    """
    if name.startswith(_MOTION):
        return expand_motion(name.removeprefix("-webkit-"), value)
    if name in _SHORTHANDS and value and "var(" not in value:
        if value.lower() in ("inherit", "initial", "unset", "revert", "revert-layer"):
            return [(part, value) for part in _PARTS_OF[name]]
        return _SHORTHANDS[name](value)
    edge = name.removeprefix("border-")
    if name not in ("border", "outline") and (edge not in _EDGES or edge == name):
        return expand(name, value)
    parts = {"width": "medium", "style": "none", "color": "currentcolor"}
    for word in split_words(value):
        parts["style" if word.lower() in _BORDER_STYLES else "width" if _WIDTH.match(word) else "color"] = word
    if value.lower() in ("inherit", "initial", "unset", "revert", "revert-layer"):
        parts = dict.fromkeys(parts, value)
    if name == "outline":
        return [(f"outline-{part}", word) for part, word in parts.items()]
    edges = _EDGES if name == "border" else (edge,)
    return [(f"border-{each}-{part}", word) for each in edges for part, word in parts.items()]


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


def collapse(values: list[str]) -> str:
    """The shortest value of a shorthand for these longhands."""
    if len(values) == 4 and values[3] == values[1]:
        values = values[:3]
        if values[2] == values[0]:
            values = values[:2]
    if len(values) == 2 and values[0] == values[1]:
        values = values[:1]
    return " ".join(values)


def split_words(value: str) -> list[str]:
    """The space-separated parts of a value, functions kept whole."""
    words: list[str] = []
    depth = 0
    current = ""
    for character in value.strip():
        depth += (character == "(") - (character == ")")
        if character.isspace() and depth == 0:
            if current:
                words.append(current)
            current = ""
        else:
            current += character
    return [*words, current] if current else words
