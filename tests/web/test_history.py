"""location and history: what stays in the document, and what is asked of the embedder."""

from __future__ import annotations

import pytest

from tests.web.conftest import Open
from tests.web.page import WebPage

URL = "https://example.test/dir/page.html"
LISTEN = """
  log = [];
  addEventListener('popstate', (e) => log.push(['pop', e.state, location.href]));
  addEventListener('hashchange', (e) => log.push(['hash', e.oldURL, e.newURL]));
"""


async def test_location_reads_the_document_url(open_page: Open) -> None:
    page = open_page(url="https://me@h.test:81/a/b?q#f")
    names = ["href", "origin", "protocol", "host", "hostname", "port", "pathname", "search", "hash"]
    assert page.evaluate(f"[{', '.join(f'location.{n}' for n in names)}, String(location)]") == [
        "https://me@h.test:81/a/b?q#f", "https://h.test:81", "https:", "h.test:81", "h.test", "81", "/a/b", "?q", "#f",
        "https://me@h.test:81/a/b?q#f",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("location.href = 'next'", ("https://example.test/dir/next", False)),
        ("location = '/next'", ("https://example.test/next", False)),
        ("document.location = '/next'", ("https://example.test/next", False)),
        ("location.assign('?q')", ("https://example.test/dir/page.html?q", False)),
        ("location.replace('https://other.test')", ("https://other.test/", True)),
        ("location.pathname = '/p'", ("https://example.test/p", False)),
        ("location.search = 's'", ("https://example.test/dir/page.html?s", False)),
        ("location.host = 'h:8'", ("https://h:8/dir/page.html", False)),
        ("location.protocol = 'http'", ("http://example.test/dir/page.html", False)),
        ("location.href = 'javascript:1'", ("javascript:1", False)),
    ],
)
async def test_navigation_is_asked_for(page: WebPage, script: str, asked: tuple[str, bool]) -> None:
    page.run(script)
    assert page.navigations == [asked]
    await page.idle()
    assert page.navigations == [asked]


async def test_what_is_not_navigated(page: WebPage) -> None:
    page.run("location.hash = ''")
    await page.idle()
    assert page.navigations == []
    assert page.evaluate("location.assign('http://')")["thrown"] == "SyntaxError"
    page.run("location.reload()")
    await page.idle()
    assert page.reloads == 1


async def test_fragments_stay_in_the_document(page: WebPage) -> None:
    page.run(LISTEN + "location.hash = 'one'; log.push('sync ' + location.hash)")
    await page.idle()
    page.run("location.href = '#two'; location.replace('#three'); location.hash = '#three'")
    await page.idle()
    assert page.navigations == []
    at = [f"{URL}#one", f"{URL}#two", f"{URL}#three"]
    assert page.evaluate("log") == [
        ["pop", None, at[0]], "sync #one", ["hash", URL, at[0]],
        ["pop", None, at[1]], ["pop", None, at[2]], ["hash", at[0], at[1]], ["hash", at[1], at[2]],
    ]  # fmt: skip
    assert page.evaluate("history.length") == 3


async def test_pushing_and_replacing_state(page: WebPage) -> None:
    page.run(LISTEN + "state = { n: 1 }; history.pushState(state, '', '/pushed?x'); history.replaceState([2], '')")
    assert page.evaluate("[location.pathname, document.URL, history.state, history.length]") == [
        "/pushed",
        "https://example.test/pushed?x",
        [2],
        2,
    ]
    page.run("history.pushState({ deep: new Map([[1, state]]) }, '')")
    assert page.evaluate(
        "[history.state === history.state, history.state.deep.get(1).n, history.state.deep.get(1) !== state]"
    ) == [True, 1, True]
    await page.idle()
    assert page.evaluate("log") == []
    for bad, name in [
        ("'https://other.test/'", "SecurityError"),
        ("'http://example.test/'", "SecurityError"),
        ("'http://'", "SecurityError"),
    ]:
        assert page.evaluate(f"history.pushState(null, '', {bad})")["thrown"] == name
    assert page.evaluate("history.pushState(() => 1, '')")["thrown"] == "DataCloneError"


async def test_traversing(page: WebPage) -> None:
    page.run(
        LISTEN + "history.replaceState('zero', ''); history.pushState('one', "
        "'', '#1'); history.pushState('two', '', '#2'); history.go(-2)"
    )
    assert page.evaluate("history.state") == "two"
    await page.idle()
    page.run("history.forward()")
    await page.idle()
    page.run("history.back(); history.back(); history.go(5)")
    await page.idle()
    assert page.evaluate("log") == [
        ["pop", "zero", URL], ["hash", f"{URL}#2", URL], ["pop", "one", f"{URL}#1"], ["hash", URL, f"{URL}#1"],
        ["pop", "zero", URL], ["hash", f"{URL}#1", URL],
    ]  # fmt: skip
    page.run("history.pushState('new', '')")
    assert page.evaluate("history.length") == 2


async def test_entries_of_another_document_are_for_the_embedder(page: WebPage) -> None:
    asked: list[tuple[str, int]] = []
    history = page.context.history
    history.commit("https://example.test/before", object())
    history.commit(page.realm.url, page.realm)
    history.on_traverse = lambda entry, delta: asked.append((entry.url, delta))
    page.run("history.back()")
    await page.idle()
    assert asked == [("https://example.test/before", -1)]
    assert page.evaluate("[history.length, location.href]") == [2, URL]


async def test_too_many_updates_are_refused(page: WebPage) -> None:
    page.run("n = 0; try { for (;;) { history.replaceState(n, ''); n++; } } catch (e) { caught = e.name; }")
    assert page.evaluate("[n, caught]") == [200, "SecurityError"]


async def test_location_cannot_be_tampered_with(page: WebPage) -> None:
    assert page.evaluate("Object.getOwnPropertyDescriptor(location, 'href').configurable") is False
    assert page.evaluate("Object.getOwnPropertyDescriptor(window, 'location').configurable") is False
    assert page.evaluate("(() => { 'use strict'; location.assign = 1 })()")["thrown"] == "TypeError"
    assert page.evaluate(
        "[location === document.location, history === window.history, scrollRestoration = history.scrollRestoration]"
    ) == [True, True, "auto"]
    assert page.evaluate("(() => { 'use strict'; location.toString = 1 })()")["thrown"] == "TypeError"
    assert page.evaluate("[String(location), `${location}`, location.valueOf() === location]") == [URL, URL, True]
    assert page.evaluate("new Location()")["thrown"] == "TypeError"
    assert page.evaluate("[location.ancestorOrigins.length, location.ancestorOrigins.contains('x')]") == [0, False]
