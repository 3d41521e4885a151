"""A server; a site of another origin with pages that carry its script; Chromium, whose tabs it drives."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest_asyncio
from aiohttp import web

from tests.real_browsers import FAKE_MEDIA, launched, tone

OpenTab = Callable[[str], Awaitable[Any]]


class Site:
    """A web server of the test's own: `pages` holds what it serves as HTML, by path."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.port = 0
        self._tone = tone(60)

    async def respond(self, request: web.Request) -> web.Response:
        if request.path == "/tone.wav":
            return web.Response(body=self._tone, content_type="audio/wav")
        if request.path not in self.pages:
            raise web.HTTPNotFound
        return web.Response(text=self.pages[request.path], content_type="text/html")

    def url(self, path: str, host: str = "localhost") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest_asyncio.fixture(loop_scope="module")
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.respond)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Any]:
    async with launched(*FAKE_MEDIA) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def open_tab(chromium: Any) -> AsyncIterator[OpenTab]:
    """Opens the page of a URL in a tab of its own."""
    tabs = []

    async def open_(url: str) -> Any:
        tabs.append(await chromium.newPage())
        await tabs[-1].goto(url)
        return tabs[-1]

    yield open_
    for tab in tabs:
        await tab.close()
