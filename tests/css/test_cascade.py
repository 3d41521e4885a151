"""Which declaration wins: origins, importance, layers, conditions, inheritance. https://drafts.csswg.org/css-cascade-5/"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from shim.css.syntax import parse_sheet
from tests.dom.conftest import MakePage

MARKUP = "<div id=outer class=box><p id=p class='a b'>x</p></div>"


@pytest.mark.parametrize(
    ("sheet", "color"),
    [
        ("p { color: red } p { color: blue }", "blue"),
        ("#p { color: red } p.a.b { color: blue }", "red"),
        (".a, #p { color: red } .b.a { color: blue }", "red"),
        ("p { color: red !important } #p { color: blue }", "red"),
        ("div { color: green }", "green"),
        ("div { color: green } p { color: inherit }", "green"),
        ("div { color: green } p { color: initial }", "black"),
        ("div { color: green } p { color: unset }", "green"),
        ("p { color: red; color: }", "red"),
        ("p { color: red } p, :bogus { color: blue }", "red"),
        ("p { color: red } p:hover { color: blue }", "red"),
        ("p { color: red } p::before { color: blue }", "red"),
        ("@media screen { p { color: red } }", "red"),
        ("@media print { p { color: red } }", "black"),
        ("@media (min-width: 1px) { @media (max-width: 1px) { p { color: red } } p { color: blue } }", "blue"),
        ("@supports (display: grid) { p { color: red } }", "red"),
        ("@supports not (display: grid) { p { color: red } }", "black"),
        ("p { color: red } @layer one { #p { color: blue } }", "red"),
        ("@layer one { p { color: red } } @layer two { p { color: blue } }", "blue"),
        ("@layer two, one; @layer one { p { color: red } } @layer two { p { color: blue } }", "red"),
        ("@layer one { p { color: red !important } } p { color: blue !important }", "red"),
        ("@layer a { @layer b { p { color: red } } } @layer a.b { p { color: blue } }", "blue"),
        ("@font-face { font-family: x } @keyframes k { from { color: red } } p { color: blue }", "blue"),
        ("<!-- p { color: red } -->", "red"),
        ("p { color: red; p { color: blue } }", "red"),
        ("p { color: red", "red"),
        ("p { color: red; /* } */ } /* p { color: blue } */", "red"),
    ],
)
def test_which_color_a_paragraph_has(make_page: MakePage, sheet: str, color: str) -> None:
    page = make_page(f"<!doctype html><style>{sheet}</style><body>{MARKUP}<i style='color: {color}'>")
    page.run("const color = (s) => getComputedStyle(document.querySelector(s)).color;")
    assert page.evaluate("color('p') === color('i')"), page.evaluate("color('p')")


def test_the_style_attribute_is_above_normal_and_below_important_rules(make_page: MakePage) -> None:
    page = make_page(
        "<!doctype html><style>#p { top: 1px; left: 1px !important; bottom: 1px !important }</style>"
        "<p id=p style='top: 2px; left: 2px; bottom: 2px !important'>"
    )
    page.run("const s = getComputedStyle(document.querySelector('p'));")
    assert page.evaluate("[s.top, s.left, s.bottom]") == ["2px", "1px", "2px"]


@pytest.mark.parametrize(
    ("attributes", "display"),
    [
        ("", "none"),
        ("media=print", "block"),
        ("media='(min-width: 1px)'", "none"),
        ("type=text/css", "none"),
        ("type=text/plain", "block"),
    ],
)
def test_attributes_of_a_style_element_decide_whether_it_applies(
    make_page: MakePage, attributes: str, display: str
) -> None:
    page = make_page(f"<!doctype html><style {attributes}>p {{ display: none }}</style><p>")
    assert page.evaluate("getComputedStyle(document.querySelector('p')).display") == display


def test_what_changes_shows_at_once(make_page: MakePage) -> None:
    page = make_page("<!doctype html><style>.on { display: none }</style><p>x</p>")
    page.run(
        "const p = document.querySelector('p'), seen = () => getComputedStyle(p).display, sheet = document.styleSheets[0];"
    )
    assert page.evaluate(
        "[seen(), (p.className = 'on', seen()), (sheet.disabled = true, seen()), (sheet.disabled = false, seen()),"
        " (sheet.cssRules[0].selectorText = '.off', seen()), (p.className = 'off', seen()), (sheet.insertRule('p { display: flex !important }'), seen()),"
        " (document.querySelector('style').remove(), seen()), (p.remove(), seen())]"
    ) == ["block", "none", "block", "none", "block", "none", "flex", "block", ""]  # fmt: skip


def test_a_shadow_tree_has_sheets_of_its_own_and_inherits_from_its_host(make_page: MakePage) -> None:
    page = make_page("<!doctype html><style>div { color: red } p { top: 1px }</style><div></div>")
    page.run(
        "const root = document.querySelector('div').attachShadow({mode: 'open'}); root.innerHTML = '<style>p { left: 2px }</style><p>x</p>';"
        " const s = getComputedStyle(root.querySelector('p'));"
    )
    assert page.evaluate("[s.color, s.top, s.left, s.display]") == ["rgb(255, 0, 0)", "auto", "2px", "block"]


def test_at_rules_are_rules_with_rules_inside(make_page: MakePage) -> None:
    page = make_page(
        "<!doctype html><style>@import url(x.css) screen; @layer a, b; @media print { p { top: 1px } } @supports (display: grid) { p { left: 1px } }"
        " @keyframes k { from { top: 0 } } @layer c { b {} } @font-face { font-family: x }</style><p>"
    )
    page.run("const sheet = document.styleSheets[0], rules = [...sheet.cssRules];")
    assert page.evaluate("rules.map((r) => [r.constructor.name, r.type])") == [
        ["CSSImportRule", 3], ["CSSLayerStatementRule", 0], ["CSSMediaRule", 4], ["CSSSupportsRule", 12], ["CSSKeyframesRule", 7], ["CSSLayerBlockRule", 0], ["CSSFontFaceRule", 5],
    ]  # fmt: skip
    assert page.evaluate(
        "[rules[0].href, rules[0].media.mediaText, rules[1].nameList, rules[2].conditionText, rules[2].media.mediaText, rules[2].cssRules.length, rules[2].cssText,"
        " rules[2].cssRules[0].parentRule === rules[2], rules[2].cssRules[0].parentStyleSheet === sheet, rules[5].name, rules[2].matches, rules[3].matches]"
    ) == [
        "x.css", "screen", ["a", "b"], "print", "print", 1, "@media print {\n  p { top: 1px; }\n}", True, True, "c", False, True,
    ]  # fmt: skip
    assert page.evaluate(
        "[rules[3].insertRule('p { right: 3px }', 1), getComputedStyle(document.querySelector('p')).right, (rules[3].deleteRule(1), getComputedStyle(document.querySelector('p')).right)]"
    ) == [1, "3px", "auto"]
    assert page.evaluate("sheet.insertRule('@import url(y.css)', 3)")["thrown"] == "HierarchyRequestError"
    assert page.evaluate("sheet.insertRule('nothing', 0)")["thrown"] == "SyntaxError"


def test_a_sheet_of_script_s_own_has_rules(make_page: MakePage) -> None:
    page = make_page()
    page.run(
        "const sheet = new CSSStyleSheet({media: 'print'}); sheet.replaceSync('@import url(x.css); p { top: 0 } @media print { b { top: 0 } }');"
    )
    assert page.evaluate("[...sheet.cssRules].map((r) => r.cssText)") == [
        "p { top: 0px; }",
        "@media print {\n  b { top: 0px; }\n}",
    ]
    assert page.evaluate(
        "[sheet.insertRule('i { top: 1px }', 2), sheet.cssRules.length, sheet.media.mediaText, sheet.disabled]"
    ) == [2, 3, "print", False]


def test_the_same_text_is_parsed_once() -> None:
    assert parse_sheet("p { color: red }") is parse_sheet("p { color: red }")


def test_elements_that_are_styled_alike_keep_what_is_their_own(make_page: MakePage) -> None:
    page = make_page(
        "<style>.c { color: var(--c, red) } .r { color: revert } .i { margin-inline-start: 3px } .n:nth-child(2) { color: blue }"
        " [hidden='a > b'] { color: green } [data-1]:not(.x) { color: lime }</style>"
        "<div style='--c: blue'><p class=c></p><p class=r></p><a class=i></a></div><div dir=rtl><p class=c></p><a class=i></a></div>"
        "<section><b class=n></b><b class=n></b><b hidden='a > b'></b><b data-1></b><b></b></section>"
    )
    script = "[...document.querySelectorAll('{}')].map((e) => getComputedStyle(e).{})"
    assert page.evaluate(script.format(".c", "color")) == ["rgb(0, 0, 255)", "rgb(255, 0, 0)"]
    assert page.evaluate(script.format(".i", "marginLeft")) == ["3px", "0px"]
    colors = ["rgb(0, 0, 0)", "rgb(0, 0, 255)", "rgb(0, 128, 0)", "rgb(0, 255, 0)", "rgb(0, 0, 0)"]
    assert page.evaluate(script.format("b", "color")) == colors
    page.run("document.querySelector('section').style.color = 'red'; document.querySelectorAll('b')[4].className = 'c'")
    colors[0] = colors[4] = "rgb(255, 0, 0)"
    assert page.evaluate(script.format("b", "color")) == colors
