"""Runs one page in a process of its own, which is killed when it runs too long or takes too much memory.

The child sends what it records over a pipe as it happens; so whatever ends it, that much is known.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from shim import Browser, __version__
from shim.api.browser import BaseBrowser
from shim.api.events import Crash, LastItems
from shim.device.device import Device
from shim.errors import Error, NavigationError
from shim.headless.browser import HeadlessBrowser
from shim.headless.page import Page
from shim.report.history import History
from shim.report.html import Recorded, Shot
from shim.scenario import Scenario, ScenarioError, ScenarioFailed, load_scenario
from shim.types import Engine

from .run_json import Report
from .run_report import KINDS, Log, crash_item, empty_report, report_of, size_of
from .shots import few, take_shot, take_shots

GRACE = 5.0
"""Seconds that a page may stay without an answer beyond its time."""
IDLE_LIMIT = 30.0
"""Seconds after which a page that never gets idle is stopped."""
MEMORY_LIMIT = 2 * 1024**3
"""Bytes that the process of a page may hold."""
MOST_HISTORY = 50_000
"""Records of each kind that are kept of a page's history, at the least."""
_START = 60.0
_FAILURES = 400
"""The lowest status of HTTP that says that a page could not be had."""
_BEAT = 0.25


class Outcome(Enum):
    """The way in which the run of a page ended."""

    DONE = "done"
    NOT_LOADED = "not loaded"
    NO_SCENARIO = "the scenario's file is none"
    SCENARIO_FAILED = "scenario failed"
    NOT_RECORDED = "not recorded"
    TOO_LONG = "too long"
    TOO_MUCH_MEMORY = "too much memory"
    DIED = "died"


CRASHES = (Outcome.TOO_LONG, Outcome.TOO_MUCH_MEMORY, Outcome.DIED)
"""Outcomes that end a page's process with all documents in it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Run of one page. `seconds`: its length; None: until the page is idle and the scenario is over, `IDLE_LIMIT` at
    the most. `record`: a WAV file for what is heard."""

    url: str
    seconds: float | None = None
    scenario: Path | None = None
    record: Path | None = None
    engine: Engine = "quickjs"
    takes_shots: bool = False
    """True when pictures of the page are taken, for its report."""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def limit(self) -> float:
        """Seconds that it takes at the most, on its clock."""
        return self.seconds if self.seconds is not None else IDLE_LIMIT

    @property
    def patience(self) -> float:
        """Seconds of real time that it takes at the most."""
        return max(self.limit, IDLE_LIMIT) if self.options.get("clock") == "manual" else self.limit


@dataclass(slots=True)
class Result:
    """The end of a run, the records until then, and the error, if there was one."""

    outcome: Outcome
    report: Report
    message: str = ""
    history: History = field(default_factory=History)
    recorded: Recorded | None = None
    title: str = ""
    """The page's title."""
    shots: list[Shot] = field(default_factory=list)


def run_page(run: Run) -> Result:
    """Runs a page in a child process and waits for it."""
    # OPTIMIZATION: what is imported here is not imported again, which takes 0.2 s. Elsewhere forking is not safe.
    method = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
    receiver, sender = method.Pipe(duplex=False)
    process = method.Process(target=_child, args=(run, receiver, sender), daemon=True)
    process.start()
    sender.close()
    result = Result(Outcome.DIED, empty_report(run.url), "the page's process ended by itself")
    said: dict[str, LastItems[object]] = {kind: LastItems() for kind in KINDS}
    try:
        for kind, value in _messages(receiver, process.pid or 0, run):
            if kind == "report":
                result.report = value
                said = {key: LastItems() for key in KINDS}
                for key in KINDS:
                    for entry in value[key]:
                        said[key].add(entry, size_of(entry))
            elif kind in said:
                said[kind].add(value, size_of(value))
            elif kind == "history":
                result.history.extend(value)
                result.history.forget(MOST_HISTORY)
            elif kind == "recorded":
                result.recorded = value
            elif kind == "title":
                result.title = value
            elif kind == "shot":
                result.shots.append(value)
            elif kind in ("end", "kill"):
                result.outcome, result.message = value
                return result
        return result
    finally:
        result.shots = few(result.shots)
        result.report.update(
            title=result.title,
            scenario=None if run.scenario is None else str(run.scenario),
            engine=run.engine,
            policy=result.history.policy,
            version=__version__,
            seconds=round(result.history.now, 4),
        )
        result.report.update({kind: list(entries) for kind, entries in said.items()})
        if result.outcome in CRASHES:
            result.report["crashes"] += _crashes(result)
        if process.is_alive():
            process.kill()
        process.join()
        receiver.close()


