"""Documents of a browser: those that live, by the id of their session, and those that are gone of which script may
still hold something.

Nothing of a document that is gone runs by itself, but its objects answer on, as in browsers. The engine frees it when
nothing can reach it any more.
"""

from __future__ import annotations

from shim.engine.realm import Realm
from shim.engine.runtime import Runtime
from shim.net import url as urls

from .document import Document, DocumentPage


class DocumentRegistry:
    """Every document goes by the id of its session."""

    def __init__(self) -> None:
        self.living: dict[int, Document] = {}
        self.retired: dict[int, Document] = {}
        """Oldest first."""

    def add(self, document: Document) -> None:
        """A new document."""
        self.living[document.session_id] = document

    def retire(self, document: Document) -> None:
        """A document is gone, and `forget` will be called."""
        self.living.pop(document.session_id, None)
        self.retired[document.session_id] = document

    def forget(self, document: Document) -> None:
        """Nothing is left of a document."""
        self.retired.pop(document.session_id, None)

    def find(self, runtime: Runtime, number: int) -> Document | None:
        """The document of a realm of a runtime, by its number there; it may be gone."""
        every = [*self.living.values(), *self.retired.values()]
        return next((d for d in every if d.realm.runtime is runtime and d.realm.number == number), None)

    # https://html.spec.whatwg.org/#obtain-similar-origin-window-agent
    def realm_near(self, page: DocumentPage, origin: urls.Origin) -> Realm | None:
        """The realm of a document that one of that origin in the page may script; None where there is none. They share
        a runtime.

        AD-HOC: a window of another group that script finds by its name stays in its group.
        """
        every = self.living.values()
        return next((d.realm for d in every if d.page.group is page.group and d.origin == origin), None)
