"""Clipboard of one browser, and its host operations. https://w3c.github.io/clipboard-apis/"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from shim.engine.realm import HostError, Realm, dom_exception, operation

if TYPE_CHECKING:
    from .context import WebContext

MOST: Final = 16 * 1024 * 1024
"""Bytes that the clipboard of a browser holds."""


@dataclass(slots=True)
class Clipboard:
    """The last copy: representations of one thing by media type, in their order."""

    parts: list[tuple[str, bytes]] = field(default_factory=list)


class ClipboardOperations:
    """Host operations of `js/platform/clipboard`."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._clipboard = context.clipboard

    @operation
    def clipboard_read(self) -> str:
        """The media types of what is there, as JSON."""
        return json.dumps([type_ for type_, _ in self._clipboard.parts])

    @operation
    def clipboard_bytes(self, index: int) -> None:
        """Lays a representation into the handover."""
        parts = self._clipboard.parts
        if not 0 <= index < len(parts):
            raise HostError("TypeError", "The clipboard has changed.")
        self._realm.hand_bytes(parts[int(index)][1])

    @operation
    def clipboard_clear(self) -> None:
        self._clipboard.parts.clear()

    @operation
    def clipboard_put(self, type_: str) -> None:
        """Adds a representation, whose bytes lie in the handover."""
        data = self._realm.take_bytes()
        if len(data) + sum(len(part) for _, part in self._clipboard.parts) > MOST:
            raise dom_exception("DataError", "That is too much for the clipboard.")
        self._clipboard.parts.append((type_, data))
