"""Cookies of a browser: with requests, and in `document.cookie`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from shim.net.cookies import MAX_COOKIES, Cookies
from shim.net.fetcher import Fetcher
from shim.net.messages import Response
from shim.net.url import same_site

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[str]]
Get = Callable[..., Awaitable[Response]]


async def jar(request: web.Request) -> web.Response:
    """`/set` sets cookies; every path says which ones arrived; `/go` redirects and sets one on the way."""
    response = web.Response(text=request.headers.get("Cookie", ""))
    if request.path == "/set":
        response.headers.add("Set-Cookie", "a=1; Path=/")
        response.headers.add("Set-Cookie", "secret=2; HttpOnly; Path=/")
        response.headers.add("Set-Cookie", "deep=3; Path=/deep")
    if request.path == "/go":
        response = web.Response(status=302, headers={"Location": "/end", "Set-Cookie": "step=4; Path=/"})
    return response


async def test_cookies_come_back_with_later_requests(serve: Serve, get: Get, fetcher: Fetcher) -> None:
    base = await serve(jar)
    assert (await get(f"{base}/set")).body == b""
    assert (await get(f"{base}/x")).body == b"a=1; secret=2"
    assert b"deep=3" in (await get(f"{base}/deep/x")).body
    assert fetcher.cookies.document_cookie(f"{base}/x") == "a=1"
    assert sorted((await get(f"{base}/go")).body.split(b"; ")) == [b"a=1", b"secret=2", b"step=4"]


async def test_credentials_decide_who_sends_and_stores(serve: Serve, get: Get, fetcher: Fetcher) -> None:
    base = await serve(jar)
    await get(f"{base}/set", credentials="omit")
    assert fetcher.cookies.header(base) is None
    page = "http://app.test/"
    cross = {"opened": page, "page": page, "allow_hosts": ("*",), "mode": "no-cors"}
    await get(f"{base}/set", credentials="same-origin", **cross)
    assert fetcher.cookies.header(base) is None
    await get(f"{base}/set", credentials="include", **cross)
    assert fetcher.cookies.header(base) is None, "cookies of another site say SameSite=None"
    await get(f"{base}/set", credentials="same-origin", page=base)
    assert fetcher.cookies.header(base) == "a=1; secret=2"
    assert (await get(f"{base}/x", credentials="omit")).body == b""
    assert (await get(f"{base}/x", credentials="same-origin", page=base)).body == b"a=1; secret=2"


async def test_a_document_sets_cookies_but_not_httponly_ones() -> None:
    cookies = Cookies()
    url = "https://app.test/dir/page.html"
    assert cookies.document_cookie(url) == ""
    cookies.set_document_cookie(url, "a=1")
    cookies.set_document_cookie(url, "b=2; Path=/; Secure; Max-Age=60")
    cookies.set_document_cookie(url, "c=3; HttpOnly")
    cookies.set_document_cookie(url, "d=4\r\nSet-Cookie: e=5")
    assert sorted(cookies.document_cookie(url).split("; ")) == ["a=1", "b=2"]
    assert cookies.document_cookie("https://app.test/other") == "b=2"
    assert cookies.document_cookie("http://app.test/other") == ""
    assert cookies.document_cookie("https://sub.app.test/dir/x") == ""
    cookies.store(url, ["h=1; HttpOnly"])
    cookies.set_document_cookie(url, "h=2")
    assert "h=1" in (cookies.header(url) or "")
    cookies.store(url, ["a=2; HttpOnly"])
    assert "a=1" not in (cookies.header(url) or "")
    cookies.store(url, ["a=3"])
    assert "a=3" in cookies.document_cookie(url)
    assert "a=2" not in (cookies.header(url) or "")
    cookies.set_document_cookie(url, "a=; Max-Age=0")
    assert "a=" not in cookies.document_cookie(url)


async def test_a_cookie_for_another_site_is_not_taken() -> None:
    cookies = Cookies()
    cookies.store("https://app.test/", ["x=1; Domain=other.test", "y=2; Domain=app.test"])
    assert cookies.document_cookie("https://other.test/") == ""
    assert cookies.document_cookie("https://sub.app.test/") == "y=2"


async def test_another_site_gets_and_sets_only_cookies_that_say_so(serve: Serve, get: Get, fetcher: Fetcher) -> None:
    async def everything(request: web.Request) -> web.Response:
        response = web.Response(text=request.headers.get("Cookie", ""))
        if request.path == "/set":
            for field in (
                "plain=1",
                "lax=2; SameSite=Lax",
                "strict=3; SameSite=Strict",
                "none=4; SameSite=None; Secure",
            ):
                response.headers.add("Set-Cookie", f"{field}; Path=/")
        return response

    base = await serve(everything)
    page = "http://app.test/"
    other_site = {"opened": page, "page": page, "allow_hosts": ("*",)}
    await get(f"{base}/set", credentials="include", **other_site)
    assert fetcher.cookies.header(base) == "none=4"
    await get(f"{base}/set")
    every = b"none=4; plain=1; lax=2; strict=3"
    assert (await get(f"{base}/x")).body == every
    assert (await get(f"{base}/x", page=base)).body == every
    assert (await get(f"{base}/x", **other_site)).body == b"none=4"
    frame = {"mode": "navigate", "destination": "iframe"}
    assert (await get(f"{base}/x", **frame, **other_site)).body == b"none=4"
    top = {"mode": "navigate", "destination": "document"}
    assert (await get(f"{base}/x", **top, **other_site)).body == b"none=4; plain=1; lax=2"
    assert (await get(f"{base}/x", method="POST", **top, **other_site)).body == b"none=4"
    assert (await get(f"{base}/x", method="POST", **top)).body == every


async def test_a_site_is_a_scheme_and_a_registrable_domain() -> None:
    assert same_site("https://a.app.test/x", "https://b.app.test:8443/")
    assert not same_site("https://app.test/", "http://app.test/")
    assert not same_site("https://app.test/", "https://app2.test/")
    assert same_site("http://127.0.0.1:1/", "http://127.0.0.1:2/")
    assert not same_site("http://127.0.0.1/", "http://128.0.0.1/")
    assert not same_site("data:,a", "data:,a")


@pytest.mark.parametrize(
    ("field", "seen"),
    [
        ("a=1", "a=1"),
        ("  a = b c ; Path=/", "a=b c"),
        ("bare", "bare"),
        ("=bare", "bare"),
        ("a=", "a="),
        ("a=1=2", "a=1=2"),
        ('a="1"', 'a="1"'),
        ("", ""),
        ("=", ""),
        ("; Path=/", ""),
        ("a=1\x01", ""),
        ("a=" + "x" * 4096, ""),
        ("a=1; Path=/other", ""),
        ("a=1; Path=nonsense", "a=1"),
        ("a=1; Path=/dir", "a=1"),
        ("a=1; Path=/di", ""),
        ("a=1; Domain=test", ""),
        ("a=1; Domain=.APP.test", "a=1"),
        ("a=1; Domain=sub.app.test", ""),
        ("a=1; Max-Age=0", ""),
        ("a=1; Max-Age=-5; Expires=Fri, 01 Jan 2100 00:00:00 GMT", ""),
        ("a=1; Max-Age=5; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=1"),
        ("a=1; Max-Age=soon", "a=1"),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("a=1; Expires=Thursday, 01-Jan-70 00:00:00 GMT", ""),
        ("a=1; Expires=1 Feb 2099 10:10", "a=1"),
        ("a=1; Expires=31 Feb 1999 10:10:10", "a=1"),
        ("a=1; SameSite=None", ""),
        ("a=1; SameSite=None; Secure", "a=1"),
        ("a=1; SameSite=Odd", "a=1"),
        ("__Secure-a=1", ""),
        ("__Secure-a=1; Secure", "__Secure-a=1"),
        ("__Host-a=1; Secure", ""),
        ("__Host-a=1; Secure; Path=/", "__Host-a=1"),
        ("__Host-a=1; Secure; Path=/; Domain=app.test", ""),
    ],
)
async def test_a_set_cookie_header_is_read_as_the_standard_says(field: str, seen: str) -> None:
    cookies = Cookies()
    cookies.store("https://app.test/dir/page", [field])
    assert (cookies.header("https://app.test/dir/page") or "") == seen


async def test_longer_paths_come_first_then_older_cookies() -> None:
    cookies = Cookies()
    url = "https://app.test/dir/page"
    cookies.store(url, ["root=1; Path=/", "dir=2", "late=3; Path=/", "root=4; Path=/"])
    assert cookies.header(url) == "dir=2; root=4; late=3"


async def test_an_insecure_page_does_not_replace_a_secure_cookie() -> None:
    cookies = Cookies()
    cookies.store("https://app.test/", ["a=1; Secure; SameSite=Lax"])
    cookies.store("http://app.test/", ["a=2", "b=3; Secure", "c=4"])
    assert cookies.header("https://app.test/") == "a=1; c=4"
    cookies.store("http://127.0.0.1/", ["local=1; Secure"])
    assert cookies.header("http://127.0.0.1/") == "local=1"


async def test_a_host_keeps_a_limited_number_of_cookies() -> None:
    cookies = Cookies()
    for number in range(MAX_COOKIES + 20):
        cookies.set_document_cookie("https://app.test/", f"c{number}={number}")
        assert cookies.header("https://app.test/") is not None
    kept = cookies.document_cookie("https://app.test/").split("; ")
    assert len(kept) == MAX_COOKIES
    cookies.set_document_cookie("https://other.test/", "x=1")
    assert len(cookies.document_cookie("https://app.test/").split("; ")) == MAX_COOKIES
