"""Pages that would have the renderer hang, crash or take all memory."""

# ruff: noqa: E501 - markup of pages
from __future__ import annotations

import time

import pytest

from shim import Browser, Error
from shim.layout import markup
from shim.layout.renderer import RenderingError, renderer
from tests.apart import run_page
from tests.layout.pages import MIXED, PAGES, page

HANGS = "<div style='display: flex'>" * 40_000 + "x"


def test_a_layout_that_takes_too_long_is_given_up() -> None:
    started = time.monotonic()
    with pytest.raises(RenderingError, match="takes more than"):
        renderer().boxes(HANGS, 1280, 720)
    assert time.monotonic() - started < 20
    assert renderer().boxes("<p id=a style='margin: 0'>x", 100, 100)["a"][2] == 84


def test_a_picture_has_a_size_at_the_most() -> None:
    with pytest.raises(RenderingError, match="too large"):
        renderer().picture("x", 1280, 100_000, (0, 0, 1280, 100_000))
    with pytest.raises(RenderingError, match="no size"):
        renderer().picture("x", 1280, 720, (0, 0, 0, 10))


async def test_deep_and_long_documents() -> None:
    async with Browser() as browser:
        tab = await browser.new_page()
        await tab.set_content("<body>")
        deep = """(n) => { let e = document.body; for (let i = 0; i < n; i++) e = e.appendChild(document.createElement("div"));
          e.textContent = "x"; return document.body.getBoundingClientRect().width; }"""
        assert await tab.evaluate(deep, markup.MOST_DEPTH * 4) == 1264
        long = """(n) => { document.body.innerHTML = "<p>x</p>".repeat(n);
          const { height } = document.body.lastChild.getBoundingClientRect(); return [document.body.firstChild.offsetWidth, height]; }"""
        assert await tab.evaluate(long, markup.MOST_ELEMENTS + 1000) == [1264, 0]
        assert not tab.errors


async def test_a_document_without_a_layout_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shim.layout.renderer._MOST_BYTES", 10)
    async with Browser() as browser:
        tab = await browser.new_page()
        await tab.set_content("<button style='width: 50px'>Play</button>")
        assert await tab.evaluate("document.querySelector('button').offsetWidth") == 0
        assert "the document has no layout" in tab.missing[0]
        await tab.click("button")
        with pytest.raises(Error, match="too large to be laid out"):
            await tab.screenshot()


async def test_pages_that_ask_nothing_start_no_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the renderer was asked")

    monkeypatch.setattr("shim.layout.renderer.Renderer._request", fail)
    async with Browser() as browser:
        tab = await browser.new_page()
        await tab.set_content(
            "<button onclick='this.textContent = getComputedStyle(this).display'>Play</button><input>"
        )
        await tab.click("button")
        await tab.fill("input", "text")
        assert await tab.evaluate("document.querySelector('button').textContent") == "inline-block"


def test_all_pages_of_the_comparison_are_laid_out() -> None:
    assert (len(PAGES), len(MIXED)) == (40, 40)
    for body in (PAGES | MIXED).values():
        assert renderer().boxes(page(body, "sans-serif") + "<i id=end style='display: block'></i>", 1280, 720)["end"]


async def test_a_sheet_with_imports_and_a_rule_that_cannot_be_parsed_is_laid_out() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(
            "<style>@import 'x.css'; p { width: 70px } @media (width > 1px) { :a}b { float: left } }</style><p id=p>x",
            url="https://a.test/",
        )
        assert await page.evaluate("p.offsetWidth") == 70
        assert list(page.errors) == []


async def test_rules_that_are_nested_too_deeply_are_dropped() -> None:
    deep = "(() => { const s = document.createElement('style'); s.textContent = '@import \"data:text/css,i{}\";' + %s; \
        document.head.append(s); return s.sheet.cssRules.length })()"
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<p style='width: 50px'>x</p>", url="https://a.test/")
        for nested in ("'p{'.repeat(3000)", "'@media all{'.repeat(3000)", "'p{width:' + 'calc('.repeat(3000)"):
            assert await page.evaluate(deep % f"'b{{}}' + {nested}") in (2, 3)
        assert await page.evaluate("document.querySelector('p').getBoundingClientRect().width") == 50
        await page.wait_for_load_state()
        assert not page.errors


def test_elements_that_are_in_no_tree_have_styles_without_end() -> None:
    """Selectors look upwards from an element that has no parent."""
    outcome = run_page(
        """
        const make = (name) => document.createElement(name), other = document.implementation.createHTMLDocument("");
        const style = make("style"), host = make("div"), outer = make("details");
        style.textContent = "[x] > summary { color: red } :root > a { color: blue }";
        document.head.append(style);
        host.attachShadow({ mode: "open" }).innerHTML =
          "<style>:host(:is(a[b] > *)) { color: red } ::slotted(b[c] > *) { top: 0 }</style><slot></slot><a></a>";
        host.append(make("summary"));
        outer.append(make("summary"));
        const all = [make("summary"), other.createElement("summary"), outer, outer.firstChild, host, host.firstChild];
        for (const each of [...all, host.shadowRoot.lastChild]) each.scrollIntoView();
        console.log("done");
        """
    )
    assert outcome.console == ["done"]
