"""Listening to the events of a page, and waiting for them. Names and behaviour follow Playwright's `Page`."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Literal, Self, overload

from shim.net.messages import Request, Response
from shim.net.routes import matcher
from shim.types import PageEvent

from .dialogs import Dialog
from .events import ConsoleMessage, Emitter, ExpectedEvent, PageError
from .waiting import DEFAULT_TIMEOUT


class Listening(ABC):
    """Base of what has the events of a page."""

    _emitter: Emitter

    @abstractmethod
    def _check_open(self) -> None:
        """Raises `NavigationError` when the page is closed."""

    @overload
    def on(self, event: Literal["console"], handler: Callable[[ConsoleMessage], object]) -> None: ...
    @overload
    def on(self, event: Literal["pageerror"], handler: Callable[[PageError], object]) -> None: ...
    @overload
    def on(self, event: Literal["notimplemented"], handler: Callable[[str], object]) -> None: ...
    @overload
    def on(self, event: Literal["response"], handler: Callable[[Response], object]) -> None: ...
    @overload
    def on(
        self, event: Literal["request", "requestfailed", "requestfinished"], handler: Callable[[Request], object]
    ) -> None: ...
    @overload
    def on(self, event: Literal["dialog"], handler: Callable[[Dialog], object]) -> None: ...
    @overload
    def on(self, event: Literal["popup", "crash", "close"], handler: Callable[[Self], object]) -> None: ...

    def on(self, event: PageEvent, handler: Callable[[Any], object]) -> None:
        """Calls `handler` for each event: console, pageerror, notimplemented (never on Chromium), request, response,
        requestfinished, requestfailed, popup, dialog, crash (with the page, of which a document has crashed: see
        `crashes`), close.

        The page stands still during a dialog: a handler accepts it before it returns, or it is dismissed.

        An async function runs in a task of its own. What a handler raises is logged at once, and raised by the next
        wait for a page of the browser (a navigation, an action, an expectation, ...), or by `browser.close()`.
        """
        self._emitter.on(event, handler)

    def once(self, event: PageEvent, handler: Callable[[Any], object]) -> None:
        """See `on`: calls `handler` for the next such event only."""

        def first(value: Any) -> object:
            self._emitter.remove_listener(event, first)
            return handler(value)

        self._emitter.check_handler(event, handler)
        self._emitter.on(event, first)

    def remove_listener(self, event: PageEvent, handler: Callable[[Any], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)

    def expect_event(
        self, event: str, predicate: Callable[[Any], object] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> ExpectedEvent:
        """An async context manager: the event comes while the block runs, or after it within `timeout` seconds.

        `async with page.expect_event("console") as info:`, and then `message = await info.value`. `predicate` says
        which event is meant. Raises `TimeoutError`, or `NavigationError` when the page is closed before.
        """
        self._check_open()
        return ExpectedEvent(self._emitter, event, predicate, timeout)

    def expect_popup(
        self, predicate: Callable[[Any], object] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> ExpectedEvent:
        """See `expect_event`: the page opens another one, which is the value."""
        return self.expect_event("popup", predicate, timeout=timeout)

    def expect_console_message(
        self, predicate: Callable[[ConsoleMessage], object] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> ExpectedEvent:
        """See `expect_event`: the page calls `console.log` or the like."""
        return self.expect_event("console", predicate, timeout=timeout)

    def expect_request(
        self,
        url_or_predicate: str | re.Pattern[str] | Callable[[Request], object],
        *,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> ExpectedEvent:
        """See `expect_event`: the page makes a request whose URL matches a glob or a compiled regular expression, or of
        which the function of the request says that it is meant."""
        return self.expect_event("request", _about(url_or_predicate), timeout=timeout)

    def expect_response(
        self,
        url_or_predicate: str | re.Pattern[str] | Callable[[Response], object],
        *,
        timeout: float = DEFAULT_TIMEOUT,
    ) -> ExpectedEvent:
        """See `expect_request`: a request is answered."""
        return self.expect_event("response", _about(url_or_predicate), timeout=timeout)

    def expect_request_finished(
        self, predicate: Callable[[Request], object] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> ExpectedEvent:
        """See `expect_event`: the answer of a request has come to its end."""
        return self.expect_event("requestfinished", predicate, timeout=timeout)

    async def wait_for_event(
        self, event: str, predicate: Callable[[Any], object] | None = None, *, timeout: float = DEFAULT_TIMEOUT
    ) -> Any:
        """The value of the next such event. Raises what `expect_event` does."""
        async with self.expect_event(event, predicate, timeout=timeout) as info:
            pass
        return await info.value


def _about(url_or_predicate: str | re.Pattern[str] | Callable[[Any], object]) -> Callable[[Any], object]:
    """A function that tells whether a request or response is meant."""
    if isinstance(url_or_predicate, str | re.Pattern):
        fits = matcher(url_or_predicate)
        return lambda message: message.url == url_or_predicate or fits(message.url)
    if not callable(url_or_predicate):
        raise TypeError(f"{url_or_predicate!r} is not a URL: give a glob, a regular expression or a function")
    return url_or_predicate
