"""A page in a process of its own. It has what `shim.headless.page.Page` has for callers; docs/browsers.md says what
differs."""

from __future__ import annotations

import asyncio
import base64
import builtins
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal

from shim.api.events import Changes, ConsoleMessage, Crash, PageError
from shim.api.page import DEFAULT_TIMEOUT, EVENTS, BasePage, WaitUntil
from shim.api.seconds import check_timeout
from shim.api.session import Session
from shim.api.values import decode_value, encode_value
from shim.errors import Error, NavigationError, TimeoutError
from shim.net.access import Access
from shim.net.fetcher import Scope
from shim.net.messages import NetworkEvent, Request, Response
from shim.net.routes import Routes

from .agency import Agency
from .frame import Frame
from .messages import FrameState, Screen
from .pipe import BadFrame
from .process import Ended, RouteMistake

if TYPE_CHECKING:
    from .browser import IsolatedBrowser

_SECONDS_TO_SETTLE = 5.0
"""Seconds that an action waits for the effects of what it made the device say."""
_SLACK = 0.5
"""Seconds beyond its time for which a page may tell by itself why a call takes too long."""
_SECONDS_TO_CLOSE = 2.0
"""A page that has not closed by then is closed with its process."""


class Page(BasePage[Session]):
    """One tab. Made by `Browser.new_page`."""

    browser: IsolatedBrowser
    _poll = 0.05

    def __init__(self, browser: IsolatedBrowser) -> None:
        super().__init__(browser, lambda: None)
        self.scope = Scope(Access("about:blank"), observer=self._network_event)
        self._main_frame = Frame(self, 0)
        self._frames: dict[int, Frame] = {}
        self._agency: Agency | None = None
        self._number = 0
        self._crash: Crash | None = None
        """The reason why there is no process, or no main document."""
        self._changes = Changes()
        self._init_scripts: list[str] = []
        self._is_closing = False
        self.scope.routes.on_error = lambda error: browser.handling.add("route", error)
        self._stop_watching = browser.device.watch(self._changes.notify)

    # the process ------------------------------------------------------------------------------------------------------

    def move(self, agency: Agency | None, number: int) -> None:
        """The page is in that process now, where it has this number, or in none."""
        self._agency, self._number = agency, number

    def _in_process(self) -> Agency:
        self._check_open()
        if self._agency is None:
            reason = self._crash.reason if self._crash is not None else "its process is not there"
            raise Error(f"the document has crashed: {reason}; load another one")
        return self._agency

    async def call(self, name: str, *arguments: Any) -> Any:
        """The answer of the process to a call that concerns this page."""
        agency = self._in_process()
        try:
            return await agency.process.call(name, self._number, *arguments)
        except RouteMistake as mistake:
            raise agency.mistakes.pop(mistake.number, mistake) from None
        except Error:
            if self._is_closing:
                raise NavigationError("the page is closed") from None
            raise

    def call_now(self, name: str, *arguments: Any) -> Any:
        """The same while the caller's thread stands still."""
        return self._in_process().process.call_now(name, self._number, *arguments)

    async def _within(self, name: str, *arguments: Any, timeout: float) -> Any:
        """The answer to a call that ends by itself after `timeout` seconds, unless the process is busy."""
        check_timeout(timeout)
        self.browser.handling.raise_first()
        try:
            async with asyncio.timeout(timeout + _SLACK):
                return await self.call(name, *arguments, timeout)
        except builtins.TimeoutError:
            raise TimeoutError(f"the page did not answer within {timeout:g} s") from None

    def crash_of(self, reason: str) -> Crash:
        """The crash that it is when the process ends for that reason."""
        return Crash(self.device_document(self._main_frame.document_number) or 0, self.url, reason)

    def lose(self, crash: Crash | None) -> None:
        """The process is gone: it crashed, or was ended on purpose."""
        self._agency = None
        self._detach(list(self._frames.values()))
        self._frames.clear()
        main = self._main_frame
        main.location, main.document_number, main.loaded, main.child_frames = "about:blank", None, False, []
        if crash is None:
            self.end()
        elif not self.closed:
            self._crash = crash
            self.report_error(PageError(f"{crash.url} crashed: {crash.reason}", crash.url))
            self.report_crash(crash)
        self._changes.notify()

    def device_document(self, number: int | None) -> int | None:
        """The id on the device of a document, by its number in the process; None when it is not there."""
        document = self._agency.documents.get(number) if self._agency is not None and number is not None else None
        return None if document is None else document.id

    # what the process tells -------------------------------------------------------------------------------------------

    def take_frames(self, states: Sequence[FrameState]) -> None:
        """All frames as they are. Raises `BadFrame` when they are not a tree."""
        before, now = self._frames, dict[int, Frame]()
        for state in states:
            if state.parent is None and not now:
                frame = self._main_frame
                frame.number = state.number
            elif state.parent in now and state.number not in now:
                parent = now[state.parent]
                frame = before.get(state.number) or Frame(self, state.number, parent)
                parent.child_frames.append(frame)
            else:
                raise BadFrame("frames that are not a tree")
            now[state.number] = frame
            frame.name, frame.location, frame.document_number = state.name, state.url, state.document
            frame.loaded, frame.child_frames = state.is_loaded, []
        self._frames = now
        self._detach([frame for number, frame in before.items() if number not in now])
        self._changes.notify()

    def _detach(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            frame.detached = frame is not self._main_frame

    def hear_message(self, message: ConsoleMessage) -> None:
        """A console message of the page or about it."""
        self._report_message(message)

    def hear_crash(self, crash: Crash, *, is_whole: bool) -> None:
        """A document crashed, while the process goes on. `is_whole`: the main one."""
        if is_whole:
            self._crash = crash
        self.report_crash(crash)

    def hear_network(self, kind: str, value: Request | Response) -> None:
        """Something happened to a request that the process answers by itself."""
        self._count_request(kind)
        if kind in EVENTS:
            self._emitter.emit(kind, value)

    def _network_event(self, event: NetworkEvent) -> None:
        self._count_request(event.kind)
        if event.kind in EVENTS:
            self._emitter.emit(event.kind, event.response if event.kind == "response" else event.request)

    def announce_popup(self, page: Page) -> None:
        """The page opened another one."""
        page.scope.access = self.scope.access
        self._emitter.emit("popup", page)

    # network ----------------------------------------------------------------------------------------------------------

    @property
    def _routes(self) -> Routes:
        return self.scope.routes

    # navigation -------------------------------------------------------------------------------------------------------

    async def goto(
        self, url: str | PathLike[str], *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT
    ) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired, or what else `wait_until` says: `commit`, `domcontentloaded`, `networkidle`.

        Raises `NavigationError` when it cannot be loaded, gives way to another navigation or crashes, `TimeoutError`
        after `timeout` seconds.
        """
        target = self._target(url)
        self.scope.access = Access(target, self.browser.allow_hosts)
        return int(await self._load(fspath(url), "goto", target, fspath(url), wait_until=wait_until, timeout=timeout))

    async def set_content(
        self,
        html: str,
        *,
        url: str = "about:blank",
        wait_until: WaitUntil = "load",
        timeout: float = DEFAULT_TIMEOUT,
    ) -> None:
        """Loads markup as the page's document, as if it had come from `url`. Returns once `load` has fired, or what
        else `wait_until` says."""
        self._check_content(html, url)
        self.scope.access = Access(url, self.browser.allow_hosts)
        await self._load("the content", "set content", html, url, wait_until=wait_until, timeout=timeout)

    async def reload(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int:
        """Loads the page's URL again, or the markup that it was given. Returns and raises what `goto` does."""
        return int(await self._load(self.url, "reload", wait_until=wait_until, timeout=timeout))

    async def go_back(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes back in the session history. Returns and raises what `goto` does; None if there is nothing to go to."""
        return await self._go(-1, timeout, wait_until)

    async def go_forward(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes forward in the session history. Returns and raises what `go_back` does."""
        return await self._go(1, timeout, wait_until)

    async def _go(self, delta: int, timeout: float, wait_until: WaitUntil) -> int | None:
        status = await self._load("the page before or after", "go", delta, wait_until=wait_until, timeout=timeout)
        return None if status is None else int(status)

    async def _add_init_script(self, source: str) -> None:
        self._init_scripts.append(source)
        if self._agency is not None:
            await self.call("init script", source)

    async def _load(self, what: str, name: str, *arguments: Any, wait_until: WaitUntil, timeout: float) -> Any:
        """Navigates the main frame, in a new process if the one before crashed."""
        self._check_open()
        self._check_wait_until(wait_until)
        check_timeout(timeout)
        # the network is the host's: see below
        arguments = (*arguments, "load" if wait_until == "networkidle" else wait_until)
        try:
            async with asyncio.timeout(timeout):
                if self._agency is not None:
                    self._agency.process.take_what_came()
                if (agency := self._agency) is not None:
                    heard = agency.process.heard
                    try:
                        outcome = await self._load_in_process(name, *arguments, timeout)
                        return await self._loaded(outcome, wait_until)
                    except Ended:
                        if self.closed or agency.process.heard > heard:
                            raise
                    # it never heard of this call: it hung in what was there before
                await Agency.open(self.browser, self)
                self.screen_changed()
                for source in self._init_scripts:
                    await self.call("init script", source)
                return await self._loaded(await self._load_in_process(name, *arguments, timeout), wait_until)
        except builtins.TimeoutError:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None
        except NavigationError:
            self._check_open()
            raise
        except Ended:
            self._check_open()
            reason = self._crash.reason if self._crash is not None else "its process is gone"
            raise NavigationError(f"{what} crashed while it was loaded: {reason}") from None

    async def _loaded(self, outcome: Any, wait_until: WaitUntil) -> Any:
        if wait_until == "networkidle":
            await self._until_network_is_idle()
        self._check_open()
        return outcome

    async def _load_in_process(self, name: str, *arguments: Any) -> Any:
        self._crash = None
        return await self.call(name, *arguments)

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    def main_frame(self) -> Frame:
        return self._main_frame

    @property
    def frames(self) -> list[Frame]:
        """Every frame, breadth first; the first is the main one."""
        found = [self.main_frame]
        for frame in found:
            found.extend(frame.child_frames)
        return found

    @property
    def crashed(self) -> bool:
        return self._crash is not None

    def screen_changed(self) -> None:
        """See `shim.api.page.BasePage`."""
        if self._agency is not None:
            self._agency.process.send(Screen(self._number, self.visibility))

    async def _resize(self) -> None:
        await self.call("resize", *self._size)

    async def _draw(self, kind: Literal["png", "jpeg"], scale: float, *, full_page: bool = False) -> bytes:
        return base64.b64decode(await self.call("draw", kind, scale, full_page))

    # acting as the user -----------------------------------------------------------------------------------------------

    async def act(self, name: str, *arguments: Any) -> Any:
        """The answer to a call that acts, once what the device has said to it has had its effect."""
        before = self._in_process().deliveries
        answer = await self.call(name, *arguments)
        if self._agency is not None and self._agency.deliveries != before:
            with suppress(builtins.TimeoutError):
                async with asyncio.timeout(_SECONDS_TO_SETTLE):
                    await self._agency.settle()
        return answer

    # waiting ----------------------------------------------------------------------------------------------------------

    async def wait_for_function(self, expression: str, arg: object = None, *, timeout: float = DEFAULT_TIMEOUT) -> Any:
        """The value of an expression or function, once it is truthy. Raises `TimeoutError`, or `EvaluationError`
        when it throws."""
        found = await self._within("wait for function", expression, encode_value(arg), timeout=timeout)
        return decode_value(json.loads(found))

    async def wait_until_idle(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Returns when nothing of this page is left to happen: no task, no network, no timer due within 5 s
        (intervals do not count), no media that will end by itself. Raises `TimeoutError`."""
        await self._within("wait until idle", timeout=timeout)

    def _departure(self) -> Callable[[], bool]:
        document = self.main_frame.document_number
        return lambda: self.main_frame.document_number != document

    def notify(self) -> None:
        """Something was done in the process: who waits for the page looks again."""
        self._changes.notify()

    async def changed(self) -> None:
        """See `shim.api.waiting.Waits`."""
        await self._changes.next()

    # the end ----------------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Closes the tab and frees all that it held."""
        if self.closed:
            return
        agency = self._agency
        self._is_closing = True
        try:
            if agency is not None:
                async with asyncio.timeout(_SECONDS_TO_CLOSE):
                    await agency.process.call("close", self._number)
        except (Error, builtins.TimeoutError):
            pass
        finally:
            self.end()
            if agency is not None and self._number in agency.pages:
                # what does not close hangs
                del agency.pages[self._number]
                agency.process.end("another page of its process did not close" if agency.pages else None)

    def end(self) -> None:
        """The page is closed."""
        if not self.closed:
            self.closed = True
            self._stop_watching()
            self._detach(list(self._frames.values()))
            self._main_frame.detached = True
            if self in self.browser.pages:  # not one whose process did not start
                self.browser.page_closed(self)
            self._emitter.emit("close", self)
            self._changes.notify()
