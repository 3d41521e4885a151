"""`ManagedMediaSource`: where it is, and that it says when it wants data."""

from __future__ import annotations

from typing import Any

import pytest

from shim import Browser
from tests.conftest import Serve
from tests.media.source.conftest import Media, answer

NAMES = ("ManagedMediaSource", "ManagedSourceBuffer", "BufferedChangeEvent")


@pytest.mark.parametrize(("policy", "there"), [("ios", True), ("spec", False), ("android", False)])
@pytest.mark.parametrize("isolated", [False, True])
async def test_it_is_where_safari_is(policy: Any, there: bool, isolated: bool) -> None:
    async with Browser(policy=policy, isolated=isolated) as browser:
        page = await browser.new_page()
        found = await page.evaluate(f"{list(NAMES)}.map((name) => name in window && typeof window[name])")
        assert found == ["function" if there else False] * 3
        assert await page.evaluate("Object.getOwnPropertyNames(window).includes('ManagedMediaSource')") is there
        assert await page.evaluate("typeof MediaSource") == "function"


async def test_it_asks_for_data_and_tells_what_has_changed(serve: Serve) -> None:
    origin = await serve(answer)
    async with Browser(policy="ios", autoplay="allow", clock="manual") as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        run = Media(page).run("""
          const source = new ManagedMediaSource();
          for (const type of ["startstreaming", "endstreaming"]) source.addEventListener(type, () => log.push(type));
          await open(a, source);
          const buffer = source.addSourceBuffer(TYPES.webm);
          log.push(source.streaming, buffer instanceof ManagedSourceBuffer, buffer instanceof SourceBuffer);
          buffer.addEventListener("bufferedchange", (event) =>
            log.push(near(event.addedRanges), near(event.removedRanges), event instanceof BufferedChangeEvent));
          const data = await get("/webm/whole");
          for (let at = 0; at < 40; at += 4) { buffer.timestampOffset = at; await append(buffer, data); }
          const seen = [log.splice(0, 7), source.streaming];
          await new Promise((resolve) => setTimeout(resolve));
          log.length = 0;
          buffer.remove(4, 8);
          await once(buffer, "updateend");
          await new Promise((resolve) => setTimeout(resolve));
          return [...seen, log.filter((entry) => typeof entry !== "string").slice(-3)];
        """)
        first, streaming, removed = await browser.clock.run_until(run, timeout=10)
    assert first == [True, True, True, "startstreaming", [[0, 4]], [], True]
    assert streaming is False
    assert removed == [[], [[4, 8]], True]
