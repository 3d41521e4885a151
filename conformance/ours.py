"""Runs the scenarios in this project."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp

from shim import Browser, Page
from shim.net.routes import Route

from .scenario import Scenario
from .server import ANYBODY, INSECURE, SCRIPT, SOUNDS, Server, sound

AT_A_TIME = 2
QUIET, LIMIT = 30, 5000
SECONDS_PER_SCENARIO = 60


async def run_ours(
    server: Server, scenarios: Iterable[Scenario], done: Callable[[str], object]
) -> dict[str, list[str]]:
    """The trace of each scenario. Each has a browser, and so a device, to itself."""
    waiting = list(scenarios)
    traces: dict[str, list[str]] = {}

    async def work() -> None:
        while waiting:
            scenario = waiting.pop(0)
            traces[scenario.name] = await run_one(server.url(scenario), scenario)
            done(scenario.name)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_A_TIME):
            group.create_task(work())
    return traces


async def run_one(url: str, scenario: Scenario) -> list[str]:
    """The trace of a scenario; what went wrong beside it comes last."""
    trace: list[str] = []
    async with Browser(allow_hosts=["localhost", "127.0.0.1"], clock="manual") as browser:
        try:
            page = await browser.new_page()
            page.route(f"http://{INSECURE}:*/**", _from_loopback)
            # OPTIMIZATION: without a socket for what all documents have, a run takes 15 % less
            page.route("**/page.js", body=SCRIPT.read_bytes(), content_type="text/javascript")
            for name in SOUNDS:
                page.route(f"**/media/{name}", body=sound(name), content_type="audio/wav", headers=ANYBODY)
            async with asyncio.timeout(SECONDS_PER_SCENARIO):
                await _steps(browser, page, url, scenario, trace)
        except Exception as error:
            return [*trace, f"problem: {error!r}"]
        faults = [text for _, text in browser.device.faults]
        problems = [*faults, *(str(error) for error in page.errors), *page.missing]
        return [*trace, *(f"problem: {problem}" for problem in problems)]


async def _from_loopback(route: Route) -> None:
    """Answers for the host that has no address."""
    url = route.request.url.replace(INSECURE, "127.0.0.1", 1)
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        await route.fulfill(status=response.status, content_type=response.content_type, body=await response.read())


async def _steps(browser: Browser, page: Page, url: str, scenario: Scenario, trace: list[str]) -> None:
    calls: list[AbstractAsyncContextManager[None]] = []

    async def run(expression: str, argument: Any = None) -> Any:
        """The value of an expression; the time that it takes passes."""
        return await browser.clock.run_until(page.evaluate(expression, argument), timeout=SECONDS_PER_SCENARIO)

    await page.goto(url)
    await run("ready()")
    for action, expected in zip(scenario.actions, scenario.as_decided(), strict=True):
        options = {"quiet": QUIET, "limit": LIMIT, "order": scenario.order}
        argument: dict[str, Any] = {"action": action, "expected": expected.states, "options": options}
        if action.startswith("device"):
            argument["action"] = ""
            await run("clear()")
        if action == "device call":
            calls.append(browser.device.phone_call())
            await calls[-1].__aenter__()
        elif action == "device hang up":
            await calls.pop().__aexit__(None, None, None)
        trace.append(await run("(o) => step(o.action, o.expected, o.options)", argument))
