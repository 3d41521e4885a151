"""A frame of a page: it holds one document after another. Names and behaviour follow Playwright's `Frame`."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import turbohtml
from turbohtml import Element

from .errors import NavigationError
from .framing import sandboxed_origin
from .net import url as urls
from .net.encoding import document_encoding
from .net.errors import NetworkError
from .net.headers import Headers
from .net.messages import Request
from .web.entries import HistoryEntry, SessionHistory
from .window import Window

if TYPE_CHECKING:
    from .page import Page

_HTML = ("text/html", "application/xhtml+xml", "text/xml", "application/xml", "image/svg+xml")
_SHOWN_AS_TEXT = ("text/", "application/json", "application/javascript")


class Session:
    """A document's audio session as the page sees it. https://w3c.github.io/audio-session/#audiosession-interface"""

    def __init__(self, window: Window) -> None:
        self._window = window

    @property
    def type(self) -> str:
        """`navigator.audioSession.type`"""
        return self._window.session_attribute("type")

    @property
    def state(self) -> str:
        """`navigator.audioSession.state`: inactive, active or interrupted"""
        return self._window.session_attribute("state")

    @property
    def computed_type(self) -> str:
        """The type in effect. https://w3c.github.io/audio-session/#compute-the-audio-session-type"""
        browser = self._window.frame.page.browser
        return str(browser.session_host.device.session(self._window.session_id).computed_type)

    def __repr__(self) -> str:
        return f"<Session type={self.type!r} state={self.state!r}>"


