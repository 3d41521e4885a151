"""Parts that tests with real browsers share: whether one is there, a server of pages on many hosts, a sound."""

from __future__ import annotations

import io
import math
import shutil
import struct
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

import pytest
from aiohttp import web

from shim import Device
from shim.session.document import AudioSession

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

FAKE_MEDIA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""Arguments of Chromium: a microphone and a camera that are granted to every page."""


_left_out = False


def leave_out() -> None:
    """Skips from now on what needs a real browser."""
    global _left_out
    _left_out = True


def need(what: object, name: str) -> None:
    """Skips without it, which is a failure in CI."""
    if not what:
        pytest.skip(f"{name} is not installed; `make setup` does that where it can")


def need_browser(what: object, name: str) -> None:
    """Skips without it, and with `--no-browsers`."""
    if _left_out:
        pytest.skip("left out by --no-browsers: `make test-all` runs it")
    need(what, name)


def need_chromium() -> None:
    """See `need_browser`."""
    need_browser(CHROMIUM, "Chromium")


@asynccontextmanager
async def launched(*arguments: str, **options: Any) -> AsyncIterator[Any]:
    """A Chromium of pyppeteer's, which plays without a click. Skips the test where there is none."""
    need_chromium()
    pyppeteer = pytest.importorskip("pyppeteer", reason="pyppeteer is not installed (extra 'chromium')")
    browser = await pyppeteer.launch(
        executablePath=CHROMIUM,
        args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required", *arguments],
        handleSIGINT=False,
        handleSIGTERM=False,
        handleSIGHUP=False,
        autoClose=False,
        **options,
    )
    yield browser
    await browser.close()


@cache
def tone(seconds: int = 20) -> bytes:
    """440 Hz, as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        cycle = [int(8000 * math.sin(math.tau * 440 * n / 8000)) for n in range(8000)]
        file.writeframes(struct.pack("<8000h", *cycle) * seconds)
    return buffer.getvalue()


@dataclass
class Site:
    """Pages whose markup is in their URL, on as many hosts as one likes.

    Each has `/tone.wav`, and `/script.js?...`, a script with that text.
    """

    port: int

    def at(self, host: str, html: str = "") -> str:
        """The URL of a page with that markup."""
        return f"http://{host}.localhost:{self.port}/?{quote(html)}"

    def script(self, host: str, code: str) -> str:
        """The URL of a script with that text."""
        return f"http://{host}.localhost:{self.port}/script.js?{quote(code)}"

    def frame(self, host: str, html: str = "") -> str:
        """An iframe element with that page."""
        return f'<iframe src="{self.at(host, html)}" allow="autoplay *; microphone *"></iframe>'


@asynccontextmanager
async def serve() -> AsyncIterator[Site]:
    """The site, on loopback."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(
            text=f"<!doctype html>{unquote(request.rel_url.raw_query_string)}", content_type="text/html"
        )

    async def script(request: web.Request) -> web.Response:
        return web.Response(text=unquote(request.rel_url.raw_query_string), content_type="text/javascript")

    async def sound(_: web.Request) -> web.Response:
        return web.Response(body=tone(), content_type="audio/wav")

    app = web.Application()
    app.router.add_get("/", page)
    app.router.add_get("/script.js", script)
    app.router.add_get("/tone.wav", sound)
    runner = web.AppRunner(app, max_line_size=2**16)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Site(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def tree(device: Device) -> list[str]:
    """The states of each tab's documents: that of its top one, and in brackets those of the ones in it, sorted."""

    def below(sessions: list[AudioSession], parent: int | None) -> list[str]:
        parts = []
        for session in sessions:
            if session.parent == parent:
                inner = ", ".join(below(sessions, session.id))
                parts.append(f"{session.state} [{inner}]" if inner else str(session.state))
        return sorted(parts)

    return [part for tab in device.core.tabs.values() for part in below(list(tab.sessions()), None)]
