"""Bodies of responses that take their time come in pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from shim import Browser, Page
from tests.real_browsers import need_chromium

READ = """(async (path) => {
  const reader = (await fetch(path)).body.getReader(), decoder = new TextDecoder(), got = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return got;
    got.push(decoder.decode(value));
    await fetch("/next");
  }
})"""
ABORT = """(async () => {
  const controller = new AbortController();
  const reader = (await fetch("/endless", { signal: controller.signal })).body.getReader();
  await reader.read();
  controller.abort();
  const name = await reader.read().catch((error) => error.name);
  const other = (await fetch("/endless")).body.getReader();
  await other.read();
  await other.cancel();
  return [name, (await other.read()).done];
})()"""
BREAK = """fetch("/broken").then((response) => response.text()).catch((error) => error.name)"""
CLONE = (
    """fetch("/slow").then(async (it) => { const other = it.clone(); return [await it.text(), await other.text()] })"""
)


class _Server:
    def __init__(self) -> None:
        self.ends = 0
        self.turns = asyncio.Semaphore(0)

    async def page(self, _: web.Request) -> web.Response:
        return web.Response(text="<!doctype html>", content_type="text/html")

    async def fast(self, _: web.Request) -> web.Response:
        return web.Response(text="fast" * 9)

    async def next(self, _: web.Request) -> web.Response:
        self.turns.release()
        return web.Response()

    async def paced(self, request: web.Request) -> web.StreamResponse:
        """Sends a piece when the page asks for the next one."""
        response = web.StreamResponse()
        await response.prepare(request)
        for part in ("one", "two", "three"):
            await response.write(part.encode())
            await self.turns.acquire()
        return response

    async def slow(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for part in ("one", "two", "three"):
            await response.write(part.encode())
            await asyncio.sleep(0.1)
        return response

    async def broken(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"some")
        await asyncio.sleep(0.1)
        assert request.transport is not None
        request.transport.close()
        return response

    async def endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x")
                await asyncio.sleep(0.02)
        except ConnectionError:
            self.ends += 1
        return response


@asynccontextmanager
async def opened(engine: str) -> AsyncIterator[tuple[Page, _Server]]:
    server, app = _Server(), web.Application()
    for name in ("next", "paced", "slow", "broken", "endless"):
        app.router.add_get(f"/{name}", getattr(server, name))
    app.router.add_get("/fast", server.fast)
    app.router.add_get("/", server.page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    try:
        async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{port}/")
            yield page, server
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("engine", ["quickjs", "chromium"])
async def test_pieces_come_as_the_server_sends_them(engine: str) -> None:
    if engine == "chromium":
        need_chromium()
    async with opened(engine) as (page, server):
        assert await page.evaluate(f"{READ}('/paced')") == ["one", "two", "three"]
        assert await page.evaluate(f"{READ}('/fast')") == ["fast" * 9]
        assert await page.evaluate(CLONE) == ["onetwothree"] * 2
        assert await page.evaluate(BREAK) == "TypeError"
        assert await page.evaluate(ABORT) == ["AbortError", True]
        for _ in range(100):
            if server.ends == 2:
                break
            await asyncio.sleep(0.02)
        assert server.ends == 2


async def test_who_watches_the_network_has_the_whole_body() -> None:
    async with opened("quickjs") as (page, _):
        async with page.expect_response("**/slow") as waiting:
            assert "".join(await page.evaluate(f"{READ}('/slow')")) == "onetwothree"
        assert (await waiting.value).body == b"onetwothree"