def _crashes(result: Result) -> list[dict[str, Any]]:
    """Report items of the documents that crashed with their process."""
    report = result.report
    there = report["documents"] or [{"id": 0, "url": report["url"]}]
    return [crash_item(Crash(document["id"], document["url"], result.message)) for document in there]


def _messages(receiver: Connection, pid: int, run: Run) -> Iterator[tuple[str, Any]]:
    """The child's messages, and `kill` when the child has to be ended."""
    watched = psutil.Process(pid)
    deadline = time.monotonic() + _START
    while True:
        try:
            if receiver.poll(_BEAT):
                kind, value = receiver.recv()
                if kind == "started":
                    deadline = time.monotonic() + run.patience + GRACE
                yield kind, value
        except (EOFError, OSError):
            return
        if time.monotonic() > deadline:
            who = "the page" if run.scenario is None else "the page or its scenario"
            yield "kill", (Outcome.TOO_LONG, f"{who} did not answer for {GRACE:g} s beyond its {run.patience:g} s")
        with suppress(psutil.Error):
            if watched.memory_info().rss > MEMORY_LIMIT:
                message = f"the page took more than {MEMORY_LIMIT // 1024**2} MB of memory"
                yield "kill", (Outcome.TOO_MUCH_MEMORY, message)


def _child(run: Run, receiver: Connection, sender: Connection) -> None:
    receiver.close()  # so that sending fails once the parent has gone
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Output of a scenario must not get between the lines of the report.
    with suppress(KeyboardInterrupt, BrokenPipeError), redirect_stdout(sys.stderr):
        sender.send(("started", None))
        try:
            scenario = load_scenario(run.scenario) if run.scenario is not None else None
        except ScenarioError as error:
            sender.send(("end", (Outcome.NO_SCENARIO, str(error))))
            return
        asyncio.run(_run(run, scenario, sender))


