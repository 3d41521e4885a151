"""Host operations of `URL` and of the document's base URL. https://url.spec.whatwg.org/#api"""

from __future__ import annotations

from shim.engine.realm import HostError, Realm, operation
from shim.net import url as urls

from .context import WebContext


class UrlOperations:
    """Host operations of `js/platform/url`. The components of a URL cross as lines, in the order of `COMPONENTS`."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._context = context

    @operation
    def parse_url(self, url: str, base: str | None) -> str | None:
        """None when parsing fails."""
        found = urls.components(url, base)
        return None if found is None else "\n".join(found)

    @operation
    def set_url_component(self, href: str, name: str, value: str) -> str:
        try:
            return "\n".join(urls.set_component(href, name, value))
        except ValueError as error:
            raise HostError("TypeError", str(error)) from None

    @operation
    def base_url(self) -> str:
        """https://html.spec.whatwg.org/#document-base-url"""
        return self._context.base_url() if self._context.base_url is not None else self._realm.url

    @operation
    def create_object_url(self, content_type: str) -> str:
        """The bytes lie in the handover."""
        data = self._realm.take_bytes()
        return self._context.blobs.create(self._context.origin, data, content_type, self._realm)

    @operation
    def revoke_object_url(self, url: str) -> None:
        self._context.blobs.revoke(url, self._context.origin)

    def close(self) -> None:
        self._context.blobs.drop(self._realm)
