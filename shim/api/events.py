"""The things that a page reports: console messages, uncaught errors, what is not implemented; and who listens."""

from __future__ import annotations

import asyncio
import builtins
import inspect
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from shim.errors import NavigationError, TimeoutError

from .seconds import check_timeout

MAX_TEXT = 64 * 1024
"""Characters of a message or an error of a page that are kept."""
_MOST = 10_000
_MOST_TEXT = 256 * MAX_TEXT
_INSTEAD = {
    "domcontentloaded": "write page.wait_for_load_state('domcontentloaded')",
    "download": "write page.expect_response(url)",
    "error": "errors that no script caught are 'pageerror'",
    "filechooser": "write page.set_input_files(selector, files)",
    "load": "goto waits for it; write page.wait_for_load_state()",
    "statechange": "write expect(page).to_have_session(state=...); all changes are in browser.device.timeline",
    "weberror": "errors that no script caught are 'pageerror'",
}
_Item = TypeVar("_Item")
_log = logging.getLogger("shim")


@dataclass(frozen=True, slots=True)
class ConsoleMessage:
    """A call of `console.*` in a page. `type` is the method's name as Playwright gives it (`warning` for `warn`)."""

    type: str
    text: str
    url: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class PageError:
    """An error that no script caught."""

    message: str
    url: str = ""
    line: int = 0
    column: int = 0
    stack: str = ""

    def __str__(self) -> str:
        return f"{self.message} ({self.url}:{self.line}:{self.column})" if self.url and self.line else self.message


@dataclass(frozen=True, slots=True)
class Crash:
    """A document that had to be taken away. `document`: its id on the device."""

    document: int
    url: str
    reason: str


def shortened(text: str) -> str:
    """The beginning of a text of a page, and how much was left out."""
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}… ({len(text)} characters)"


class LastItems(deque[_Item]):
    """The last messages or errors: at most 10,000, and 16 million characters."""

    def __init__(self) -> None:
        super().__init__()
        self._sizes: deque[int] = deque()
        self._size = 0

    def add(self, item: _Item, size: int) -> None:
        """Adds one whose text has that many characters; the oldest give way."""
        self.append(item)
        self._sizes.append(size)
        self._size += size
        while len(self) > _MOST or self._size > _MOST_TEXT:
            self.popleft()
            self._size -= self._sizes.popleft()

    def clear(self) -> None:
        super().clear()
        self._sizes.clear()
        self._size = 0


class Handling:
    """Handlers of a browser's events that are still running, and the errors of handlers that no call has raised yet."""

    def __init__(self) -> None:
        self._waiting: deque[BaseException] = deque(maxlen=_MOST)
        self._tasks: set[asyncio.Future[Any]] = set()

    def add(self, event: str, error: BaseException) -> None:
        """Logs what a handler of `event` raised, and keeps it for `raise_first`."""
        _log.error("a handler of %r raised", event, exc_info=error)
        error.add_note(f"A handler of {event!r} raised this.")
        self.keep(error)

    def keep(self, error: BaseException) -> None:
        """Keeps an error for `raise_first`."""
        self._waiting.append(error)

    def raise_first(self) -> None:
        """Raises the oldest of them, if there is one."""
        if self._waiting:
            raise self._waiting.popleft()

    def clear(self) -> None:
        """Forgets them."""
        self._waiting.clear()

    def go_on(self, event: str, work: Awaitable[Any], ended: Callable[[], object]) -> None:
        """Runs what an async handler of `event` does in a task of its own; `ended` is called after it."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)

        def end(task: asyncio.Future[Any]) -> None:
            self._tasks.discard(task)
            if not task.cancelled() and (error := task.exception()) is not None:
                self.add(event, error)
            ended()

        task.add_done_callback(end)

    async def finish(self, seconds: float) -> None:
        """Waits for the tasks that are under way, and cancels those that take longer."""
        own = {task for task in self._tasks if task is not asyncio.current_task()}
        if own:
            _, pending = await asyncio.wait(own, timeout=seconds)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)


class Changes:
    """The moments at which something is heard of a page."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    async def next(self) -> None:
        """Returns at the next one."""
        change = asyncio.get_running_loop().create_future()
        self._waiting.add(change)
        try:
            await change
        finally:
            self._waiting.discard(change)

    def notify(self) -> None:
        """Something changed: who waits looks again."""
        for change in self._waiting:
            if not change.done():
                change.set_result(None)


