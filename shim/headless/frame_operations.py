"""Frames as script sees them: relatives, messages between windows, and the way through the membrane.

https://html.spec.whatwg.org/multipage/document-sequences.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from turbohtml import Element

from shim.engine.realm import operation
from shim.net import url as urls

if TYPE_CHECKING:
    from .document import Window
    from .frame import Frame


class FrameOperations:
    """Host operations of one document on the browsing contexts around it. Frames go by number, realms by their
    session's id."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._browser = window.frame.page.browser

    def _frame(self, number: float) -> Frame | None:
        return self._seen(self._browser.frames.get(int(number)))

    def _seen(self, frame: Frame | None) -> Frame | None:
        """Script asks about a frame: if it is not its own the document has to do with others."""
        if frame is not self._window.frame:
            self._window.reaches = True
        return frame

    def _number(self, frame: Frame | None) -> int | None:
        """The number of a frame that script gets to know."""
        if frame is None:
            return None
        self._seen(frame)
        return frame.number

    @operation
    def frame_number(self) -> int:
        return self._window.frame.number

    @operation
    def realm_number(self) -> int:
        return self._window.session_id

    @operation
    def origin(self) -> str:
        return str(self._window.origin)

    @operation
    def frame_count(self, number: float) -> int:
        frame = self._frame(number)
        return len(frame.child_frames) if frame is not None else 0

    @operation
    def frame_closed(self, number: float) -> bool:
        frame = self._frame(number)
        return frame is None or frame.window is None or frame.is_closing

    @operation
    def frame_relative(self, number: float, relation: str) -> int | None:
        """The frame that is `parent`, `top` or `opener` of another; a top frame is its own parent."""
        frame = self._frame(number)
        if frame is None:
            return None
        if relation == "opener":
            return self._number(frame.opener if frame.opener is not None and frame.opener.window is not None else None)
        if relation == "parent":
            return self._number(frame.parent or frame)
        while frame.parent is not None:
            frame = frame.parent
        return self._number(frame)

    @operation
    def child_frame(self, number: float, key: str) -> int | None:
        """A child by its index or its name."""
        frame = self._frame(number)
        return self._number(frame.child(key)) if frame is not None else None

    @operation
    def content_frame(self, id_: float) -> int | None:
        """The frame in an iframe element."""
        element = self._window.tree.node(int(id_))
        return self._number(self._window.frame_of(element) if isinstance(element, Element) else None)

    @operation
    def frame_element(self) -> str:
        """The element that this document's frame is in, as "realm id"; "" when there is none or it is of another
        origin."""
        frame = self._window.frame
        parent = frame.parent.window if frame.parent is not None else None
        if parent is None or frame.element is None or parent.origin != self._window.origin:
            return ""
        return f"{parent.session_id} {parent.tree.id(frame.element)}"

    @operation
    def same_origin_realm(self, number: float) -> int | None:
        """The realm of a frame's document; -1 when its origin is another. Of a frame that is gone its
        last document's, None if that is of another origin or gone as well."""
        frame = self._frame(number)
        window = frame.window if frame is not None else None
        if window is None:
            window = self._browser.retired.last_of(int(number))
            return window.session_id if window is not None and window.origin == self._window.origin else None
        return window.session_id if window.origin == self._window.origin else -1

    # the membrane -----------------------------------------------------------------------------------------------------

    def _realm_of(self, number: float) -> Window | None:
        """Another document that this one may reach into, also when it is retired."""
        self._window.reaches = True
        window = self._browser.windows.get(int(number)) or self._browser.retired.get(int(number))
        if window is None or window.origin != self._window.origin:
            return None
        window.reaches = True
        return window

    @operation
    def membrane(self, realm: float, text: str) -> str:
        """Carries an operation into another realm, and its answer back."""
        window = self._realm_of(realm)
        if window is None:
            return "null"
        answer = window.realm.answer("membraneCall", text)
        # its microtasks run soon: it has no task of its own at this moment
        window.realm.loop.queue_task(_nothing, window.realm)
        return answer if isinstance(answer, str) else "null"

    @operation
    def membrane_release(self, realm: float, handle: float) -> None:
        window = self._realm_of(realm)
        if window is not None:
            window.realm.answer("membraneRelease", int(handle))
            self._browser.retired.review(window)

    @operation
    def membrane_retain(self, realm: float, handle: float) -> None:
        window = self._realm_of(realm)
        if window is not None:
            window.realm.answer("membraneRetain", int(handle))

    @operation
    def window_released(self, number: float) -> None:
        """Nothing holds this document's proxy of a frame's window any more."""
        window = self._browser.retired.last_of(int(number))
        if window is not None:
            self._browser.retired.review(window)

    @operation
    def membrane_node(self, realm: float, id_: float) -> str:
        window = self._realm_of(realm)
        return str(window.realm.answer("exportNode", int(id_))) if window is not None else "null"

    # acting on other frames -------------------------------------------------------------------------------------------

    @operation
    def post_to_frame(self, number: float, text: str, target_origin: str) -> None:
        """https://html.spec.whatwg.org/multipage/web-messaging.html#window-post-message-steps, steps 8 on"""
        frame = self._frame(number)
        if frame is None:
            return
        origin, source = str(self._window.origin), self._window.frame.number
        loop = self._window.realm.loop

        def deliver() -> None:
            window = frame.window
            if window is None or (target_origin != "*" and str(window.origin) != target_origin):
                return
            window.realm.call("deliverFrameMessage", text, origin, source)
            window.realm.checkpoint()

        loop.queue_task(deliver)

    @operation
    def navigate_frame(self, number: float, url: str, replace: bool) -> None:
        frame = self._frame(number)
        if frame is not None and url and not self._window.closed:
            frame.navigate(url, replace=replace, asker=self._window)

    @operation
    def open_window(self, url: str, target: str, noopener: bool) -> int | None:
        """https://html.spec.whatwg.org/multipage/nav-history-apis.html#window-open-steps"""
        if self._window.closed:
            return None
        # INTEROP: no name opens a window, as in browsers; by the rules for choosing a navigable it means the own one.
        frame = self._window.frame.named(target or "_blank")
        is_new, stays = frame is None, url == "about:blank"
        if frame is None:
            page = self._browser.open_popup(self._window.frame.page)
            frame = page.main_frame
            frame.name = target if not target.startswith("_") else ""
            if not noopener:
                frame.opener = self._window.frame
            frame.load_initial(self._window.origin)
            if stays := matches_about_blank(url):
                frame.stay_blank(url)
        elif not noopener and frame is not self._window.frame:
            frame.opener = self._window.frame
        if not stays:
            frame.navigate(url, replace=True, asker=self._window)
        return None if noopener and is_new else frame.number

    @operation
    def disown_opener(self) -> None:
        self._window.frame.opener = None

    @operation
    def close_frame(self, number: float) -> None:
        """`window.close()` of a tab that script opened."""
        frame = self._frame(number)
        if frame is not None:
            frame.close_by_script()


