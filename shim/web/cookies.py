"""Cookies of a document, as `document.cookie` reads and writes them. https://html.spec.whatwg.org/#dom-document-cookie"""

from __future__ import annotations

from shim.engine.realm import Realm, dom_exception

from .context import WebContext


class DocumentCookies:
    """The cookies of one document; `read` and `write` are what a `Tree` calls."""

    def __init__(self, context: WebContext, realm: Realm) -> None:
        self._cookies = context.fetcher.cookies
        self._origin = context.origin
        self._realm = realm

    def read(self) -> str:
        """All that script may see, "" for documents that have none."""
        return self._cookies.document_cookie(self._realm.url) if self._has_cookies() else ""

    def write(self, text: str) -> None:
        """Writes one cookie; documents that have no cookies ignore it."""
        if self._has_cookies():
            self._cookies.set_document_cookie(self._realm.url, text)

    def _has_cookies(self) -> bool:
        """A sandboxed document throws; one that is not http(s) is averse to cookies."""
        url = self._realm.url
        if self._origin.is_opaque and url.startswith(("http:", "https:", "about:srcdoc")):
            raise dom_exception("SecurityError", "The document is sandboxed and lacks the 'allow-same-origin' flag.")
        return url.startswith(("http:", "https:"))
