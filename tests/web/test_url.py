"""URL and URLSearchParams."""

from __future__ import annotations

import pytest

from tests.web.page import WebPage


async def test_components(page: WebPage) -> None:
    names = [
        "href",
        "origin",
        "protocol",
        "username",
        "password",
        "host",
        "hostname",
        "port",
        "pathname",
        "search",
        "hash",
    ]
    page.run("u = new URL('../x/./y?q=1#frag', 'https://me:pw@h.test:8080/a/b/c')")
    assert [page.evaluate(f"u.{name}") for name in names] == [
        "https://me:pw@h.test:8080/a/x/y?q=1#frag",
        "https://h.test:8080",
        "https:",
        "me",
        "pw",
        "h.test:8080",
        "h.test",
        "8080",
        "/a/x/y",
        "?q=1",
        "#frag",
    ]
    assert page.evaluate(
        '[String(u) === u.href, u.toJSON() === u.href, JSON.stringify({u}) === `{"u":"${u.href}"}`]'
    ) == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("name", "value", "href"),
    [
        ("protocol", "http", "http://h.test/p?q#f"),
        ("protocol", "mailto", "https://h.test/p?q#f"),
        ("host", "other:81", "https://other:81/p?q#f"),
        ("port", "443", "https://h.test/p?q#f"),
        ("pathname", "a b", "https://h.test/a%20b?q#f"),
        ("search", "", "https://h.test/p#f"),
        ("hash", "x y", "https://h.test/p?q#x%20y"),
        ("username", "é", "https://%C3%A9@h.test/p?q#f"),
        ("href", "data:,x", "data:,x"),
    ],
)
async def test_setters(page: WebPage, name: str, value: str, href: str) -> None:
    page.run(f"u = new URL('https://h.test/p?q#f'); u.{name} = {value!r}")
    assert page.evaluate("u.href") == href


async def test_what_does_not_parse(page: WebPage) -> None:
    assert page.evaluate("new URL('/x')")["thrown"] == "TypeError"
    assert page.evaluate("new URL('/x', 'nope')")["thrown"] == "TypeError"
    assert page.evaluate("new URL('http://a').href = 'nope'")["thrown"] == "TypeError"
    assert page.evaluate("URL.parse('nope')") is None
    assert page.evaluate("URL.parse('x', 'http://a/').href") == "http://a/x"
    assert page.evaluate("[URL.canParse('nope'), URL.canParse('x', 'http://a/')]") == [False, True]
    assert page.evaluate("URL('http://a')")["thrown"] == "TypeError"


async def test_search_params_and_url_follow_each_other(page: WebPage) -> None:
    page.run("u = new URL('http://a/?x=1&x=2&y=3'); p = u.searchParams")
    assert page.evaluate("p === u.searchParams")
    page.run("p.delete('x'); p.append('z z', 'ü&=')")
    assert page.evaluate("u.href") == "http://a/?y=3&z+z=%C3%BC%26%3D"
    page.run("u.search = '?n=%31'")
    assert page.evaluate("[...p]") == [["n", "1"]]
    page.run("u.href = 'http://b/?m=2'")
    assert page.evaluate("[p.get('m'), p.get('n')]") == ["2", None]
    page.run("p.delete('m')")
    assert page.evaluate("u.href") == "http://b/"


async def test_search_params_are_built_from_anything(page: WebPage) -> None:
    assert page.evaluate("String(new URLSearchParams('?a=1&b=2+3&c'))") == "a=1&b=2+3&c="
    assert page.evaluate("String(new URLSearchParams([['a', 1], ['a', 2]]))") == "a=1&a=2"
    assert page.evaluate("String(new URLSearchParams({ a: 1, b: null }))") == "a=1&b=null"
    assert page.evaluate("String(new URLSearchParams(new URLSearchParams('q=1')))") == "q=1"
    assert page.evaluate("String(new URLSearchParams())") == ""
    assert page.evaluate("new URLSearchParams([['a']])")["thrown"] == "TypeError"
    assert page.evaluate("new URLSearchParams([1])")["thrown"] == "TypeError"


async def test_search_params_methods(page: WebPage) -> None:
    page.run("p = new URLSearchParams('b=1&a=2&b=3')")
    assert page.evaluate("[p.size, p.get('b'), p.getAll('b'), p.get('q'), p.has('a', '2'), p.has('a', '3')]") == [
        3,
        "1",
        ["1", "3"],
        None,
        True,
        False,
    ]
    assert page.evaluate("(p.sort(), String(p))") == "a=2&b=1&b=3"
    assert page.evaluate("(p.set('b', 9), String(p))") == "a=2&b=9"
    assert page.evaluate("(p.delete('a', '7'), String(p))") == "a=2&b=9"
    assert page.evaluate("[[...p.keys()], [...p.values()], Object.prototype.toString.call(p.entries())]") == [
        ["a", "b"],
        ["2", "9"],
        "[object URLSearchParams Iterator]",
    ]


async def test_bytes_that_are_not_utf8_are_replaced(page: WebPage) -> None:
    assert page.evaluate("new URLSearchParams('a=%ff%zz%C3%A9').get('a')") == "\ufffd%zzé"
    assert page.evaluate('String(new URLSearchParams({ a: "!\'()~*-._ " }))') == "a=%21%27%28%29%7E*-._+"


async def test_iterating_sees_what_changes_meanwhile(page: WebPage) -> None:
    page.run("p = new URLSearchParams('a=1&b=2&c=3'); seen = []; for (const [k] of p) { seen.push(k); p.delete(k); }")
    assert page.evaluate("[seen, String(p)]") == [["a", "c"], "b=2"]


async def test_object_urls_live_until_they_are_revoked(page: WebPage) -> None:
    page.run("url = URL.createObjectURL(new Blob(['text'], { type: 'text/plain' }))")
    url = page.evaluate("url")
    assert url.startswith("blob:https://example.test/")
    assert page.evaluate("new URL(url).origin") == "https://example.test"
    assert page.shared.blobs.resolve(url) == (b"text", "text/plain")
    page.run("URL.revokeObjectURL(url)")
    assert page.shared.blobs.resolve(url) is None
    assert page.evaluate("URL.createObjectURL({})")["thrown"] == "TypeError"


async def test_a_document_takes_its_object_urls_with_it(page: WebPage) -> None:
    url = page.evaluate("URL.createObjectURL(new Blob(['x']))")
    page.close()
    assert page.shared.blobs.resolve(url) is None
