"""Common base of the tabs of both engines: reports, routes, the main frame, and waiting."""

from __future__ import annotations

import asyncio
import builtins
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from os import PathLike, fspath
from typing import Any, ClassVar, Generic, Literal, Protocol, Self, TypeVar, get_args, overload

import turbohtml

from shim.errors import EvaluationError, NavigationError, TimeoutError
from shim.net import url as urls
from shim.net.messages import Request, Response
from shim.net.routes import Routes
from shim.types import PageEvent, State

from .browser import BaseBrowser
from .events import ConsoleMessage, Crash, Emitter, LastItems, PageError, shortened

DEFAULT_TIMEOUT = 30.0
"""Seconds that a wait takes at the most, unless it is told otherwise."""
VIEWPORT = (1280, 720)
"""Width and height of every tab, and of the screen, in CSS pixels."""
EVENTS: frozenset[str] = frozenset(get_args(PageEvent))
_T = TypeVar("_T")


class _Session(Protocol):
    @property
    def state(self) -> str: ...


_SessionT = TypeVar("_SessionT", bound=_Session)
_SessionOf = TypeVar("_SessionOf", bound=_Session, covariant=True)


class _Frame(Protocol[_SessionOf]):
    @property
    def url(self) -> str: ...
    @property
    def document(self) -> turbohtml.Document: ...
    @property
    def session(self) -> _SessionOf: ...
    async def evaluate(self, expression: str, arg: object = None) -> Any: ...
    async def content(self) -> str: ...
    async def title(self) -> str: ...


