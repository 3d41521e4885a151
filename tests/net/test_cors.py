"""Cross-origin requests: what is asked first, what a script may read, what it sees of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest
from aiohttp import web

from shim.net.errors import Failure, NetworkError
from shim.net.headers import Headers, is_cors_safelisted
from shim.net.messages import Response

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[str]]
Get = Callable[..., Awaitable[Response]]
PAGE = "http://app.test/dir/page.html"


class Server:
    """Answers with the headers it is given, and keeps what was asked."""

    def __init__(self) -> None:
        self.answer: Mapping[str, str] = {}
        self.preflight: Mapping[str, str] = {}
        self.preflight_status = 204
        self.seen: list[tuple[str, Mapping[str, str]]] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.seen.append((request.method, request.headers.copy()))
        if request.method == "OPTIONS":
            return web.Response(status=self.preflight_status, headers=self.preflight)
        if request.raw_path.startswith("/to/"):
            return web.Response(status=302, headers={**self.answer, "Location": request.raw_path[4:]})
        return web.Response(body=b"body", headers=self.answer)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def ask(serve: Serve, server: Server, get: Get) -> Callable[..., Awaitable[Response]]:
    """Ask the server as a page of another origin, with fetch()'s defaults."""
    base = await serve(server)

    async def ask(path: str = "/x", **request: object) -> Response:
        request = {"mode": "cors", "credentials": "same-origin", "page": PAGE, **request}
        return await get(base + path, opened=PAGE, allow_hosts=("*",), **request)

    return ask


async def refusal(response: Awaitable[Response]) -> str:
    with pytest.raises(NetworkError) as caught:
        await response
    assert caught.value.failure is Failure.CORS
    return str(caught.value)


async def test_without_permission_nothing_is_read(server: Server, ask: Get) -> None:
    message = await refusal(ask())
    assert "http://app.test" in message
    assert "no Access-Control-Allow-Origin" in message
    assert server.seen[0][1]["Origin"] == "http://app.test"
    assert server.seen[0][1]["Referer"] == "http://app.test/"
    server.answer = {"Access-Control-Allow-Origin": "http://other.test"}
    assert "'http://other.test'" in await refusal(ask())


@pytest.mark.parametrize("value", ["*", "http://app.test"])
async def test_with_permission_a_script_sees_body_and_safe_headers(server: Server, ask: Get, value: str) -> None:
    server.answer = {"Access-Control-Allow-Origin": value, "X-Own": "1", "X-Other": "2", "Set-Cookie": "a=1"}
    response = await ask()
    assert (response.type, response.body) == ("cors", b"body")
    visible = response.for_script().headers
    assert visible.get("content-type") == "application/octet-stream"
    assert "x-own" not in visible
    server.answer = {**server.answer, "Access-Control-Expose-Headers": "X-Own, Set-Cookie"}
    visible = (await ask()).for_script().headers
    assert (visible.get("x-own"), visible.get("x-other"), visible.get("set-cookie")) == ("1", None, None)
    server.answer = {**server.answer, "Access-Control-Expose-Headers": "*"}
    assert (await ask()).for_script().headers.get("x-other") == "2"


async def test_credentials_need_more_than_a_wildcard(server: Server, ask: Get) -> None:
    server.answer = {"Access-Control-Allow-Origin": "*"}
    await refusal(ask(credentials="include"))
    server.answer = {"Access-Control-Allow-Origin": "http://app.test"}
    assert "Access-Control-Allow-Credentials" in await refusal(ask(credentials="include"))
    server.answer = {**server.answer, "Access-Control-Allow-Credentials": "true"}
    assert (await ask(credentials="include")).body == b"body"


async def test_simple_requests_are_not_preflighted(server: Server, ask: Get) -> None:
    server.answer = {"Access-Control-Allow-Origin": "*"}
    await ask(method="POST", body=b"x", headers=Headers({"Content-Type": "text/plain;charset=UTF-8", "Accept": "a/b"}))
    assert [method for method, _ in server.seen] == ["POST"]


async def test_a_preflight_asks_for_method_and_headers_and_is_obeyed(server: Server, ask: Get) -> None:
    server.answer = {"Access-Control-Allow-Origin": "*"}
    request = {"method": "PUT", "body": b"x", "headers": Headers({"X-B": "1", "Content-Type": "application/json"})}
    await refusal(ask(**request))
    assert [method for method, _ in server.seen] == ["OPTIONS"]
    asked = server.seen[0][1]
    assert asked["Access-Control-Request-Method"] == "PUT"
    assert asked["Access-Control-Request-Headers"] == "content-type,x-b"
    assert asked["Origin"] == "http://app.test"

    server.preflight = {"Access-Control-Allow-Origin": "*"}
    assert "the method PUT" in await refusal(ask(**request))
    server.preflight = {**server.preflight, "Access-Control-Allow-Methods": "GET, PUT"}
    assert "the header content-type" in await refusal(ask(**request))
    server.preflight = {**server.preflight, "Access-Control-Allow-Headers": "Content-Type, X-B"}
    assert (await ask(**request)).body == b"body"
    assert server.seen[-1][0] == "PUT"
    server.preflight_status = 500
    assert "status 500" in await refusal(ask(**request))


