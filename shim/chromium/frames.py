"""The frames of a page of Chromium as its events tell of them, across processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shim.devtools.connection import CdpSession, Values

from .frame import Frame

if TYPE_CHECKING:
    from .page import Page


class FrameTree:
    """Begins with the main frame of a page's target."""

    def __init__(self, page: Page, session: CdpSession) -> None:
        self._page = page
        self.main = Frame(page, session.target["targetId"], session)
        self._known = {self.main.id: self.main}

    def get(self, id_: str) -> Frame | None:
        """A frame by Chromium's id."""
        return self._known.get(id_)

    def watch(self, session: CdpSession) -> None:
        """Learns of the frames in one of the page's targets."""
        listeners = {
            "Page.frameAttached": lambda v: self._attached(session, v["frameId"], v["parentFrameId"]),
            "Page.frameNavigated": lambda v: self._navigated(session, v["frame"]),
            "Page.navigatedWithinDocument": self._navigated_within,
            "Page.frameDetached": self._detached,
            "Page.lifecycleEvent": self._lived,
            "Runtime.executionContextCreated": lambda v: self._context_created(session, v["context"]),
            "Runtime.executionContextDestroyed": self._context_destroyed,
            "Runtime.executionContextsCleared": lambda _: self._contexts_cleared(session),
            "closed": lambda _: self._contexts_cleared(session),
        }
        for event, listener in listeners.items():
            session.on(event, listener)
        session.post("Page.setLifecycleEventsEnabled", enabled=True)

    def breadth_first(self) -> list[Frame]:
        """Every frame; the main one is first."""
        found = [self.main]
        for frame in found:
            found.extend(frame.child_frames)
        return found

    def _attached(self, session: CdpSession, id_: str, parent_id: str) -> None:
        parent = self._known.get(parent_id)
        if id_ in self._known:
            # it came back from a process of its own
            self._known[id_].target = session
        elif parent is not None:
            frame = self._known[id_] = Frame(self._page, id_, session, parent)
            parent.child_frames.append(frame)
        self._page.notify()

    def _navigated(self, session: CdpSession, values: Values) -> None:
        if values["id"] not in self._known and "parentId" in values:
            self._attached(session, values["id"], values["parentId"])
        frame = self._known.get(values["id"])
        if frame is None:
            return
        for child in list(frame.child_frames):
            self._remove(child)
        frame.target = session
        frame.location = values["url"] + values.get("urlFragment", "")
        frame.name = values.get("name", "")
        if frame.loader != values["loaderId"]:
            frame.reached = {"commit"}
            self._page.document_changed(frame.id, values["loaderId"])
        frame.loader = values["loaderId"]
        self._page.notify()

    def _navigated_within(self, values: Values) -> None:
        if frame := self._known.get(values["frameId"]):
            frame.location = values["url"]
            frame.moves += 1
            self._page.notify()

    def _detached(self, values: Values) -> None:
        frame = self._known.get(values["frameId"])
        if frame is not None and values.get("reason") != "swap":
            self._remove(frame)
            self._page.notify()

    def _remove(self, frame: Frame) -> None:
        for child in list(frame.child_frames):
            self._remove(child)
        frame.detached = True
        self._known.pop(frame.id, None)
        if frame.parent_frame is not None:
            frame.parent_frame.child_frames.remove(frame)

    def _lived(self, values: Values) -> None:
        frame = self._known.get(values["frameId"])
        if frame is None:
            return
        if values["name"] == "DOMContentLoaded":
            frame.reached.add("domcontentloaded")
        if values["name"] == "load":
            frame.loaded_loader = values["loaderId"]
        elif values["name"] == "init":
            frame.loaded_loader = None
        self._page.notify()

    def _context_created(self, session: CdpSession, context: Values) -> None:
        frame = self._known.get(context["auxData"].get("frameId", ""))
        if frame is not None and context["auxData"].get("isDefault"):
            frame.forget_contexts()
            frame.context, frame.context_number, frame.target = context["uniqueId"], context["id"], session
            self._page.notify()

    def _context_destroyed(self, values: Values) -> None:
        for frame in self._known.values():
            if frame.context == values["executionContextUniqueId"]:
                frame.forget_contexts()

    def _contexts_cleared(self, session: CdpSession) -> None:
        for frame in self._known.values():
            if frame.target is session:
                frame.forget_contexts()

    def detach_all(self) -> None:
        """The page is closed."""
        self._remove(self.main)