class BasePage(ABC, Generic[_SessionT]):
    """One tab. `handled` is called when handlers of its events ran."""

    browser: BaseBrowser[Any]
    _poll: ClassVar[float]
    """Seconds after which a wait looks again though nothing was heard."""

    def __init__(self, browser: BaseBrowser[Any], handled: Callable[[], object]) -> None:
        self.browser = browser
        self.name: str = browser.device.name_tab()
        """The tab's name among the participants of the device."""
        self.console: LastItems[ConsoleMessage] = LastItems()
        """The last console messages."""
        self.errors: LastItems[PageError] = LastItems()
        """The last errors that no script caught."""
        self.crashes: LastItems[Crash] = LastItems()
        """The last documents that had to be taken away, and why."""
        self.missing: list[str] = []
        """The names of what the page used and nothing implements. Chromium does not tell."""
        self.dialog_handler: Callable[[str, str, str], str | None] | None = None
        """Answers alert, confirm and prompt: gets kind, message and default, returns the text, "" for OK, None to
        dismiss."""
        self.closed = False
        self._emitter = Emitter(EVENTS, handled)

    # events -----------------------------------------------------------------------------------------------------------

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
    def on(self, event: Literal["popup", "crash", "close"], handler: Callable[[Self], object]) -> None: ...

    def on(self, event: PageEvent, handler: Callable[[Any], object]) -> None:
        """Calls `handler` for each event: console, pageerror, notimplemented (never on Chromium), request, response,
        requestfinished, requestfailed, popup, crash (with the page, of which a document has crashed: see `crashes`),
        close."""
        self._emitter.on(event, handler)

    def remove_listener(self, event: PageEvent, handler: Callable[[Any], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)

    def report_error(self, error: PageError) -> None:
        """An error that no script caught."""
        error = replace(error, message=shortened(error.message), stack=shortened(error.stack))
        self.errors.add(error, len(error.message) + len(error.stack))
        self.browser.device.note(self.name, "error", f"Uncaught {error}")
        self._emitter.emit("pageerror", error)

    def report_crash(self, crash: Crash) -> None:
        """A document of the page has crashed."""
        self.crashes.add(crash, len(crash.url) + len(crash.reason))
        self._emitter.emit("crash", self)

    @property
    @abstractmethod
    def crashed(self) -> bool:
        """True from when the main document has crashed until another one is loaded; `crashes` says why."""

    def _report_message(self, message: ConsoleMessage) -> None:
        message = replace(message, text=shortened(message.text))
        self.console.add(message, len(message.text))
        self.browser.device.note(self.name, message.type, message.text)
        self._emitter.emit("console", message)

    # the screen -------------------------------------------------------------------------------------------------------

    async def bring_to_front(self) -> None:
        """Shows this tab: the others are hidden. Before it is called first, all are as if they were in front.

        A tab that is opened later is in front, and when it is closed the one behind it.
        """
        self._check_open()
        self.browser.bring_to_front(self)
        await self.browser.device.settle()

    @property
    def visibility(self) -> str:
        """`visible`, or `hidden`: behind another tab, by the lock, in the background."""
        return self.browser.visibility_of(self)

    @abstractmethod
    def screen_changed(self) -> None:
        """The documents are told whether they are visible."""

    # network ----------------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def _routes(self) -> Routes:
        """The routes of this page."""

    def route(
        self,
        pattern: Any,
        handler: Any = None,
        *,
        body: str | bytes | None = None,
        content_type: str | None = None,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answers requests whose URL matches: with `body`, or by `handler(route)`. The pattern is Playwright's: a
        glob, a compiled regular expression or a function of the URL. The route added last is asked first."""
        routes = self._routes
        if handler is not None:
            routes.route(pattern, handler)
        else:
            routes.route(pattern, body=body or "", content_type=content_type, status=status, headers=headers or {})

    def unroute(self, pattern: Any) -> None:
        """Removes the routes of that pattern."""
        self._routes.unroute(pattern)

    # navigation -------------------------------------------------------------------------------------------------------

    def _target(self, url: str | PathLike[str]) -> str:
        """The URL that `goto` opens. Raises `NavigationError`."""
        self._check_open()
        try:
            return urls.from_argument(fspath(url))
        except (ValueError, OSError) as error:
            raise NavigationError(str(error)) from error

    def _check_content(self, html: str, url: str) -> None:
        """Refuses what `set_content` cannot take. Raises `NavigationError`, or `TypeError` for markup that is not a
        string."""
        self._check_open()
        if not isinstance(html, str):
            raise TypeError(f"set_content takes markup as a str, not {type(html).__name__}")
        try:
            urls.parse(url)
        except ValueError as error:
            raise NavigationError(str(error)) from error

    def _check_open(self) -> None:
        if self.closed or self.browser.closed:
            raise NavigationError("the page is closed")

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def main_frame(self) -> _Frame[_SessionT]:
        """The frame that all others are in."""

    @property
    def url(self) -> str:
        """The main frame's URL."""
        return self.main_frame.url

    @property
    def document(self) -> turbohtml.Document:
        """The main frame's document: live, or on Chromium a copy of it as it is now."""
        return self.main_frame.document

    @property
    def session(self) -> _SessionT:
        """The main frame's audio session."""
        return self.main_frame.session

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """See `Frame.evaluate`."""
        return await self.main_frame.evaluate(expression, arg)

    async def content(self) -> str:
        """The main frame's markup."""
        return await self.main_frame.content()

    async def title(self) -> str:
        """The main frame's title."""
        return await self.main_frame.title()

    # waiting ----------------------------------------------------------------------------------------------------------

    @abstractmethod
    def _departure(self) -> Callable[[], bool]:
        """A function that tells later that the main frame's present document has given way to another one."""

    @abstractmethod
    async def _change(self) -> None:
        """Returns when something is heard of the page."""

    async def wait_for_function(self, expression: str, arg: object = None, *, timeout: float = DEFAULT_TIMEOUT) -> Any:
        """The value of an expression or function, once it is truthy. Raises `TimeoutError`, or `EvaluationError`
        when it throws."""
        value = None

        async def look() -> tuple[Any] | None:
            nonlocal value
            has_left = self._departure()
            try:
                value = await self.evaluate(expression, arg)
            except EvaluationError:
                if has_left() and not self.closed:
                    return None
                raise
            return (value,) if _is_truthy(value) else None

        (found,) = await self._until(look, timeout, lambda: f"{expression!r} did not become truthy (it is {value!r})")
        return found

    async def wait_for_session(self, state: State, *, timeout: float = DEFAULT_TIMEOUT) -> _SessionT:
        """Waits until the main document's audio session has that state: inactive, active or interrupted. Raises
        `TimeoutError`."""
        if state not in get_args(State):
            raise ValueError(f"{state!r} is not an audio session state; it can be inactive, active or interrupted")

        async def look() -> _SessionT | None:
            session = self.session
            return session if session.state == state else None

        return await self._until(
            look, timeout, lambda: f"the session did not become {state} (it is {self.session.state})"
        )

    async def _until(self, look: Callable[[], Awaitable[_T | None]], timeout: float, failure: Callable[[], str]) -> _T:
        """The first result of `look`, which is asked again when something is heard of the page, and now and then."""
        try:
            async with asyncio.timeout(timeout):
                self._check_open()
                while (found := await look()) is None:
                    with suppress(builtins.TimeoutError):
                        async with asyncio.timeout(self._poll):
                            await self._change()
                    self._check_open()
                return found
        except builtins.TimeoutError:
            raise TimeoutError(f"{failure()} within {timeout:g} s") from None

    async def wait_for_timeout(self, milliseconds: float) -> None:
        """Lets the page run for that long."""
        await asyncio.sleep(milliseconds / 1000)

    def __repr__(self) -> str:
        return f"<Page url={json.dumps(self.url)}>"


def _is_truthy(value: object) -> bool:
    """True for what is truthy in the page: empty arrays and objects are, NaN is not."""
    return isinstance(value, (list, dict)) or (bool(value) and value == value)
