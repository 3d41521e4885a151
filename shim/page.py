"""A tab with its frames. Names and behaviour follow Playwright's `Page`."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import turbohtml

from .engine.event_loop import Owner
from .errors import NavigationError, TimeoutError
from .events import ConsoleMessage, Emitter, PageError
from .frame import Frame, Session
from .net import url as urls
from .net.access import Access
from .net.errors import NetworkError
from .net.fetcher import Scope
from .net.messages import NetworkEvent, Request, Response
from .web import context as web

if TYPE_CHECKING:
    from .browser import Browser

DEFAULT_TIMEOUT = 30.0
"""Seconds that a wait takes at the most, unless it is told otherwise."""
EVENTS = frozenset(
    {
        "close",
        "console",
        "notimplemented",
        "pageerror",
        "popup",
        "request",
        "requestfailed",
        "requestfinished",
        "response",
    }
)
_KEPT = 10_000
_TYPES = {"warn": "warning"}
_ACTIVATION = 5.0


class Page:
    """One tab. Made by `Browser.new_page`."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.main_frame = Frame(self)
        self.console: deque[ConsoleMessage] = deque(maxlen=_KEPT)
        """The last console messages."""
        self.errors: deque[PageError] = deque(maxlen=_KEPT)
        """The last errors that no script caught."""
        self.missing: list[str] = []
        """The names of what the page used and nothing implements."""
        self._emitter = Emitter(EVENTS)
        self._scope = Scope(Access("about:blank"), observer=self._network_event, resolve_blob=browser.blobs.resolve)
        self.user_activated = False
        self._activated_at = float("-inf")
        self.dialog_handler: Callable[[str, str, str], str | None] | None = None
        """Answers alert, confirm and prompt: gets kind, message and default, returns the text, "" for OK, None to
        dismiss."""
        self.closed = False

    # events -----------------------------------------------------------------------------------------------------------

    def on(self, event: str, handler: Callable[[Any], object]) -> None:
        """Calls `handler` for each event: console, pageerror, notimplemented, request, response, requestfinished,
        requestfailed, popup, close."""
        self._emitter.on(event, handler)

    def remove_listener(self, event: str, handler: Callable[[Any], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)

    def report_console(self, type_: str, text: str, url: str = "", line: int = 0) -> None:
        """A console message of the page or about it."""
        message = ConsoleMessage(type_, text, url, line)
        self.console.append(message)
        self._emitter.emit("console", message)

    def hear_console(self, message: web.ConsoleMessage) -> None:
        """A call of `console.*` in one of the page's documents."""
        self.report_console(_TYPES.get(message.level, message.level), message.text, message.url, message.line)

    def report_error(self, error: PageError) -> None:
        """An error that no script caught."""
        self.errors.append(error)
        self._emitter.emit("pageerror", error)

    def report_missing(self, name: str) -> None:
        """A page used something that is not implemented."""
        if name not in self.missing:
            self.missing.append(name)
            self._emitter.emit("notimplemented", name)

    def announce_popup(self, page: Page) -> None:
        """The page opened another one."""
        page.scope.access = self._scope.access
        self._emitter.emit("popup", page)

    def _network_event(self, event: NetworkEvent) -> None:
        if event.kind in EVENTS:
            self._emitter.emit(event.kind, event.response if event.kind == "response" else event.request)

    # network ----------------------------------------------------------------------------------------------------------

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
        glob, a
        compiled regular expression or a function of the URL. The route added last is asked first."""
        if handler is not None:
            self._scope.routes.route(pattern, handler)
        else:
            self._scope.routes.route(
                pattern, body=body or "", content_type=content_type, status=status, headers=headers or {}
            )

    def unroute(self, pattern: Any) -> None:
        """Removes the routes of that pattern."""
        self._scope.routes.unroute(pattern)

    async def fetch(self, request: Request) -> Response:
        """Sends a request of this page, under its rules. Raises `NetworkError`."""
        return await self.browser.fetcher.fetch(request, self._scope)

    @property
    def scope(self) -> Scope:
        return self._scope

    # navigation -------------------------------------------------------------------------------------------------------

    async def goto(self, url: str, *, timeout: float = DEFAULT_TIMEOUT) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired.

        Raises `NavigationError` when it cannot be loaded, `TimeoutError` after `timeout` seconds.
        """
        self._check_open()
        try:
            target = url if self._is_routed(url) else urls.from_argument(url)
        except (ValueError, OSError) as error:
            raise NavigationError(str(error)) from error
        self._scope.access = Access(target, self.browser.allow_hosts)
        try:
            async with asyncio.timeout(timeout):
                return await self.main_frame.load_url(target)
        except builtins_timeout:
            raise TimeoutError(f"{url} did not load within {timeout:g} s") from None

    def _is_routed(self, url: str) -> bool:
        return url == "about:blank" or url.startswith(("http:", "https:", "data:"))

    async def set_content(self, html: str, *, url: str = "about:blank", timeout: float = DEFAULT_TIMEOUT) -> None:
        """Loads markup as the page's document, as if it had come from `url`. Returns once `load` has fired."""
        self._check_open()
        self._scope.access = Access(url, self.browser.allow_hosts)
        if timeout == DEFAULT_TIMEOUT and "<script src" not in html:
            await self.main_frame.load_html(html, url)
            return
        try:
            async with asyncio.timeout(timeout):
                await self.main_frame.load_html(html, url)
        except builtins_timeout:
            raise TimeoutError(f"the content did not load within {timeout:g} s") from None

    async def reload(self) -> None:
        """Loads the page's URL again."""
        await self.main_frame.load_url(self.url)

    def _check_open(self) -> None:
        if self.closed or self.browser.closed:
            raise NavigationError("the page is closed")

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    def frames(self) -> list[Frame]:
        """Every frame, breadth first; the first is the main one."""
        found = [self.main_frame]
        for frame in found:
            found.extend(frame.child_frames)
        return found

    @property
    def url(self) -> str:
        """The main frame's URL."""
        return self.main_frame.url

    @property
    def document(self) -> turbohtml.Document:
        """The main frame's live document."""
        return self.main_frame.document

    @property
    def session(self) -> Session:
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
        element = await self.wait_for_selector(selector, timeout=timeout)
        window = self.main_frame.window
        assert window is not None
        self.user_activated = True
        self._activated_at = self.browser.loop.now()
        done = self.browser.loop.future()

        def act() -> None:
            problem = window.realm.call(helper, window.tree.id(element), *arguments)
            if not done.done():
                done.set_result(problem)

        self.browser.loop.queue_task(act, window.realm)
        problem = await done
        if isinstance(problem, str) and problem:
            raise ValueError(f"{selector}: {problem}")
        await self.browser.loop.settle()

    @property
    def has_transient_activation(self) -> bool:
        """Whether the user acted within the last five seconds."""
        return self.browser.loop.now() - self._activated_at < _ACTIVATION

    # waiting ----------------------------------------------------------------------------------------------------------

    async def wait_for_selector(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> turbohtml.Element:
        """The first element that matches, once there is one. Raises `TimeoutError`."""

        def look() -> turbohtml.Element | None:
            return self.document.select_one(selector)

        return await self._until(look, timeout, f"no element matches {selector!r}")

    async def wait_for_function(self, expression: str, arg: object = None, *, timeout: float = DEFAULT_TIMEOUT) -> Any:
        """The value of an expression or function, once it is truthy. Raises `TimeoutError`, or `EvaluationError`
        when it throws."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            value = await self.evaluate(expression, arg)
            if value:
                return value
            remaining = deadline - loop.time()
            if remaining <= 0:
                raise TimeoutError(f"{expression!r} did not become truthy within {timeout:g} s; it is {value!r}")
            with suppress(builtins_timeout):
                async with asyncio.timeout(min(remaining, 0.1)):
                    await self.browser.loop.next_turn()

    async def wait_for_session(self, state: str, *, timeout: float = DEFAULT_TIMEOUT) -> Session:
        """Waits until the main document's audio session has that state: inactive, active or interrupted. Raises
        `TimeoutError`."""
        if state not in ("inactive", "active", "interrupted"):
            raise ValueError(f"{state!r} is no audio session state: inactive, active or interrupted")

        def look() -> Session | None:
            session = self.session
            return session if session.state == state else None

        return await self._until(
            look, timeout, f"the session did not become {state}", lambda: f"; it is {self.session.state}"
        )

    async def _until(
        self, look: Callable[[], Any], timeout: float, what: str, more: Callable[[], str] = lambda: ""
    ) -> Any:
        try:
            async with asyncio.timeout(timeout):
                while (found := look()) is None:
                    await self.browser.loop.next_turn()
                return found
        except builtins_timeout:
            raise TimeoutError(f"{what} within {timeout:g} s{more()}") from None

    async def wait_until_idle(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Returns when nothing of this page is left to happen: no task, no network, no timer due within 5 s
        (intervals do not
        count), no media that will end by itself. Raises `TimeoutError`."""
        try:
            async with asyncio.timeout(timeout):
                await self.browser.loop.wait_until_idle(self._owns)
        except builtins_timeout:
            raise TimeoutError(f"the page was not idle within {timeout:g} s") from None

    async def wait_for_timeout(self, milliseconds: float) -> None:
        """Lets the page run for that long."""
        await asyncio.sleep(milliseconds / 1000)

    def _owns(self, owner: Owner | None) -> bool:
        return owner is None or any(f.window is not None and f.window.realm is owner for f in self.frames)

    # the end ----------------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Closes the tab and frees all that it held."""
        if not self.closed:
            self.closed = True
            self.main_frame.detach()
            self.browser.pages.remove(self)
            self._emitter.emit("close", self)

    def __repr__(self) -> str:
        return f"<Page url={json.dumps(self.url)}>"


builtins_timeout = asyncio.TimeoutError

__all__ = ["DEFAULT_TIMEOUT", "NetworkError", "Page"]
