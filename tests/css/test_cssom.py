"""Styles, sheets, media queries and boxes. https://drafts.csswg.org/cssom/ and https://drafts.csswg.org/cssom-view/"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("s.color = 'red'", "color: red;"),
        ("s.backgroundColor = 'blue'", "background-color: blue;"),
        ("s['background-color'] = 'blue'", "background-color: blue;"),
        ("s.cssFloat = 'left'", "float: left;"),
        ("s.webkitTransform = 'none'", "transform: none;"),
        ("s.setProperty('--X', ' 1 ')", "--X: 1;"),
        ("s.setProperty('COLOR', 'red', 'important')", "color: red !important;"),
        ("s.setProperty('color', 'red', 'other')", ""),
        ("s.setProperty('color', 'red !important')", ""),
        ("s.setProperty('bogus', '1')", ""),
        ("s.color = 'red; top: 0'", ""),
        ("s.color = 'red'; s.color = ''", ""),
        ("s.color = 'red'; s.color = null", ""),
        ("s.color = 'red'; s.removeProperty('color')", ""),
        ("s.margin = '1px'", "margin: 1px;"),
        ("s.margin = '1px 2px'; s.marginTop = '3px'", "margin: 3px 2px 1px;"),
        ("s.marginTop = '1px'", "margin-top: 1px;"),
        ("s.overflow = 'hidden scroll'", "overflow: hidden scroll;"),
        ("s.cssText = 'COLOR:red;bogus:1;;top:0!important'", "color: red; top: 0px !important;"),
        ("s.cssText = 'color: red; color: blue'", "color: blue;"),
        ("s.cssText = 'color: red !important; color: blue'", "color: red !important;"),
        ("e.style = 'left: 1px'", "left: 1px;"),
        ("e.setAttribute('style', 'left:1px')", "left: 1px;"),
        ("s.background = 'url(data:x;y) no-repeat'", 'background: url("data:x;y") no-repeat;'),
        ("s.length = 3", ""),
    ],
)
def test_declarations(page: BarePage, action: str, text: str) -> None:
    page.run(f"const e = document.querySelector('p'), s = e.style; {action};")
    assert page.evaluate("s.cssText") == text
    if text and "setAttribute" not in action:
        assert page.evaluate("e.getAttribute('style')") == text


def test_reading_declarations(page: BarePage) -> None:
    page.run(
        "const e = document.querySelector('p'), s = e.style; s.cssText = 'margin: 1px 2px; color: red !important; --a: b';"
    )
    assert page.evaluate(
        "[s.length, s[0], s.item(5), s.margin, s.marginLeft, s.getPropertyValue('margin'), s.getPropertyPriority('color'), s.getPropertyPriority('top'),"
        " s.getPropertyValue('--a'), s.top, s.nothing === undefined, 'transform' in s, 'nothing' in s, s === e.style, s.parentRule, [...s].length, s.getPropertyValue('COLOR')]"
    ) == [
        6,
        "margin-top",
        "--a",
        "1px 2px",
        "2px",
        "1px 2px",
        "important",
        "",
        "b",
        "",
        True,
        True,
        False,
        True,
        None,
        6,
        "red",
    ]
    page.run("s.mine = 1;")
    assert page.evaluate("[s.mine, e.getAttribute('style').includes('mine')]") == [1, False]


def test_computed_styles(make_page: MakePage) -> None:
    page = make_page(
        "<!doctype html><style>p { color: red; margin: 1px 2px } .h { display: none; --v: 1 }</style><body><p style='opacity: .5'>x<b class=h></b></p><script></script><span></span>"
    )
    page.run("const c = (s) => getComputedStyle(document.querySelector(s)); const p = c('p');")
    assert page.evaluate(
        "[p.color, p.display, p.marginLeft, p.margin, p.opacity, c('b').display, c('b').color, c('script').display, c('span').display, c('b').fontWeight, p.borderTopWidth,"
        " c('html').display, p.getPropertyValue('color'), p.backgroundColor, c('b').getPropertyValue('--v'), p.transform, getComputedStyle(document.createElement('p')).color]"
    ) == [
        "rgb(255, 0, 0)", "block", "2px", "1px 2px", "0.5", "none", "rgb(255, 0, 0)", "none", "inline", "700", "0px", "block", "rgb(255, 0, 0)",
        "rgba(0, 0, 0, 0)", "1", "none", "",
    ]  # fmt: skip
    assert page.evaluate("p.color = 'blue'")["thrown"] == "NoModificationAllowedError"
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    page.run("document.querySelector('p').style.color = '#0f08';")
    assert page.evaluate("p.color") == "rgba(0, 255, 0, 0.533)"


def test_sheets(make_page: MakePage) -> None:
    page = make_page("<!doctype html><style>p { color: red } b, i { top: 0 }</style><body><p>")
    page.run("const sheet = document.querySelector('style').sheet, rules = sheet.cssRules;")
    assert page.evaluate(
        "[sheet === document.styleSheets[0], document.styleSheets.length, rules.length, rules[0].selectorText, rules[1].cssText, rules[0].style.color, rules[0].type,"
        " rules[0].parentStyleSheet === sheet, sheet.ownerNode.tagName, sheet.type, sheet.insertRule('p { top: 1px }', 2), rules.length]"
    ) == [
        True,
        1,
        2,
        "p",
        "b, i { top: 0px; }",
        "red",
        1,
        True,
        "STYLE",
        "text/css",
        2,
        3,
    ]
    page.run("rules[0].style.color = 'blue'; sheet.deleteRule(1);")
    assert page.evaluate(
        "[getComputedStyle(document.querySelector('p')).color, getComputedStyle(document.querySelector('p')).top, rules.length]"
    ) == ["rgb(0, 0, 255)", "1px", 2]
    assert page.evaluate("sheet.insertRule('p {}', 9)")["thrown"] == "IndexSizeError"
    assert page.evaluate("[new CSSStyleSheet().cssRules.length, document.adoptedStyleSheets]") == [0, []]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("", True), ("all", True), ("screen", True), ("print", False), ("not print", True), ("not screen", False), ("only screen", True),
        ("(min-width: 600px)", True), ("(min-width: 2000px)", False), ("(max-width: 1280px)", True), ("(width: 1280px)", True),
        ("(min-width: 40em) and (max-width: 100em)", True), ("(width >= 600px)", True), ("(400px <= width < 1280px)", False), ("(600px < width)", True),
        ("(orientation: landscape)", True), ("(orientation: portrait)", False), ("(prefers-color-scheme: dark)", False),
        ("(prefers-color-scheme: light)", True), ("(prefers-reduced-motion: reduce)", False), ("(prefers-reduced-motion: no-preference)", True),
        ("(prefers-reduced-motion)", False), ("(hover: hover) and (pointer: fine)", True), ("print, (min-width: 1px)", True), ("(color)", True),
        ("(monochrome)", False), ("not (min-width: 1px)", False), ("(min-width: 1px) or (orientation: portrait)", True), ("screen and (min-height: 700px)", True),
        ("((min-width: 1px) and (not (hover: none)))", True), ("(min-aspect-ratio: 16/9)", True), ("(min-resolution: 2dppx)", False), ("(max-resolution: 96dpi)", True),
        ("(display-mode: standalone)", False), ("(nonsense: 1)", False), ("(min-width: banana)", False), ("(min-width: 1px", True), ("bogus", False), ("(400px<=width<=9000px)", True), ("not (nonsense: 1)", False), ("a b", False),
    ],
)  # fmt: skip
def test_media_queries(page: BarePage, query: str, matches: bool) -> None:
    assert page.evaluate(f"matchMedia({query!r}).matches") is matches


def test_media_query_lists(page: BarePage) -> None:
    page.run(
        "const m = matchMedia('SCREEN  and (min-width:600px)'); let n = 0; const f = () => n++; m.addListener(f); m.dispatchEvent(new MediaQueryListEvent('change', {matches: true})); m.removeListener(f); m.dispatchEvent(new Event('change'));"
    )
    assert page.evaluate("[m.media, n, matchMedia('a b').media, new MediaQueryListEvent('change', {media: 'x'}).media, m instanceof EventTarget, matchMedia('(400px<=width), (MIN-aspect-ratio:16/9)').media, `and: ${matchMedia('and').media}`]") == [
        "screen and (min-width: 600px)", 1, "not all", "x", True, "(400px <= width), (min-aspect-ratio: 16 / 9)", "and: not all",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("CSS.escape('0a.b c-_\\u{e9}')", "\\30 a\\.b\\ c-_\u00e9"),
        ("CSS.escape('-')", "\\-"),
        ("CSS.escape('-1')", "-\\31 "),
        ("CSS.supports('display', 'grid')", True),
        ("CSS.supports('--a', 'b')", True),
        ("CSS.supports('bogus', '1')", False),
        ("CSS.supports('(display: grid) and (not (bogus: 1))')", True),
        ("CSS.supports('(bogus: 1) or (color: red)')", True),
        ("CSS.supports('selector(p > b)')", True),
        ("CSS.supports('selector(p[)')", False),
        ("CSS.supports('not (foo(x))')", True),
        ("CSS.supports('color:red')", True),
        ("CSS.supports('(color:red')", True),
        ("CSS.supports('')", False),
        ("Object.prototype.toString.call(CSS)", "[object CSS]"),
        ("[document.documentElement.clientWidth, innerWidth, innerHeight]", [1280, 1280, 720]),
        ("(document.body.scrollTop = 9, document.body.scrollTop)", 0),
        (
            "(() => { const r = new DOMRect(1, 2, -3, 4); return [r.left, r.right, r.top, r.bottom, (r.x = 5, r.x)] })()",
            [-2, 1, 2, 6, 5],
        ),
        (
            "[document.body.checkVisibility(), document.head.checkVisibility(), document.createElement('p').checkVisibility()]",
            [True, False, False],
        ),
    ],
)
def test_the_rest(page: BarePage, expression: str, value: object) -> None:
    assert page.evaluate(expression) == value
