"""Host operations of links and forms: what is followed and sent navigates a frame."""

from __future__ import annotations

from shim.engine.realm import HostError, operation
from shim.net import url as urls

from .document import Document


class NavigationOperations:
    """Host operations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @operation
    def document_base(self) -> str:
        return self._document.base_url

    @operation
    def follow_link(self, url: str, target: str) -> None:
        """https://html.spec.whatwg.org/multipage/links.html#following-hyperlinks"""
        self._go(url, target, None, "")

    @operation
    def post_form(self, url: str, target: str, content_type: str) -> None:
        """Navigates with a POST whose body lies in the handover."""
        self._go(url, target, self._document.realm.take_bytes(), content_type)

    def _go(self, url: str, target: str, body: bytes | None, content_type: str) -> None:
        if not urls.is_valid(url):
            raise HostError("TypeError", f"{url!r} is not a URL")
        document = self._document
        frame = document.frame.choose_navigable(target)
        if frame is None:
            frame = document.page.open_popup()
            if frame is None:
                return
            frame.navigation.create_initial_document(document.origin)
        if frame is document.frame and body is None and not url.startswith("javascript:"):
            # what stays inside the document is for history to say
            document.realm.call("navigateTo", url, False, "href")
        else:
            frame.navigation.navigate(url, initiator=document, body=body, content_type=content_type)
