"""Computed values of declarations: logical properties, `all`, shorthands, colors, initial values. Both engines say the
same. https://drafts.csswg.org/cssom/#resolved-values"""

# ruff: noqa: E501 a style and the properties to look at are a line

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

STYLES = """
margin-inline: 10px 3px | margin-left margin-right margin-inline margin-inline-start margin
margin-inline: auto 3px; width: 5px | margin-right
padding-left: 9px; padding-inline: 4px | padding-left padding-right padding
padding-inline: 4px; padding-left: 9px | padding-left padding-right padding-inline-start
padding-left: 9px !important; padding-inline: 4px | padding-left padding-right
padding-inline: 4px; padding-inline-start: 9px | padding-left padding-right
direction: rtl; padding-inline-start: 4px; margin-inline: 1px 2px; border-start-start-radius: 3px | padding-right padding-inline-start margin border-top-right-radius
margin: 1px; margin-block-end: 2px | margin-bottom margin-top margin-block
inset-inline: 3px 4px; inset-block-start: 5px; position: absolute | left right top inset-inline-end
border-inline: 2px solid red; border-block-start-color: blue | border-left-width border-right-style border-left-color border-top-color border-inline border-inline-start
inline-size: 30px; block-size: 40px; min-inline-size: 3px; max-block-size: 90px | width height min-width max-height inline-size
width: 44px; min-height: 1px | inline-size min-block-size min-width
border-end-end-radius: 3px | border-bottom-right-radius border-radius
overflow-block: hidden | overflow-x overflow-y overflow
overscroll-behavior-inline: none; scroll-margin-inline: 3px 4px; scroll-padding-block-start: 1px | overscroll-behavior-x overscroll-behavior scroll-margin-left scroll-margin scroll-padding-top
--spacing: 4px; padding-inline: calc(var(--spacing) * 2); margin-block: var(--spacing) | padding-left padding-right margin-top margin-bottom
--all: 1px 2px; margin-inline: var(--all); background: var(--none, red url(data:,) no-repeat) | margin-left margin-right background-color background-repeat
--m: 1px 2px; margin: var(--m); transition: var(--t, color 2s); padding: 3px var(--m, 1px) | margin-top margin-right transition-duration transition-property
all: unset | display margin-top color
all: initial; color: red | display font-size color
display: flex; margin: 3px; all: revert | display margin-top
margin: revert; display: revert | margin-top display
color: red; all: inherit | color display
place-items: center; place-content: start end; place-self: safe center | align-items justify-items align-content justify-content align-self justify-self place-items place-content
text-decoration: underline red wavy 2px | text-decoration-line text-decoration-style text-decoration-color text-decoration-thickness text-decoration
color: red; text-decoration: line-through | text-decoration-color text-decoration
background: no-repeat left 3px top / cover fixed padding-box red | background-repeat background-position background-size background-attachment background-origin background-clip background
background-position: right 3px bottom; background-color: red | background-position background
grid-area: 1 / 2 / 3 / 4 | grid-row-start grid-column-start grid-row-end grid-column-end grid-row grid-area
grid-area: a | grid-column-end grid-row grid-area
grid-column: 1 / -1; grid-row: span 2 | grid-column-end grid-row-start grid-area
columns: 2 | column-count column-width columns
column-rule: 2px solid red | column-rule-width column-rule-style column-rule-color column-rule
columns: 3 20px | column-count column-width columns
grid-template: 1fr / 2fr 3fr; display: block | grid-template-rows grid-template-columns grid-template-areas grid-template
grid-template: "a b" 10px "c c" / 1fr 2fr | grid-template-rows grid-template-areas
contain-intrinsic-size: auto 3px 4px | contain-intrinsic-width contain-intrinsic-height contain-intrinsic-size contain-intrinsic-inline-size
list-style: none | list-style-type list-style-position list-style
list-style: square inside | list-style-type list-style-position list-style
flex-flow: column wrap | flex-direction flex-wrap flex-flow
white-space: nowrap | text-wrap-mode white-space-collapse white-space text-wrap
white-space: pre-line; text-wrap: nowrap balance | text-wrap-mode text-wrap-style white-space-collapse white-space
white-space: pre; white-space-collapse: collapse | text-wrap-mode white-space
font-variant: small-caps tabular-nums | font-variant-caps font-variant-numeric font-variant-ligatures
font: italic bold 12px/2 Arial | font font-style line-height
overscroll-behavior: contain none | overscroll-behavior-x overscroll-behavior-y overscroll-behavior
border-image: none 30 / 2px round | border-image-source border-image-slice border-image-width border-image-repeat
mask: none center / cover no-repeat | mask-image mask-position mask-size mask-repeat mask
container: a / inline-size | container-name container-type container
-webkit-user-select: none; word-wrap: anywhere; -webkit-mask-size: 3px | user-select overflow-wrap -webkit-user-select mask-size
overflow-x: hidden | overflow-x overflow-y
fill: red; stroke: currentcolor; color: blue; caret-color: auto; accent-color: lime; text-decoration-color: #123 | fill stroke caret-color accent-color text-decoration-color
text-shadow: 1px 1px, red 1em 2px 3px; box-shadow: 0 1px 2px red, inset 0 0 | text-shadow box-shadow
color: red; fill: currentcolor | text-emphasis-color -webkit-text-fill-color column-rule-color outline-color outline border-top stop-color
"""
INITIAL = """
anchor-name break-after caret-color column-fill column-rule-width contain-intrinsic-width counter-reset empty-cells
field-sizing font-kerning font-palette font-synthesis-weight grid-auto-flow grid-row-end hyphenate-character image-rendering
inset-inline-end interactivity justify-items line-break margin-block-start math-depth min-width min-inline-size
object-view-box offset-path orphans outline-width overflow-anchor padding-inline-start paint-order print-color-adjust
quotes r ruby-position scroll-margin-top scroll-padding scroll-snap-type scrollbar-width shape-outside stop-color
stroke-miterlimit text-align-last text-anchor text-decoration text-emphasis text-rendering text-underline-offset
text-wrap-style vector-effect view-transition-name white-space-collapse widows word-spacing zoom -webkit-font-smoothing
-webkit-line-clamp background border list-style flex-flow grid-area columns font
"""
CONTROLS = """
<button>x</button> <button disabled>x</button> <input> <input type=checkbox> <input type=submit disabled> <input type=color>
<select></select> <textarea></textarea> <fieldset></fieldset> <iframe></iframe> <legend>x</legend> <option>x</option>
<canvas></canvas> <img> <video></video> <table border=1></table> <ruby><rt>x</rt></ruby> <marquee></marquee>
"""
LOOK = """([style, names]) => {
  document.body.innerHTML = `<p id=p>x</p>`;
  p.style.cssText = style;
  const found = getComputedStyle(p);
  return names.map((name) => [style, name, found.getPropertyValue(name)]);
}"""
LOOK_AT_CONTROLS = """(markup) => {
  document.body.innerHTML = markup;
  const names = ["overflow-x", "border-top-width", "border-top-style", "border-top-color", "background-color", "display", "cursor", "color", "white-space"];
  return [...document.body.querySelectorAll("*")].map((e) => names.map((name) => [e.outerHTML, name, getComputedStyle(e).getPropertyValue(name)]));
}"""


