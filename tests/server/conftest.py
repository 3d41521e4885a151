"""A server; a site of another origin with pages that carry its script; Chromium, whose tabs it drives."""

import io
import math
import shutil
import struct
import wave
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

OpenTab = Callable[[str], Awaitable[Any]]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def tone() -> bytes:
    """60 s of 440 Hz."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        cycle = [int(8000 * math.sin(math.tau * 440 * n / 8000)) for n in range(8000)]
        file.writeframes(struct.pack("<8000h", *cycle) * 60)
    return buffer.getvalue()


class Site:
    """A web server of the test's own: `pages` holds what it serves as HTML, by path."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.port = 0
        self._tone = tone()

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
    pyppeteer = pytest.importorskip("pyppeteer", reason="pyppeteer is not installed (extra 'chromium')")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    browser = await pyppeteer.launch(
        executablePath=CHROMIUM,
        args=ARGUMENTS,
        handleSIGINT=False,
        handleSIGTERM=False,
        handleSIGHUP=False,
        autoClose=False,
    )
    yield browser
    await browser.close()


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
