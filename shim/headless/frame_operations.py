"""Frames as script sees them: relatives, messages between windows, and the realms that they are in.

https://html.spec.whatwg.org/multipage/document-sequences.html
"""

from __future__ import annotations

from turbohtml import Element

from shim.engine.memory import Held
from shim.engine.realm import operation
from shim.net import url as urls

from .document import Document, DocumentFrame


class FrameOperations:
    """Host operations of one document on the browsing contexts around it. Frames go by number, realms by their
    number in the runtime."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._browser = document.browser

    def _frame(self, number: float) -> DocumentFrame | None:
        return self._browser.frames.get(int(number))

    @staticmethod
    def _number(frame: DocumentFrame | None) -> int | None:
        return None if frame is None else frame.number

    @operation
    def frame_number(self) -> int:
        return self._document.frame.number

    @operation
    def origin(self) -> str:
        return str(self._document.origin)

    @operation
    def frame_count(self, number: float) -> int:
        frame = self._frame(number)
        return len(frame.child_frames) if frame is not None else 0

    @operation
    def frame_closed(self, number: float) -> bool:
        frame = self._frame(number)
        return frame is None or frame.active_document is None or frame.is_closing

    @operation
    def frame_relative(self, number: float, relation: str) -> int | None:
        """The frame that is `parent`, `top` or `opener` of another; a top frame is its own parent."""
        frame = self._frame(number)
        if frame is None:
            return None
        if relation == "opener":
            opener = frame.opener
            return self._number(opener if opener is not None and opener.active_document is not None else None)
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
        element = self._document.tree.node(int(id_))
        return self._number(self._document.frame_of(element) if isinstance(element, Element) else None)

    @operation
    def frame_element(self) -> str:
        """The element that this document's frame is in, as "realm id"; "" when there is none or script may not reach
        it."""
        container, element = self._document.frame.container_document, self._document.frame.element
        if container is None or element is None or container.realm.runtime is not self._document.realm.runtime:
            return ""
        return f"{container.realm.number} {container.tree.id(element)}"

    @operation
    def realm_of_frame(self, number: float) -> int | None:
        """The realm of a frame's document; None where that is in another runtime, or there is none."""
        frame = self._frame(number)
        document = frame.active_document if frame is not None else None
        if document is None or document.realm.runtime is not self._document.realm.runtime:
            return None
        document.realm.has_run = True  # script may do anything to it
        return document.realm.number

    # acting on other frames -------------------------------------------------------------------------------------------

    @operation
    def post_to_frame(self, number: float, text: str, target_origin: str) -> None:
        """https://html.spec.whatwg.org/multipage/web-messaging.html#window-post-message-steps, steps 8 on"""
        frame = self._frame(number)
        if frame is None:
            return
        origin, source = str(self._document.origin), self._document.frame.number
        loop = self._document.realm.loop
        held = Held(self._document.realm, text, len(text))

        def deliver() -> None:
            document = frame.active_document
            if document is None or (target_origin != "*" and str(document.origin) != target_origin):
                return
            document.realm.call("deliverFrameMessage", held.value, origin, source)
            document.realm.checkpoint()

        loop.queue_task(deliver)

    @operation
    def navigate_frame(self, number: float, url: str, replace: bool) -> None:
        frame = self._frame(number)
        if frame is not None and urls.is_valid(url) and not self._document.closed:
            frame.navigation.navigate(url, replace=replace, initiator=self._document)

    @operation
    def open_window(self, url: str, target: str, noopener: bool) -> int | None:
        """https://html.spec.whatwg.org/multipage/nav-history-apis.html#window-open-steps"""
        if self._document.closed:
            return None
        # INTEROP: no name opens a document, as in browsers; by the rules for choosing a navigable it means the own one.
        frame = self._document.frame.choose_navigable(target or "_blank")
        is_new, stays = frame is None, url == "about:blank"
        if frame is None:
            frame = self._document.page.open_popup()
            if frame is None:
                return None
            frame.name = target if not target.startswith("_") else ""
            if not noopener:
                frame.opener = self._document.frame
                self._document.browser.storage.copy_session(self._document.page, frame.page)
                frame.page.group = self._document.page.group
            frame.navigation.create_initial_document(self._document.origin)
            if stays := urls.matches_about_blank(url):
                frame.navigation.keep_initial_document(url)
        elif not noopener and frame is not self._document.frame:
            frame.opener = self._document.frame
        if not stays:
            frame.navigation.navigate(url, replace=True, initiator=self._document)
        return None if noopener and is_new else frame.number

    @operation
    def disown_opener(self) -> None:
        self._document.frame.opener = None

    @operation
    def close_frame(self, number: float) -> None:
        """`window.close()` of a tab that script opened."""
        frame = self._frame(number)
        if frame is not None:
            frame.close_by_script()
