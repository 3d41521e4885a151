"""The things that a page reports: console messages, uncaught errors, what is not implemented."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

MAX_TEXT = 64 * 1024
"""Characters of a message or an error of a page that are kept."""
_MOST = 10_000
_MOST_TEXT = 256 * MAX_TEXT
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


@dataclass(slots=True)
class Emitter:
    """Named events with handlers, as Playwright's `on` and `remove_listener`."""

    names: frozenset[str]
    handled: Callable[[], object]
    """Called when handlers ran, which may have changed the page in the middle of its script."""
    _handlers: dict[str, list[Callable[[Any], object]]] = field(default_factory=dict)

    def on(self, event: str, handler: Callable[[Any], object]) -> None:
        if event not in self.names:
            raise ValueError(f"there is no event {event!r}; there are: {', '.join(sorted(self.names))}")
        if not callable(handler):
            raise TypeError(f"the handler of {event!r} is {handler!r}, which cannot be called")
        self._handlers.setdefault(event, []).append(handler)

    def remove_listener(self, event: str, handler: Callable[[Any], object]) -> None:
        self._handlers[event].remove(handler)

    def emit(self, event: str, value: object) -> None:
        """Calls the handlers; what one raises is logged, for the page's own work must go on."""
        handlers = self._handlers.get(event)
        if not handlers:
            return
        for handler in list(handlers):
            try:
                handler(value)
            except Exception:
                _log.exception("a handler of %r raised", event)
        self.handled()
