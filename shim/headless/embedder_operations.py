"""Host operations between a document and whoever embeds it: messages of its audio session, evaluated values."""

from __future__ import annotations

from shim.engine.realm import operation

from .document import Document


class EmbedderOperations:
    """Host operations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @operation
    def session_send(self, text: str) -> None:
        self._document.session.receive(text)

    @operation
    def session_task(self, number: int) -> None:
        realm = self._document.realm
        realm.loop.queue_task(lambda: realm.call("runSessionTask", number), realm)

    @operation
    def evaluated(self, number: int, fulfilled: bool, text: str) -> None:
        self._document.evaluations.settle(int(number), fulfilled, text)
