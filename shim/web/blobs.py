"""The blob: URLs of one browser. https://w3c.github.io/FileAPI/#BlobURLStore"""

from __future__ import annotations

import threading
import uuid

from shim.engine.memory import Held
from shim.engine.realm import Realm
from shim.net.url import Origin, without_fragment


class BlobStore:
    """Bytes and types by blob: URL; `resolve` is what a fetching `Scope` asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        """Held while the table changes: workers are threads of their own."""
        self._entries: dict[str, tuple[Held[bytes], str, Realm]] = {}

    def create(self, origin: Origin, data: bytes, content_type: str, owner: Realm) -> str:
        """A new URL for a copy of the data. https://w3c.github.io/FileAPI/#unicodeBlobURL"""
        url = f"blob:{origin}/{uuid.uuid4()}"
        held = Held(owner, data, len(data))
        with self._lock:
            self._entries[url] = (held, content_type, owner)
        return url

    def revoke(self, url: str, origin: Origin) -> None:
        """Forgets a URL of that origin; anything else is ignored. https://w3c.github.io/FileAPI/#dfn-revokeObjectURL"""
        if url.startswith(f"blob:{origin}/"):
            with self._lock:
                self._entries.pop(url, None)

    def resolve(self, url: str) -> tuple[bytes, str] | None:
        """The body and the type, or None."""
        found = self._entries.get(without_fragment(url))
        return (found[0].value, found[1]) if found is not None else None

    def drop(self, owner: Realm) -> None:
        """Forgets what a document created, when it goes. https://html.spec.whatwg.org/#unloading-document-cleanup-steps"""
        with self._lock:
            self._entries = {url: entry for url, entry in self._entries.items() if entry[2] is not owner}
