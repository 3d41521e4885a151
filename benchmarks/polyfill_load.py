"""Time that the polyfill adds to a page load in Chromium: a page with and without it, loaded by turns in one warm tab.

The polyfill comes by its script tag, from the cache, and injected, as `shim.inject` does it. Each pair of loads gives a
difference; the pairs go on until the interval in which the median of the differences lies (95 %) is narrow enough, or
time is up.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from math import sqrt
from statistics import median
from typing import TypeAlias

from aiohttp import web
from rich.console import Console
from rich.table import Table

from shim.chromium.launcher import Chromium, is_installed
from shim.devtools.connection import CdpSession
from shim.inject.cdp import injected_script
from shim.polyfill.bundle import bundle

TARGET_MS = 2.0
WIDTH_MS = 0.5
"""The width of the interval, at most."""
SECONDS_PER_FORM = 20.0
FEWEST_PAIRS, WARM_UP = 100, 10
BINDING = "audioSession0123456789abcdef"
ROWS = "".join(f"<div class=row><p>Song {n}<audio preload=none></audio><button>Play</button></div>" for n in range(20))
SCRIPT = """<script>
  for (const row of document.querySelectorAll(".row")) {
    row.querySelector("button").onclick = () => row.querySelector("audio").play();
    row.append(document.createElement("span"));
    row.insertAdjacentHTML("beforeend", "<i>new</i>");
  }
</script>"""
# All have one script before their content: a parser that waits for one changes when a browser paints.
PAGES = {
    name: f"<!doctype html><title>x</title><link rel=icon href='data:,'><script src={name}.js></script>{ROWS}{SCRIPT}"
    for name in ("with", "without")
}
# From the begin of the navigation to the end of the load event.
DURATION = "performance.getEntriesByType('navigation')[0].loadEventEnd"
Load: TypeAlias = tuple[float, float, float]
"""Milliseconds: until the load event has ended; of processor time in all tasks of the page's thread; in scripts."""
Pair: TypeAlias = tuple[Load, Load]
"""With it, without it."""


def run() -> Table:
    table = Table(
        "added to a page load, ms", "time", "processor", "of it in scripts", title="The polyfill in Chromium, medians"
    )
    if not is_installed():
        table.add_row("no Chromium is installed", "", "", "")
        return table
    for row in asyncio.run(_measure()):
        table.add_row(*row)
    return table


async def _measure() -> list[list[str]]:
    runner = await _serve()
    chromium = await Chromium.start()
    try:
        browser = chromium.connection.browser
        target = await browser.send("Target.createTarget", url="about:blank")
        session = await browser.attach(target["targetId"])
        tab = Tab(session, f"http://localhost:{runner.addresses[0][1]}/")
        rows = []
        for name, load in (("by its script tag", tab.load_tagged), ("injected", tab.load_injected)):
            pairs = await _pairs(load)
            rows.append([f"{name}, {len(pairs)} pairs", *_added(pairs)])
            rows.append(["  the page without it", *(f"{median(load[i] for _, load in pairs):.2f}" for i in range(3))])
        return rows
    finally:
        await chromium.stop()
        await runner.cleanup()


class Tab:
    """The tab in which all pages are loaded."""

    def __init__(self, session: CdpSession, url: str) -> None:
        self._session = session
        self._url = url
        self._loaded = asyncio.Event()
        session.on("Page.loadEventFired", lambda _: self._loaded.set())
        session.post("Page.enable")
        session.post("Performance.enable", timeDomain="threadTicks")

    async def load_tagged(self, is_with: bool) -> Load:
        """The page with the polyfill's script tag, or that of an empty script."""
        return await self._load("with" if is_with else "without")

    async def load_injected(self, is_with: bool) -> Load:
        """The page without the tag, injected into or not."""
        if not is_with:
            return await self._load("without")
        session = self._session
        session.post("Runtime.enable")
        session.post("Runtime.addBinding", name=BINDING)
        script = await session.send(
            "Page.addScriptToEvaluateOnNewDocument", source=injected_script(BINDING), includeCommandLineAPI=True
        )
        figures = await self._load("without")
        session.post("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
        session.post("Runtime.removeBinding", name=BINDING)
        await session.send("Runtime.disable")
        return figures

    async def _load(self, name: str) -> Load:
        self._loaded.clear()
        await self._session.send("Page.navigate", url=self._url + name)
        await self._loaded.wait()
        duration = await self._session.send("Runtime.evaluate", expression=DURATION)
        # they begin anew with each document
        metrics = (await self._session.send("Performance.getMetrics"))["metrics"]
        values = {one["name"]: one["value"] for one in metrics}
        return duration["result"]["value"], 1000 * values["TaskDuration"], 1000 * values["ScriptDuration"]


async def _pairs(load: Callable[[bool], Awaitable[Load]]) -> list[Pair]:
    """Loads with it and without it, in random order within each pair."""
    pairs: list[Pair] = []
    order = random.Random(1)
    end = time.monotonic() + SECONDS_PER_FORM
    for _ in range(WARM_UP):
        await load(True)
        await load(False)
    while True:
        loads = {is_with: await load(is_with) for is_with in order.sample((True, False), 2)}
        pairs.append((loads[True], loads[False]))
        low, high = interval(differences(pairs, 0))
        if time.monotonic() > end or (len(pairs) >= FEWEST_PAIRS and high - low <= WIDTH_MS):
            return pairs


def differences(pairs: list[Pair], figure: int) -> list[float]:
    """The time that the polyfill adds, in each pair."""
    return [with_[figure] - without[figure] for with_, without in pairs]


def interval(values: list[float]) -> tuple[float, float]:
    """The interval in which the median lies with a probability of 95 %: what a sign test does not exclude."""
    ordered = sorted(values)
    first = max(0, int((len(ordered) - 1.96 * sqrt(len(ordered))) / 2))
    return ordered[first], ordered[-1 - first]


def _added(pairs: list[Pair]) -> list[str]:
    columns = []
    for figure in range(3):
        values = differences(pairs, figure)
        low, high = interval(values)
        columns.append(f"{median(values):+.2f} ({low:+.2f} to {high:+.2f})")
    low, high = interval(differences(pairs, 0))
    mark = "[green]reached" if high <= TARGET_MS else "[red]missed" if low > TARGET_MS else "[yellow]too noisy to tell"
    columns[0] += f" target {TARGET_MS:g}, {mark}[/]"
    return columns


async def _serve() -> web.AppRunner:
    scripts = {"with.js": bundle(minified=True).script, "without.js": ""}

    async def answer(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        text = PAGES.get(name)
        if text is not None:
            return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})
        headers = {"Cache-Control": "max-age=3600"}
        return web.Response(text=scripts[name], content_type="text/javascript", headers=headers)

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


if __name__ == "__main__":
    Console(width=120).print(run())
