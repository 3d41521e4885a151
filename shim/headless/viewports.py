"""Viewports of frames: each is the content box of an iframe, and documents hear when its size may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from turbohtml import Element

from shim.css.viewport import Viewport
from shim.engine.timer_operations import FRAME
from shim.layout.layout_operations import LayoutOperations

if TYPE_CHECKING:
    from .document import Document, DocumentFrame

_NO_LAYOUT = (300, 150)
"""INTEROP: the size that an iframe has without any style."""


def frame_viewport(frame: DocumentFrame) -> Viewport:
    """The viewport of a frame that is in an iframe."""

    def version() -> object:
        around = frame.container_document
        if around is None:
            return None
        return id(around), around.tree.version, around.realm.script_entries, around.frame.viewport.version()

    def measure() -> tuple[int, int]:
        around = frame.container_document
        if around is None or frame.element is None:
            return _NO_LAYOUT
        layout: LayoutOperations = around.realm.provider(LayoutOperations)
        if not layout.boxes.works:
            return _NO_LAYOUT
        box = layout.boxes.content(frame.element)
        return (0, 0) if box is None else (round(box[2]), round(box[3]))

    return Viewport(measure, version)


def watch_frame_sizes(document: Document) -> None:
    """Documents of frames hear of it when their iframe may have another size."""

    def changed(element: Element, value: str | None) -> None:
        for frame in document.frame.child_frames:
            if frame.element is element:
                tell_of_viewport(frame)

    for name in ("width", "height", "style", "class"):
        document.tree.changed["iframe", name] = changed


def tell_of_viewport(frame: DocumentFrame) -> None:
    """Has the document of a frame look with the next frame of its clock whether its viewport has another size."""
    for inner in frame.child_frames:
        tell_of_viewport(inner)
    document = frame.active_document
    if document is not None and document.realm.script_entries:
        loop = document.realm.loop
        loop.call_at(loop.now() + FRAME, lambda: document.realm.call("viewportChanged"), document.realm)
