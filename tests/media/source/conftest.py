"""A page with segments beside it, on each engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from shim import Browser, Page
from tests.conftest import Serve, clock_of
from tests.media.source.segments import TYPES, segments
from tests.paths import ROOT

HEAD = """<!doctype html><meta charset=utf-8><audio id=a></audio><script>
  const log = [], a = document.getElementById("a"), TYPES = JSON.parse('TYPES_HERE');
  const once = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
  const get = async (url) => (await (await fetch(url)).arrayBuffer());
  // an open MediaSource in the element
  const open = async (media = a, source = new MediaSource()) => {
    const url = URL.createObjectURL(source);
    media.src = url;
    await once(source, "sourceopen");
    URL.revokeObjectURL(url);
    return source;
  };
  const append = async (buffer, data) => { buffer.appendBuffer(data); await once(buffer, "updateend"); };
  const ranges = (ranges) => Array.from({ length: ranges.length }, (_, i) => [ranges.start(i), ranges.end(i)]);
  // in hundredths, as encoders differ in where they begin
  const near = (found) => ranges(found).map((range) => range.map((time) => Math.round(time * 10) / 10));
  const thrown = (f) => { try { f(); } catch (error) { return error.name; } return "nothing"; };
</script>"""


class Media:
    """A page whose `get("/mp4/header")` is an initialization segment, and `get("/mp4/2")` the third media segment."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def run(self, body: str) -> Any:
        """The return value of the body of an async function. The clock moves on until it is there."""
        return await self.page.browser.clock.run_until(self.page.evaluate(f"(async () => {{ {body} }})()"), timeout=30)


async def answer(request: web.Request) -> web.Response:
    """The page and its segments."""
    if request.path == "/":
        types = str(TYPES).replace('"', '\\\\"').replace("'", '"')
        return web.Response(text=HEAD.replace("TYPES_HERE", types), content_type="text/html")
    _, kind, name = request.path.split("/")
    if kind == "file":
        return web.Response(body=(ROOT / "examples" / "sounds" / name).read_bytes())
    frequency = float(request.query.get("hz", "440"))
    found = segments(kind, 4.0, frequency)
    body = {"header": found.header, "whole": found.whole}.get(name)
    return web.Response(body=found.media[int(name)] if body is None else body)


@pytest.fixture
async def media(engine: str, serve: Serve) -> AsyncIterator[Media]:
    origin = await serve(answer)
    async with Browser(engine=engine, autoplay="allow", clock=clock_of(engine)) as browser:
        page = await browser.new_page()
        await page.goto(f"{origin}/")
        yield Media(page)
        assert [str(error) for error in page.errors] == []
