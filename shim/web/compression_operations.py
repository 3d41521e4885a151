"""Host operations of compression streams, on zlib. https://compression.spec.whatwg.org/"""

from __future__ import annotations

import zlib
from typing import Any

from shim.engine.realm import HostError, Realm, dom_exception, known, one_of, operation

_WINDOWS = {"deflate": zlib.MAX_WBITS, "deflate-raw": -zlib.MAX_WBITS, "gzip": zlib.MAX_WBITS + 16}
_MOST_STREAMS = 1000
"""Streams of a document that have not ended: each takes a quarter of a megabyte."""
_MOST_AT_ONCE = 64 * 1024 * 1024
"""Bytes that one chunk may become."""


class CompressionOperations:
    """Bytes cross in the handover. A stream goes by its number, which is the document's own."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._streams: dict[int, Any] = {}
        self._last = 0

    @operation
    def open_compression(self, format: str, compresses: bool) -> int:
        window = _WINDOWS[one_of(format, _WINDOWS)]
        if len(self._streams) >= _MOST_STREAMS:
            raise dom_exception("QuotaExceededError", f"This document has {_MOST_STREAMS} compression streams.")
        self._last += 1
        self._streams[self._last] = zlib.compressobj(wbits=window) if compresses else zlib.decompressobj(wbits=window)
        return self._last

    @operation
    def compress(self, number: int) -> None:
        """Lays what comes of the bytes in the handover there. Raises `HostError` for bytes that are not compressed, or
        go on behind their end."""
        stream, data = known(number, self._streams, "CompressionStream"), self._realm.take_bytes()
        if hasattr(stream, "compress"):
            self._realm.hand_bytes(stream.compress(data))
            return
        try:
            made = b"" if stream.eof and not data else stream.decompress(data, _MOST_AT_ONCE)
        except zlib.error as error:
            raise self._failed(number, f"The compressed data was not valid: {error}.") from None
        if stream.unused_data or (stream.eof and not made and data and stream.unconsumed_tail):
            raise self._failed(number, "Junk found after end of compressed data.")
        if stream.unconsumed_tail:
            raise self._failed(number, "A chunk becomes too long.")
        self._realm.hand_bytes(made)

    @operation
    def end_compression(self, number: int) -> None:
        """Lays the rest into the handover. Raises `HostError` when compressed data lack their end."""
        stream = known(number, self._streams, "CompressionStream")
        del self._streams[int(number)]
        if hasattr(stream, "compress"):
            self._realm.hand_bytes(stream.flush())
        elif stream.eof:
            self._realm.hand_bytes(b"")
        else:
            raise HostError("TypeError", "Compressed input was truncated.")

    def _failed(self, number: int, message: str) -> HostError:
        del self._streams[int(number)]
        return HostError("TypeError", message)
