"""Cookies of a browser: with requests, and in `document.cookie`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from shim.net.cookies import Cookies
from shim.net.fetcher import Fetcher
from shim.net.messages import Response

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