def _nothing() -> None:
    pass


def matches_about_blank(url: str) -> bool:
    """Whether it is about:blank, with or without a query and a fragment.

    https://html.spec.whatwg.org/multipage/urls-and-fetching.html#matches-about:blank
    """
    return url.partition("#")[0].partition("?")[0] == "about:blank"


def sandboxed_origin(element: Element, origin: urls.Origin) -> urls.Origin:
    """The origin of a document in a sandboxed frame. https://html.spec.whatwg.org/multipage/browsers.html#sandboxing"""
    if "sandbox" in element.attrs:
        flags = (element.attr("sandbox") or "").lower().split()
        if "allow-same-origin" not in flags:
            return urls.opaque_origin(origin.scheme)
    return origin


def declared_origin(element: Element, container: Window) -> urls.Origin | None:
    """The origin of what the attributes of an iframe element load, None for an opaque one.

    https://w3c.github.io/webappsec-permissions-policy/#declared-origin
    """
    src = (element.attr("src") or "").strip()
    target = container.resolve(src) if src and "srcdoc" not in element.attrs else None
    origin = container.origin if target is None or matches_about_blank(target) else urls.origin(target)
    origin = sandboxed_origin(element, origin)
    return None if origin.is_opaque and origin.scheme != "file" else origin
