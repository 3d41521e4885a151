"""The initial values of properties, as Chromium prints them. https://drafts.csswg.org/css-cascade-5/#initial-values"""

from __future__ import annotations

from typing import Final

_COMPUTED = """
color canvastext, font-size medium, font-style normal, font-weight normal, font-variant normal, line-height normal,
text-align start, text-indent 0, text-transform none, letter-spacing normal, word-spacing normal, white-space-collapse
collapse, text-wrap-mode wrap, visibility visible, list-style-type disc, list-style-position outside, cursor auto,
direction ltr, caption-side top
"""
_COMPUTED_ALONE = """
display inline, position static, top auto, right auto, bottom auto, left auto, float none, clear none, width auto,
height auto, min-width auto, min-height auto, max-width none, max-height none, margin-top 0, margin-right 0,
margin-bottom 0, margin-left 0, padding-top 0, padding-right 0, padding-bottom 0, padding-left 0, border-top-width
medium, border-right-width medium, border-bottom-width medium, border-left-width medium, border-top-style none,
border-right-style none, border-bottom-style none, border-left-style none, border-top-color currentcolor,
border-right-color currentcolor, border-bottom-color currentcolor, border-left-color currentcolor, background-color
transparent, background-image none, white-space normal, opacity 1, z-index auto, overflow-x visible, overflow-y
visible, vertical-align baseline, box-sizing content-box, content-visibility visible, outline-width medium,
outline-style none, outline-color currentcolor
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
    "stroke-linejoin": "miter", "mask-position": "0% 0%", "fill-rule": "nonzero",
}  # fmt: skip

_BY_VALUE: Final = {
    "auto": """
alignment-baseline animation-timeline baseline-source break-after break-before break-inside buffered-rendering
caret-animation caret-shape clip color-rendering column-height column-wrap dominant-baseline font-kerning
font-optical-sizing font-synthesis-small-caps font-synthesis-style font-synthesis-weight forced-color-adjust
frame-sizing grid-auto-columns grid-auto-rows grid-column-end grid-column-start grid-row-end grid-row-start
hyphenate-character hyphenate-limit-chars image-rendering interactivity line-break mask-size offset-anchor
overflow-anchor overscroll-behavior-x overscroll-behavior-y quotes ruby-overhang rx ry scroll-axis-lock
scroll-padding-bottom scroll-padding-left scroll-padding-right scroll-padding-top scrollbar-color scrollbar-gutter
scrollbar-width shape-rendering text-align-last text-box-edge text-decoration-skip-ink text-decoration-thickness
text-justify text-rendering text-size-adjust text-underline-offset text-underline-position text-wrap-style
timeline-trigger-active-range-end timeline-trigger-active-range-start timeline-trigger-source view-timeline-inset
-webkit-font-smoothing -webkit-line-break -webkit-locale -webkit-mask-box-image-width -webkit-user-drag""",
    "none": """
anchor-name anchor-scope animation-trigger app-region border-image-source border-shape column-rule-style column-span
contain-intrinsic-height contain-intrinsic-width container-name counter-increment counter-reset counter-set d
font-size-adjust margin-trim marker-end marker-mid marker-start object-view-box offset-path overlay position-area
position-try-fallbacks row-rule-style scroll-initial-target scroll-marker-group scroll-snap-align scroll-snap-type
scroll-target-group scroll-timeline-name shape-outside text-box-trim text-combine-upright text-emphasis-style text-fit
timeline-scope timeline-trigger-name trigger-scope vector-effect view-timeline-name view-transition-class
view-transition-name view-transition-scope window-drag -webkit-box-reflect -webkit-line-clamp
-webkit-mask-box-image-source -webkit-text-combine -webkit-text-decorations-in-effect -webkit-text-security""",
    "normal": """
animation-range-end animation-range-start background-blend-mode column-rule-break column-rule-visibility-items
font-feature-settings font-language-override font-palette font-variant-alternates font-variant-caps
font-variant-east-asian font-variant-emoji font-variant-ligatures font-variant-numeric font-variant-position
font-variation-settings initial-letter interest-delay-end interest-delay-start justify-items math-shift math-style
offset-position paint-order position-anchor position-try-order reading-flow row-rule-break row-rule-visibility-items
scroll-snap-stop speak text-spacing-trim timeline-trigger-activation-range-end timeline-trigger-activation-range-start
view-transition-group -webkit-box-direction""",
    "0px": """
baseline-shift column-rule-inset-cap-end column-rule-inset-cap-start column-rule-inset-junction-end
column-rule-inset-junction-start cx cy offset-distance overflow-clip-margin r row-rule-inset-cap-end
row-rule-inset-cap-start row-rule-inset-junction-end row-rule-inset-junction-start scroll-margin-bottom
scroll-margin-left scroll-margin-right scroll-margin-top shape-margin x y -webkit-border-horizontal-spacing
-webkit-border-vertical-spacing -webkit-text-stroke-width""",
    "0": """
