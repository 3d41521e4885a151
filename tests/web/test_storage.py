"""localStorage, sessionStorage and cookies."""

from __future__ import annotations

from shim.web.cookies import DocumentCookies
from tests.web.conftest import Open
from tests.web.page import WebPage


async def test_methods_and_properties(page: WebPage) -> None:
    page.run("s = localStorage; s.setItem('a', 1); s.b = { toString: () => 'two' }; s['c d'] = null")
    assert page.evaluate("[s.getItem('a'), s.b, s['c d'], s.nope, s.getItem('nope'), s.length]") == [
        "1",
        "two",
        "null",
        None,
        None,
        3,
    ]
    assert page.evaluate("[Object.keys(s), 'a' in s, s.hasOwnProperty('a'), s.key(0), s.key(9)]") == [
        ["a", "b", "c d"],
        True,
        True,
        "a",
        None,
    ]
    page.run("delete s.a; s.removeItem('b'); s.removeItem('never')")
    assert page.evaluate("Object.entries(s)") == [["c d", "null"]]
    page.run("s.clear()")
    assert page.evaluate("[s.length, JSON.stringify(s), s === localStorage, s instanceof Storage]") == [
        0,
        "{}",
        True,
        True,
    ]


async def test_methods_are_not_hidden_by_items(page: WebPage) -> None:
    page.run("localStorage.setItem('getItem', 'x'); localStorage.setItem('length', 'y')")
    assert page.evaluate("[typeof localStorage.getItem, localStorage.length, localStorage.getItem('length')]") == [
        "function",
        2,
        "y",
    ]


async def test_any_code_unit_is_kept(page: WebPage) -> None:
    page.run("localStorage.setItem('\\0\\ud800', 'a\\0b\\udc00')")
    assert page.evaluate(
        "localStorage.getItem('\\0\\ud800') === 'a\\0b\\udc00' && localStorage.key(0) === '\\0\\ud800'"
    )


async def test_who_shares_what(open_page: Open) -> None:
    tab = object()
    first, second, other = open_page(tab=tab), open_page(), open_page(url="https://other.test/")
    frame = open_page(tab=tab)
    first.run("localStorage.l = sessionStorage.s = 1")
    assert [p.evaluate("[localStorage.l, sessionStorage.s]") for p in (first, frame, second, other)] == [
        ["1", "1"], ["1", "1"], ["1", None], [None, None],
    ]  # fmt: skip


async def test_other_documents_hear_of_changes(open_page: Open) -> None:
    tab = object()
    writer, frame, stranger, foreign = (
        open_page(tab=tab),
        open_page(tab=tab),
        open_page(),
        open_page(url="https://other.test/"),
    )
    for each in (writer, frame, stranger, foreign):
        each.run(
            "log = []; onstorage = addEventListener('storage', (e) => log.push([e.key, "
            "e.oldValue, e.newValue, e.url, e.storageArea === localStorage]))"
        )
    writer.run(
        "localStorage.a = 1; localStorage.a = 1; localStorage.a = 2; localStorage.removeItem('x'); "
        "delete localStorage.a; localStorage.b = 1; localStorage.clear(); sessionStorage.s = 1"
    )
    for each in (writer, frame, stranger, foreign):
        await each.idle()
    url = writer.realm.url
    local = [
        ["a", None, "1", url, True],
        ["a", "1", "2", url, True],
        ["a", "2", None, url, True],
        ["b", None, "1", url, True],
        [None, None, None, url, True],
    ]
    assert writer.evaluate("log") == foreign.evaluate("log") == []
    assert stranger.evaluate("log") == local
    assert frame.evaluate("log") == [*local, ["s", None, "1", url, False]]


async def test_quota(page: WebPage) -> None:
    page.run("localStorage.a = 'x'.repeat(5 * 1024 * 1024 - 1)")
    assert page.evaluate("localStorage.b = 'y'")["thrown"] == "QuotaExceededError"
    assert page.evaluate("localStorage.length") == 1
    page.run("localStorage.a = 'short'; localStorage.b = 'y'.repeat(1000)")


async def test_documents_without_an_origin_have_no_storage(open_page: Open) -> None:
    page = open_page(url="data:text/html,x")
    assert page.evaluate("localStorage")["thrown"] == "SecurityError"
    assert page.evaluate("sessionStorage")["thrown"] == "SecurityError"


async def test_cookies_of_a_document(page: WebPage) -> None:
    cookies = DocumentCookies(page.context, page.realm)
    cookies.write("a=1")
    cookies.write("b=2; path=/dir")
    cookies.write("c=3; path=/elsewhere")
    cookies.write("secret=1; HttpOnly")
    assert sorted(cookies.read().split("; ")) == ["a=1", "b=2"]
    cookies.write("a=; max-age=0")
    assert cookies.read() == "b=2"


async def test_documents_that_are_not_http_are_averse_to_cookies(open_page: Open) -> None:
    page = open_page(url="about:blank")
    cookies = DocumentCookies(page.context, page.realm)
    cookies.write("a=1")
    assert cookies.read() == ""
