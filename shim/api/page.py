"""Common base of the tabs of both engines: reports, routes, the main frame, and waiting."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args

import turbohtml

from shim.clock import Clock
from shim.device.device import Device
from shim.errors import EvaluationError, NavigationError, UnimplementedError
from shim.files import write_file
from shim.net import url as urls
from shim.net.routes import Pattern as UrlPattern
from shim.net.routes import Routes, matcher
from shim.types import PageEvent, State, ViewportSize

from .actions import SelectorActions
from .browser import BaseBrowser
from .dialogs import Dialog, run_at_once
from .done import Done
from .events import ConsoleMessage, Crash, Emitter, LastItems, PageError, shortened
from .input import Keyboard, Mouse
from .listening import Listening
from .loading import NETWORK_QUIET as NETWORK_QUIET
from .loading import WAIT_UNTIL as WAIT_UNTIL
from .loading import Loading
from .loading import WaitUntil as WaitUntil
from .locator import Locator, check_picture_path
from .seconds import check_timeout
from .selectors import Steps
from .waiting import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT

VIEWPORT = (1280, 720)
"""Width and height of a tab, and of its screen, in CSS pixels, unless it is given others."""
_MOST_PIXELS = 10_000
EVENTS: frozenset[str] = frozenset(get_args(PageEvent))
_T = TypeVar("_T")


class _Session(Protocol):
    @property
    def state(self) -> str: ...


_SessionT = TypeVar("_SessionT", bound=_Session)
_SessionOf = TypeVar("_SessionOf", bound=_Session, covariant=True)


class _Frame(Protocol[_SessionOf]):
    name: str

    @property
    def url(self) -> str: ...
    @property
    def is_loaded(self) -> bool: ...
    @property
    def document(self) -> turbohtml.Document: ...
    @property
    def session(self) -> _SessionOf: ...
    async def evaluate(self, expression: str, arg: object = None) -> Any: ...
    async def content(self) -> str: ...
    async def title(self) -> str: ...
    def _located(self, steps: Steps, text: str) -> Locator: ...


class BasePage(Listening, Loading, SelectorActions, Generic[_SessionT]):
    """One tab. `handled` is called when handlers of its events ran."""

    _KIND = "Page"
    browser: BaseBrowser[Any]

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
        self.tell_missing: Callable[[str, bool], object] | None = None
        """Called with each report of what is not implemented, as `report_missing` is."""
        self._refused: set[str] = set()
        """Names in `missing` that were errors because the browser is strict."""
        self._dialog_handler: Callable[[str, str, str], str | None] | None = None
        self.closed = False
        """True once it was closed, by the caller or by script."""
        self._size = VIEWPORT
        self._emitter = Emitter(EVENTS, handled, browser.handling)

    @cached_property
    def keyboard(self) -> Keyboard:
        """Presses keys where the focus is."""
        return Keyboard(self._focused)

    @cached_property
    def mouse(self) -> Mouse:
        """Points at places of the page."""
        return Mouse(self._point)

    @property
    def dialog_handler(self) -> Callable[[str, str, str], str | None] | None:
        """Answers alert, confirm and prompt: gets kind, message and default, returns the text, "" for OK, None to
        dismiss. Setting it raises `TypeError` for what cannot be called."""
        return self._dialog_handler

    @dialog_handler.setter
    def dialog_handler(self, handler: Callable[[str, str, str], str | None] | None) -> None:
        if handler is not None and not callable(handler):
            raise TypeError(f"dialog_handler is {handler!r}, which cannot be called")
        self._dialog_handler = handler

    def answer_dialog(self, kind: str, message: str, text: str) -> str | None:
        """The answer of the handlers of the event `dialog`, or else of `dialog_handler`; None dismisses it. What they
        raise is no concern of the page's: the caller gets it as that of a handler of an event."""
        dialog = Dialog(kind, message, text)
        self._emitter.emit("dialog", dialog, run=run_at_once)
        dialog.close()
        if dialog.is_answered:
            return dialog.answer
        if self.dialog_handler is None:
            return None
        try:
            return self.dialog_handler(kind, message, text)
        except Exception as error:
            self.browser.handling.add("dialog", error)
            return None

    # events -----------------------------------------------------------------------------------------------------------

    def report_missing(self, name: str, is_use: bool = True) -> None:
        """The page used something that is not implemented. `is_use`: False when it took a value that is not there, as
        it may do to ask for it, which `Browser(strict=True)` lets pass."""
        if self.tell_missing is not None:
            self.tell_missing(name, is_use)
        if name not in self.missing:
            self.missing.append(name)
            self.browser.device.note(self.name, "notimplemented", f"not implemented: {name}")
            self._emitter.emit("notimplemented", name)
        if is_use and self.browser.strict and name not in self._refused:
            self._refused.add(name)
            error = UnimplementedError(f"{self.name} ({self.url}) used {name}, which is not implemented")
            self.browser.handling.keep(error)
            self.report_error(PageError(f"not implemented: {name}"))

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

    # the viewport -----------------------------------------------------------------------------------------------------

    @property
    def viewport_size(self) -> ViewportSize:
        """The width and height of the tab, in CSS pixels."""
        return {"width": self._size[0], "height": self._size[1]}

    async def set_viewport_size(self, viewport_size: ViewportSize) -> None:
        """Gives the tab another width and height, in CSS pixels: its document hears `resize`, and media queries change.

        Raises `ValueError` for a size that is not a width and a height of 1 to 10,000 pixels.
        """
        given: object = viewport_size
        size = (given.get("width"), given.get("height")) if isinstance(given, Mapping) and len(given) == 2 else ()
        if not size or not all(type(side) is int and 1 <= side <= _MOST_PIXELS for side in size):
            raise ValueError(
                f"viewport_size is {viewport_size!r}; give whole pixels, 1 to {_MOST_PIXELS:,}: "
                '{"width": 390, "height": 844}'
            )
        self._check_open()
        self._size = viewport_size["width"], viewport_size["height"]
        await self._resize()

    @abstractmethod
    async def _resize(self) -> None:
        """The tab has another `_size`."""

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
    def _device(self) -> Device:
        return self.browser.device

    @property
    def _clock(self) -> Clock:
        return self.browser.clock

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
    ) -> Done:
        """Answers requests whose URL matches: with `body`, or by `handler(route)` or `handler(route, request)`, which
        awaits one of `route.fulfill(...)`, `abort()`, `continue_(...)` and `fallback()`.

        The pattern is Playwright's: a glob, a compiled regular expression or a function of the URL. The route added
        last is asked first. It holds at once; `await` is as in Playwright, and not needed.
        """
        routes = self._routes
        if handler is None:
            routes.route(pattern, body=body or "", content_type=content_type, status=status, headers=headers or {})
        elif body is not None or content_type is not None or status != 200 or headers:
            raise ValueError("route takes a handler or an answer (body, content_type, status, headers), not both")
        elif not callable(handler):
            raise TypeError(f"the handler of a route is {handler!r}, which cannot be called; an answer is body=...")
        else:
            routes.route(pattern, handler)
        return Done()

    def unroute(self, pattern: Any, handler: Any = None) -> Done:
        """Removes the routes of that pattern, or the one with that handler. It can be awaited."""
        self._routes.unroute(pattern, handler)
        return Done()

    # navigation -------------------------------------------------------------------------------------------------------

    @abstractmethod
    async def _add_init_script(self, source: str) -> None:
        """Has a script run in every new document."""

    async def add_init_script(self, script: str | None = None, *, path: str | PathLike[str] | None = None) -> None:
        """Runs a script in every document that is loaded from now on, frames included, before any script of its own.
        Raises OSError when the file cannot be read."""
        if (script is None) == (path is None):
            raise TypeError("add_init_script takes a script, or the path of one")
        self._check_open()
        source = script if path is None else _text_of(path)
        if not isinstance(source, str):
            raise TypeError(f"a script is text, not {type(source).__name__}")
        await self._add_init_script(source)

    def _target(self, url: str | PathLike[str]) -> str:
        """The URL that `goto` opens. Raises `NavigationError`."""
        self._check_open()
        if not isinstance(url, str | PathLike):
            raise TypeError(f"goto takes a path or a URL, not {type(url).__name__}; {url!r} was given")
        try:
            return urls.from_argument(fspath(url))
        except (ValueError, OSError) as error:
            raise NavigationError(str(error)) from error

    def _check_content(self, html: str, url: str) -> None:
        """Refuses what `set_content` cannot take. Raises `NavigationError`, or `TypeError` for what is not a string."""
        self._check_open()
        if not isinstance(html, str):
            raise TypeError(f"set_content takes markup as a str, not {type(html).__name__}")
        if not isinstance(url, str):
            raise TypeError(f"the url of set_content is a str, not {type(url).__name__}")
        if url == "about:blank":
            return
        try:
            urls.parse(url)
        except ValueError as error:
            raise NavigationError(str(error)) from error

    def _check_open(self) -> None:
        """Raises `NavigationError` when the page is closed, and what a handler of an event raised."""
        self.browser.handling.raise_first()
        if self.closed or self.browser.closed:
            raise NavigationError("the page is closed")

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def main_frame(self) -> _Frame[_SessionT]:
        """The frame that all others are in."""

    @property
    @abstractmethod
    def frames(self) -> Sequence[Any]:
        """Every frame, breadth first; the first is the main one."""

    def frame(self, name: str | None = None, *, url: UrlPattern | None = None) -> Any:
        """The first frame of that name, or whose URL matches: a glob, a compiled regular expression or a function of
        the URL. None if there is none; `frame_locator` waits for one."""
        if (name is None) == (url is None):
            raise TypeError("frame takes a name, or url=")
        fits = matcher(url) if url is not None else None
        return next((one for one in self.frames if (fits(one.url) if fits else one.name == name)), None)

    def _located(self, steps: Steps, text: str) -> Locator:
        return self.main_frame._located(steps, text)

    async def _focused(self) -> Locator:
        """The element that keys go to."""
        for frame in reversed(self.frames):
            focused: Locator = frame._located((["css", ":focus"],), "the element with the focus")
            if await focused.count():
                return focused.first
        return self._located((["css", "body"],), "the body").first

    async def _point(self, x: float, y: float, action: str) -> None:
        """Moves the pointer there (`hover`), or clicks there too (`click`, `dblclick`). Raises `TimeoutError` where
        nothing is."""
        await self._located((["at", x, y],), f"what is at {x}, {y}")._perform(action, None, 0)

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

    async def screenshot(self, *, path: str | PathLike[str] | None = None, full_page: bool = False) -> bytes:
        """A picture of what can be seen of the page, or with `full_page` of all that scrolling shows, as PNG, which is
        also written to `path`. Raises `Error` for a page that cannot be drawn.

        On QuickJS it is drawn by another engine than a browser's: see docs/engine.md.
        """
        self._check_open()
        check_picture_path(path)
        image = await self._draw("png", 1.0, full_page=full_page)
        if path is not None:
            write_file(path, image)
        return image

    @abstractmethod
    async def _draw(self, kind: Literal["png", "jpeg"], scale: float, *, full_page: bool = False) -> bytes:
        """The picture, `scale` times as large. Raises `Error` where there is none."""

    # waiting ----------------------------------------------------------------------------------------------------------

    @abstractmethod
    def _departure(self) -> Callable[[], bool]:
        """A function that tells later that the main frame's present document has given way to another one."""

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

        (found,) = await self._until(
            look, timeout, lambda: f"{expression!r} did not become truthy (it is {value!r})", patience=0
        )
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

    def is_closed(self) -> bool:
        """True once it was closed, by the caller or by script."""
        return self.closed

    async def wait(self, seconds: float) -> None:
        """Lets the page run for that long. A test that waits for something to happen is quicker, and steadier, with
        `expect` or `wait_for_function`."""
        self._check_open()
        await self.browser.clock.run_for(check_timeout(seconds))

    def __repr__(self) -> str:
        return f"<Page url={json.dumps(self.url)}>"


def _text_of(path: str | PathLike[str]) -> str:
    return Path(fspath(path)).read_text(encoding="utf-8")


def _is_truthy(value: object) -> bool:
    """True for what is truthy in the page: empty arrays and objects are, NaN is not."""
    return isinstance(value, (list, dict)) or (bool(value) and value == value)
