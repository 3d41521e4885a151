"""Fetching from a real server: methods, redirects, sizes, time, compression, concurrency, events."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from shim.net.access import Access
from shim.net.errors import Failure, NetworkError
from shim.net.fetcher import Fetcher, Scope
from shim.net.headers import Headers
from shim.net.messages import NetworkEvent, Request, Response
from shim.net.referrer import referrer_header
from shim.net.url import origin

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]
Get = Callable[..., Awaitable[Response]]


async def hello(request: web.Request) -> web.Response:
    return web.Response(body=b"hello", headers={"X-Path": request.raw_path}, content_type="text/plain")


async def redirector(request: web.Request) -> web.Response:
    """`/STATUS/TARGET` redirects to TARGET; `/echo` says what arrived; `/count/N` redirects N times."""
    kind, _, rest = request.raw_path[1:].partition("/")
    if kind == "echo":
        body = await request.read()
        return web.json_response({"method": request.method, "body": body.decode(), "headers": dict(request.headers)})
    if kind == "count":
        return (
            web.Response(status=302, headers={"Location": f"/count/{int(rest) - 1}"})
            if rest != "0"
            else await hello(request)
        )
    return web.Response(status=int(kind), headers={"Location": rest})


async def failure_of(response: Awaitable[Response]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        await response
    return caught.value


async def test_get(serve: Serve, get: Get) -> None:
    base = await serve(hello)
    response = await get(f"{base}/a%20b/%2e/é?x=1&y#frag")
    assert (response.status, response.status_text, response.ok, response.body) == (200, "OK", True, b"hello")
    assert response.headers.get("x-path") == "/a%20b/%C3%A9?x=1&y"
    assert response.url == f"{base}/a%20b/%C3%A9?x=1&y#frag"
    assert (response.type, response.redirected) == ("basic", False)


async def test_post_sends_body_headers_origin_and_referrer(serve: Serve, get: Get) -> None:
    base = await serve(redirector)
    headers = Headers({"X-Own": "1", "Cookie": "stolen=1", "Host": "other.test", "Sec-X": "1"})
    response = await get(f"{base}/echo", page=f"{base}/page?q#frag", method="post", body=b"abc", headers=headers)

    seen = json.loads(response.body)
    assert (seen["method"], seen["body"]) == ("POST", "abc")
    assert seen["headers"]["X-Own"] == "1"
    assert seen["headers"]["Origin"] == base
    assert seen["headers"]["Referer"] == f"{base}/page?q"
    assert seen["headers"]["Host"] == base.removeprefix("http://")
    assert "Cookie" not in seen["headers"]
    assert "Sec-X" not in seen["headers"]
    assert "Content-Type" not in seen["headers"]


@pytest.mark.parametrize(
    ("page", "url", "header"),
    [
        ("http://u:p@a.test/x?q#f", "http://a.test/y", "http://a.test/x?q"),
        ("http://a.test/x?q#f", "http://b.test/y", "http://a.test/"),
        ("http://a.test/x", "https://a.test/y", "http://a.test/"),
        ("https://a.test/x", "http://b.test/y", None),
        ("file:///x", "http://b.test/y", None),
        ("data:text/html,x", "http://b.test/y", None),
        ("", "http://b.test/y", None),
    ],
)
def test_the_referrer_says_no_more_than_the_default_policy(page: str, url: str, header: str | None) -> None:
    assert referrer_header(Request(url=url, referrer=page)) == header


async def test_head_and_error_statuses_are_responses(serve: Serve, get: Get) -> None:
    async def missing(request: web.Request) -> web.Response:
        return web.Response(status=404, text="gone")

    base = await serve(missing)
    response = await get(f"{base}/x")
    assert (response.status, response.ok, response.body) == (404, False, b"gone")
    response = await get(f"{base}/x", method="HEAD")
    assert (response.status, response.body, response.headers.get("content-length")) == (404, b"", "4")


async def test_repeated_headers_stay_apart_and_are_read_joined(serve: Serve, get: Get) -> None:
    async def twice(request: web.Request) -> web.Response:
        response = web.Response()
        response.headers.add("X-Two", "a")
        response.headers.add("X-Two", "b")
        return response

    response = await get(await serve(twice))
    assert response.headers.get_all("x-two") == ["a", "b"]
    assert response.headers.get("X-TWO") == "a, b"


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "TRACE"},
        {"method": "a b"},
        {"headers": Headers({"X": "a\r\nY: b"})},
        {"headers": Headers({"a b": "c"})},
        {"body": b"x"},
        {"method": "PUT"},
    ],
)
def test_requests_that_no_page_may_make(request_: dict[str, object]) -> None:
    with pytest.raises(
        ValueError, match=r"forbidden|not an HTTP method|line break|not a header name|cannot have a body|no-cors"
    ):
        Request(url="http://a.test/", **request_)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "method", "becomes"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "PUT", "GET"),
        (303, "HEAD", "HEAD"),
        (307, "POST", "POST"),
        (308, "PUT", "PUT"),
    ],
)
async def test_redirects_keep_or_change_the_method(
    serve: Serve, get: Get, status: int, method: str, becomes: str
) -> None:
    base = await serve(redirector)
    body = b"abc" if method != "HEAD" else None
    headers = Headers({"Content-Type": "text/x", "X-Own": "1"})
    response = await get(f"{base}/{status}//echo", mode="cors", page=base, method=method, body=body, headers=headers)
    assert response.redirected
    assert response.url == f"{base}/echo"
    assert response.request.redirected_from is not None
    if becomes != "HEAD":
        seen = json.loads(response.body)
        assert (seen["method"], seen["body"]) == (becomes, "abc" if becomes == method else "")
        assert ("Content-Type" in seen["headers"]) is (becomes == method)
        assert seen["headers"]["X-Own"] == "1"


async def test_twenty_redirects_and_no_more(serve: Serve, get: Get) -> None:
    base = await serve(redirector)
    assert (await get(f"{base}/count/20")).body == b"hello"
    error = await failure_of(get(f"{base}/count/21"))
    assert error.failure is Failure.REDIRECT
    assert "more than 20 redirects" in str(error)


async def test_redirect_modes(serve: Serve, get: Get) -> None:
    base = await serve(redirector)
    error = await failure_of(get(f"{base}/302//echo", redirect="error"))
    assert error.failure is Failure.REDIRECT
    manual = await get(f"{base}/302//echo", redirect="manual")
    assert (manual.type, manual.status, manual.headers.get("location")) == ("opaqueredirect", 302, "/echo")
    assert (manual.for_script().status, len(manual.for_script().headers)) == (0, 0)


async def test_a_redirect_to_another_host_is_checked_again(serve: Serve, get: Get) -> None:
    private = await serve(hello)
    base = await serve(redirector)
    error = await failure_of(get(f"{base}/302/{private}/secret"))
    assert (error.failure, error.url) == (Failure.REFUSED, f"{private}/secret")
    assert "allow_hosts=('127.0.0.1',)" in str(error)
    allowed = await get(f"{base}/302/{private}/secret", allow_hosts=("127.0.0.1",))
    assert (allowed.url, allowed.body) == (f"{private}/secret", b"hello")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "data:text/html,x", "javascript:1", "http://"])
async def test_a_redirect_stays_within_http(serve: Serve, get: Get, target: str) -> None:
    base = await serve(redirector)
    error = await failure_of(get(f"{base}/302/{target}"))
    assert error.failure is Failure.REDIRECT


async def test_a_location_in_raw_utf_8_is_understood(serve: Serve, get: Get) -> None:
    async def raw(request: web.Request) -> web.Response:
        if request.raw_path == "/x":
            return web.Response(status=302, headers={"Location": "/\u00e9"})
        return await hello(request)

    assert (await get(f"{await serve(raw)}/x")).headers.get("x-path") == "/%C3%A9"


async def test_a_redirect_to_a_cross_origin_url_with_a_password_is_refused_to_scripts(serve: Serve, get: Get) -> None:
    target = (await serve(hello)).replace("//", "//user:secret@")
    base = await serve(redirector)
    error = await failure_of(get(f"{base}/302/{target}", page=base, mode="cors", allow_hosts=("*",)))
    assert error.failure is Failure.CORS
    assert (await get(f"{base}/302/{target}", page=base, allow_hosts=("*",))).body == b"hello"


async def test_a_redirect_without_a_location_is_a_response(serve: Serve, get: Get) -> None:
    async def bare(request: web.Request) -> web.Response:
        return web.Response(status=302)

    assert (await get(await serve(bare))).status == 302


async def limited(url: str, limit: int) -> Response:
    async with Fetcher(max_bytes=limit) as fetcher:
        return await fetcher.fetch(Request(url=url), Scope(Access(url)))


async def test_a_body_above_the_limit_is_refused_declared_or_not(serve: Serve) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(10_000))
            sent += 10_000

    async def declared(request: web.Request) -> web.Response:
        return web.Response(body=bytes(200_000))

    for handler in (endless, declared):
        error = await failure_of(limited(await serve(handler), 100_000))
        assert error.failure is Failure.TOO_LARGE
        assert "more than 100000 bytes" in str(error)
    assert sent < 20_000_000
    assert len((await limited(await serve(declared), 200_000)).body) == 200_000
    async with Fetcher(max_bytes=100_000) as fetcher:
        url = await serve(declared)
        response = await fetcher.fetch(Request(url=url, method="HEAD"), Scope(Access(url)))
    assert response.headers.get("content-length") == "200000"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_compressed_bodies_are_read_and_a_bomb_is_stopped(serve: Serve, coding: str) -> None:
    def packed(size: int) -> bytes:
        return gzip.compress(bytes(size)) if coding == "gzip" else zlib.compress(bytes(size))

    async def small(request: web.Request) -> web.Response:
        return web.Response(body=packed(50_000), headers={"Content-Encoding": coding})

    async def bomb(request: web.Request) -> web.Response:
        return web.Response(body=packed(100_000_000), headers={"Content-Encoding": coding})

    assert (await limited(await serve(small), 50_000)).body == bytes(50_000)
    error = await failure_of(limited(await serve(bomb), 1_000_000))
    assert error.failure is Failure.TOO_LARGE


async def test_a_broken_body_is_a_network_error(serve: Serve, get: Get) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"only this")
        assert request.transport is not None
        request.transport.close()
        return response

    async def garbage(request: web.Request) -> web.Response:
        return web.Response(body=b"not gzip", headers={"Content-Encoding": "gzip"})

    for handler in (cut, garbage):
        assert (await failure_of(get(await serve(handler)))).failure is Failure.CONNECTION


async def test_nobody_listening_is_a_network_error(get: Get, unused_tcp_port: int) -> None:
    error = await failure_of(get(f"http://127.0.0.1:{unused_tcp_port}/x"))
    assert error.failure is Failure.CONNECTION
    assert f"http://127.0.0.1:{unused_tcp_port}/x could not be loaded" in str(error)


async def test_a_server_that_never_answers_times_out(serve: Serve) -> None:
    release = asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        await release.wait()
        return web.Response()

    url = await serve(never)
    events: list[str] = []
    async with Fetcher(timeout=0.05) as fetcher:
        scope = Scope(Access(url), observer=lambda event: events.append(event.kind))
        error = await failure_of(fetcher.fetch(Request(url=url), scope))
    release.set()
    assert error.failure is Failure.TIMED_OUT
    assert "did not answer within 0.05 s" in str(error)
    assert events == ["request", "requestfailed"]


async def test_cancelling_the_task_aborts_the_request(serve: Serve, fetcher: Fetcher) -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        arrived.set()
        await release.wait()
        return web.Response()

    url = await serve(never)
    events: list[NetworkEvent] = []
    task = asyncio.create_task(fetcher.fetch(Request(url=url), Scope(Access(url), observer=events.append)))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    release.set()
    assert [event.kind for event in events] == ["request", "requestfailed"]
    assert events[1].error is not None
    assert events[1].error.failure is Failure.ABORTED


async def test_at_most_six_requests_to_a_host_at_a_time(serve: Serve, get: Get) -> None:
    under_way, most = 0, 0
    full, release = asyncio.Event(), asyncio.Event()

    async def counted(request: web.Request) -> web.Response:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        if under_way == 6:
            full.set()
        await release.wait()
        under_way -= 1
        return web.Response()

    url = await serve(counted)
    tasks = [asyncio.create_task(get(url)) for _ in range(20)]
    await full.wait()
    release.set()
    assert {response.status for response in await asyncio.gather(*tasks)} == {200}
    assert most == 6


async def test_events_tell_every_hop(serve: Serve, fetcher: Fetcher) -> None:
    base = await serve(redirector)
    events: list[NetworkEvent] = []
    scope = Scope(Access(base), observer=events.append)
    await fetcher.fetch(Request(url=f"{base}/302//echo", origin=origin(base)), scope)
    assert [(event.kind, event.request.url.removeprefix(base)) for event in events] == [
        ("request", "/302//echo"),
        ("response", "/302//echo"),
        ("requestfinished", "/302//echo"),
        ("request", "/echo"),
        ("response", "/echo"),
        ("requestfinished", "/echo"),
    ]
    assert events[3].request.redirected_from is events[0].request
    assert [event.response.status for event in events if event.response and event.kind == "response"] == [302, 200]
    events.clear()
    await failure_of(fetcher.fetch(Request(url="http://other.test/"), scope))
    assert [event.kind for event in events] == ["request", "requestfailed"]


async def test_data_and_blob_urls_and_unknown_schemes(fetcher: Fetcher) -> None:
    scope = Scope(Access("http://app.test/"), resolve_blob={"blob:http://app.test/1": (b"abc", "a/b")}.get)

    async def get(url: str, **request: object) -> Response:
        return await fetcher.fetch(Request(url=url, origin=origin("http://app.test/"), **request), scope)  # type: ignore[arg-type]

    response = await get("data:text/html,<p>", mode="cors")
    assert (response.status, response.body, response.type) == (200, b"<p>", "basic")
    response = await get("blob:http://app.test/1", mode="cors")
    assert (response.body, response.headers.get("content-type")) == (b"abc", "a/b")
    assert (await get("blob:http://app.test/1#t=1")).body == b"abc"
    for url, failure in (
        ("blob:http://app.test/2", Failure.NOT_FOUND),
        ("data:;base64,!", Failure.UNSUPPORTED),
        ("ftp://a.test/", Failure.UNSUPPORTED),
        ("about:blank", Failure.UNSUPPORTED),
        ("javascript:1", Failure.UNSUPPORTED),
    ):
        assert (await failure_of(get(url))).failure is failure
    assert (await failure_of(get("blob:http://app.test/1", method="POST"))).failure is Failure.UNSUPPORTED


async def test_data_urls_count_against_the_limit_too() -> None:
    assert (await failure_of(limited("data:," + "x" * 101, 100))).failure is Failure.TOO_LARGE


@pytest.mark.parametrize(
    ("destination", "headers", "reason"),
    [
        ("script", {"Content-Type": "image/png"}, "image/png"),
        ("worker", {"Content-Type": "text/csv"}, "text/csv"),
        ("script", {"Content-Type": "text/plain"}, None),
        ("script", {"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"}, "nosniff"),
        ("style", {"Content-Type": "text/plain", "X-Content-Type-Options": "NoSniff, x"}, "nosniff"),
        ("style", {"Content-Type": "text/css", "X-Content-Type-Options": "nosniff"}, None),
        ("", {"Content-Type": "image/png", "X-Content-Type-Options": "nosniff"}, None),
    ],
)
async def test_scripts_and_style_sheets_that_are_something_else(
    serve: Serve, get: Get, destination: str, headers: dict[str, str], reason: str | None
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"x", headers=headers)

    url = await serve(answer)
    if reason is None:
        assert (await get(f"{url}/", destination=destination)).body == b"x"
        return
    with pytest.raises(NetworkError, match=reason) as caught:
        await get(f"{url}/", destination=destination)
    assert caught.value.failure is Failure.BLOCKED


async def test_a_redirect_changes_the_referrer_policy_and_cannot_send_a_stream_again(serve: Serve, get: Get) -> None:
    seen: list[str | None] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Referer"))
        if request.path == "/end":
            return web.Response()
        return web.Response(status=307, headers={"Location": "/end", "Referrer-Policy": "origin"})

    url = await serve(answer)
    await get(f"{url}/start", page=f"{url}/page?q")
    assert seen == [f"{url}/page?q", f"{url}/"]
    with pytest.raises(NetworkError, match="stream"):
        await get(f"{url}/start", page=f"{url}/", method="POST", body=b"x", body_is_stream=True)
