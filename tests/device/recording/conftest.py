"""A browser whose pages find tones by their frequency: `/440.wav` is a sine of 440 Hz, amplitude 0.5, for a minute."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from shim import Browser, Page
from tests.sound import wav

Open = Callable[..., Awaitable[Page]]


async def open_page(browser: Browser, html: str = "") -> Page:
    """A page with that markup, and `media(frequency)` in script: an audio element with that tone."""
    page = await browser.new_page()

    async def tone(route: Any) -> None:
        frequency = route.request.url.rsplit("/", 1)[1].removesuffix(".wav")
        await route.fulfill(body=wav(float(frequency), 60), content_type="audio/wav")

    page.route("**/*.wav", tone)
    script = "<script>const media = (f) => Object.assign(new Audio(`${f}.wav`), { loop: true })</script>"
    await page.set_content(f"<!doctype html>{script}{html}", url="https://example.test/")
    return page


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser(clock="manual") as browser:
        yield browser
        assert browser.device.faults == []
        assert [str(e) for page in browser.pages for e in page.errors] == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.wav"
