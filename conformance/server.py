"""Serves the pages and the media of the scenarios on loopback, at two ports under two host names each."""

from __future__ import annotations

import functools
import html
import io
import json
import math
import struct
import wave
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from .scenario import Frame, Scenario

HERE = Path(__file__).parent
SCRIPT = HERE / "page.js"
VIDEOS = HERE.parent / "examples" / "sounds"
ANYBODY = {"Access-Control-Allow-Origin": "*"}
INSECURE = "insecure.test"
"""The host of pages that are no secure contexts; whoever opens them sees to it that it means this machine."""
RATE = 8000
# Frequency in Hz and length in seconds. Firefox takes no notice of what lasts less than three seconds.
SOUNDS = {"tone.wav": (440, 20), "short.wav": (440, 2.75), "silence.wav": (0, 20)}


@functools.cache
def sound(name: str) -> bytes:
    """A WAV file of one tone; 0 Hz is silence."""
    frequency, seconds = SOUNDS[name]
    cycle = [int(8000 * math.sin(math.tau * frequency * n / RATE)) for n in range(RATE)]
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((struct.pack(f"<{RATE}h", *cycle) * math.ceil(seconds))[: int(2 * RATE * seconds)])
    return buffer.getvalue()


class Server:
    """`async with Server(scenarios) as server`; `server.url(scenario)` is where its top document is."""

    def __init__(self, scenarios: dict[str, Scenario]) -> None:
        self._scenarios = list(scenarios.values())
        self._numbers = {name: number for number, name in enumerate(scenarios)}
        self._ports: list[int] = []
        app = web.Application()
        app.router.add_get("/page.js", self._script)
        app.router.add_get("/media/{name}", self._media)
        app.router.add_get("/{number:\\d+}/{label}", self._document)
        self._runner = web.AppRunner(app, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        for _ in range(2):
            site = web.TCPSite(self._runner, "127.0.0.1", 0)
            await site.start()
        self._ports = [address[1] for address in self._runner.addresses]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    def url(self, scenario: Scenario) -> str:
        return f"{self._sites(self._numbers[scenario.name])[scenario.site]}/top"

    def _sites(self, number: int) -> dict[str, str]:
        """The addresses of a scenario's documents: the same origin, another port, another site, and one that is not a
        secure context."""
        first, second = self._ports
        return {
            "same": f"http://localhost:{first}/{number}",
            "port": f"http://localhost:{second}/{number}",
            "other": f"http://127.0.0.1:{first}/{number}",
            "insecure": f"http://{INSECURE}:{first}/{number}",
        }

    async def _script(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(SCRIPT, headers={"Content-Type": "text/javascript"})

    async def _media(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        headers = ANYBODY
        if name in SOUNDS:
            return web.Response(body=sound(name), content_type="audio/wav", headers=headers)
        if name in ("silent-video.webm", "video-with-audio.webm"):
            return web.FileResponse(VIDEOS / name, headers=headers)
        raise web.HTTPNotFound

    async def _document(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number >= len(self._scenarios):
            raise web.HTTPNotFound
        scenario = self._scenarios[number]
        return web.Response(text=self.markup(scenario, request.match_info["label"]), content_type="text/html")

    def markup(self, scenario: Scenario, label: str) -> str:
        """One document of a scenario."""
        sites = self._sites(self._numbers[scenario.name])
        config = {
            "label": label,
            "labels": scenario.labels,
            "present": len(scenario.labels) - len(scenario.popups),
            "sites": sites,
            "media": f"http://localhost:{self._ports[0]}/media",
        }
        data = json.dumps(config).replace("<", "\\u003c")
        frames = "".join(_iframe(frame, sites) for frame in scenario.frames if frame.parent == label)
        return (
            f"<!doctype html><meta charset=utf-8><title>{html.escape(scenario.name)}: {label}</title>"
            f"<body><script id=config type=application/json>{data}</script><script src=/page.js></script>{frames}"
        )


def _iframe(frame: Frame, sites: dict[str, str]) -> str:
    url = f"{sites[frame.site]}/{frame.label}"
    return f'<iframe id={frame.label} name={frame.label} allow="microphone; camera; autoplay" src="{url}"></iframe>'
