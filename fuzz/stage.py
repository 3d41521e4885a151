"""The browser of a process in which cases are played, and the eyes on what must not happen there."""

from __future__ import annotations

import asyncio
import builtins
import gc
import json
import logging
import re
import time
import traceback
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

import psutil

from shim import Browser
from shim.errors import Error

SCRIPT_TIMEOUT = 1.0
"""Seconds that a script of a case may run without a break."""
SLACK = 8.0
"""Seconds that a call of the Python API may be late, on a busy machine: scripts may hold it up until they are stopped
twice."""
CASE = 30.0
"""Seconds after which a case must be over."""
_SETTLING = 2.0
_T = TypeVar("_T")


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []
        self.setFormatter(logging.Formatter())
        self.addFilter(lambda record: record.name != "aiohttp.server")

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


class Stage:
    """Plays cases in pages of one browser. `problems`: what went wrong in the present case, as `kind: text`."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.url = "https://fuzz.test/"
        self.problems: list[str] = []
        self._errors = Errors()
        self._heard: set[str] = set()
        self._process = psutil.Process()
        logging.getLogger().addHandler(self._errors)
        browser.on("page", self._watch)

    def begin(self, name: str) -> None:
        """A case begins. Each has an origin of its own, so that none finds what another one left."""
        self.url = f"https://{name}.fuzz.test/"
        self.problems.clear()
        self._errors.said.clear()
        self._heard.clear()

    async def page(self) -> Any:
        """A new tab."""
        return await self.browser.new_page()

    async def load(self, html: str, page: Any = None) -> Any:
        """A page with this markup."""
        page = page or await self.page()
        await self.within("set_content", 5, page.set_content(html, url=self.url, timeout=5))
        return page

    async def within(self, what: str, seconds: float, call: Awaitable[_T]) -> _T | None:
        """Result of a call of the Python API; None when it raises one of our errors, which it may. A call that takes
        longer than the time that it was given is a problem."""
        start = time.monotonic()
        try:
            async with asyncio.timeout(seconds + SLACK):
                return await call
        except Error:
            return None
        except builtins.TimeoutError:
            return None
        finally:
            taken = time.monotonic() - start
            if taken > seconds + SLACK:
                self.problems.append(f"late: {what} took {taken:.1f} s, and was to take {seconds:g} s at the most")

    async def evaluate(self, page: Any, script: str, seconds: float = 3) -> Any:
        """The value of an expression; None when it throws or never comes, as it may."""

        async def bounded() -> Any:
            with suppress(builtins.TimeoutError):
                async with asyncio.timeout(seconds):
                    return await page.evaluate(script)

        return await self.within("evaluate", seconds, bounded())

    async def end(self) -> None:
        """The case is over: its tabs go, and the browser must be as good as new."""
        for page in list(self.browser.pages):
            await self.within("close", 2, page.close())
        await self.within("settle", 5, self.browser.device.settle())
        page = await self.page()
        if await self.evaluate(page, "1 + 1") != 2:
            self.problems.append("broken: a new page does not answer any more")
        await page.close()
        self.problems += [f"logged: {text}" for text in self._errors.said]

    def held_now(self) -> tuple[int, int]:
        """The numbers of threads and descriptors."""
        return self._process.num_threads(), self._process.num_fds()

    async def held(self) -> tuple[int, int]:
        """The same, after what is on its way out has gone."""
        end = time.monotonic() + _SETTLING
        before = None
        while time.monotonic() < end:
            gc.collect()
            await asyncio.sleep(0.02)
            now = self.held_now()
            if now == before:
                break
            before = now
        return self.held_now()

    @property
    def memory(self) -> int:
        """Bytes that the process holds."""
        return int(self._process.memory_info().rss)

    def _watch(self, page: Any) -> None:
        page.on("pageerror", self._look_at)
        page.on("crash", self._look_at_crash)

    def _look_at(self, error: Any) -> None:
        if re.search(r"internal error|no host operation", error.message) and error.message not in self._heard:
            self._heard.add(error.message)
            self.problems.append(f"internal error: {error.message}")

    def _look_at_crash(self, page: Any) -> None:
        """A page's process may be killed for what it does; that it ends by itself is a fault."""
        reason = page.crashes[-1].reason
        if "by itself" in reason:
            self.problems.append(f"crash: {reason}")


def new_browser(*, isolated: bool) -> Any:
    """The browser of a process."""
    return Browser(script_timeout=SCRIPT_TIMEOUT, permissions={"microphone": "granted"}, isolated=isolated)


def as_script(value: object) -> str:
    """A value as script in markup."""
    return json.dumps(value).replace("<", "\\u003c")


def in_order(pieces: list[str]) -> str:
    """Script that runs the pieces one after the other, whatever they throw."""
    return "\n".join(f"try {{ {piece} }} catch {{}}" for piece in pieces).replace("</script", "<\\/script")


def trace(error: BaseException) -> str:
    """An error with its traceback."""
    return "".join(traceback.format_exception(error))
