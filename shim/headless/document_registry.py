"""Documents of a browser by number; also those that are gone while other documents hold objects of them.

As in browsers, objects of a document that is gone still answer: it is retired. Nothing of a retired document runs by
itself. It is freed when nobody holds any of it, when its page closes or goes elsewhere, and when its page has retired
too many since.
"""

from __future__ import annotations

from .document import Document, DocumentPage

MOST_PER_PAGE = 8
"""Retired documents of a page; all of them together may take half of the memory that the page may."""


class DocumentRegistry:
    """Every document goes by the id of its session."""

    def __init__(self) -> None:
        self.living: dict[int, Document] = {}
        self.retired: dict[int, Document] = {}
        """Oldest first."""

    def add(self, document: Document) -> None:
        """A new document."""
        self.living[document.session_id] = document

    def find(self, number: int) -> Document | None:
        """A document that lives or is retired."""
        return self.living.get(number) or self.retired.get(number)

    def last_of(self, frame: int) -> Document | None:
        """The last document of a frame that is gone, by the frame's number."""
        found = [d for d in self.retired.values() if d.frame.number == frame and d.frame.detached]
        return found[-1] if found else None

    def retire(self, document: Document) -> None:
        """A document is gone; it is freed at once if nobody holds any of it."""
        self.living.pop(document.session_id, None)
        self.retired[document.session_id] = document
        page = document.page
        if page.closed or document.frame.parent is None:
            self._clear(page)
        else:
            self.free_unless_held(document)
            self._limit(page)
        if document.knows_others:
            for other in list(self.retired.values()):
                if other is not document:
                    self.free_unless_held(other)

    def _clear(self, page: DocumentPage) -> None:
        """Frees all that a page has retired."""
        for document in [d for d in self.retired.values() if d.page is page]:
            self._free(document)

    def free_unless_held(self, document: Document) -> None:
        """Frees a retired document in which nobody holds anything any more."""
        if document.session_id not in self.retired:
            return
        if document.realm.runtime.depth > 0:
            # its own script has brought its end about, and may yet hand something out
            document.realm.loop.queue_task(lambda: self.free_unless_held(document))
        elif not self._is_held(document):
            self._free(document)

    def _is_held(self, document: Document) -> bool:
        frame = document.frame.number if document.frame.detached else -1
        others = [*self.living.values(), *self.retired.values()]
        return any(
            other.realm.call_even_retired("holdsObjectsOf", document.session_id, frame)
            for other in others
            if other is not document and other.knows_others and other.origin == document.origin
        )

    def _limit(self, page: DocumentPage) -> None:
        kept = [d for d in self.retired.values() if d.page is page]
        most = page.account.limit / 2
        while len(kept) > MOST_PER_PAGE or (kept and sum(d.realm.memory for d in kept) > most):
            self._free(kept.pop(0))

    def _free(self, document: Document) -> None:
        if document.realm.runtime.depth > 0:
            document.realm.loop.queue_task(lambda: self._free(document))
            return
        if self.retired.pop(document.session_id, None) is not None:
            if document.knows_others:
                document.realm.call_even_retired("letGo")
            document.free()
