"""The things that a page reports: console messages, uncaught errors, what is not implemented."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