class Frame:
    """A browsing context with the document that is in it now."""

    def __init__(self, page: Page, parent: Frame | None = None, element: Element | None = None) -> None:
        self.page = page
        self.parent_frame = parent
        self.element = element
        self.opener: Frame | None = None
        self.name = (element.attr("name") or "") if element is not None else ""
        self.number = page.browser.add_frame(self)
        self.child_frames: list[Frame] = []
        self.replaces_entry = False
        self.history = SessionHistory()
        self.history.on_traverse = lambda entry, _: self._traverse(entry)
        self.window: Window | None = None
        self._navigation: asyncio.Task[None] | None = None

    @property
    def parent(self) -> Frame | None:
        return self.parent_frame

    @property
    def url(self) -> str:
        """The URL of the document, `about:blank` before the first."""
        return self.window.url if self.window is not None else "about:blank"

    @property
    def document(self) -> turbohtml.Document:
        """The live document: reading and changing it is reading and changing the page."""
        return self._live().tree.document

    @property
    def session(self) -> Session:
        """The document's audio session."""
        return Session(self._live())

    def _live(self) -> Window:
        if self.window is None or self.window.closed:
            raise NavigationError("the frame has no document: it was closed")
        return self.window

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """The JSON value of an expression, a function called with `arg`, or a script's last value; promises are
        awaited.

        Raises `EvaluationError` with the page's message and stack.
        """
        return await self._live().evaluate(expression, arg)

    async def content(self) -> str:
        """The document's markup."""
        return self.document.html

    async def title(self) -> str:
        """The document's title."""
        title = self.document.find("title")
        return " ".join(title.text.split()) if title is not None else ""

    # loading ----------------------------------------------------------------------------------------------------------

    async def load_url(
        self, url: str, asker: Window | None = None, body: bytes | None = None, content_type: str = ""
    ) -> int:
        """Navigates; returns the HTTP status, 200 for what has none, once `load` has fired.

        `asker` is the document that wants it, None for the caller. Raises `NavigationError`.
        """
        page = self.page
        if url == "about:blank":
            await self.load_html("", url)
            return 200
        request = Request(
            url=url,
            method="GET" if body is None else "POST",
            body=body,
            headers=Headers([("Content-Type", content_type)] if body is not None else []),
            mode="navigate",
            destination="document" if self.parent is None else "iframe",
            origin=asker.origin if asker is not None else None,
            referrer=asker.url if asker is not None else "",
        )
        try:
            response = await page.fetch(request)
        except NetworkError as error:
            raise NavigationError(str(error)) from error
        essence = response.mime_type.essence
        if essence in _HTML:
            encoding = document_encoding(response.body, response.headers, response.url)
            document = turbohtml.parse(response.body, encoding=encoding, scripting=True)
        elif essence.startswith(_SHOWN_AS_TEXT) or essence.endswith("+json"):
            document = turbohtml.parse("<html><head></head><body><pre></pre></body></html>")
            pre = document.find("pre")
            assert pre is not None
            pre.set_text(response.body.decode("utf-8", "replace"))
        elif essence.startswith(("audio/", "video/")):
            tag = essence.split("/")[0]
            document = turbohtml.parse(f"<html><head></head><body><{tag} controls autoplay></{tag}></body></html>")
            media = document.find(tag)
            assert media is not None
            media.attrs["src"] = response.url
        else:
            raise NavigationError(f"{url} is {essence}, which is no document; give an HTML page")
        await self.load_document(document, response.url)
        return response.status

    async def load_html(self, html: str, url: str) -> None:
        """Makes a document from markup, as if it had come from `url`."""
        await self.load_document(turbohtml.parse(html, scripting=True), url)

    def load_initial(self, origin: urls.Origin) -> None:
        """The empty document that a new frame has before anything is loaded into it."""
        self.window = Window(self, turbohtml.parse("<html><head></head><body></body></html>"), "about:blank", origin)
        self.window.set_ready_state("complete")

    async def load_document(self, document: turbohtml.Document, url: str, origin: urls.Origin | None = None) -> None:
        """Replaces the frame's document and loads the new one up to its `load` event."""
        self.close_document()
        window = self.window = Window(self, document, url, origin or self._origin_of(url))
        try:
            await window.loader.run()
        except asyncio.CancelledError:
            if not window.closed:
                raise

    def _origin_of(self, url: str) -> urls.Origin:
        """https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin"""
        creator = (
            self.parent.window if self.parent is not None else self.opener.window if self.opener is not None else None
        )
        inherits = url.partition("#")[0] in ("about:blank", "about:srcdoc") and creator is not None
        origin = creator.origin if inherits and creator is not None else urls.origin(url)
        return sandboxed_origin(self.element, origin) if self.element is not None else origin

    def navigate(
        self,
        url: str,
        *,
        replace: bool = False,
        asker: Window | None = None,
        body: bytes | None = None,
        content_type: str = "",
    ) -> None:
        """Navigates without waiting, as script, links and forms do. A navigation under way is given up.

        With `body` it is a POST. `replace`: the current entry of the session history gives way.
        """
        self.replaces_entry = replace
        self.start(self._navigate(url, asker, body, content_type))

    def _traverse(self, entry: HistoryEntry) -> None:
        """Loads the document of an entry again. AD-HOC: documents are not kept to come back to."""
        self.history.go(entry)
        self.replaces_entry = True
        self.start(self._navigate(entry.url, self.window))

    def start(self, loading: Coroutine[Any, Any, None]) -> None:
        """Runs a navigation in the background; what loaded before it is given up."""
        if self._navigation is not None and self._navigation is not asyncio.current_task():
            self._navigation.cancel()
        self._navigation = self.page.browser.loop.spawn(loading)

    async def _navigate(
        self, url: str, asker: Window | None, body: bytes | None = None, content_type: str = ""
    ) -> None:
        if url.startswith("javascript:"):
            if self.window is not None and asker is not None and asker.origin == self.window.origin:
                self.window.realm.run_script(unquote(url.removeprefix("javascript:")), self.window.url)
            return
        try:
            await self.load_url(url, asker, body, content_type)
        except NavigationError as error:
            self.page.report_console("error", f"Navigation failed: {error}", self.url)

    # frames in this one -----------------------------------------------------------------------------------------------

    def add_child(self, element: Element) -> Frame:
        """The frame of an iframe element that has been inserted, with its initial document."""
        child = Frame(self.page, self, element)
        self.child_frames.append(child)
        assert self.window is not None
        child.load_initial(sandboxed_origin(element, self.window.origin))
        return child

    # https://html.spec.whatwg.org/multipage/iframe-embed-object.html#process-the-iframe-attributes
    def process_attributes(self) -> None:
        """Loads what the frame's element says into it, and fires `load` at the element afterwards."""
        parent = self.parent.window if self.parent is not None else None
        if self.element is None or parent is None:
            return
        srcdoc = self.element.attr("srcdoc")
        src = (self.element.attr("src") or "").strip()
        target = "about:blank"
        if src:
            with suppress(ValueError):
                target = urls.join(parent.base_url, src)
        parent.loader.delay(True)

        async def load() -> None:
            try:
                if srcdoc is not None or "srcdoc" in self.element.attrs:  # type: ignore[union-attr]
                    await self.load_html(srcdoc or "", "about:srcdoc")
                elif target != "about:blank":
                    await self._navigate(target, parent)
            finally:
                parent.loader.delay(False)
                if not parent.closed and self.element is not None and self.window is not None:
                    parent.fire(self.element, "load")

        self.start(load())

    def named(self, target: str) -> Frame | None:
        """https://html.spec.whatwg.org/multipage/document-sequences.html#the-rules-for-choosing-a-navigable"""
        keyword = target.lower()
        if keyword in ("", "_self"):
            return self
        if keyword == "_parent":
            return self.parent or self
        if keyword == "_top":
            frame = self
            while frame.parent is not None:
                frame = frame.parent
            return frame
        if keyword == "_blank":
            return None
        every = [frame for page in self.page.browser.pages for frame in page.frames]
        return next((frame for frame in every if frame.name == target), None)

    def close_document(self) -> None:
        """Unloads the document, and the frames in it first."""
        for child in list(self.child_frames):
            child.detach()
        if self.window is not None:
            self.window.close()
            self.window = None

    def detach(self) -> None:
        """The frame's element left its document."""
        if self._navigation is not None:
            self._navigation.cancel()
        self.close_document()
        self.page.browser.frames.pop(self.number, None)
        if self.parent_frame is not None and self in self.parent_frame.child_frames:
            self.parent_frame.child_frames.remove(self)
