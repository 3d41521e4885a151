"""A tab with its frames. Names and behaviour follow Playwright's `Page`."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Awaitable, Callable
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypeVar

from shim.api.events import ConsoleMessage
from shim.api.page import DEFAULT_TIMEOUT, EVENTS, BasePage, WaitUntil
from shim.api.seconds import check_timeout
from shim.clock import waited
from shim.css.viewport import Viewport
from shim.engine.event_loop import Owner
from shim.engine.memory import MemoryAccount, return_freed_memory
from shim.errors import NavigationError, TimeoutError
from shim.net.access import Access
from shim.net.fetcher import Scope
from shim.net.messages import NetworkEvent, Request, Response
from shim.net.routes import Routes
from shim.web import context as web
from shim.web.history_operations import HistoryOperations

from .audio_session import Session
from .frame import Frame
from .pictures import draw_page
from .viewports import tell_of_viewport
from .workers import PageWorkers

if TYPE_CHECKING:
    from shim.layout.renderer import Kind

    from .browser import HeadlessBrowser

_T = TypeVar("_T")
_TYPES = {"warn": "warning"}
_ACTIVATION = 5.0
_LOOK_AGAIN = 0.01
"""Seconds after which a navigation is looked at again that is not waited for to its end."""
MOST_POPUPS = 64
"""Tabs that the scripts of a browser may have open at a time."""


class Page(BasePage[Session]):
    """One tab. Made by `Browser.new_page`."""

    browser: HeadlessBrowser
    _poll = 0.1

    def __init__(self, browser: HeadlessBrowser) -> None:
        super().__init__(browser, self._handled)
        self.account = MemoryAccount(browser.memory_limit)
        """Memory that its documents hold, and their limit."""
        self.group: object = self
        """https://html.spec.whatwg.org/#browsing-context-group: the same for pages whose scripts may reach each
        other."""
        self.workers = PageWorkers(self)
        self.viewport: Viewport = Viewport(self._measure, self._measure)
        """The viewport that its document is seen through."""
        self._main_frame = Frame(self)
        self._scope = Scope(Access("about:blank"), observer=self._network_event, resolve_blob=browser.blobs.resolve)
        self._scope.routes.on_error = lambda error: browser.handling.add("route", error)
        self.is_popup = False
        """Opened by script, or by a link of a page."""
        self.init_scripts: list[str] = []
        """Scripts that run in every new document, before any script of its own."""
        self.user_activated = False
        self._activated_at = float("-inf")

    # events -----------------------------------------------------------------------------------------------------------

    def report_console(self, type_: str, text: str, url: str = "", line: int = 0) -> None:
        """A console message of the page or about it."""
        self._report_message(ConsoleMessage(type_, text, url, line))

    def report_console_call(self, message: web.ConsoleMessage) -> None:
        """A call of `console.*` in one of the page's documents."""
        self.report_console(_TYPES.get(message.level, message.level), message.text, message.url, message.line)

    def open_popup(self) -> Frame | None:
        """Opens a tab from this one. Returns its frame, which nothing was loaded into yet; None when scripts have
        opened too many."""
        if sum(page.is_popup for page in self.browser.pages) >= MOST_POPUPS:
            self.report_console("error", f"no tab was opened: scripts have {MOST_POPUPS} open at the most", self.url)
            return None
        popup = self.browser.add_page()
        popup.is_popup = True
        self.announce_popup(popup)
        return popup.main_frame

    def announce_popup(self, page: Page) -> None:
        """The page opened another one."""
        page.scope.access = self._scope.access
        self._emitter.emit("popup", page)

    def _measure(self) -> tuple[int, int]:
        return self._size

    def _handled(self) -> None:
        for frame in self.frames:
            if frame.active_document is not None:
                frame.active_document.tree.version += 1

    def _network_event(self, event: NetworkEvent) -> None:
        self._count_request(event.kind)
        if event.kind in EVENTS:
            self._emitter.emit(event.kind, event.response if event.kind == "response" else event.request)

    # network ----------------------------------------------------------------------------------------------------------

    @property
    def _routes(self) -> Routes:
        return self._scope.routes

    async def fetch(self, request: Request) -> Response:
        """Sends a request of this page, under its rules. Raises `NetworkError`."""
        return await self.browser.fetcher.fetch(request, self._scope)

    @property
    def scope(self) -> Scope:
        return self._scope

    # navigation -------------------------------------------------------------------------------------------------------

    async def goto(
        self, url: str | PathLike[str], *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT
    ) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired, or what else `wait_until` says: `commit`, `domcontentloaded`, `networkidle`.

        Raises `NavigationError` when it cannot be loaded or gives way to another navigation, `TimeoutError` after
        `timeout` seconds.
        """
        return await self.open(self._target(url), fspath(url), timeout, wait_until)

    async def open(self, url: str, what: str, timeout: float, wait_until: WaitUntil) -> int:
        """`goto` of a URL, which errors call `what`."""
        self._scope.access = Access(url, self.browser.allow_hosts)
        return await self._load(partial(self.main_frame.navigation.load_url, url), what, timeout, wait_until)

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
        self._scope.access = Access(url, self.browser.allow_hosts)
        load = partial(self.main_frame.navigation.load_markup, html, url)
        await self._load(load, "the content", timeout, wait_until)

    async def reload(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int:
        """Loads the page's URL again, or the markup that it was given. Returns and raises what `goto` does."""
        self._check_open()
        return await self._load(self.main_frame.navigation.reload, self.url, timeout, wait_until)

    async def go_back(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes back in the session history. Returns and raises what `goto` does; None if there is nothing to go to."""
        return await self._go(-1, timeout, wait_until)

    async def go_forward(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes forward in the session history. Returns and raises what `go_back` does."""
        return await self._go(1, timeout, wait_until)

    async def _go(self, delta: int, timeout: float, wait_until: WaitUntil) -> int | None:
        self._check_open()
        self._check_wait_until(wait_until)
        check_timeout(timeout)
        frame = self.main_frame
        entry, current = frame.history.at(delta), frame.history.current
        if entry is None or current is None:
            return None
        if entry.document is current.document:
            frame.live_document().realm.provider(HistoryOperations).traverse(delta)
            await self.browser.loop.settle()
            return 200
        return await self._load(partial(frame.navigation.load_entry, entry), entry.url, timeout, wait_until)

    async def _add_init_script(self, source: str) -> None:
        self.init_scripts.append(source)

    async def _load(self, load: Callable[[], Awaitable[_T]], what: str, timeout: float, wait_until: WaitUntil) -> _T:
        """Navigates the main frame up to `load`, or what else `wait_until` says; where a document gives way to another
        one before that, up to its."""
        self._check_wait_until(wait_until)
        check_timeout(timeout)
        frame = self.main_frame
        frame.has_crashed = False
        try:
            async with self.browser.clock.patience(timeout):
                if wait_until in ("commit", "domcontentloaded"):
                    outcome = await self._load_up_to(wait_until, load)
                else:
                    outcome = await frame.navigation.start(_outcome(load))
                    while not frame.is_loaded and (task := frame.navigation.ongoing) is not None and not task.done():
                        await asyncio.wait({task})
                if wait_until == "networkidle" and not isinstance(outcome, NavigationError):
                    await self._until_network_is_idle()
        except builtins.TimeoutError as error:
            raise TimeoutError(f"{what} did not load {waited(timeout, error)}") from None
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            self._check_open()
            if frame.has_crashed:
                raise NavigationError(f"{what} crashed while it was loaded: {self.errors[-1].message}") from None
            raise NavigationError(f"{what} was not loaded: another navigation took its place") from None
        self._check_open()
        if isinstance(outcome, NavigationError):
            raise outcome
        return outcome

    async def _load_up_to(self, wait_until: WaitUntil, load: Callable[[], Awaitable[_T]]) -> Any:
        """The HTTP status as soon as there is the new document, or as it has been parsed; it goes on loading."""
        navigation = self.main_frame.navigation
        before = navigation.commits
        task = navigation.start(_outcome(load))
        while not task.done():
            document = self.main_frame.active_document
            has_come = navigation.commits != before and document is not None
            if document is not None and has_come and (wait_until == "commit" or document.load_event.has_content):
                return navigation.status
            await asyncio.wait({task}, timeout=_LOOK_AGAIN)
        return await task

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    def main_frame(self) -> Frame:
        """The frame at the top."""
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
        """True after its document crashed, until something else is loaded."""
        return self.main_frame.has_crashed and self.main_frame.active_document is None

    def screen_changed(self) -> None:
        """See `shim.api.page.BasePage`."""
        for frame in self.frames:
            if frame.active_document is not None:
                frame.active_document.set_visibility(self.visibility)

    async def _resize(self) -> None:
        tell_of_viewport(self._main_frame)
        await self.browser.loop.settle()

    async def _draw(self, kind: Kind, scale: float, *, full_page: bool = False) -> bytes:
        return await draw_page(self.main_frame.live_document(), kind, scale, full_page=full_page)

    # acting as the user -----------------------------------------------------------------------------------------------

    def activate(self) -> None:
        """The user acts, now. https://html.spec.whatwg.org/multipage/interaction.html#activation-notification"""
        self.user_activated = True
        self._activated_at = self.browser.loop.now()

    def may_autoplay(self, seconds: float) -> bool:
        """True when an element that the user has not started may start: where each has to be, for `seconds` after a
        gesture."""
        if self.browser.autoplay == "user-gesture-per-element":
            return self.browser.loop.now() - self._activated_at < seconds
        return self.browser.autoplay == "allow" or self.user_activated

    @property
    def has_transient_activation(self) -> bool:
        """True for five seconds after the user has acted."""
        return self.browser.loop.now() - self._activated_at < _ACTIVATION

    # waiting ----------------------------------------------------------------------------------------------------------

    def _departure(self) -> Callable[[], bool]:
        document = self.main_frame.live_document()
        return lambda: document.closed

    async def changed(self) -> None:
        """See `shim.api.waiting.Waits`."""
        await self.browser.loop.next_turn()

    async def wait_until_idle(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Returns when nothing of this page is left to happen: no task, no network, no timer due within 5 s
        (intervals do not count), no media that will end by itself. Raises `TimeoutError`."""

        async def look() -> bool | None:
            return self.browser.loop.is_idle(self._owns) or None

        await self._until(look, timeout, lambda: "the page did not become idle")

    def _owns(self, owner: Owner | None) -> bool:
        return owner is None or any(
            frame.active_document is not None and frame.active_document.realm is owner for frame in self.frames
        )

    # the end ----------------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Closes the tab and frees all that it held."""
        if not self.closed:
            self.closed = True
            self.main_frame.detach()
            self.browser.page_closed(self)
            self.browser.storage.drop_tab(self)
            self._emitter.emit("close", self)
            return_freed_memory()


async def _outcome(load: Callable[[], Awaitable[_T]]) -> _T | NavigationError:
    """The result of a navigation, or the error that it ended with."""
    try:
        return await load()
    except NavigationError as error:
        return error
