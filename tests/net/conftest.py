"""A real HTTP server on loopback, and a fetcher with a scope to ask it from."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from shim.net.access import Access
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import Request, Response
from shim.net.url import origin

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`await serve(handler)` starts a server whose every path `handler` answers, and gives its origin."""
    servers: list[TestServer] = []

    async def start(handler: Handler) -> str:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await handler(request)

        application = web.Application()
        application.router.add_route("*", "/{path:.*}", answer)
        server = TestServer(application)
        await server.start_server()
        servers.append(server)
        return str(server.make_url("")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher() as fetcher:
        yield fetcher


@pytest.fixture
def get(fetcher: Fetcher) -> Callable[..., Awaitable[Response]]:
    """`await get(url, opened=..., allow_hosts=..., page=URL_OF_THE_DOCUMENT_THAT_ASKS, **request)`."""

    async def fetch(
        url: str,
        *,
        opened: str | None = None,
        allow_hosts: tuple[str, ...] = (),
        page: str | None = None,
        **request: object,
    ) -> Response:
        scope = Scope(Access(opened or url, allow_hosts))
        asker = origin(page) if page is not None else None
        return await fetcher.fetch(Request(url=url, origin=asker, referrer=page or "", **request), scope)  # type: ignore[arg-type]

    return fetch
