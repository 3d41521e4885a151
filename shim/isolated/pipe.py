"""The socket between the host and the process of a page: messages in frames, each after its length."""

from __future__ import annotations

import socket
import struct
from collections import deque
from typing import Any, Generic, TypeVar

import msgspec

MAX_FRAME = 256 * 1024 * 1024
"""Bytes of a message. What a page gets and gives is smaller: a response has 64 MB at the most."""
_AT_ONCE = 256 * 1024
"""Bytes that are read before others get their turn: a page may say more than anybody wants to hear."""
_LENGTH = struct.Struct("!I")
_T = TypeVar("_T")
_encoder = msgspec.msgpack.Encoder()


class BadFrame(Exception):
    """Something came that is not a message."""


def encode(message: msgspec.Struct) -> bytes:
    """A message with its length before it."""
    try:
        data = _encoder.encode(message)
    except UnicodeEncodeError:
        # text of pages may have half a surrogate pair, which no text outside of pages has
        data = _encoder.encode(_whole(msgspec.to_builtins(message, builtin_types=(bytes,))))
    return _LENGTH.pack(len(data)) + data


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [_whole(item) for item in value] if isinstance(value, (list, tuple)) else value


class Pipe(Generic[_T]):
    """One end of the socket: `kind` is what comes from the other."""

    def __init__(self, end: socket.socket, kind: Any) -> None:
        self.socket = end
        self._decoder: msgspec.msgpack.Decoder[_T] = msgspec.msgpack.Decoder(kind)
        self._buffer = bytearray()
        self.came: deque[_T] = deque()
        """Messages that nobody has taken."""

    def read(self) -> bool:
        """Takes what has come into `came`, and does not wait. False at the end. Raises `BadFrame`."""
        try:
            data = self.socket.recv(_AT_ONCE, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._buffer += data
        self._split()
        return bool(data)

    def _split(self) -> None:
        at, buffer = 0, self._buffer
        while len(buffer) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(buffer, at)
            if length > MAX_FRAME:
                raise BadFrame(f"a message of {length} bytes, of which {MAX_FRAME} are allowed")
            start = at + _LENGTH.size
            if len(buffer) - start < length:
                break
            with memoryview(buffer)[start : start + length] as part:
                try:
                    self.came.append(self._decoder.decode(part))
                except (msgspec.DecodeError, RecursionError) as error:
                    raise BadFrame(f"something that is not a message: {error}") from error
            at = start + length
        del buffer[:at]