def _end_with_parent() -> None:
    """Also a page that has nothing to tell ends when its parent was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


class _Teller:
    """Tells the parent what happens, at once: a script that never ends lets nothing be told later."""

    def __init__(self, browser: HeadlessBrowser, url: str, sender: Connection) -> None:
        self._browser = browser
        self._url = url
        self._sender = sender
        self._told = History().sizes
        self._log = Log(self._tell_entry)
        browser.on("page", self._log.listen)
        browser.device.watch(self._changed)
        self._is_to_tell = False
        self._page: Page | None = None
        self._seen = 0

    def tell(self, kind: str, value: object) -> None:
        self._sender.send((kind, value))

    def tell_report(self, page: Page) -> None:
        """The report as it is now."""
        self.tell("report", report_of(page, self._url, self._log))

    def tell_end(self, page: Page, outcome: Outcome, message: str) -> None:
        """Tells how the run ended; nothing is told after that."""
        self.tell_report(page)
        self.tell("history", self._browser.device.history.since(self._told))
        self.tell("end", (outcome, message))

    def watch(self, page: Page) -> None:
        """From now on tells the report whenever something is new on the device."""
        self._page = page

    def _changed(self) -> None:
        self._tell_history()
        if not self._is_to_tell and self._page is not None:
            self._is_to_tell = True
            # Outside of tasks, for it asks the page.
            asyncio.get_running_loop().call_soon(self._tell_change)

    def _tell_change(self) -> None:
        self._is_to_tell = False
        core = self._browser.device.core
        changes = len(core.timeline) + len(core.levels) + len(core.occurrences) + len(core.presses)
        if changes != self._seen and self._page is not None and not self._browser.closed:
            self._seen = changes
            self.tell_report(self._page)

    def _tell_entry(self, kind: str, entry: object) -> None:
        self.tell(kind, entry)
        self._tell_history()

    def _tell_history(self) -> None:
        history = self._browser.device.history
        if history.sizes != self._told:
            self.tell("history", history.since(self._told))
            self._told = history.sizes


async def _run(run: Run, scenario: Scenario | None, sender: Connection) -> None:
    # The parent ends a script that never does; stopping it here would let the page go on.
    unlimited: dict[str, Any] = {"script_timeout": float("inf")} if run.engine == "quickjs" else {}
    async with Browser(engine=run.engine, **unlimited, **run.options) as browser:
        teller = _Teller(browser, run.url, sender)
        page = await browser.new_page()
        try:
            recording = browser.device.record(run.record) if run.record is not None else None
        except Error as error:
            teller.tell_end(page, Outcome.NOT_RECORDED, str(error))
            return
        if recording is not None:
            teller.tell("recorded", Recorded(recording.path, recording.start))
        teller.watch(page)
        outcome, message = await _play(run, scenario, page, teller)
        if outcome is Outcome.SCENARIO_FAILED:
            _note_failure(browser.device, message)
        if outcome is not Outcome.NOT_LOADED:  # else there is no document, and asking would make one
            if run.takes_shots:
                await take_shot(page, partial(teller.tell, "shot"))
            await _tell_title(page, teller)
        if recording is not None:
            try:
                await recording.stop()
            except Error as error:
                if not message:
                    outcome, message = Outcome.NOT_RECORDED, str(error)
        teller.tell_end(page, outcome, message)


async def _play(run: Run, scenario: Scenario | None, page: Page, teller: _Teller) -> tuple[Outcome, str]:
    """Loads the page, plays the scenario, and lets the time pass that is left. Says how that ended, and what went
    wrong."""
    browser = page.browser
    clock = browser.clock
    end = clock.now() + run.limit
    has_begun = False
    shooting: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(run.patience), clock.limit(run.limit):
            status = await page.goto(run.url, timeout=float("inf"))
            if status >= _FAILURES:
                return Outcome.NOT_LOADED, f"{run.url} cannot be run: the server answered {status}"
            teller.tell_report(page)
            await _tell_title(page, teller)
            if run.takes_shots:
                shooting = asyncio.create_task(take_shots(page, partial(teller.tell, "shot")))
            if scenario is not None:
                has_begun = True
                await scenario.run(browser.device, page)
            if run.seconds is None:
                await clock.run_until(_until_idle(browser), timeout=run.limit)
            else:
                await clock.pause_at(max(clock.now(), end))
    except NavigationError as error:
        return Outcome.NOT_LOADED, str(error)
    except ScenarioFailed as error:
        return Outcome.SCENARIO_FAILED, f"the scenario failed: {error}"
    except (TimeoutError, Error):
        pass
    finally:
        if shooting is not None:
            shooting.cancel()
    if not has_begun and page.url == "about:blank" != run.url:
        return Outcome.NOT_LOADED, f"{run.url} did not answer within {run.limit:g} s; --for gives it longer"
    if scenario is not None and not has_begun:
        message = f"the scenario did not begin: the page was not loaded after {run.limit:g} s; --for gives it longer"
        return Outcome.SCENARIO_FAILED, message
    return Outcome.DONE, ""


async def _tell_title(page: Page, teller: _Teller) -> None:
    """Tells what the page calls itself now, if it answers."""
    with suppress(TimeoutError, Error):
        async with asyncio.timeout(GRACE / 2):
            teller.tell("title", await page.title())


def _note_failure(device: Device, message: str) -> None:
    """Notes what a scenario failed by, unless that was an expectation: then it is noted already."""
    steps = device.history.steps
    if not steps or steps[-1].kind != "failed":
        device.note_expectation(message, held=False)


async def _until_idle(browser: object) -> None:
    """Returns when nothing is left to happen in any page."""
    if isinstance(browser, HeadlessBrowser):
        await browser.loop.wait_until_idle()
    elif isinstance(browser, BaseBrowser):
        for page in browser.pages:
            await page.wait_until_idle(timeout=IDLE_LIMIT)
        await browser.device.settle()  # the pages have said what has become of their sessions
