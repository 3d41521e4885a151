"""WebSocket frames (RFC 6455), the server's end of them, sans-I/O: bytes to messages and back. No extensions.

The mask comes off by the function of the websockets library, compiled where that could be: a tenth of the time that
Python takes. The rest is plain Python, not aiohttp's compiled reader: its constructor is not public and changes between
minor versions. A document's first byte is `0x81` nearly always: a whole text.
"""

from __future__ import annotations

from collections.abc import Iterator

from .messages import CloseCode, Refused

try:
    from websockets.speedups import apply_mask  # type: ignore[import-not-found]
except ImportError:  # it is compiled only where it can be
    from websockets.utils import apply_mask

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
_FINAL = 0x80
_RESERVED = 0x70
_WHOLE_TEXT = _FINAL | TEXT
_SHORT_HEAD = 6
"""Bytes of a frame's head with a short length, and a mask."""
_MAX_CONTROL_LENGTH = 125


class FrameReader:
    """Puts a client's frames together. `max_length` is that of a message, in bytes."""

    __slots__ = ("_fragments", "_max_length", "_opcode", "_rest")

    def __init__(self, max_length: int) -> None:
        self._max_length = max_length
        self._rest = b""
        self._opcode = CONTINUATION
        """The opcode of the message that is under way in fragments, if any."""
        self._fragments = bytearray()

    # https://www.rfc-editor.org/rfc/rfc6455#section-5.2
    def read(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Opcode and content of each message and control frame that is complete with these bytes.

        A message is a TEXT, also a binary one. A fragment that is not the last of its message is a CONTINUATION without
        content, so that it can be counted. Raises `Refused` after what came before.
        """
        if self._rest:
            data = self._rest + data
        position, end = 0, len(data)
        room = self._max_length - len(self._fragments)
        while end - position >= _SHORT_HEAD:
            first, size, start = data[position], data[position + 1] - 0x80, position + 2
            if size < 0:
                raise Refused(CloseCode.BAD_MESSAGE, "a frame is not masked")
            if size == 126:
                size = data[start] << 8 | data[start + 1]
                start += 2
            elif size == 127:
                if end - start < 8:
                    break
                size = int.from_bytes(data[start : start + 8])
                start += 8
            if size > room:
                raise Refused(CloseCode.TOO_LONG, f"a frame is longer than {self._max_length} bytes")
            begin = start + 4
            stop = begin + size
            if stop > end:
                break
            content = apply_mask(data[begin:stop], data[start:begin])
            position = stop
            if first == _WHOLE_TEXT and not self._opcode:
                yield TEXT, content
            else:
                yield self._take(first, content)
                room = self._max_length - len(self._fragments)
        self._rest = data[position:]

    def _take(self, first: int, content: bytes) -> tuple[int, bytes]:
        opcode, is_final = first & 0x0F, bool(first & _FINAL)
        if first & _RESERVED:
            raise Refused(CloseCode.BAD_MESSAGE, "a frame has reserved bits")
        if opcode in (CLOSE, PING, PONG):
            if not is_final or len(content) > _MAX_CONTROL_LENGTH:
                raise Refused(CloseCode.BAD_MESSAGE, "a control frame is too long, or in fragments")
            return opcode, content
        if opcode > BINARY or bool(opcode) == bool(self._opcode):
            raise Refused(CloseCode.BAD_MESSAGE, f"a frame of kind {opcode} was not to come now")
        self._opcode = self._opcode or opcode
        self._fragments += content
        if not is_final:
            return CONTINUATION, b""
        whole = bytes(self._fragments)
        self._opcode = CONTINUATION
        self._fragments.clear()
        return TEXT, whole


def frame(opcode: int, content: bytes) -> bytes:
    """A whole message, or a control frame, as the server sends it."""
    size = len(content)
    if size < 126:
        return bytes((_FINAL | opcode, size)) + content
    if size < 1 << 16:
        return bytes((_FINAL | opcode, 126)) + size.to_bytes(2) + content
    return bytes((_FINAL | opcode, 127)) + size.to_bytes(8) + content


def close_code(content: bytes) -> int | None:
    """The code in a client's CLOSE frame, if it has one."""
    return int.from_bytes(content[:2]) if len(content) >= 2 else None
