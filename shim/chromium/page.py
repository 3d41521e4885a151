"""A tab of Chromium with its frames. It has what `shim.page.Page` has; docs/browsers.md says what differs."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, TypeVar

import turbohtml

from ..cdp import CdpSession, ProtocolError, Values
from ..errors import Error, EvaluationError, NavigationError, TimeoutError
from ..events import ConsoleMessage, Emitter, PageError
from ..net import url as urls
from ..net.access import Access
from ..page import DEFAULT_TIMEOUT, EVENTS
from . import keys
from .console import console_message
from .frame import Frame, Session, error_of
from .frames import FrameTree
from .network import Network

if TYPE_CHECKING:
    from .browser import ChromiumBrowser

_KEPT = 10_000
_POLL = 0.05
_QUIET = 0.5
"""Seconds without a request after which the network is idle."""
_ROUTED = ("about:", "http:", "https:", "data:")
_T = TypeVar("_T")


class Page:
    """One tab. Made by `Browser.new_page`."""

    def __init__(self, browser: ChromiumBrowser, session: CdpSession) -> None:
        self.browser = browser
        self.name = browser.device.name_tab()
        """What it is called among the participants of the device."""
        self.console: deque[ConsoleMessage] = deque(maxlen=_KEPT)
        """The last console messages."""
        self.errors: deque[PageError] = deque(maxlen=_KEPT)
        """The last errors that no script caught."""
        self.missing: list[str] = []
        """Always empty: what Chromium lacks it does not tell."""
        self.dialog_handler: Callable[[str, str, str], str | None] | None = None
        """Answers alert, confirm and prompt: gets kind, message and default, returns the text, "" for OK, None to
        dismiss."""
        self.closed = False
        self._session = session
        self._emitter = Emitter(EVENTS, lambda: None)
        self._frames = FrameTree(self, session)
        self._network = Network(self._emitter.emit, self._frames.get)
        self._content: tuple[str, str] | None = None
        self._waiting: set[asyncio.Future[None]] = set()
        self._stop_watching = browser.device.watch(self.notify)

    def watch(self, session: CdpSession) -> None:
        """Listens to one of the page's targets: the tab's, or that of a frame in another process."""
        self._frames.watch(session)
        self._network.watch(session)
        session.on("Runtime.consoleAPICalled", self._hear_console)
        session.on("Runtime.exceptionThrown", lambda v: self._hear_error(v["exceptionDetails"]))
        session.on("Page.javascriptDialogOpening", lambda v: self._answer_dialog(session, v))
        session.on("Inspector.targetCrashed", lambda _: self.report_error(PageError("the page crashed")))
        # each tab behaves like the one that the user looks at
        session.post("Emulation.setFocusEmulationEnabled", enabled=True)
        if session is self._session:
            session.on("closed", lambda _: self._end())

    # events -----------------------------------------------------------------------------------------------------------

    def on(self, event: str, handler: Callable[[Any], object]) -> None:
        """Calls `handler` for each event: console, pageerror, notimplemented (never here), request, response,
        requestfinished, requestfailed, popup, close."""
        self._emitter.on(event, handler)

    def remove_listener(self, event: str, handler: Callable[[Any], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)

    def report_error(self, error: PageError) -> None:
        """An error that no script caught."""
        self.errors.append(error)
        self.browser.device.note(self.name, "error", f"Uncaught {error}")
        self._emitter.emit("pageerror", error)

    def announce_popup(self, page: Page) -> None:
        """The page opened another one."""
        page._network.access = self._network.access
        self._emitter.emit("popup", page)

    def _hear_console(self, values: Values) -> None:
        message = console_message(values)
        self.console.append(message)
        self.browser.device.note(self.name, message.type, message.text)
        self._emitter.emit("console", message)

    def _hear_error(self, details: Values) -> None:
        message, stack = error_of(details)
        line, column = details["lineNumber"] + 1, details["columnNumber"] + 1
        if "(in promise)" in details["text"]:
            message = f"Uncaught (in promise) {message}"
        self.report_error(PageError(message, details.get("url", ""), line, column, stack))

    def _answer_dialog(self, session: CdpSession, values: Values) -> None:
        answer = None
        if self.dialog_handler is not None:
            answer = self.dialog_handler(values["type"], values["message"], values.get("defaultPrompt", ""))
        is_accepted = answer is not None or values["type"] == "beforeunload"
        session.post("Page.handleJavaScriptDialog", accept=is_accepted, promptText=answer or "")

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
        glob, a compiled regular expression or a function of the URL. The route added last is asked first."""
        routes = self._network.routes
        if handler is not None:
            routes.route(pattern, handler)
        else:
            routes.route(pattern, body=body or "", content_type=content_type, status=status, headers=headers or {})

    def unroute(self, pattern: Any) -> None:
        """Removes the routes of that pattern."""
        self._network.routes.unroute(pattern)

    # navigation -------------------------------------------------------------------------------------------------------

    async def goto(self, url: str | PathLike[str], *, timeout: float = DEFAULT_TIMEOUT) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired.

        Raises `NavigationError` when it cannot be loaded or gives way to another navigation, `TimeoutError` after
        `timeout` seconds.
        """
        self._check_open()
        url = fspath(url)
        try:
            target = url if url.startswith(_ROUTED) else urls.from_argument(url)
        except (ValueError, OSError) as error:
            raise NavigationError(str(error)) from error
        self._content = None
        self._network.access = Access(target, self.browser.allow_hosts)
        return await self._navigate(target, url, timeout)

    async def set_content(self, html: str, *, url: str = "about:blank", timeout: float = DEFAULT_TIMEOUT) -> None:
        """Loads markup as the page's document, as if it had come from `url`. Returns once `load` has fired."""
        self._check_open()
        try:
            urls.parse(url)
        except ValueError as error:
            raise NavigationError(str(error)) from error
        self._content = url, html
        self._network.access = Access(url, self.browser.allow_hosts)
        if not url.startswith("about:"):
            self._network.content = url, html
        await self._navigate(url, "the content", timeout)
        if url.startswith("about:"):
            main = self.main_frame
            main.loaded_loader = None
            await self._session.send("Page.setDocumentContent", frameId=main.id, html=html)
            await self._until_loaded("the content", timeout)

    async def reload(self, *, timeout: float = DEFAULT_TIMEOUT) -> int:
        """Loads the page's URL again, or the markup that it was given. Returns and raises what `goto` does."""
        if self._content is not None:
            await self.set_content(self._content[1], url=self._content[0], timeout=timeout)
            return 200
        return await self._navigate(self.url, self.url, timeout, command="Page.reload")

    async def _navigate(self, target: str, what: str, timeout: float, command: str = "Page.navigate") -> int:
        self._check_open()
        self._network.refusals.clear()
        main, before = self.main_frame, self.main_frame.loader
        try:
            async with asyncio.timeout(timeout):
                if command == "Page.navigate":
                    answer = await self._session.send("Page.navigate", url=target)
                    if problem := answer.get("errorText"):
                        raise NavigationError(self._why(target, what, problem))
                    if "loaderId" not in answer:
                        return 200  # within the document
                else:
                    await self._session.send(command)
                await self.until_changed(lambda: main.loader != before)
                loader = main.loader
                await self.until_changed(lambda: main.is_loaded)
        except builtins_timeout:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None
        except ProtocolError as error:
            self._check_open()
            raise NavigationError(f"{what}: {error}") from error
        return self._network.statuses.pop(loader, 200)

    def _why(self, target: str, what: str, problem: str) -> str:
        refusal = self._network.refusals.get(urls.without_fragment(target))
        if problem == "net::ERR_ABORTED":
            return f"{what} was not loaded: another navigation took its place, or it is no document"
        return refusal or f"{what} cannot be loaded: {problem}"

    async def _until_loaded(self, what: str, timeout: float) -> None:
        try:
            async with asyncio.timeout(timeout):
                await self.until_changed(lambda: self.main_frame.is_loaded)
        except builtins_timeout:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None

    def _check_open(self) -> None:
        if self.closed or self.browser.closed:
            raise NavigationError("the page is closed")

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    def main_frame(self) -> Frame:
        return self._frames.main

    @property
    def frames(self) -> list[Frame]:
        """Every frame, breadth first; the first is the main one."""
        return self._frames.breadth_first()

    @property
    def url(self) -> str:
        """The main frame's URL."""
        return self.main_frame.url

    @property
    def document(self) -> turbohtml.Document:
        """The main frame's document as it is now; see `Frame.document`."""
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
        at = await self._located(selector, "click", timeout)
        for type_, buttons in (("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0)):
            press = {} if type_ == "mouseMoved" else {"button": "left", "clickCount": 1}
            await self._input("Input.dispatchMouseEvent", type=type_, x=at["x"], y=at["y"], buttons=buttons, **press)

    async def fill(self, selector: str, value: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Sets the value of an input, textarea, select or editable element, with `input` and `change` events."""
        await self._located(selector, "fill", timeout)
        if refusal := await self.main_frame.act("fill", selector, value):
            raise Error(f"{selector}: {refusal}")

    async def press(self, selector: str, key: str, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Focuses the element and presses a key, e.g. `Enter` or `a`."""
        await self._located(selector, "press", timeout)
        await self.main_frame.act("focus", selector)
        for stroke in keys.strokes(key):
            await self._input("Input.dispatchKeyEvent", **stroke)

    async def _input(self, command: str, **parameters: Any) -> None:
        # what a key or a click does may close the page
        with suppress(ProtocolError):
            await self._session.send(command, **parameters)

    async def _located(self, selector: str, action: str, timeout: float) -> Values:
        """Where an element is, once it is there and lets itself be acted on."""
        problem = ""

        async def look() -> Values | None:
            nonlocal problem
            try:
                found: Values = await self.main_frame.act("locate", selector, action)
            except EvaluationError:
                return None  # it navigates
            if "fatal" in found:
                raise Error(found["fatal"])
            problem = found.get("problem", "")
            return None if problem else found

        return await self._until(look, timeout, lambda: problem)

    # waiting ----------------------------------------------------------------------------------------------------------

    async def wait_for_selector(self, selector: str, *, timeout: float = DEFAULT_TIMEOUT) -> turbohtml.Element:
        """The first element that matches, once there is one: of a copy, as `document` is. Raises `TimeoutError`."""

        async def look() -> turbohtml.Element | None:
            await self._located(selector, "look", timeout)
            return self.document.select_one(selector)

        return await self._until(look, timeout, lambda: f"no element matches {selector!r}")

    async def wait_for_function(self, expression: str, arg: object = None, *, timeout: float = DEFAULT_TIMEOUT) -> Any:
        """The value of an expression or function, once it is truthy. Raises `TimeoutError`, or `EvaluationError`
        when it throws."""
        value = None

        async def look() -> tuple[Any] | None:
            nonlocal value
            context = self.main_frame.context
            try:
                value = await self.evaluate(expression, arg)
            except EvaluationError:
                if self.main_frame.context is not context and not self.closed:
                    return None
                raise
            return (value,) if isinstance(value, (list, dict)) or (bool(value) and value == value) else None

        (found,) = await self._until(look, timeout, lambda: f"{expression!r} did not become truthy (it is {value!r})")
        return found

    async def wait_for_session(self, state: str, *, timeout: float = DEFAULT_TIMEOUT) -> Session:
        """Waits until the main document's audio session has that state: inactive, active or interrupted. Raises
        `TimeoutError`."""
        if state not in ("inactive", "active", "interrupted"):
            raise ValueError(f"{state!r} is no audio session state: inactive, active or interrupted")

        async def look() -> Session | None:
            session = self.session
            return session if session.state == state else None

        return await self._until(
            look, timeout, lambda: f"the session did not become {state} (it is {self.session.state})"
        )

    async def wait_until_idle(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Returns when the documents are loaded, there was no request for half a second, and no media element or
        speech is heard that ends by itself. Timers cannot be seen in Chromium. Raises `TimeoutError`."""

        async def look() -> bool | None:
            quiet = asyncio.get_running_loop().time() - self._network.last_active >= _QUIET
            if not quiet or not self._network.is_quiet or not all(frame.is_loaded for frame in self.frames):
                return None
            try:
                return all([await self._is_silent(frame) for frame in self.frames]) or None
            except EvaluationError:
                return None  # it navigates

        await self._until(look, timeout, lambda: "the page did not become idle")

    async def _is_silent(self, frame: Frame) -> bool:
        document = self.browser.documents.frames.get(frame.id)
        if document is None:
            return True
        elements = self.browser.device.core.session(document.id).elements.values()
        heard = [one for one in elements if one.audible and one.kind in ("audio", "video", "speech")]
        return len(heard) <= (await frame.act("endless") if heard else 0)

    async def _until(self, look: Callable[[], Awaitable[_T | None]], timeout: float, failure: Callable[[], str]) -> _T:
        """What `look` finds. It looks again when something is heard of the page, and now and then."""
        try:
            async with asyncio.timeout(timeout):
                self._check_open()
                while (found := await look()) is None:
                    with suppress(builtins_timeout):
                        async with asyncio.timeout(_POLL):
                            await self._change()
                    self._check_open()
                return found
        except builtins_timeout:
            raise TimeoutError(f"{failure()} within {timeout:g} s") from None

    async def until_changed(self, holds: Callable[[], bool]) -> None:
        """Returns when something holds that the page's events tell of. Raises `NavigationError` when it is closed."""
        while not holds():
            self._check_open()
            await self._change()

    async def _change(self) -> None:
        change = asyncio.get_running_loop().create_future()
        self._waiting.add(change)
        try:
            await change
        finally:
            self._waiting.discard(change)

    def notify(self) -> None:
        """Something of the page or the device changed: who waits looks again."""
        for change in self._waiting:
            if not change.done():
                change.set_result(None)

    async def wait_for_timeout(self, milliseconds: float) -> None:
        """Lets the page run for that long."""
        await asyncio.sleep(milliseconds / 1000)

    # the end ----------------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Closes the tab."""
        if not self.closed:
            with suppress(ProtocolError):
                await self.browser.close_target(self.main_frame.id)
                while not self.closed:
                    await self._change()
            self._end()

    def _end(self) -> None:
        if not self.closed:
            self.closed = True
            self._stop_watching()
            self._network.close()
            self._frames.detach_all()
            self.browser.pages.remove(self)
            self._emitter.emit("close", self)
            self.notify()

    def __repr__(self) -> str:
        return f"<Page url={json.dumps(self.url)}>"


builtins_timeout = asyncio.TimeoutError
