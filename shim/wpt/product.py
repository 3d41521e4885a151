"""Common base of all products: the course of one test, from its URL to its result."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import msgspec

from .actions import BadActions, Pause, Source, Step, steps_of
from .answers import Answer, Ask, refusal
from .checkout_handlers import CheckoutHandlers, NoHandlers
from .harness import Harness
from .jobs import SOFT_GRACE
from .manifest import Test
from .results import TestResult, TestStatus, from_page
from .site import DRIVER, Site
from .substitution import Addresses

_SECONDS_TO_ANSWER = 1.0
_SECONDS_TO_REPORT = 0.05


class Unsupported(Exception):
    """This product cannot do what testdriver asks for."""


class NotLoaded(Exception):
    """A test's page could not be opened."""


class Crashed(Exception):
    """The browser, or the tab, is gone."""


class Parameters(msgspec.Struct):
    """Parameters of a testdriver command; each command uses its own."""

    selector: str = ""
    x: float = 0
    y: float = 0
    name: str = ""
    state: str = ""
    origin: str = ""
    resume: bool = True
    actions: list[Source] = []


class Product(ABC):
    """A browser. It runs one test at a time, each in a new tab."""

    name: ClassVar[str]
    interrupts: ClassVar[bool] = False
    """True when it can begin and end an interruption."""
    has_layout: ClassVar[bool] = True
    """True when it knows what lies at a point of the screen."""

    def __init__(self, harness: Harness, timeout_multiplier: float) -> None:
        self._harness = harness
        self._multiplier = timeout_multiplier
        self._number = 0
        self._site: Site | None = None
        self._refused = ""
        self._results: asyncio.Future[bytes] | None = None
        self.addresses = Addresses()
        self._handlers: CheckoutHandlers | None = None

    @staticmethod
    @abstractmethod
    def is_installed() -> bool:
        """True when it can be run here."""

    @abstractmethod
    async def start(self) -> str:
        """Makes it ready for tests; returns its version."""

    @abstractmethod
    async def stop(self) -> None:
        """Ends what `start` began."""

    @abstractmethod
    async def open(self, url: str) -> None:
        """Opens a new tab and loads the page; returns after `load`. Raises `NotLoaded`."""

    @abstractmethod
    async def has_harness(self) -> bool:
        """True when the page of the tab has loaded testharness.js."""

    @abstractmethod
    async def close(self) -> None:
        """Closes the tab, and resets what commands have set."""

    @abstractmethod
    async def act(self, step: Step) -> None:
        """Does one step of a sequence of actions, which is not a `Pause`. Raises `Unsupported`."""

    @abstractmethod
    async def command(self, name: str, parameters: Parameters) -> None:
        """Does what testdriver asks for: click, set_permission, begin_interruption, end_interruption.
        Raises `Unsupported`."""

    async def run(self, test: Test) -> TestResult:
        """Runs one test."""
        self._number += 1
        self._refused = ""
        self._site = Site(Path(test.root), self._harness, self.addresses)
        self._site.values = {
            "number": self._number,
            "timeoutMultiplier": self._multiplier,
            "interrupts": self.interrupts,
            "hasLayout": self.has_layout,
        }
        self._results = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        result = await self._outcome(test, self._results)
        if self._refused and not result.is_good and result.message != self._refused:
            message = f"{result.message}\n{self._refused}" if result.message else self._refused
            result = msgspec.structs.replace(result, message=message)
        return msgspec.structs.replace(result, duration=round((time.monotonic() - began) * 1000))

    async def _outcome(self, test: Test, results: asyncio.Future[bytes]) -> TestResult:
        opening = asyncio.ensure_future(self.open(self.addresses.origin(secure=test.is_https) + test.id))
        seconds = test.timeout * self._multiplier + SOFT_GRACE
        try:
            async with asyncio.timeout(seconds):
                pending: set[asyncio.Future[Any]] = {opening, results}
                await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                if opening.done():
                    await opening
                    # OPTIMIZATION: most pages report right after `load`, and need not be asked
                    await asyncio.wait({results}, timeout=_SECONDS_TO_REPORT)
                    if not results.done() and not await self.has_harness():
                        message = "the page does not load testharness.js, or has gone elsewhere"
                        return TestResult(test.id, TestStatus.ERROR, self._refused or message)
                return from_page(test.id, await results)
        except TimeoutError:
            return await self._silent(test, f"the page did not report within {seconds:g} s")
        except NotLoaded as error:
            return TestResult(test.id, TestStatus.ERROR, str(error))
        except Crashed as error:
            return TestResult(test.id, TestStatus.CRASH, str(error))
        except (msgspec.MsgspecError, IndexError) as error:
            return TestResult(test.id, TestStatus.ERROR, f"the page reported nonsense: {error}")
        finally:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)
            await self.close()

    async def _silent(self, test: Test, message: str) -> TestResult:
        """The result of a test that did not report in time: somebody may still be there."""
        try:
            async with asyncio.timeout(_SECONDS_TO_ANSWER):
                await self.has_harness()
        except Crashed as error:
            return TestResult(test.id, TestStatus.CRASH, str(error))
        except (TimeoutError, NotLoaded):
            pass
        return TestResult(test.id, TestStatus.TIMEOUT, message)

    async def end(self) -> None:
        """Ends what runs for the product, and the product."""
        await self.stop()
        if self._handlers is not None:
            await self._handlers.close()

    async def websocket_port(self) -> int:
        """The port of 127.0.0.1 on which WebSockets are answered. Raises `NoHandlers`."""
        if not self._harness.runs_handlers:
            self._refused = self._refused or "WebSockets are answered with --allow-handlers"
            raise NoHandlers(self._refused)
        return await self._checkout_handlers().websocket_port()

    def _checkout_handlers(self) -> CheckoutHandlers:
        if self._handlers is None:
            assert self._harness.wpt_root is not None
            self._handlers = CheckoutHandlers(Path(self._harness.wpt_root), self.addresses)
        return self._handlers

    async def _answer_of(self, ask: Ask) -> Answer:
        assert self._site is not None
        if not self._harness.has_handler(unquote(urlsplit(ask.url).path, errors="surrogateescape")):
            answer = self._site.answer(ask)
            if answer.header("content-length") is None:
                answer.set_header("Content-Length", str(len(answer.body)))
            return answer
        try:
            return await self._checkout_handlers().answer(ask)
        except NoHandlers as error:
            return refusal(500, str(error))

    async def respond(self, ask: Ask) -> Answer:
        """The answer to a request of a page: a file, or what its report or command came to. Raises `BrokenAnswer`."""
        path = urlsplit(ask.url).path
        if not path.startswith(DRIVER):
            answer = await self._answer_of(ask)
            if answer.delay:
                await asyncio.sleep(answer.delay)
            if answer.status >= 500 and not self._refused:
                self._refused = answer.body.decode(errors="replace")
            return answer
        number, _, name = path.removeprefix(DRIVER).partition("/")
        if number != str(self._number) or self._results is None:
            return refusal(410, "this test is over")
        if name == "results":
            if not self._results.done():
                self._results.set_result(ask.body)
            return Answer()
        try:
            parameters = msgspec.json.decode(ask.body, type=Parameters)
            if name == "action_sequence":
                for step in steps_of(parameters.actions):
                    await (asyncio.sleep(step.seconds) if isinstance(step, Pause) else self.act(step))
            else:
                await self.command(name, parameters)
        except (Unsupported, BadActions, msgspec.MsgspecError) as error:
            return refusal(501, str(error))
        return Answer(b"{}", headers=[("Content-Type", "application/json")])
