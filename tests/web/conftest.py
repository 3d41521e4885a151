"""Pages for tests of the web APIs, and a real server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.web.page import URL, Shared, WebPage

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]
Open = Callable[..., WebPage]


@pytest.fixture
async def shared() -> AsyncIterator[Shared]:
    """What the test's pages have in common."""
    shared = Shared()
    yield shared
    await shared.fetcher.close()


@pytest.fixture
async def open_page(shared: Shared) -> AsyncIterator[Open]:
    """`open_page(url=..., html=..., tab=...)`: a page of the test's browser."""
    pages: list[WebPage] = []

    def open_(url: str = URL, html: str = "<!doctype html><body></body>", tab: object | None = None) -> WebPage:
        pages.append(WebPage(html, url, shared, tab))
        return pages[-1]

    yield open_
    for page in pages:
        page.close()


@pytest.fixture
async def page(open_page: Open) -> WebPage:
    return open_page()


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