border-image-outset math-depth reading-order shape-image-threshold -webkit-box-flex -webkit-mask-box-image-outset""",
    "stretch": """
border-image-repeat -webkit-box-align -webkit-mask-box-image-repeat""",
    "100%": """
border-image-slice""",
    "1": """
border-image-width flex-line-count flood-opacity stop-opacity zoom -webkit-box-ordinal-group""",
    "slice": """
box-decoration-break -webkit-box-decoration-break""",
    "rgb(0, 0, 0)": """
flood-color stop-color""",
    "nonzero": """
clip-rule""",
    "srgb": """
color-interpolation""",
    "linearrgb": """
color-interpolation-filters""",
    "balance": """
column-fill""",
    "3px": """
column-rule-width row-rule-width""",
    "superellipse(1)": """
corner-bottom-left-shape corner-bottom-right-shape corner-top-left-shape corner-top-right-shape""",
    "no-limit": """
dynamic-range-limit""",
    "show": """
empty-cells""",
    "fixed": """
field-sizing""",
    "row": """
grid-auto-flow""",
    "from-image": """
image-orientation""",
    "numeric-only": """
interpolate-size""",
    "rgb(255, 255, 255)": """
lighting-color""",
    "border-box": """
mask-clip mask-origin""",
    "add": """
mask-composite""",
    "match-source": """
mask-mode""",
    "repeat": """
mask-repeat""",
    "luminance": """
mask-type""",
    "auto 0deg": """
offset-rotate""",
    "2": """
orphans widows""",
    "anchors-visible": """
position-visibility""",
    "economy": """
print-color-adjust""",
    "space-around": """
ruby-align""",
    "over": """
ruby-position text-emphasis-position""",
    "row-over-column": """
rule-overlap""",
    "block": """
scroll-timeline-axis view-timeline-axis""",
    "4": """
stroke-miterlimit""",
    "start": """
text-anchor -webkit-box-pack""",
    "no-autospace": """
text-autospace""",
    "solid": """
text-decoration-style""",
    "mixed": """
text-orientation""",
    "view-box": """
transform-box""",
    "horizontal": """
-webkit-box-orient""",
    "0 fill": """
-webkit-mask-box-image-slice""",
    "0%": """
-webkit-mask-position-x -webkit-mask-position-y""",
    "logical": """
-webkit-rtl-ordering""",
    "before": """
-webkit-ruby-position""",
    "rgba(0, 0, 0, 0.18)": """
-webkit-tap-highlight-color""",
    "vertical-right": """
-webkit-text-orientation""",
    "read-only": """
-webkit-user-modify""",
    "horizontal-tb": """
-webkit-writing-mode""",
    "currentcolor": """
caret-color text-decoration-color text-emphasis-color column-rule-color row-rule-color -webkit-text-fill-color
-webkit-text-stroke-color""",
}
"""Properties by the initial value that they have in common."""
_OTHER_INITIAL.update({name: value for value, names in _BY_VALUE.items() for name in names.split()})
KNOWN: Final = frozenset({*INHERITED, *NOT_INHERITED, *_OTHER_INITIAL})
"""The properties whose initial value is known."""

OTHERS_INHERITED: Final = frozenset({
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap",
    "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "paint-order", "text-anchor",
    "text-rendering", "shape-rendering", "clip-rule", "dominant-baseline", "color-interpolation", "image-rendering",
    "image-orientation", "font-family", "font-stretch", "font-kerning", "font-feature-settings",
    "font-variation-settings", "font-size-adjust", "font-optical-sizing", "font-variant-caps",
    "font-variant-ligatures", "font-variant-numeric", "font-palette", "font-synthesis-weight",
    "font-synthesis-style", "word-break", "line-break", "overflow-wrap", "hyphens", "tab-size", "text-align-last",
    "text-wrap", "text-wrap-mode", "text-wrap-style", "white-space-collapse", "text-justify", "text-shadow",
    "text-underline-offset", "text-underline-position", "text-emphasis-color", "text-emphasis-style",
    "text-emphasis-position", "text-decoration-skip-ink", "text-orientation", "text-combine-upright",
    "text-size-adjust", "writing-mode", "ruby-position", "ruby-align", "orphans", "widows", "quotes",
    "list-style-image", "border-collapse", "border-spacing", "empty-cells", "pointer-events", "user-select",
    "color-scheme", "accent-color", "caret-color", "print-color-adjust", "forced-color-adjust", "interactivity",
    "math-depth", "math-style", "-webkit-font-smoothing", "-webkit-text-fill-color", "-webkit-text-stroke-color",
    "-webkit-text-stroke-width", "-webkit-tap-highlight-color",
})  # fmt: skip
"""Inherited properties that not every element has a computed value of here."""


def initial_value(name: str) -> str:
    """The initial value of a property as far as it is known, "" for others."""
    return INHERITED.get(name) or NOT_INHERITED.get(name) or _OTHER_INITIAL.get(name, "")
