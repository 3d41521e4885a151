"""A real Chromium and a server of small pages for it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.real_browsers import CHROMIUM, tone

SECONDS_TO_WAIT = 20.0
MARKS = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@asynccontextmanager
async def served(
    files: Mapping[str, str | bytes], headers: Mapping[str, Mapping[str, str]] | None = None
) -> AsyncIterator[str]:
    """A server on the loopback address with these files, and ``/tone.wav``; its URL. Names without an ending are
    pages. ``headers`` are by name."""
    kinds = {".wav": "audio/wav", ".js": "text/javascript", ".mjs": "text/javascript"}

    async def answer(request: web.Request) -> web.Response:
        name = request.path.removeprefix("/")
        body = tone() if name == "tone.wav" else files.get(name)
        if body is None:
            return web.Response(status=404)
        data = body if isinstance(body, bytes) else body.encode()
        kind = next((k for ending, k in kinds.items() if name.endswith(ending)), "text/html")
        return web.Response(body=data, content_type=kind, headers=(headers or {}).get(name))

    app = web.Application()
    app.router.add_get("/{name:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://localhost:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def run(page: Any, script: str) -> Any:
    """Runs the body of an async function in a page or frame and returns its value."""
    async with asyncio.timeout(SECONDS_TO_WAIT):
        return await page.evaluate(f"async () => {{ {script} }}")


UNTIL = """const until = (holds, ...targets) => new Promise((resolve) => {
  const types = ["statechange", "playing", "pause", "ended", "mute", "unmute"];
  const check = () => holds() && resolve();
  for (const target of [navigator.audioSession, ...targets]) {
    for (const type of types) target.addEventListener(type, check);
  }
  check();
});"""


async def until_state(page: Any, state: str) -> None:
    """Waits for the state of the page's session."""
    await run(page, f"{UNTIL} await until(() => navigator.audioSession.state === '{state}')")
