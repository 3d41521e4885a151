"""A tab of Chromium with its frames. It has what `shim.headless.page.Page` has; docs/browsers.md says what differs."""

from __future__ import annotations

import asyncio
import base64
import builtins
from collections.abc import Awaitable, Callable
from contextlib import suppress
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Literal

from shim.api.events import Changes, Crash, PageError
from shim.api.keys import parse_press
from shim.api.page import DEFAULT_TIMEOUT, NETWORK_QUIET, BasePage, WaitUntil
from shim.api.seconds import check_timeout
from shim.devtools.connection import CdpSession, ProtocolError, Values
from shim.errors import Error, EvaluationError, NavigationError, TimeoutError
from shim.net import url as urls
from shim.net.access import Access
from shim.net.routes import Routes

from .console import console_message
from .frame import Frame, Session, error_of
from .frames import FrameTree
from .keys import MODIFIERS, key_event
from .network import Network

if TYPE_CHECKING:
    from .browser import ChromiumBrowser


_JPEG_QUALITY = 60


class Page(BasePage[Session]):
    """One tab. Made by `Browser.new_page`."""

    browser: ChromiumBrowser
    _poll = 0.05

    def __init__(self, browser: ChromiumBrowser, session: CdpSession) -> None:
        super().__init__(browser, lambda: None)
        self._session = session
        self._frames = FrameTree(self, session)
        self._network = Network(self._emitter.emit, self._frames.get)
        self._network.routes.on_error = lambda error: browser.handling.add("route", error)
        self._content: tuple[str, str] | None = None
        self._init_scripts: list[str] = []
        self._sessions: list[CdpSession] = []
        self._changes = Changes()
        self._has_crashed = False
        self._stop_watching = browser.device.watch(self.notify)

    def watch(self, session: CdpSession) -> None:
        """Listens to one of the page's targets: the tab's, or that of a frame in another process."""
        self._sessions.append(session)
        session.on("closed", lambda _: self._sessions.remove(session))
        for source in self._init_scripts:
            session.post("Page.addScriptToEvaluateOnNewDocument", source=source)
        self._frames.watch(session)
        self._network.watch(session)
        self._hear(session)
        session.on("Page.javascriptDialogOpening", lambda v: self._answer_dialog(session, v))
        session.on("Inspector.targetCrashed", lambda _: self._crashed())
        # each tab behaves like the one that the user looks at
        session.post("Emulation.setFocusEmulationEnabled", enabled=True)
        if self.browser.user_agent is not None:
            session.post("Emulation.setUserAgentOverride", userAgent=self.browser.user_agent)
        if session is self._session:
            session.on("closed", lambda _: self._end())
            session.post("Emulation.setDeviceMetricsOverride", **self._metrics())

    def watch_worker(self, session: CdpSession) -> None:
        """Listens to a worker or a worklet of the page."""
        self._network.watch(session)
        self._hear(session)
        session.post("Runtime.enable")

    def _hear(self, session: CdpSession) -> None:
        session.on("Runtime.consoleAPICalled", lambda v: self._report_message(console_message(v)))
        session.on("Runtime.exceptionThrown", lambda v: self._hear_error(v["exceptionDetails"]))

    # events -----------------------------------------------------------------------------------------------------------

    def announce_popup(self, page: Page) -> None:
        """The page opened another one."""
        page._network.access = self._network.access
        self._emitter.emit("popup", page)

    def _hear_error(self, details: Values) -> None:
        message, stack = error_of(details)
        line, column = details["lineNumber"] + 1, details["columnNumber"] + 1
        if "(in promise)" in details["text"]:
            message = f"Uncaught (in promise) {message}"
        self.report_error(PageError(message, details.get("url", ""), line, column, stack))

    def _crashed(self) -> None:
        reason = "Chromium's process of the page crashed"
        self._has_crashed = True
        self.report_error(PageError("the page crashed"))
        document = self.browser.documents.frames.get(self.main_frame.id)
        self.report_crash(Crash(document.id if document is not None else 0, self.url, reason))

    @property
    def crashed(self) -> bool:
        return self._has_crashed

    def _answer_dialog(self, session: CdpSession, values: Values) -> None:
        answer = self.answer_dialog(values["type"], values["message"], values.get("defaultPrompt", ""))
        is_accepted = answer is not None or values["type"] == "beforeunload"
        session.post("Page.handleJavaScriptDialog", accept=is_accepted, promptText=answer or "")

    # network ----------------------------------------------------------------------------------------------------------

    @property
    def _routes(self) -> Routes:
        return self._network.routes

    # navigation -------------------------------------------------------------------------------------------------------

    async def goto(
        self, url: str | PathLike[str], *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT
    ) -> int:
        """Opens a file path, or a file:, http(s):, data: or about:blank URL; returns the HTTP status once `load` has
        fired, or what else `wait_until` says: `commit`, `domcontentloaded`, `networkidle`.

        Raises `NavigationError` when it cannot be loaded or gives way to another navigation, `TimeoutError` after
        `timeout` seconds.
        """
        target = self._target(url)
        self._content = None
        self._network.access = Access(target, self.browser.allow_hosts)
        return await self._navigate(
            fspath(url), timeout, wait_until, lambda: self._session.send("Page.navigate", url=target), target
        )

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
        self._content = url, html
        self._network.access = Access(url, self.browser.allow_hosts)
        is_blank = url.startswith("about:")
        if not is_blank:
            self._network.content = url, html
        first = "load" if is_blank else wait_until
        await self._navigate("the content", timeout, first, lambda: self._session.send("Page.navigate", url=url), url)
        if is_blank:
            main = self.main_frame
            main.reached = {"commit"}
            main.loaded_loader = None
            await self._session.send("Page.setDocumentContent", frameId=main.id, html=html)
            if document := self.browser.documents.frames.get(main.id):
                document.call("look")  # that took the polyfill's listeners off the document
            await self._until_reached(wait_until, "the content", timeout)

    async def reload(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int:
        """Loads the page's URL again, or the markup that it was given. Returns and raises what `goto` does."""
        if self._content is not None:
            await self.set_content(self._content[1], url=self._content[0], wait_until=wait_until, timeout=timeout)
            return 200
        return await self._navigate(self.url, timeout, wait_until, lambda: self._session.send("Page.reload"))

    async def go_back(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes back in the session history. Returns and raises what `goto` does; None if there is nothing to go to."""
        return await self._go(-1, timeout, wait_until)

    async def go_forward(self, *, wait_until: WaitUntil = "load", timeout: float = DEFAULT_TIMEOUT) -> int | None:
        """Goes forward in the session history. Returns and raises what `go_back` does."""
        return await self._go(1, timeout, wait_until)

    async def _go(self, delta: int, timeout: float, wait_until: WaitUntil) -> int | None:
        self._check_open()
        self._check_wait_until(wait_until)
        history = await self._session.send("Page.getNavigationHistory")
        index = history["currentIndex"] + delta
        if not 0 <= index < len(history["entries"]):
            return None
        entry = history["entries"][index]
        self._content = None
        return await self._navigate(
            entry["url"],
            timeout,
            wait_until,
            lambda: self._session.send("Page.navigateToHistoryEntry", entryId=entry["id"]),
            may_stay=True,
        )

    async def _add_init_script(self, source: str) -> None:
        self._init_scripts.append(source)
        for session in self._sessions:
            await session.send("Page.addScriptToEvaluateOnNewDocument", source=source)

    async def _navigate(
        self,
        what: str,
        timeout: float,
        wait_until: WaitUntil,
        start: Callable[[], Awaitable[Values]],
        target: str = "",
        *,
        may_stay: bool = False,
    ) -> int:
        """Waits for what `start` begins: for another document, or with `may_stay` for another place in this one."""
        self._check_open()
        self._check_wait_until(wait_until)
        check_timeout(timeout)
        self._has_crashed = False
        self._network.refusals.clear()
        main = self.main_frame
        before, moves = main.loader, main.moves
        try:
            async with asyncio.timeout(timeout):
                answer = await start()
                if problem := answer.get("errorText"):
                    self._check_open()
                    raise NavigationError(self._why(target, what, problem))
                if target and "loaderId" not in answer:
                    return 200  # within the document
                await self.until_changed(lambda: main.loader != before or (may_stay and main.moves != moves))
                if main.loader == before:
                    return 200
                loader = main.loader
                await self._until_state(wait_until)
        except builtins.TimeoutError:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None
        except ProtocolError as error:
            self._check_open()
            raise NavigationError(f"{what}: {error}") from error
        return self._network.statuses.pop(loader, 200)

    async def _until_state(self, wait_until: WaitUntil) -> None:
        main = self.main_frame
        if wait_until in ("commit", "domcontentloaded"):
            await self.until_changed(lambda: wait_until in main.reached or main.is_loaded)
        else:
            await self.until_changed(lambda: main.is_loaded)
        if wait_until == "networkidle":
            await self._until_network_is_idle()

    async def _until_network_is_idle(self) -> None:
        clock = asyncio.get_running_loop()
        while not self._network.is_quiet or clock.time() - self._network.last_active < NETWORK_QUIET:
            self._check_open()
            await asyncio.sleep(self._poll)

    def _why(self, target: str, what: str, problem: str) -> str:
        refusal = self._network.refusals.get(urls.without_fragment(target))
        if problem == "net::ERR_ABORTED":
            return f"{what} was not loaded: another navigation took its place, or it is not a document"
        return refusal or f"{what} cannot be loaded: {problem}"

    async def _until_reached(self, wait_until: WaitUntil, what: str, timeout: float) -> None:
        try:
            async with asyncio.timeout(timeout):
                await self._until_state(wait_until)
        except builtins.TimeoutError:
            raise TimeoutError(f"{what} did not load within {timeout:g} s") from None

    # the main frame ---------------------------------------------------------------------------------------------------

    @property
    def main_frame(self) -> Frame:
        return self._frames.main

    @property
    def frames(self) -> list[Frame]:
        """Every frame, breadth first; the first is the main one."""
        return self._frames.breadth_first()

    def screen_changed(self) -> None:
        """See `shim.api.page.BasePage`."""
        documents = self.browser.documents.frames
        for frame in self.frames:
            if document := documents.get(frame.id):
                document.call("setVisibility", self.visibility)

    # acting as the user -----------------------------------------------------------------------------------------------

    async def point(self, x: float, y: float, action: str) -> None:
        """Moves the pointer there, and clicks, unless the action is `hover`, or clicks twice."""
        await self._input("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y, buttons=0)
        for count in range(1, {"hover": 0, "click": 1, "dblclick": 2}[action] + 1):
            for type_, buttons in (("mousePressed", 1), ("mouseReleased", 0)):
                press = {"type": type_, "button": "left", "buttons": buttons, "clickCount": count}
                await self._input("Input.dispatchMouseEvent", x=x, y=y, **press)

    async def _point(self, x: float, y: float, action: str) -> None:
        await self.point(x, y, action)

    async def press_key(self, text: str) -> None:
        """Presses a key where the focus is, while those before it are held, as in `Control+a`."""
        *held, key = parse_press(text)
        modifiers = 0
        for name in held:
            modifiers |= MODIFIERS[name]
            await self._input("Input.dispatchKeyEvent", **key_event(name, is_down=True, modifiers=modifiers))
        for is_down in (True, False):
            await self._input("Input.dispatchKeyEvent", **key_event(key, is_down=is_down, modifiers=modifiers))
        for name in reversed(held):
            modifiers &= ~MODIFIERS[name]
            await self._input("Input.dispatchKeyEvent", **key_event(name, is_down=False, modifiers=modifiers))

    async def _input(self, command: str, **parameters: Any) -> None:
        # what a key or a click does may close the page
        with suppress(ProtocolError):
            await self._session.send(command, **parameters)

    # waiting ----------------------------------------------------------------------------------------------------------

    def _departure(self) -> Callable[[], bool]:
        context = self.main_frame.context
        return lambda: self.main_frame.context is not context

    async def wait_until_idle(self, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        """Returns when the documents are loaded, there was no request for half a second, and no media element or
        speech is about to begin, or is heard and ends by itself. Timers cannot be seen in Chromium. Raises
        `TimeoutError`."""

        async def look() -> bool | None:
            quiet = asyncio.get_running_loop().time() - self._network.last_active >= NETWORK_QUIET
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
        return not await frame.act("isStarting") and len(heard) <= (await frame.act("endless") if heard else 0)

    async def until_changed(self, holds: Callable[[], bool]) -> None:
        """Returns when something holds that the page's events tell of. Raises `NavigationError` when it is closed."""
        while not holds():
            self._check_open()
            await self.changed()

    async def changed(self) -> None:
        """See `shim.api.waiting.Waits`."""
        await self._changes.next()

    def document_changed(self, frame: str, loader: str) -> None:
        """Another document is in that frame, from that load."""
        self._network.document_changed(frame, loader)

    def notify(self) -> None:
        """Something of the page or the device changed: who waits looks again."""
        self._changes.notify()

    async def draw_part(self, x: float, y: float, width: float, height: float) -> str:
        """A picture of a part of what can be seen, as PNG in base64."""
        view = (await self._session.send("Page.getLayoutMetrics"))["cssVisualViewport"]
        left, top = view["pageX"] + x, view["pageY"] + y
        clip = {"x": left, "y": top, "width": width, "height": height, "scale": 1}
        answer = await self._session.send("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return str(answer["data"])

    def _metrics(self) -> dict[str, object]:
        width, height = self._size
        size = {"width": width, "height": height, "screenWidth": width, "screenHeight": height}
        return {**size, "deviceScaleFactor": 1, "mobile": False}

    async def _resize(self) -> None:
        await self._session.send("Emulation.setDeviceMetricsOverride", **self._metrics())

    async def _draw(self, kind: Literal["png", "jpeg"], scale: float, *, full_page: bool = False) -> bytes:
        width, height = self._size
        quality = {"quality": _JPEG_QUALITY} if kind == "jpeg" else {}
        # The part that is in sight, by the coordinates of the whole document, or all of it.
        try:
            metrics = await self._session.send("Page.getLayoutMetrics")
            view, whole = metrics["cssVisualViewport"], metrics["cssContentSize"]
            clip = {"x": view["pageX"], "y": view["pageY"], "width": width, "height": height, "scale": scale}
            if full_page:
                clip |= {"x": 0, "y": 0, "width": whole["width"], "height": whole["height"]}
            answer = await self._session.send(
                "Page.captureScreenshot", format=kind, clip=clip, captureBeyondViewport=full_page, **quality
            )
        except ProtocolError as error:
            raise Error(f"the page cannot be drawn: {error}") from error
        return base64.b64decode(answer["data"])

    # the end ----------------------------------------------------------------------------------------------------------

    async def close(self) -> None:
        """Closes the tab."""
        if not self.closed:
            with suppress(ProtocolError):
                await self.browser.close_target(self.main_frame.id)
                while not self.closed:
                    await self.changed()
            self._end()

    def _end(self) -> None:
        if not self.closed:
            self.closed = True
            self._stop_watching()
            self._network.close()
            self._frames.detach_all()
            self.browser.page_closed(self)
            self._emitter.emit("close", self)
            self.notify()
