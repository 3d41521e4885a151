"""Messages in the WebSocket frames: how a document connects, and the session's messages with what confirms them.

Each side counts the session messages that it received and tells the other, so that after a lost connection each is
delivered exactly once. docs/server.md has the whole of it. Frames of a document come from a page: all is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Annotated, TypeAlias

import msgspec

from shim.link import messages as protocol
from shim.session import RemoteSessionError

MAX_FRAME_LENGTH = 4 * protocol.MAX_MESSAGE_LENGTH
"""In bytes."""
MAX_MESSAGES_PER_FRAME = 64
MAX_REASON_LENGTH = 123
"""Bytes of a close frame's reason, by RFC 6455."""

Key: TypeAlias = Annotated[str, msgspec.Meta(max_length=64)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class CloseCode(IntEnum):
    """Reason for the end of a connection. After 1009, 4400 to 4403 and 4429 a document does not come back."""

    GOING_AWAY = 1001
    """The server stops; or, from a document, the browser left the page."""
    TOO_LONG = 1009
    """A message of more bytes than are taken."""
    INTERNAL_ERROR = 1011
    UNLOADED = 4000
    """From a document: it is gone, or asleep in the back-forward cache."""
    SLOW = 4008
    """The document did not confirm what it was sent."""
    BAD_MESSAGE = 4400
    BAD_TOKEN = 4401
    BAD_ORIGIN = 4403
    NO_PARENT = 4404
    """No document has the key of the parent."""
    TOO_MANY_DOCUMENTS = 4409
    GONE = 4410
    """The session cannot be resumed, or was removed with its parent: connect anew."""
    TAKEN_OVER = 4411
    """Another connection resumed the session."""
    TOO_MANY_MESSAGES = 4429


class Refused(Exception):
    """The connection ends with this code and reason, and with it the document; others are not affected."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="connect", tag_field="op"):
    """First frame of a connection. With `resume` it goes on with a session, else it is a new document."""

    version: int
    url: Annotated[str, msgspec.Meta(max_length=2048)] = ""
    parent: Key | None = None
    """The key that the parent's document was given."""
    resume: Key | None = None
    received: Count = 0
    """The number of messages of the session that the document has received."""


class Connected(msgspec.Struct, frozen=True, tag="connected", tag_field="op"):
    """The answer. `resume` is the document's secret, `key` is for the documents in its frames."""

    key: str
    resume: str
    received: int


class Frame(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Every later frame of a document."""

    received: Count
    messages: Annotated[list[protocol.DocumentMessage], msgspec.Meta(max_length=MAX_MESSAGES_PER_FRAME)]


_connect_decoder = msgspec.json.Decoder(Connect)
_frame_decoder = msgspec.json.Decoder(Frame)
_encoder = msgspec.json.Encoder()


def decode_connect(text: str | bytes) -> Connect:
    """Raises `Refused` for what is none."""
    try:
        connect = _connect_decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(CloseCode.BAD_MESSAGE, f"the first frame does not connect: {error}") from error
    if connect.version != protocol.VERSION:
        reason = f"the polyfill speaks version {connect.version}, the server {protocol.VERSION}: load its own script"
        raise Refused(CloseCode.BAD_MESSAGE, reason)
    return connect


def decode_frames(texts: Sequence[str | bytes]) -> list[Frame]:
    """Raises `RemoteSessionError` if one is none."""
    try:
        return [_frame_decoder.decode(text) for text in texts]
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise RemoteSessionError(f"a frame is none: {error}") from error


def encode_connected(connected: Connected) -> bytes:
    return _encoder.encode(connected)


def encode_frame(received: int, messages: list[str]) -> bytes:
    """A frame of the host's, of messages that are encoded already."""
    return f'{{"received":{received},"messages":[{",".join(messages)}]}}'.encode()


def close_reason(text: str) -> bytes:
    """As much of it as a close frame holds."""
    return text.encode()[:MAX_REASON_LENGTH].decode(errors="ignore").encode()
