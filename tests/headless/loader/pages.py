"""A small web site on loopback for the tests of loading: what it serves, and how long it keeps it back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Site:
    """Serves `files`: path to body, or to body and type. A path in `held` is answered once its event is set."""

    files: dict[str, str | bytes | tuple[str | bytes, str]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    origin: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.requests.append(request.path_qs)
        if request.path in self.held:
            await self.held[request.path].wait()
        if request.path in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[request.path]})
        found = self.files.get(request.path)
        if found is None:
            return web.Response(status=404, text="<title>Not found</title>", content_type="text/html")
        body, content_type = found if isinstance(found, tuple) else (found, _type_of(request.path))
        return web.Response(
            body=body.encode() if isinstance(body, str) else body, headers={"Content-Type": content_type}
        )


def _type_of(path: str) -> str:
    return "text/javascript" if path.endswith((".js", ".mjs")) else "text/html; charset=utf-8"


@asynccontextmanager
async def serving() -> AsyncIterator[Site]:
    """A site on a free port of 127.0.0.1."""
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        for event in site.held.values():
            event.set()
        await runner.cleanup()
