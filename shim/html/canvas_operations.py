"""Host operations of canvas elements: nothing is drawn, so a picture of one is a transparent PNG of its size."""

from __future__ import annotations

import base64
import struct
import zlib

from shim.engine.realm import Realm, operation

_LARGEST = 16384 * 16384
"""Pixels; larger canvases have no picture, as in browsers."""


class CanvasOperations:
    """Host operations of `js/platform/canvas`."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm

    @operation
    def blank_png(self, width: int, height: int) -> bool:
        """Lays the file into the handover; False when there is none of that size."""
        if not _has_picture(width, height):
            return False
        self._realm.hand_bytes(blank_png(int(width), int(height)))
        return True

    @operation
    def blank_png_url(self, width: int, height: int) -> str:
        """The file as a data: URL. https://html.spec.whatwg.org/#dom-canvas-todataurl"""
        if not _has_picture(width, height):
            return "data:,"
        return "data:image/png;base64," + base64.b64encode(blank_png(int(width), int(height))).decode()


def _has_picture(width: float, height: float) -> bool:
    return width >= 1 and height >= 1 and width * height <= _LARGEST


def blank_png(width: int, height: int) -> bytes:
    """A PNG file of transparent pixels, one bit of grey and transparency by colour key."""
    row = b"\0" * (1 + (width + 7) // 8)
    compressor = zlib.compressobj()
    data = b"".join([compressor.compress(row) for _ in range(height)]) + compressor.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [_chunk(b"IHDR", header), _chunk(b"tRNS", b"\0\0"), _chunk(b"IDAT", data), _chunk(b"IEND", b"")]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
