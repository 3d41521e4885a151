"""A frame of a page: it holds one document after another. Names and behaviour follow Playwright's `Frame`."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, cast

import turbohtml
from turbohtml import Element

from shim.api.actions import SelectorActions
from shim.api.events import Crash
from shim.api.locator import Locator
from shim.api.selectors import Steps
from shim.css.viewport import Viewport
from shim.errors import Error, NavigationError
from shim.net import url as urls
from shim.net.permissions_policy import PermissionsPolicy, parse_header
from shim.web.session_history import SessionHistory

from .audio_session import Session
from .document import Document, DocumentFrame, fire_beforeunload
from .navigation import Navigation
from .pictures import draw_element
from .viewports import frame_viewport

if TYPE_CHECKING:
    from .page import Page


_HELPERS = {"click": "userClick", "dblclick": "userDoubleClick", "hover": "userHover", "press": "userPress"}
"""The helpers of js/platform/host/user-actions.js for actions with pointer or keys."""
_WITHOUT_TASK = frozenset({"evaluate", "frame", "screenshot"})
"""Actions that wait for more than a task."""
_NO_GESTURE = frozenset({"hover", "focus", "blur", "dispatch", "scroll"})
"""Actions that the user's activation does not come from."""


class Frame(SelectorActions):
    """A navigable, as HTML calls it: a tab or an iframe, with the document that is in it now."""

    def __init__(self, page: Page, parent: Frame | None = None, element: Element | None = None) -> None:
        self.page = page
        self.parent_frame = parent
        self.element = element
        self.viewport: Viewport = page.viewport if parent is None else frame_viewport(self)
        """The viewport that its document is seen through."""
        self.opener: DocumentFrame | None = None
        self.name: str = (element.attr("name") or "") if element is not None else ""
        self.number = page.browser.add_frame(self)
        self.child_frames: list[Frame] = []
        """The frames in it, in the order of their elements' insertion."""
        self.active_document: Document | None = None
        self.navigation = Navigation(self, page)
        self.history = SessionHistory()
        self.history.on_traverse = lambda entry, _: self.navigation.traverse(entry)
        self.is_closing = False
        """https://html.spec.whatwg.org/#is-closing: script closes the tab, and that is still to come."""
        self.detached = False
        """True once its element was removed, or its page closed."""
        self.has_crashed = False
        """Its last document crashed, and none was loaded since."""

    @property
    def parent(self) -> Frame | None:
        """The frame around it, None for the main frame."""
        return self.parent_frame

    @property
    def container_document(self) -> Document | None:
        """The document that this frame's iframe is in. https://html.spec.whatwg.org/#nav-container-document"""
        return self.parent_frame.active_document if self.parent_frame is not None else None

    @property
    def url(self) -> str:
        """The URL of the document, `about:blank` before the first."""
        return self.active_document.url if self.active_document is not None else "about:blank"

    @property
    def document(self) -> turbohtml.Document:
        """The live document: reading and changing it is reading and changing the page."""
        return self.live_document().tree.document

    @property
    def session(self) -> Session:
        """The document's audio session."""
        return Session(self.live_document().session)

    def live_document(self) -> Document:
        """The document; a frame that nothing was loaded into yet gets its empty one. Raises `NavigationError`."""
        if self.detached:
            raise NavigationError(
                "the page is closed" if self.parent is None else "the frame was removed from its page"
            )
        if self.active_document is None and self.has_crashed:
            raise Error("the document has crashed: its scripts had to be stopped again and again; load another one")
        if self.active_document is None:
            self.navigation.create_initial_document(urls.opaque_origin("about"))
        assert self.active_document is not None
        return self.active_document

    @property
    def is_loaded(self) -> bool:
        """True once the document's `load` event has fired."""
        return self.active_document is not None and self.active_document.load_event.fired

    async def evaluate(self, expression: str, arg: object = None) -> Any:
        """The JSON value of an expression, a function called with `arg`, or a script's last value; promises are
        awaited.

        Raises `EvaluationError` with the page's message and stack.
        """
        return await self.live_document().evaluations.evaluate(expression, arg)

    # what locators ask of it: see `LocatedFrame` ----------------------------------------------------------------------

    def _located(self, steps: Steps, text: str) -> Locator:
        return Locator(self, steps, text)

    async def ask(self, name: str, *arguments: object) -> Any:
        """The answer of a function of js/locators/answers.js. Raises `Error`."""
        document = self.live_document()
        document.need_locators()
        return _answer(document.realm.call("askLocators", json.dumps([name, *arguments])))

    async def perform(self, steps: Steps, action: str, argument: object = None) -> dict[str, Any] | None:
        """Tries once to act on the only element that the steps find, in a task."""
        document = self.live_document()
        document.need_locators()
        realm = document.realm
        done = realm.loop.future()

        def act() -> None:
            found = _answer(realm.call("aimLocators", json.dumps([steps, action])))
            if found is not None and "id" in found and action not in _WITHOUT_TASK:
                if action not in _NO_GESTURE:
                    self.page.activate()
                if action in _HELPERS:
                    extra = () if argument is None else (argument,)
                    realm.call(_HELPERS[action], found["id"], *extra)
                else:
                    found |= _answer(realm.call("actLocators", found["id"], action, json.dumps(argument))) or {}
                realm.checkpoint()
            if not done.done():
                done.set_result(found)

        def attempt() -> None:
            realm.loop.clock.woken()
            try:
                act()
            except Exception as error:
                done.set_exception(error)

        realm.loop.queue_task(attempt)
        found: dict[str, Any] | None = await done
        if found is not None and "id" in found and action == "evaluate":
            expression, arg = cast("tuple[str, object]", argument)
            value = await document.evaluations.evaluate(expression, arg, node=found["id"])
            return {"count": 1, "value": value}
        if found is not None and "id" in found and action == "frame":
            element = document.tree.element(found["id"])
            inner = [index for index, child in enumerate(self.child_frames) if child.element is element]
            return {"count": 1, "value": inner[0] if inner else None}
        if found is not None and "id" in found and action == "screenshot":
            image = await draw_element(document, document.tree.element(found["id"]))
            return {"count": 1, "value": base64.b64encode(image).decode()}
        return found

    async def settle(self) -> None:
        """Returns when what an action queued has run."""
        await self.page.browser.loop.settle()

    async def content(self) -> str:
        """The document's markup."""
        return self.document.html

    async def title(self) -> str:
        """The document's title."""
        title = self.document.find("title")
        return " ".join(title.text.split()) if title is not None else ""

    # the frames around this one and in it -----------------------------------------------------------------------------

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
        assert self.active_document is not None
        child.navigation.create_initial_document(child.sandboxed_origin(self.active_document.origin, "about:blank"))
        return child

    # https://html.spec.whatwg.org/multipage/iframe-embed-object.html#process-the-iframe-attributes
    def process_iframe_attributes(self, *, initially: bool = False) -> None:
        """Loads what the frame's element says into it."""
        container, element, navigation = self.container_document, self.element, self.navigation
        if element is None or container is None:
            return
        # 1.
        srcdoc = element.attr("srcdoc")
        if srcdoc is not None or "srcdoc" in element.attrs:
            navigation.start(navigation.load_markup(srcdoc or "", "about:srcdoc"))
            return
        # 2.1
        src = (element.attr("src") or "").strip()
        url = (container.resolve(src) if src else None) or "about:blank"
        if self._is_inside(url):
            # a document that embeds itself would never end
            url = "about:blank"
        if not urls.matches_about_blank(url):
            # 2.7
            navigation.navigate(url, replace=initially, initiator=container)
        elif initially:
            # 2.3
            navigation.keep_initial_document(url)
            navigation.fire_load_at_iframe()
        else:
            navigation.start(navigation.load_markup("", url))

    def _is_inside(self, url: str) -> bool:
        """True when a document around this frame has that URL.
        https://html.spec.whatwg.org/multipage/iframe-embed-object.html#shared-attribute-processing-steps-for-iframe-and-frame-elements"""
        frame = self.parent
        while frame is not None:
            if urls.without_fragment(frame.url) == urls.without_fragment(url) and not url.startswith("about:"):
                return True
            frame = frame.parent
        return False

    # https://html.spec.whatwg.org/multipage/document-sequences.html#the-rules-for-choosing-a-navigable
    def choose_navigable(self, target: str) -> DocumentFrame | None:
        """The frame that a link's `target` means; None when that is a new one."""
        keyword = target.lower()
        # 4.
        if keyword in ("", "_self"):
            return self
        # 5.
        if keyword == "_parent":
            return self.parent or self
        # 6.
        if keyword == "_top":
            frame = self
            while frame.parent is not None:
                frame = frame.parent
            return frame
        if keyword == "_blank":
            return None
        # 7.
        every = [frame for page in self.page.browser.pages for frame in page.frames]
        return next((frame for frame in every if frame.name == target and not frame.is_closing), None)

    # https://html.spec.whatwg.org/multipage/browsers.html#sandboxing
    def is_sandboxed(self, what: str) -> bool:
        """True when a `sandbox` attribute of this frame or one around it does not allow it (`scripts`, ...)."""
        frame: Frame | None = self
        while frame is not None and frame.element is not None:
            if "sandbox" in frame.element.attrs and f"allow-{what}" not in _sandbox_tokens(frame.element):
                return True
            frame = frame.parent
        return False

    def sandboxed_origin(self, origin: urls.Origin, url: str) -> urls.Origin:
        """The origin that a document of `origin` from `url` has in this frame: an opaque one unless its sandbox allows
        it. Only a document that is itself a file reads other files then."""
        element = self.element
        if element is None or "sandbox" not in element.attrs or "allow-same-origin" in _sandbox_tokens(element):
            return origin
        return urls.opaque_origin("file" if urls.scheme(url) == "file" else "")

    # https://w3c.github.io/webappsec-permissions-policy/#create-from-response
    def permissions_policy(self, origin: urls.Origin, header: str) -> PermissionsPolicy:
        """The permissions policy of a document of that origin in this frame. `header`: its `Permissions-Policy`."""
        container, element = self.container_document, self.element
        if container is None or element is None:
            return PermissionsPolicy(origin, parse_header(header))
        disabled = container.policy.inherited(element.attr("allow") or "", origin, self._declared_origin(container))
        return PermissionsPolicy(origin, parse_header(header), disabled)

    # https://w3c.github.io/webappsec-permissions-policy/#declared-origin
    def _declared_origin(self, container: Document) -> urls.Origin | None:
        """The origin of what the attributes of the frame's element load, None for an opaque one."""
        assert self.element is not None
        src = (self.element.attr("src") or "").strip()
        target = container.resolve(src) if src and "srcdoc" not in self.element.attrs else None
        if target is None or urls.matches_about_blank(target):
            origin = self.sandboxed_origin(container.origin, "about:blank")
        else:
            origin = self.sandboxed_origin(urls.origin(target), target)
        return None if origin.is_opaque and origin.scheme != "file" else origin

    # the end ----------------------------------------------------------------------------------------------------------

    def close_by_script(self) -> None:
        """`window.close()`: only a tab that script opened closes. https://html.spec.whatwg.org/#dom-window-close"""
        if self.parent is None and self.opener is not None and not self.is_closing:
            self.is_closing = True
            self.page.browser.loop.spawn(self._close())

    # https://html.spec.whatwg.org/multipage/document-sequences.html#close-a-top-level-traversable
    async def _close(self) -> None:
        # 4.
        if self.active_document is not None:
            fire_beforeunload(self.active_document)
        # 6.
        await self.page.close()

    def crash(self) -> None:
        """Takes the document away, whose scripts had to be stopped."""
        document = self.active_document
        assert document is not None
        crash = Crash(document.session_id, document.url, document.realm.crash_reason)
        self.has_crashed = True
        self.navigation.stop()
        self.close_document()
        self.page.report_crash(crash)

    def close_document(self) -> None:
        """Unloads the document, and the frames in it first."""
        self.detach_children()
        if self.active_document is not None:
            self.active_document.close()
            self.active_document = None

    def detach_children(self) -> None:
        """Takes all frames in this one away, the innermost first, for frames may be nested deeper than calls."""
        found = list(self.child_frames)
        for frame in found:
            found.extend(frame.child_frames)
        # https://html.spec.whatwg.org/multipage/document-lifecycle.html#unload-a-document-and-its-descendants
        around = [frame.active_document for frame in (self, *found) if frame.active_document is not None]
        for document in around:
            document.unload_counter += 1
        for frame in reversed(found):
            frame.detach()
        for document in around:
            document.unload_counter -= 1

    def detach(self) -> None:
        """Takes the frame away: its element left its document, or its page closes."""
        if self.detached:
            return
        self.detached = True
        self.navigation.stop()
        self.close_document()
        self.page.browser.remove_frame(self)
        if self.parent_frame is not None and self in self.parent_frame.child_frames:
            self.parent_frame.child_frames.remove(self)


def _answer(text: str | None) -> Any:
    """An answer of js/locators as a value; None when the document has just gone. Raises `Error` for a selector that is
    not one."""
    answer = None if text is None else json.loads(text)
    if isinstance(answer, dict) and "fatal" in answer:
        raise Error(answer["fatal"])
    return answer


def _sandbox_tokens(element: Element) -> list[str]:
    return (element.attr("sandbox") or "").lower().split()
