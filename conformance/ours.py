"""Runs the scenarios in this project."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

from shim import Browser

from .scenario import Scenario
from .server import Server

AT_A_TIME = 8
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
    """The trace of a scenario; what went wrong beside it is its last line."""
    trace: list[str] = []
    options = {"quiet": QUIET, "limit": LIMIT, "order": scenario.order}
    async with Browser(allow_hosts=["localhost", "127.0.0.1"]) as browser:
        calls: list[AbstractAsyncContextManager[None]] = []
        page = await browser.new_page()
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_PER_SCENARIO):
                await page.goto(url)
                await page.evaluate("ready()")
                for action, expected in zip(scenario.actions, scenario.as_decided(), strict=True):
                    if action.startswith("device"):
                        await page.evaluate("clear()")
                    if action == "device call":
                        calls.append(browser.device.phone_call())
                        await calls[-1].__aenter__()
                    elif action == "device hang up":
                        await calls.pop().__aexit__(None, None, None)
                    argument: dict[str, Any] = {"expected": expected.states, "options": options}
                    argument["action"] = "" if action.startswith("device") else action
                    trace.append(await page.evaluate("(o) => step(o.action, o.expected, o.options)", argument))
                faults = [text for _, text in browser.session_host.faults]
                problems = [*faults, *(str(error) for error in page.errors), *page.missing]
                return [*trace, *(f"problem: {problem}" for problem in problems)]
    return [*trace, "no answer"]
