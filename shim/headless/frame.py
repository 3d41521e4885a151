"""A frame of a page: it holds one document after another. Names and behaviour follow Playwright's `Frame`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import turbohtml
from turbohtml import Element

from shim.dom.xml_parser import XmlDocument, read_xml
from shim.errors import NavigationError
from shim.net import url as urls
from shim.net.encoding import decode_xml, document_encoding
from shim.net.errors import NetworkError
from shim.net.headers import Headers
from shim.net.messages import Request, referrer_header
from shim.web.permissions_policy import PermissionsPolicy, parse_header
from shim.web.session_history import HistoryEntry, SessionHistory

from .document import Window
from .frame_operations import declared_origin, matches_about_blank, sandboxed_origin

if TYPE_CHECKING:
    from .page import Page

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
        return str(browser.device.core.session(self._window.session_id).computed_type)

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
        self.navigation: asyncio.Task[Any] | None = None
        """The last navigation that runs in a task of its own."""
        self._awaiting: asyncio.Task[Any] | None = None
        self._markup: str | None = None
        self._referrer = ""
        self.is_closing = False
        """https://html.spec.whatwg.org/#is-closing: script closes the tab, and that is still to come."""
        self.detached = False

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
        return self.live_window().tree.document

    @property
    def session(self) -> Session:
        """The document's audio session."""
        return Session(self.live_window())

    def live_window(self) -> Window:
        """The document's window; a frame that nothing was loaded into yet gets its empty document."""
        if self.detached:
            raise NavigationError(
                "the page is closed" if self.parent is None else "the frame was removed from its page"
            )
        if self.window is None:
            self.load_initial(urls.opaque_origin("about"))
        assert self.window is not None
        return self.window

    @property
    def is_loaded(self) -> bool:
        """Whether the document's `load` event has fired."""
        return self.window is not None and self.window.loader.load_fired

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """The JSON value of an expression, a function called with `arg`, or a script's last value; promises are
        awaited.

        Raises `EvaluationError` with the page's message and stack.
        """
        return await self.live_window().evaluate(expression, arg)

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
        self._give_up()
        if _comes_from_no_request(url):
            await self.load_html((self._markup or "") if url.startswith("about:srcdoc") else "", url)
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
        self._awaiting = asyncio.current_task()
        try:
            response = await page.fetch(request)
        except NetworkError as error:
            raise NavigationError(str(error)) from error
        essence = response.mime_type.essence
        xml = None
        if essence == "text/html":
            encoding = document_encoding(response.body, response.headers, response.url)
            document = turbohtml.parse(response.body, encoding=encoding, scripting=not self.is_sandboxed("scripts"))
        elif response.mime_type.is_xml():
            xml = read_xml(decode_xml(response.body, response.headers))
            document = xml.document
            if xml.error is not None:
                page.report_console("error", f"This is not well-formed XML: {xml.error}", response.url)
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
        self._markup = None
        self._referrer = referrer_header(request) or ""
        policy = ", ".join(response.headers.get_all("permissions-policy"))
        await self.load_document(document, response.url, xml=xml, content_type=essence, policy=policy)
        return response.status

    def _give_up(self) -> None:
        """A navigation that still waits for its response gives way to the one that begins."""
        if self._awaiting is not None and self._awaiting is not asyncio.current_task():
            self._awaiting.cancel()
            self._awaiting = None

    async def load_html(self, html: str, url: str) -> None:
        """Makes a document from markup, as if it had come from `url`."""
        self._give_up()
        self._markup = html
        await self.load_document(turbohtml.parse(html, scripting=not self.is_sandboxed("scripts")), url)

    async def reload(self) -> int:
        """Loads the document's URL again, or the markup that it was made from."""
        if self._markup is None:
            return await self.load_url(self.url)
        self.replaces_entry = True
        await self.load_html(self._markup, self.url)
        return 200

    def load_initial(self, origin: urls.Origin) -> None:
        """The empty document that a new frame has before anything is loaded into it."""
        self.window = Window(self, turbohtml.parse("<html><head></head><body></body></html>"), "about:blank", origin)
        self.window.policy = self._policy(origin, "")
        self.window.tree.ready_state = "complete"
        self.window.loader.load_fired = True
        self.window.is_initial = True
        self.window.tree.on_open = self.window.opened_by_script

    async def load_document(
        self,
        document: turbohtml.Document,
        url: str,
        origin: urls.Origin | None = None,
        *,
        xml: XmlDocument | None = None,
        content_type: str = "text/html",
        policy: str = "",
    ) -> None:
        """Replaces the frame's document and loads the new one up to its `load` event. `xml`: it is that one's.
        `policy` is the value of its `Permissions-Policy` header."""
        if self._awaiting is asyncio.current_task():
            self._awaiting = None
        origin = origin or self._origin_of(url)
        window = self._show(document, url, origin)
        if window is None:
            return
        window.policy = self._policy(origin, policy)
        if xml is not None:
            xml.enter(window.tree, content_type, url)
        window.tree.referrer, self._referrer = self._referrer, ""
        try:
            await window.loader.run()
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not window.closed or (task is not None and task.cancelling()):
                raise
        if not window.closed:
            self._fire_load()

    def _show(self, document: turbohtml.Document, url: str, origin: urls.Origin) -> Window | None:
        """Puts a document in the place of the one that is there. The window that it gets; None when a script that heard
        of the unloading took the frame away."""
        window = self.window
        if window is not None and window.is_initial:
            self.replaces_entry = True
        if window is not None and window.can_be_reused(url, origin):
            self._detach_children()
            window.show(document, url)
        else:
            self.close_document()
        if self.detached:
            return None
        if window is None or window.closed:
            window = self.window = Window(self, document, url, origin)
        return window

    def stay_blank(self, url: str) -> None:
        """The initial about:blank stays; only its URL becomes this one, which matches about:blank."""
        assert self.window is not None
        assert self.history.current is not None
        self.window.realm.url = self.history.current.url = url

    def _fire_load(self) -> None:
        """https://html.spec.whatwg.org/multipage/iframe-embed-object.html#iframe-load-event-steps"""
        parent = self.parent.window if self.parent is not None else None
        if parent is not None and self.element is not None and parent.frame_of(self.element) is self:
            parent.fire(self.element, "load")

    def _origin_of(self, url: str) -> urls.Origin:
        """https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin"""
        creator = (
            self.parent.window if self.parent is not None else self.opener.window if self.opener is not None else None
        )
        inherits = _comes_from_no_request(url)
        origin = creator.origin if inherits and creator is not None else urls.origin(url)
        return sandboxed_origin(self.element, origin) if self.element is not None else origin

    def _policy(self, origin: urls.Origin, header: str) -> PermissionsPolicy:
        """The permissions policy of a document of that origin in this frame.

        https://w3c.github.io/webappsec-permissions-policy/#create-from-response
        """
        container = self.parent.window if self.parent is not None else None
        if container is None or self.element is None:
            return PermissionsPolicy(origin, parse_header(header))
        allow = self.element.attr("allow") or ""
        disabled = container.policy.inherited(allow, origin, declared_origin(self.element, container))
        return PermissionsPolicy(origin, parse_header(header), disabled)

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
        if not self.detached:
            self.replaces_entry = replace
            self.start(self._navigate(url, asker, body, content_type))

    def reload_soon(self) -> None:
        """What script asks for with `location.reload()`."""
        self.start(self._reported(self.reload))

    def _traverse(self, entry: HistoryEntry) -> None:
        """Loads the document of an entry again. AD-HOC: documents are not kept to come back to."""
        self.history.go(entry)
        self.replaces_entry = True
        self.start(self._navigate(entry.url, self.window))

    def start(self, loading: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs a navigation in the background. The document around this one does not get its `load` event before
        it is through."""
        self._give_up()
        task = self.navigation = self._awaiting = self.page.browser.loop.spawn(loading)
        if self.parent is not None and self.parent.window is not None:
            loader = self.parent.window.loader
            loader.delay(True)
            task.add_done_callback(lambda _: loader.delay(False))
        return task

    async def _navigate(
        self, url: str, asker: Window | None, body: bytes | None = None, content_type: str = ""
    ) -> None:
        if url.startswith("javascript:"):
            if self.window is not None and asker is not None and asker.origin == self.window.origin:
                self.window.realm.run_script(unquote(url.removeprefix("javascript:")), self.window.url)
            return
        await self._reported(partial(self.load_url, url, asker, body, content_type))

    async def _reported(self, load: Callable[[], Awaitable[object]]) -> None:
        """A navigation that no caller waits for: its failure goes to the console."""
        try:
            await load()
        except NavigationError as error:
            self.page.report_console("error", f"Navigation failed: {error}", self.url)
            if self.parent is not None and not self.detached:
                # the error page, which no other document can look into
                await self.load_document(turbohtml.parse(""), "about:blank", urls.opaque_origin("about"))

    # frames in this one -----------------------------------------------------------------------------------------------

    def child(self, key: str) -> Frame | None:
        """The frame in this one of that index or name."""
        children = self.child_frames
        if key.isdecimal():
            return children[int(key)] if int(key) < len(children) else None
        return next((child for child in children if child.name == key), None)

    def add_child(self, element: Element) -> Frame:
        """The frame of an iframe element that has been inserted, with its initial document."""
        child = Frame(self.page, self, element)
        self.child_frames.append(child)
        assert self.window is not None
        child.load_initial(sandboxed_origin(element, self.window.origin))
        return child

    # https://html.spec.whatwg.org/multipage/iframe-embed-object.html#process-the-iframe-attributes
    def process_attributes(self, *, initially: bool = False) -> None:
        """Loads what the frame's element says into it."""
        parent = self.parent.window if self.parent is not None else None
        if self.element is None or parent is None:
            return
        srcdoc = self.element.attr("srcdoc")
        if srcdoc is not None or "srcdoc" in self.element.attrs:
            self.start(self.load_html(srcdoc or "", "about:srcdoc"))
            return
        src = (self.element.attr("src") or "").strip()
        target = (parent.resolve(src) if src else None) or "about:blank"
        if self._is_inside(target):
            # a document that embeds itself would never end
            target = "about:blank"
        if not matches_about_blank(target):
            self.navigate(target, replace=initially, asker=parent)
        elif initially:
            self.stay_blank(target)
            self._fire_load()
        else:
            self.start(self.load_html("", target))

    def _is_inside(self, url: str) -> bool:
        """Whether a document around this frame has that URL.
        https://html.spec.whatwg.org/multipage/iframe-embed-object.html#shared-attribute-processing-steps-for-iframe-and-frame-elements"""
        frame = self.parent
        while frame is not None:
            if urls.without_fragment(frame.url) == urls.without_fragment(url) and not url.startswith("about:"):
                return True
            frame = frame.parent
        return False

    def is_sandboxed(self, what: str) -> bool:
        """Whether this frame or one around it has a `sandbox` attribute that does not allow it (`scripts`, ...).
        https://html.spec.whatwg.org/multipage/browsers.html#sandboxing"""
        frame: Frame | None = self
        while frame is not None and frame.element is not None:
            attributes = frame.element.attrs
            if "sandbox" in attributes and f"allow-{what}" not in (frame.element.attr("sandbox") or "").lower().split():
                return True
            frame = frame.parent
        return False

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
        return next((frame for frame in every if frame.name == target and not frame.is_closing), None)

    def close_by_script(self) -> None:
        """`window.close()`: only a tab that script opened closes. https://html.spec.whatwg.org/#dom-window-close"""
        if self.parent is None and self.opener is not None and not self.is_closing:
            self.is_closing = True
            self.page.browser.loop.spawn(self.page.close())

    def close_document(self) -> None:
        """Unloads the document, and the frames in it first."""
        self._detach_children()
        if self.window is not None:
            self.window.close()
            self.window = None

    def _detach_children(self) -> None:
        for child in list(self.child_frames):
            child.detach()

    def detach(self) -> None:
        """The frame's element left its document."""
        self.detached = True
        if self.navigation is not None and self.navigation is not asyncio.current_task():
            self.navigation.cancel()
        self.navigation = None
        self._give_up()
        self.close_document()
        self.page.browser.frames.pop(self.number, None)
        if self.parent_frame is not None and self in self.parent_frame.child_frames:
            self.parent_frame.child_frames.remove(self)


def _comes_from_no_request(url: str) -> bool:
    """about:blank and about:srcdoc: such a document has the origin of who made it."""
    return matches_about_blank(url) or urls.without_fragment(url) == "about:srcdoc"
