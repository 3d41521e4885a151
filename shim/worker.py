"""Runs one page in a process of its own, which is killed when it runs too long or takes too much memory.

The child sends what it records over a pipe as it happens; so whatever ends it, that much is known.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from multiprocessing.connection import Connection
from typing import Any

import psutil

from .browser import Browser
from .errors import Error, NavigationError
from .report import Report, console_item, empty_report, report_of

GRACE = 5.0
"""Seconds that a page may stay without an answer beyond its time."""
IDLE_LIMIT = 30.0
"""Seconds after which a page that never gets idle is stopped."""
MEMORY_LIMIT = 2 * 1024**3
"""Bytes that the process of a page may hold."""
_START = 60.0
_BEAT = 0.25


class Outcome(Enum):
    """How the run of a page ended."""

    DONE = "done"
    NOT_LOADED = "not loaded"
    TOO_LONG = "too long"
    TOO_MUCH_MEMORY = "too much memory"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Run:
    """What to run. `seconds`: how long; None: until the page is idle, `IDLE_LIMIT` at the most."""

    url: str
    seconds: float | None = None
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def limit(self) -> float:
        return self.seconds if self.seconds is not None else IDLE_LIMIT


@dataclass(slots=True)
class Result:
    """How it ended, what was recorded until then, and, when it did not load, why."""

    outcome: Outcome
    report: Report
    message: str = ""


def run_page(run: Run) -> Result:
    """Runs a page in a child process and waits for it."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(run, sender), daemon=True)
    process.start()
    sender.close()
    result = Result(Outcome.DIED, empty_report(run.url), "the page's process ended by itself")
    try:
        for kind, value in _messages(receiver, process.pid or 0, run.limit):
            if kind == "report":
                result.report = value
            elif kind in result.report:
                result.report[kind].append(value)
            elif kind == "end":
                return Result(Outcome.DONE, value)
            elif kind == "failed":
                return Result(Outcome.NOT_LOADED, result.report, value)
            elif kind == "kill":
                result.outcome, result.message = value
                return result
        return result
    finally:
        if process.is_alive():
            process.kill()
        process.join()
        receiver.close()


def _messages(receiver: Connection, pid: int, limit: float) -> Iterator[tuple[str, Any]]:
    """What the child says, and `kill` when it has to be ended."""
    watched = psutil.Process(pid)
    deadline = time.monotonic() + _START
    while True:
        try:
            if receiver.poll(_BEAT):
                kind, value = receiver.recv()
                if kind == "started":
                    deadline = time.monotonic() + limit + GRACE
                yield kind, value
        except (EOFError, OSError):
            return
        if time.monotonic() > deadline:
            yield "kill", (Outcome.TOO_LONG, f"the page did not answer for {GRACE:g} s beyond its {limit:g} s")
        with suppress(psutil.Error):
            if watched.memory_info().rss > MEMORY_LIMIT:
                message = f"the page took more than {MEMORY_LIMIT // 1024**2} MB of memory"
                yield "kill", (Outcome.TOO_MUCH_MEMORY, message)


def _child(run: Run, sender: Connection) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):
        asyncio.run(_run(run, sender))


async def _run(run: Run, sender: Connection) -> None:
    # The parent ends a script that never does; stopping it here would let the page go on.
    async with Browser(script_timeout=float("inf"), **run.options) as browser:
        page = await browser.new_page()
        sender.send(("started", None))

        # Each event goes out at once, for a script that never ends lets nothing else be sent.
        page.on("console", lambda message: sender.send(("console", console_item(message))))
        page.on("pageerror", lambda error: sender.send(("errors", str(error))))
        page.on("notimplemented", lambda name: sender.send(("notimplemented", name)))

        async def watch() -> None:
            transitions = 0
            while True:
                await browser.loop.next_turn()
                if len(browser.device.timeline) != transitions:
                    transitions = len(browser.device.timeline)
                    sender.send(("report", report_of(browser, page, run.url)))

        watching = asyncio.create_task(watch())
        started = time.monotonic()
        try:
            async with asyncio.timeout(run.limit):
                await page.goto(run.url, timeout=run.limit)
                sender.send(("report", report_of(browser, page, run.url)))
                if run.seconds is None:
                    await page.wait_until_idle(timeout=run.limit)
                else:
                    await asyncio.sleep(max(0.0, run.seconds - (time.monotonic() - started)))
        except NavigationError as error:
            sender.send(("failed", str(error)))
            return
        except (TimeoutError, Error):
            pass
        finally:
            watching.cancel()
        sender.send(("end", report_of(browser, page, run.url)))