async def test_wildcards_in_a_preflight_stand_for_all_but_authorization(server: Server, ask: Get) -> None:
    server.answer = {"Access-Control-Allow-Origin": "*"}
    server.preflight = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "*",
        "Access-Control-Allow-Headers": "*",
    }
    assert (await ask(method="DELETE", headers=Headers({"X-B": "1"}))).body == b"body"
    assert "authorization" in await refusal(ask(headers=Headers({"Authorization": "x"})))
    server.preflight = {
        "Access-Control-Allow-Origin": "http://app.test",
        "Access-Control-Allow-Credentials": "true",
        "Access-Control-Allow-Methods": "*",
    }
    assert "the method DELETE" in await refusal(ask(method="DELETE", credentials="include"))


async def test_no_cors_loads_but_shows_a_script_nothing(server: Server, ask: Get) -> None:
    response = await ask(mode="no-cors", credentials="include")
    assert (response.type, response.status, response.body) == ("opaque", 200, b"body")
    filtered = response.for_script()
    assert (filtered.status, filtered.url, len(filtered.headers), filtered.body) == (0, "", 0, b"")
    assert "Origin" not in server.seen[0][1]


async def test_no_cors_follows_redirects_or_nothing(ask: Get) -> None:
    assert "needs redirect 'follow'" in await refusal(ask(mode="no-cors", redirect="manual"))


async def test_same_origin_mode_refuses_other_origins(ask: Get, server: Server) -> None:
    assert "mode is 'same-origin'" in await refusal(ask(mode="same-origin"))
    assert server.seen == []


async def test_same_origin_requests_need_no_permission(serve: Serve, server: Server, get: Get) -> None:
    base = await serve(server)
    server.answer = {"X-Own": "1", "Set-Cookie": "a=1"}
    response = await get(f"{base}/x", page=f"{base}/p", mode="cors", method="PUT", body=b"x")
    assert response.type == "basic"
    assert response.for_script().headers.get("x-own") == "1"
    assert "set-cookie" not in response.for_script().headers
    assert [method for method, _ in server.seen] == ["PUT"]


async def test_an_opaque_origin_is_null(server: Server, ask: Get) -> None:
    server.answer = {"Access-Control-Allow-Origin": "null"}
    assert (await ask(page="data:text/html,x")).type == "cors"
    assert server.seen[0][1]["Origin"] == "null"
    assert "Referer" not in server.seen[0][1]


async def test_a_redirect_across_origins_twice_taints_the_origin(serve: Serve, server: Server, ask: Get) -> None:
    other = Server()
    other_base = await serve(other)
    server.answer = other.answer = {"Access-Control-Allow-Origin": "http://app.test"}
    assert "not 'null'" in await refusal(ask(f"/to/{other_base}/y"))
    other.answer = {"Access-Control-Allow-Origin": "*"}
    headers = Headers({"Authorization": "secret"})
    server.preflight = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Authorization"}
    assert (await ask(f"/to/{other_base}/y", headers=headers)).body == b"body"
    assert other.seen[-1][1]["Origin"] == "null"
    assert "Authorization" not in other.seen[-1][1]


async def test_a_redirect_without_permission_is_not_followed(serve: Serve, server: Server, ask: Get) -> None:
    other = Server()
    other.answer = {"Access-Control-Allow-Origin": "*"}
    await refusal(ask(f"/to/{await serve(other)}/y"))
    assert other.seen == []


@pytest.mark.parametrize(
    ("name", "value", "safe"),
    [
        ("Accept", "text/html, */*", True),
        ("Accept", "a:b", False),
        ("Accept", "x" * 129, False),
        ("Accept-Language", "de-CH, *;q=0.5", True),
        ("Accept-Language", "de_CH", False),
        ("Content-Type", "text/plain; charset=utf-8", True),
        ("Content-Type", "application/json", False),
        ("Range", "bytes=0-10", True),
        ("Range", "bytes=-10", False),
        ("X-Own", "1", False),
    ],
)
def test_safelisted_headers(name: str, value: str, safe: bool) -> None:
    assert is_cors_safelisted(name, value) is safe


async def test_a_preflight_is_asked_once_for_as_long_as_its_answer_says(
    ask: Callable[..., Awaitable[Response]], server: Server
) -> None:
    allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "x-a"}
    server.answer, server.preflight = allowed, {**allowed, "Access-Control-Max-Age": "60"}
    for _ in range(2):
        await ask(headers=Headers([("X-A", "1")]))
    assert [method for method, _ in server.seen] == ["OPTIONS", "GET", "GET"]
    server.seen.clear()
    await refusal(ask(headers=Headers([("X-B", "1")])))
    assert [method for method, _ in server.seen] == ["OPTIONS"]


async def test_a_preflight_has_the_referrer_and_its_answer_must_be_readable(
    ask: Callable[..., Awaitable[Response]], server: Server
) -> None:
    allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "x-a"}
    server.answer, server.preflight = allowed, {**allowed, "Access-Control-Allow-Methods": "no token"}
    why = await refusal(ask(headers=Headers([("X-A", "1")]), referrer_policy="unsafe-url"))
    assert "cannot be read" in why
    assert server.seen[0][1]["Referer"] == PAGE