async def _answers(engine: str) -> list[Any]:
    styles = [line.split(" | ") for line in STYLES.strip().splitlines()]
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><body>", url="https://example.test/")
        answers = [await page.evaluate(LOOK, [style, names.split()]) for style, names in styles]
        answers.append(await page.evaluate(LOOK, ["", INITIAL.split()]))
        answers.append(await page.evaluate(LOOK_AT_CONTROLS, CONTROLS))
        return answers


async def test_computed_values_are_those_of_chromium() -> None:
    need_chromium()
    for ours, theirs in zip(await _answers("quickjs"), await _answers("chromium"), strict=True):
        assert ours == theirs


async def test_the_direction_of_the_parent_and_the_rank_of_the_rules_decide_about_logical_properties() -> None:
    sheet = "#i { margin-inline-start: 1px; padding-right: 1px } .c { margin-right: 2px; padding-inline: 2px }"
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(
            f"<!doctype html><style>{sheet}</style><div dir=rtl><p id=i class=c>x", url="https://a.test/"
        )
        look = (
            "(() => { const s = getComputedStyle(i); return [s.direction, s.marginRight, s.marginLeft, s.padding] })()"
        )
        assert await page.evaluate(look) == ["rtl", "1px", "0px", "0px 1px 0px 2px"]
        # the renderer takes part
        box = "(() => { const [o, b] = [i.parentNode, i].map((e) => e.getBoundingClientRect()); return o.right - b.right })()"
        assert await page.evaluate(box) == 1
