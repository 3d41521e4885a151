"""Host operations of a document as a whole: its audio session, and values on their way to the embedder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shim.engine.realm import operation

if TYPE_CHECKING:
    from .document import Window


class WindowOperations:
    """Host operations of the document as a whole."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @operation
    def session_send(self, text: str) -> None:
        self._window.receive(text)

    @operation
    def session_guard(self) -> str:
        """What may not begin by itself in the document, as the message that says so."""
        return self._window.session_guard()

    @operation
    def session_task(self, number: int) -> None:
        realm = self._window.realm
        realm.loop.queue_task(lambda: realm.call("runSessionTask", number), realm)

    @operation
    def evaluated(self, number: int, fulfilled: bool, text: str) -> None:
        self._window.settle_evaluation(int(number), fulfilled, text)
