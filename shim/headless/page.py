"""A tab with its frames. Names and behaviour follow Playwright's `Page`."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, TypeVar

import turbohtml

from shim.api.events import ConsoleMessage
from shim.api.page import DEFAULT_TIMEOUT, EVENTS, BasePage
from shim.engine.event_loop import Owner
from shim.engine.memory import MemoryAccount
from shim.errors import Error, NavigationError, TimeoutError
from shim.net.access import Access
from shim.net.fetcher import Scope
from shim.net.messages import NetworkEvent, Request, Response
from shim.net.routes import Routes
from shim.web import context as web

from .audio_session import Session
from .frame import Frame

if TYPE_CHECKING:
    from .browser import HeadlessBrowser

_T = TypeVar("_T")
_TYPES = {"warn": "warning"}
_ACTIVATION = 5.0
MOST_POPUPS = 64
"""Tabs that the scripts of a browser may have open at a time."""


class Page(BasePage[Session]):
    """One tab. Made by `Browser.new_page`."""

    browser: HeadlessBrowser
    _poll = 0.1

    def __init__(self, browser: HeadlessBrowser) -> None:
        super().__init__(browser, self._handled)
        self.account = MemoryAccount(browser.memory_limit)
        """What its documents hold, and may hold."""
        self._main_frame = Frame(self)
        self._scope = Scope(Access("about:blank"), observer=self._network_event, resolve_blob=browser.blobs.resolve)
        self.is_popup = False
        """Opened by script, or by a link of a page."""
        self.user_activated = False
        self._activated_at = float("-inf")

    # events -----------------------------------------------------------------------------------------------------------

    def report_console(self, type_: str, text: str, url: str = "", line: int = 0) -> None:
        """A console message of the page or about it."""
        self._report_message(ConsoleMessage(type_, text, url, line))

    def report_console_call(self, message: web.ConsoleMessage) -> None:
        """A call of `console.*` in one of the page's documents."""
        self.report_console(_TYPES.get(message.level, message.level), message.text, message.url, message.line)

    def report_missing(self, name: str) -> None:
        """A page used something that is not implemented."""
        if name not in self.missing:
            self.missing.append(name)
            self.browser.device.note(self.name, "notimplemented", f"not implemented: {name}")
            self._emitter.emit("notimplemented", name)

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

    def _handled(self) -> None:
        for frame in self.frames:
            if frame.active_document is not None:
                frame.active_document.tree.version += 1

    def _network_event(self, event: NetworkEvent) -> None:
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

    async def goto(self, url: str | PathLike[str], *, timeout: float = DEFAULT_TIMEOUT) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired.

        Raises `NavigationError` when it cannot be loaded or gives way to another navigation, `TimeoutError` after
        `timeout` seconds.
        """
        return await self.open(self._target(url), fspath(url), timeout)

    async def open(self, url: str, what: str, timeout: float) -> int:
        """`goto` of a URL, which errors call `what`."""
        self._scope.access = Access(url, self.browser.allow_hosts)
        return await self._load(partial(self.main_frame.navigation.load_url, url), what, timeout)

    async def set_content(self, html: str, *, url: str = "about:blank", timeout: float = DEFAULT_TIMEOUT) -> None:
        """Loads markup as the page's document, as if it had come from `url`. Returns once `load` has fired."""
        self._check_content(html, url)
        self._scope.access = Access(url, self.browser.allow_hosts)
        await self._load(partial(self.main_frame.navigation.load_markup, html, url), "the content", timeout)

    async def reload(self, *, timeout: float = DEFAULT_TIMEOUT) -> int:
        """Loads the page's URL again, or the markup that it was given. Returns and raises what `goto` does."""
        self._check_open()
        return await self._load(self.main_frame.navigation.reload, self.url, timeout)

    async def _load(self, load: Callable[[], Awaitable[_T]], what: str, timeout: float) -> _T:
        """Navigates the main frame up to `load`; where a document gives way to another one before that, up to its."""
        frame = self.main_frame
        frame.has_crashed = False
        try:
            async with asyncio.timeout(timeout):
                outcome = await frame.navigation.start(_outcome(load))
                while not frame.is_loaded and (task := frame.navigation.ongoing) is not None and not task.done():
                    await asyncio.wait({task})
        except builtins.TimeoutError:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None
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
        return self.main_frame.has_crashed and self.main_frame.active_document is None

    def screen_changed(self) -> None:
        """See `shim.api.page.BasePage`."""
        for frame in self.frames:
            if frame.active_document is not None:
                frame.active_document.set_visibility(self.visibility)

    # acting as the user -----------------------------------------------------------------------------------------------

    async def click(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Clicks the first element that matches, as a user does: pointer, mouse and click events, focus, activation."""
        await self._act(selector, timeout, "userClick")

    async def fill(self, selector: str, value: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Sets the value of an input, textarea, select or editable element, with `input` and `change` events."""
        await self._act(selector, timeout, "userFill", value)

    async def press(self, selector: str, key: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Focuses the element and presses a key, e.g. `Enter` or `a`."""
        await self._act(selector, timeout, "userPress", key)

    async def _act(self, selector: str, timeout: float, helper: str, *arguments: str) -> None:
        """Acts on an element once it is there and lets itself be acted on."""
        loop = self.browser.loop
        end = loop.now() + timeout
        reason = ""

        async def attempt() -> bool | None:
            nonlocal reason
            element = self._select(selector)
            if element is None:
                reason = f"no element matches {selector!r}"
                return None
            document = self.main_frame.live_document()
            done = loop.future()

            def act() -> None:
                problem = document.realm.call("notActionable", document.tree.id(element), helper)
                refusal = None
                if not problem:
                    self.activate()
                    refusal = document.realm.call(helper, document.tree.id(element), *arguments)
                    document.realm.checkpoint()
                if not done.done():
                    done.set_result((problem, refusal))

            loop.queue_task(act)
            problem, refusal = await done
            if refusal:
                raise Error(f"{selector}: {refusal}")
            reason = f"{selector}: {problem}, and that did not change"
            return None if problem else True

        await self._until(attempt, timeout, lambda: reason)
        with suppress(builtins.TimeoutError):
            async with asyncio.timeout(max(0.0, end - loop.now())):
                await loop.settle()

    def _select(self, selector: str) -> turbohtml.Element | None:
        try:
            return self.document.select_one(selector)
        except ValueError as error:
            raise Error(str(error)) from None

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

    async def wait_for_selector(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> turbohtml.Element:
        """The first element that matches, once there is one. Raises `TimeoutError`."""

        async def look() -> turbohtml.Element | None:
            return self._select(selector)

        return await self._until(look, timeout, lambda: f"no element matches {selector!r}")

    def _departure(self) -> Callable[[], bool]:
        document = self.main_frame.live_document()
        return lambda: document.closed

    async def _change(self) -> None:
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


async def _outcome(load: Callable[[], Awaitable[_T]]) -> _T | NavigationError:
    """The result of a navigation, or the error that it ended with."""
    try:
        return await load()
    except NavigationError as error:
        return error
