"""Answers given by the caller in place of the network."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from shim.net.access import Access
from shim.net.errors import Failure, NetworkError
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import NetworkEvent, Request, Response
from shim.net.routes import Route, matcher
from shim.net.url import origin


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("**/*.wav", ["http://a.test/x.wav", "http://a.test/d/x.wav", "file:///x.wav"], ["http://a.test/x.wav?v=1"]),
        ("**/x.wav", ["http://a.test/x.wav", "http://a.test/d/e/x.wav"], ["http://a.test/ax.wav"]),
        ("**", ["http://a.test/", "file:///x"], []),
        ("**/*", ["http://a.test/", "http://a.test/x?y"], []),
        ("http://a.test/*", ["http://a.test/x", "http://a.test/"], ["http://a.test/x/y", "http://b.test/x"]),
        ("http://a.test/**/x", ["http://a.test/x", "http://a.test/d/x", "http://a.test/d/e/x"], ["http://a.test/dx"]),
        ("http://a.test", ["http://a.test/"], ["http://a.test/x"]),
        ("http://a.test/", ["http://a.test/"], ["http://a.test/x"]),
        ("http://a.test/x.wav?v=1", ["http://a.test/x.wav?v=1"], ["http://a.test/x.wav", "http://a.test/xxwav?v=1"]),
        ("**/?.wav", ["http://a.test/a.wav"], ["http://a.test/ab.wav"]),
        ("**/*.{wav,mp3}", ["http://a.test/x.wav", "http://a.test/x.mp3"], ["http://a.test/x.ogg"]),
        ("**/{a,b/*}.js", ["http://t.test/a.js", "http://t.test/b/c.js"], ["http://t.test/c.js"]),
        (r"**/a\*b", ["http://t.test/a*b"], ["http://t.test/axb"]),
        ("**/a(b)+$,c", ["http://t.test/a(b)+$,c"], ["http://t.test/ab"]),
        (re.compile(r"\.wav$"), ["http://a.test/x.wav"], ["http://a.test/x.wav?v"]),
        (lambda url: "secret" in url, ["http://a.test/secret"], ["http://a.test/"]),
    ],
)
def test_patterns(pattern: str, yes: list[str], no: list[str]) -> None:
    matches = matcher(pattern)
    assert [url for url in yes if not matches(url)] == []
    assert [url for url in no if matches(url)] == []


def test_an_open_brace_is_an_error() -> None:
    with pytest.raises(ValueError, match="opens a brace"):
        matcher("**/*.{wav,mp3")


@pytest.fixture
def scope() -> Scope:
    return Scope(Access("http://app.test/"))


@pytest.fixture
def load(fetcher: Fetcher, scope: Scope) -> Callable[..., Awaitable[Response]]:
    async def load(url: str, **request: object) -> Response:
        return await fetcher.fetch(Request(url=url, **request), scope)  # type: ignore[arg-type]

    return load


Load = Callable[..., Awaitable[Response]]


async def test_a_route_answers_for_any_host_without_a_server(scope: Scope, load: Load) -> None:
    scope.routes.route("**/tone.wav", body=b"RIFF....WAVEfmt ", status=201, headers={"X-Test": "1"})
    response = await load("https://nowhere.invalid/tone.wav", origin=origin("http://app.test/"))
    assert (response.status, response.status_text, response.body) == (201, "Created", b"RIFF....WAVEfmt ")
    assert response.headers.get("content-type") == "audio/wave"
    assert response.headers.get("x-test") == "1"
    assert response.headers.get("content-length") == "16"


async def test_text_is_sent_as_utf_8_and_says_so(scope: Scope, load: Load) -> None:
    scope.routes.route("**/a.html", body="<p>é", content_type="text/html")
    scope.routes.route("**/b.html", body="é")
    scope.routes.route("**/c.html", body="x", content_type="text/html; charset=latin1")
    scope.routes.route("**/d.html", body=b"x", content_type="text/html")
    found = [(await load(f"http://app.test/{name}.html")).headers.get("content-type") for name in "abcd"]
    assert found == ["text/html; charset=utf-8", "text/plain; charset=utf-8", "text/html; charset=latin1", "text/html"]
    assert (await load("http://app.test/a.html")).body == "<p>é".encode()


async def test_answers_from_a_file_and_as_json(scope: Scope, load: Load, tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_bytes(b"ID3")
    scope.routes.route("**/x.mp3", path=tmp_path / "x.mp3")
    scope.routes.route("**/x.json", json={"a": [1]})
    response = await load("http://app.test/x.mp3")
    assert (response.body, response.headers.get("content-type")) == (b"ID3", "audio/mpeg")
    response = await load("http://app.test/x.json")
    assert (response.body, str(response.mime_type)) == (b'{"a": [1]}', "application/json;charset=utf-8")
    with pytest.raises(ValueError, match="one of body, path and json"):
        scope.routes.route("**", body="x", json=1)
    with pytest.raises(ValueError, match="a handler or an answer"):
        scope.routes.route("**", lambda route: route.abort(), body="x")


async def test_the_last_route_wins_and_unroute_gives_back_the_one_before(scope: Scope, load: Load) -> None:
    scope.routes.route("**/x", body="first")
    scope.routes.route("**/x", body="second")
    scope.routes.route("**/*", body="third")
    assert (await load("http://app.test/x")).body == b"third"
    scope.routes.unroute("**/*")
    assert (await load("http://app.test/x")).body == b"second"


async def test_routes_of_the_page_come_before_those_of_the_browser(fetcher: Fetcher, scope: Scope, load: Load) -> None:
    fetcher.routes.route("**/*", body="browser")
    scope.routes.route("**/x", body="page")
    assert (await load("http://app.test/x")).body == b"page"
    assert (await load("http://app.test/y")).body == b"browser"


async def test_a_handler_sees_the_request_and_answers(scope: Scope, load: Load) -> None:
    async def echo(route: Route, request: Request) -> None:
        await route.fulfill(body=f"{request.method} {request.body!r} {request.headers.get('x-a')}")

    scope.routes.route("**/x", echo)
    response = await load("http://app.test/x", method="POST", body=b"hi")
    assert response.body == b"POST b'hi' None"


async def test_a_handler_may_be_a_lambda(scope: Scope, load: Load) -> None:
    scope.routes.route(re.compile("/x$"), lambda route: route.fulfill(status=404, body="no"))
    assert (await load("http://app.test/x")).status == 404


async def test_a_handler_aborts(scope: Scope, load: Load) -> None:
    scope.routes.route("**/x", lambda route: route.abort("connectionrefused"))
    with pytest.raises(
        NetworkError, match=r"http://app\.test/x was aborted by its route \(connectionrefused\)"
    ) as caught:
        await load("http://app.test/x")
    assert caught.value.failure is Failure.ABORTED


async def test_a_handler_falls_back_to_the_route_before_it(scope: Scope, load: Load) -> None:
    scope.routes.route("**/x", body="before")
    scope.routes.route("**/x", lambda route: route.fallback())
    assert (await load("http://app.test/x")).body == b"before"


async def test_continue_goes_to_the_network_under_the_access_rules(scope: Scope, load: Load) -> None:
    scope.routes.route("**/*", body="never asked")
    scope.routes.route("**/x", lambda route: route.continue_())
    with pytest.raises(NetworkError) as caught:
        await load("http://other.test/x")
    assert caught.value.failure is Failure.REFUSED


async def test_a_handler_that_does_not_decide_or_decides_twice_is_the_callers_error(scope: Scope, load: Load) -> None:
    events: list[NetworkEvent] = []
    scope.observer = events.append
    scope.routes.route("**/x", lambda route: None)
    with pytest.raises(RuntimeError, match=r"route handler for http://app\.test/x returned without"):
        await load("http://app.test/x")
    assert [event.kind for event in events] == ["request", "requestfailed"]

    async def twice(route: Route) -> None:
        await route.fulfill()
        await route.fulfill()

    scope.routes.route("**/x", twice)
    with pytest.raises(RuntimeError, match="already handled"):
        await load("http://app.test/x")


async def test_a_routed_redirect_is_followed_and_checked(scope: Scope, load: Load) -> None:
    scope.routes.route("**/start", status=302, headers={"Location": "/end#there"})
    scope.routes.route("**/end", body="end")
    response = await load("http://app.test/start#here")
    assert (response.url, response.redirected, response.body) == ("http://app.test/end#there", True, b"end")
    scope.routes.route("**/start", status=302, headers={"Location": "http://other.test/private"})
    with pytest.raises(NetworkError) as caught:
        await load("http://app.test/start")
    assert caught.value.failure is Failure.REFUSED
    assert caught.value.url == "http://other.test/private"


async def test_head_has_headers_but_no_body(scope: Scope, load: Load) -> None:
    scope.routes.route("**/x", body="12345")
    response = await load("http://app.test/x", method="HEAD")
    assert (response.body, response.headers.get("content-length")) == (b"", "5")


async def test_a_routed_answer_is_shared_across_origins_unless_it_says_otherwise(scope: Scope, load: Load) -> None:
    page = origin("http://app.test/")
    scope.routes.route("**/open", body="x")
    scope.routes.route("**/closed", body="x", headers={"Access-Control-Allow-Origin": "http://else.test"})
    response = await load("http://cdn.test/open", origin=page, mode="cors", method="PUT")
    assert (response.type, response.body) == ("cors", b"x")
    with pytest.raises(NetworkError) as caught:
        await load("http://cdn.test/closed", origin=page, mode="cors")
    assert caught.value.failure is Failure.CORS


@pytest.mark.parametrize(
    ("pattern", "answer", "message"),
    [
        (3, {}, "3 is not a pattern: give a glob"),
        ("**", {"status": "x"}, "'x' is no HTTP status"),
        ("**", {"status": 9999}, "9999 is no HTTP status"),
        ("**", {"body": 3}, "the body of a routed answer is str or bytes, not int"),
    ],
)
def test_a_route_that_is_none_is_refused_when_it_is_given(
    scope: Scope, pattern: Any, answer: dict[str, Any], message: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        scope.routes.route(pattern, **answer)
