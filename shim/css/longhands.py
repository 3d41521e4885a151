"""Values of longhands as script reads them back, without what is certainly not a value.
https://drafts.csswg.org/cssom/#serialize-a-css-value"""

from __future__ import annotations

import re
from typing import Final

from shim.remembered import remembered

from .colors import color_channels
from .syntax import Node, component_values, significant
from .values import GLOBAL, specified

_COLORS: Final = re.compile(r"(?:.*-)?color$|fill$|stroke$")
_LENGTHS: Final = re.compile(
    r"(?:(?:min|max)-)?(?:width|height|inline-size|block-size)$|(?:scroll-)?(?:margin|padding)(?:-|$)"
    r"|(?:top|right|bottom|left|inset)(?:-|$)|border-(?:.*-)?(?:width|radius)$|border-spacing$|outline-(?:width|offset)$"
    r"|(?:row-|column-)?gap$|letter-spacing$|word-spacing$|text-indent$|font-size$|perspective$|column-width$"
)
_LENGTH_WORDS: Final = re.compile(
    r"auto|none|normal|(?:min|max|fit)-content|stretch|-(?:webkit|moz)-[a-z-]+|thin|medium|thick|content|hanging|each-line"
    r"|(?:xx?-|x+-)?(?:small|large)|smaller|larger|math|contain|anchor-center"
)
_NUMBERS: Final = frozenset({"opacity", "z-index", "order", "flex-grow", "flex-shrink", "orphans", "widows"})
_COLOR_WORDS: Final = re.compile(
    r"currentcolor|transparent|none|context-(?:fill|stroke)|auto|accentcolor(?:text)?|activetext|button(?:border|face|text)"
    r"|canvas(?:text)?|field(?:text)?|graytext|highlight(?:text)?|linktext|mark(?:text)?|selecteditem(?:text)?|visitedtext"
)
_COLOR_FUNCTIONS: Final = frozenset({
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark", "var",
    "env", "url",
})  # fmt: skip
_KEYWORDS: Final = {
    "display": "none inline block inline-block flex inline-flex grid inline-grid table inline-table table-row "
    "table-cell table-caption table-column table-column-group table-row-group table-header-group table-footer-group "
    "list-item contents flow-root ruby ruby-text run-in flow math -webkit-box -webkit-inline-box -webkit-flex "
    "-webkit-inline-flex",
    "clear": "none left right both inline-start inline-end",
    "overflow-x": "visible hidden clip scroll auto overlay", "overflow-y": "visible hidden clip scroll auto overlay",
    "flex-direction": "row row-reverse column column-reverse", "flex-wrap": "nowrap wrap wrap-reverse",
    "text-align": "start end left right center justify match-parent -webkit-center -webkit-left -webkit-right",
    "border-collapse": "collapse separate", "table-layout": "auto fixed",
    "object-fit": "fill contain cover none scale-down",
}  # fmt: skip
_KNOWN: Final = {name: frozenset(words.split()) for name, words in _KEYWORDS.items()}
"""Words of properties that take nothing else, besides those that `specified` knows."""


@remembered(4096)
def longhand_value(name: str, value: str) -> str | None:
    """The text of a longhand's value, from a block or out of a shorthand, as browsers print it; None for what is
    certainly not a value of the property."""
    nodes = component_values(value)
    tokens = significant(nodes)
    if name.startswith("--") or any(_is_substituted(node) for node in tokens):
        return value
    if value.lower() not in GLOBAL and not _may_be(name, tokens):
        return None
    return specified(name, nodes)


def _is_substituted(node: Node) -> bool:
    """True for what is only known once variables are."""
    if node.type != "function":
        return False
    return node.lower_name in ("var", "env", "attr") or any(_is_substituted(each) for each in node.arguments)


def _may_be(name: str, tokens: list[Node]) -> bool:
    if name in _KNOWN:
        return all(node.type == "ident" and node.lower_value in _KNOWN[name] for node in tokens)
    if name in _NUMBERS:
        return len(tokens) == 1 and (
            tokens[0].type in ("number", "function")
            or (tokens[0].type == "percentage" and name == "opacity")
            or (tokens[0].type == "ident" and name == "z-index" and tokens[0].lower_value == "auto")
        )
    if _COLORS.match(name) and name not in ("border-color", "scrollbar-color", "color-adjust"):
        return len(tokens) >= 1 and (len(tokens) > 1 or _may_be_color(tokens[0]))
    if _LENGTHS.match(name) and not name.endswith(("-style", "-color")):
        return all(_may_be_length(node) for node in tokens)
    return True


def _may_be_color(node: Node) -> bool:
    if node.type == "ident":
        return color_channels(node.lower_value) is not None or bool(_COLOR_WORDS.fullmatch(node.lower_value))
    if node.type == "hash":
        return color_channels(node.serialize()) is not None
    return node.type == "url" or (node.type == "function" and node.lower_name in _COLOR_FUNCTIONS)


def _may_be_length(node: Node) -> bool:
    if node.type == "number":
        return bool(node.value == 0)
    if node.type == "ident":
        return bool(_LENGTH_WORDS.fullmatch(node.lower_value))
    return node.type in ("dimension", "percentage", "function") or (node.type == "literal" and node.value == "/")
