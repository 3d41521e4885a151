"""Pages in a whole browser that stand beside the sound files of the examples, and what their media elements logged."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Page
from tests.paths import ROOT

SOUNDS = ROOT / "examples" / "sounds"
# Logs the events of an element, each with what the page saw at that time.
WATCH = """
const TYPES = [
  "loadstart", "progress", "suspend", "abort", "error", "emptied", "stalled", "loadedmetadata", "loadeddata", "canplay",
  "canplaythrough", "playing", "waiting", "seeking", "seeked", "ended", "durationchange", "timeupdate", "play", "pause",
  "ratechange", "resize", "volumechange",
];
globalThis.log = [];
globalThis.watch = (media) => {
  for (const type of TYPES) media.addEventListener(type, () => log.push(type));
  return media;
};
globalThis.once = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
"""


def data_url(name: str, content_type: str = "audio/wav") -> str:
    """A sound of the examples as a data: URL."""
    return f"data:{content_type};base64,{base64.b64encode((SOUNDS / name).read_bytes()).decode()}"


class SoundPage:
    """A page whose URL is in the folder of the sounds. Errors and unimplemented names fail the test that made it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.expected_missing: list[str] = []

    async def load(self, body: str = "", *, url: str = f"{SOUNDS.as_uri()}/page.html") -> None:
        """Loads markup that has `watch`, `once` and `log` in script."""
        await self.page.set_content(f"<!doctype html><script>{WATCH}</script>{body}", url=url)

    async def run(self, body: str) -> Any:
        """The return value of the body of an async function. The clock moves on until it is there."""
        return await self.page.browser.clock.run_until(self.page.evaluate(f"(async () => {{ {body} }})()"), timeout=30)

    async def until_idle(self, timeout: float = 30) -> None:
        """Lets the time pass until nothing is left to happen."""
        await self.page.browser.clock.run_until(self.page.wait_until_idle(), timeout=timeout)

    async def log(self) -> list[str]:
        """The events since the last call, without those of loading progress."""
        found: list[str] = await self.page.evaluate("log.splice(0)")
        return [type_ for type_ in found if type_ not in ("progress", "suspend")]

    def transitions(self) -> list[tuple[str, str]]:
        """The states that sessions came to, and why."""
        return [(t.to_state.value, str(t.cause)) for t in self.page.browser.device.timeline]


@pytest.fixture
async def sound_page() -> AsyncIterator[SoundPage]:
    async with Browser(clock="manual") as browser:
        made = SoundPage(await browser.new_page())
        yield made
        assert browser.device.faults == []
        assert [str(error) for error in made.page.errors] == []
        assert made.page.missing == made.expected_missing
