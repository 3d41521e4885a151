"""Host operations between a document and whoever embeds it: its user, its audio session, evaluated values."""

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
    def session_guard(self) -> str:
        return self._document.session.guard()

    @operation
    def session_task(self, number: int) -> None:
        realm = self._document.realm
        realm.loop.queue_task(lambda: realm.call("runSessionTask", number), realm)

    @operation
    def evaluated(self, number: int, fulfilled: bool, text: str) -> None:
        self._document.evaluations.settle(int(number), fulfilled, text)

    @operation
    def user_activation(self, sticky: bool) -> bool:
        """True when the user has acted on the page at all (sticky), or just now.
        https://html.spec.whatwg.org/multipage/interaction.html#user-activation-data-model"""
        page = self._document.page
        return page.user_activated if sticky else page.has_transient_activation

    @operation
    def dialog(self, kind: str, message: str, text: str) -> str | None:
        """The embedder's answer to alert, confirm or prompt; without a handler the dialog is dismissed."""
        page = self._document.page
        page.report_console("dialog", f"{kind}: {message}", self._document.url)
        answer = page.answer_dialog(kind, message, text)
        self._document.tree.version += 1
        return answer