class Emitter:
    """Named events with handlers, as Playwright's `on` and `remove_listener`.

    `handled` is called when handlers ran, which may have changed the page in the middle of its script. What a handler
    raises goes to `handling`: the page's own work must go on.
    """

    def __init__(self, names: frozenset[str], handled: Callable[[], object], handling: Handling) -> None:
        self.names = names
        self._handling = handling
        self._handled = handled
        self._handlers: dict[str, list[Callable[[Any], object]]] = {}

    def check_name(self, event: str) -> None:
        """Raises `ValueError` for an event that there is not."""
        if event not in self.names:
            hint = f": {_INSTEAD[event]}" if event in _INSTEAD else ""
            raise ValueError(f"there is no event {event!r}{hint}; there are: {', '.join(sorted(self.names))}")

    def check_handler(self, event: str, handler: Callable[[Any], object]) -> None:
        """Raises `ValueError` for an event that there is not, `TypeError` for a handler that cannot be called."""
        self.check_name(event)
        if not callable(handler):
            raise TypeError(f"the handler of {event!r} is {handler!r}, which cannot be called")

    def on(self, event: str, handler: Callable[[Any], object]) -> None:
        self.check_handler(event, handler)
        self._handlers.setdefault(event, []).append(handler)

    def remove_listener(self, event: str, handler: Callable[[Any], object]) -> None:
        self.check_name(event)
        handlers = self._handlers.get(event, [])
        if handler not in handlers:
            raise ValueError(f"{handler!r} is not a handler of {event!r}")
        handlers.remove(handler)

    def emit(
        self, event: str, value: object, *, run: Callable[[Coroutine[Any, Any, Any]], object] | None = None
    ) -> None:
        """Calls the handlers. One that is an async function goes on in a task of its own, or is run by `run`."""
        handlers = self._handlers.get(event)
        if not handlers:
            return
        for handler in list(handlers):
            try:
                result = handler(value)
                if run is not None and inspect.iscoroutine(result):
                    run(result)
                elif inspect.isawaitable(result):
                    self._handling.go_on(event, result, self._handled)
            except Exception as error:
                self._handling.add(event, error)
        self._handled()


class EventInfo:
    """An event that is waited for, as Playwright's `EventInfo`."""

    def __init__(self) -> None:
        self._future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    @property
    def value(self) -> asyncio.Future[Any]:
        """The value of the event; to be awaited."""
        return self._future

    def is_done(self) -> bool:
        """True when it has come."""
        return self._future.done()


class ExpectedEvent(AbstractAsyncContextManager[EventInfo]):
    """The block in which an event has to come. Made by `Page.expect_event`."""

    def __init__(self, emitter: Emitter, event: str, predicate: Callable[[Any], object] | None, timeout: float) -> None:
        emitter.check_name(event)
        self._timeout = check_timeout(timeout)
        self._emitter = emitter
        self._event = event
        self._predicate = predicate
        self._ends_with_page = event != "close" and "close" in emitter.names

    async def __aenter__(self) -> EventInfo:
        self._info = EventInfo()
        self._emitter.on(self._event, self._came)
        if self._ends_with_page:
            self._emitter.on("close", self._closed)
        return self._info

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        future = self._info.value
        try:
            if error is None:
                async with asyncio.timeout(self._timeout):
                    await asyncio.shield(future)
        except builtins.TimeoutError:
            if future.done():
                raise
            raise TimeoutError(f"there was no event {self._event!r} within {self._timeout:g} s") from None
        finally:
            self._emitter.remove_listener(self._event, self._came)
            if self._ends_with_page:
                self._emitter.remove_listener("close", self._closed)
            if not future.done():
                future.cancel()

    def _came(self, value: Any) -> None:
        if self._info.is_done():
            return
        try:
            if self._predicate is None or self._predicate(value):
                self._info.value.set_result(value)
        except Exception as error:
            self._info.value.set_exception(error)

    def _closed(self, _: object) -> None:
        if not self._info.is_done():
            self._info.value.set_exception(
                NavigationError(f"the page was closed before there was an event {self._event!r}")
            )
