"""The server's end of a WebSocket, driven by callbacks: no task wakes up, no future is made and no timer is set for a
frame. aiohttp answers the HTTP request that opens it, then this takes the connection over.

What it is for is many documents that each say little and often (benchmarks/server_load.py). aiohttp's own WebSocket
queues each frame and wakes a task for it; and asyncio's `Protocol`, on which it stands, has 256 KiB of memory mapped
and unmapped for each read, 13 µs. A `BufferedProtocol` reads into memory that is there.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
from abc import ABC, abstractmethod
from contextlib import suppress

from aiohttp import hdrs, web

from .gate import Gate
from .limits import Limits
from .messages import CloseCode, Refused, close_reason
from .websocket_frames import CLOSE, PING, PONG, TEXT, FrameReader, close_code, frame

_log = logging.getLogger("shim.server")
_READ_AT_ONCE = 65_536
_MAX_BUFFERED = 32_768
"""Bytes that may wait for the other end in this process before it counts as slow."""
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # https://www.rfc-editor.org/rfc/rfc6455#section-1.3


class WebSocket(asyncio.BufferedProtocol, ABC):
    """One connection. Subclasses say what it is for, in `opened` to `over`; all but `over` may raise `Refused`."""

    def __init__(self, limits: Limits, max_length: int) -> None:
        self.loop = asyncio.get_running_loop()
        self.heard_at = self.loop.time()
        """The time at which something came last."""
        self.is_closing = False
        """Nothing is heard or sent any more."""
        self.is_admitted = False
        """True when the client has shown a token."""
        self.is_slow = False
        """As much waits for the other end as may."""
        self.ended: asyncio.Future[None] = self.loop.create_future()
        self._limits = limits
        self._reader = FrameReader(max_length)
        self._take = self._take_first
        self._resumed = asyncio.Event()

    # for subclasses to override ---------------------------------------------------------------------------------------

    def opened(self, request: web.Request) -> None:
        """Nothing is heard yet."""

    @abstractmethod
    def greeted(self, data: bytes) -> None:
        """The first message."""

    @abstractmethod
    def heard(self, messages: list[bytes]) -> None:
        """Others: all that could be read at once."""

    def counted(self) -> None:
        """A frame that is not a message: there may be too many of them."""

    def refused(self, code: CloseCode, reason: str) -> None:
        """The connection is to end."""
        self.close(code, reason)

    def over(self, code: int | None) -> None:
        """The connection ends; `code` is what the other end says, if it does. May be called twice."""

    # for subclasses to use --------------------------------------------------------------------------------------------

    def admit(self) -> None:
        """Notes that the client has shown a token."""
        self.is_admitted = True
        self._gate.admit(self._transport)

    def send(self, text: bytes) -> None:
        """A message. Waits for nothing: see `is_slow` and `drain`."""
        if not self.is_closing:
            self._put(frame(TEXT, text))

    def _put(self, data: bytes) -> None:
        # A connection that broke is still there until the end of this turn, and asyncio warns of each write to it.
        if not self._transport.is_closing():
            self._transport.write(data)

    async def drain(self) -> None:
        """Waits while it is slow. Raises `ConnectionError` if it ends meanwhile."""
        while self.is_slow and not self.is_closing:
            self._resumed.clear()
            await self._resumed.wait()
        if self.is_closing:
            raise ConnectionResetError

    def close(self, code: CloseCode, reason: str) -> None:
        """Says why it ends, and waits for the other end to hang up, but not for long."""
        self._finish(code.to_bytes(2) + close_reason(reason))

    def abort(self) -> None:
        """Breaks it, as a network does."""
        self._transport.abort()

    # beginning --------------------------------------------------------------------------------------------------------

    def take_over(self, request: web.Request, transport: asyncio.Transport, buffer: memoryview, gate: Gate) -> None:
        """The connection of a request that is answered is its own from now on. `buffer`: what is read comes there."""
        self._gate = gate
        self._transport = transport
        self._buffer = buffer
        self._http = transport.get_protocol()
        early = _Early()
        request.protocol.set_parser(early)  # type: ignore[arg-type]
        transport.set_write_buffer_limits(high=_MAX_BUFFERED)
        transport.set_protocol(self)
        self._timer = self.loop.call_later(self._limits.connecting, self._say_late)
        try:
            self.opened(request)
        except Refused as refused:
            self.refused(refused.code, refused.reason)
        if early.data:
            self._read(early.data)

    def _take_first(self, messages: list[bytes]) -> None:
        self._timer.cancel()
        self._timer = self.loop.call_later(self._limits.heartbeat, self._beat)
        self._take = self.heard
        self.greeted(messages[0])
        if len(messages) > 1:
            self.heard(messages[1:])

    def _say_late(self) -> None:
        self.refused(CloseCode.BAD_MESSAGE, "the first message did not come in time")

    # messages that come -----------------------------------------------------------------------------------------------

    def get_buffer(self, _: int) -> memoryview:
        return self._buffer

    def buffer_updated(self, size: int) -> None:
        self._read(bytes(self._buffer[:size]))

    def _read(self, data: bytes) -> None:
        if self.is_closing:
            return
        self.heard_at = self.loop.time()
        messages: list[bytes] = []
        try:
            for opcode, content in self._reader.read(data):
                if opcode == TEXT:
                    messages.append(content)
                elif opcode == CLOSE:
                    if messages:
                        self._take(messages)
                    self._finish(content[:2])
                    self.over(close_code(content))
                    return
                else:
                    self.counted()
                    if opcode == PING and not self.is_slow:
                        self._put(frame(PONG, content))
            if messages:
                self._take(messages)
        except Refused as refused:
            self.refused(refused.code, refused.reason)
        except Exception:
            _log.exception("internal error at a message of %s", self)
            self.refused(CloseCode.INTERNAL_ERROR, "internal error of the server")

    def pause_writing(self) -> None:
        self.is_slow = True

    def resume_writing(self) -> None:
        self.is_slow = False
        self._resumed.set()

    def _beat(self) -> None:
        """A timer for each connection, not for each frame: it looks how long nothing came."""
        period = self._limits.heartbeat
        silence = self.loop.time() - self.heard_at
        if silence >= 1.5 * period:
            self.abort()
            return
        if silence >= period:
            self._put(frame(PING, b""))
            period *= 1.5
        self._timer = self.loop.call_at(self.heard_at + period, self._beat)

    # ending -----------------------------------------------------------------------------------------------------------

    def _finish(self, content: bytes) -> None:
        if self.is_closing:
            return
        self._put(frame(CLOSE, content))
        # The other end's last words are not waited for: it hangs up when it has ours.
        with suppress(OSError):  # it may have hung up already
            self._transport.write_eof()
        self.is_closing = True
        self._resumed.set()
        self._timer.cancel()
        self._timer = self.loop.call_later(self._limits.closing, self.abort)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_closing = True
        self._resumed.set()
        self._timer.cancel()
        self._http.connection_lost(error)
        self.over(None)
        if not self.ended.done():
            self.ended.set_result(None)


class Sockets:
    """The connections of one kind, on one loop, which come through a gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._open: set[WebSocket] = set()
        self._buffer = memoryview(bytearray(_READ_AT_ONCE))

    @property
    def admitted(self) -> int:
        """The number of those that have shown a token."""
        return sum(socket.is_admitted for socket in self._open)

    async def serve(self, request: web.Request, socket: WebSocket) -> web.StreamResponse:
        """Answers the request, and returns when the connection has ended."""
        response = _handshake(request)
        await response.prepare(request)
        transport = request.transport
        if transport is None:
            return response
        self._open.add(socket)
        try:
            socket.take_over(request, transport, self._buffer, self._gate)
            await socket.ended
        finally:
            transport.abort()
            self._open.discard(socket)
        return response

    async def close(self) -> None:
        """Ends all of them."""
        for socket in self._open:
            socket.close(CloseCode.GOING_AWAY, "the server stops")
        if self._open:
            await asyncio.wait([socket.ended for socket in self._open])


class _Early:
    """Has what came on the heels of the request, before the answer, as a parser of aiohttp's gets it."""

    data = b""

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        self.data = data
        return False, b""

    def feed_eof(self) -> None:
        """The connection has ended; `WebSocket` knows by itself."""


# https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2
def _handshake(request: web.Request) -> web.StreamResponse:
    """The answer that opens the connection. Raises `HTTPBadRequest` for a request that does not ask for one."""
    if not web.WebSocketResponse().can_prepare(request):
        raise web.HTTPBadRequest(text="this address is for WebSockets\n")
    digest = hashlib.sha1(request.headers[hdrs.SEC_WEBSOCKET_KEY].encode() + _GUID, usedforsecurity=False).digest()
    response = web.StreamResponse(
        status=101,
        headers={
            hdrs.UPGRADE: "websocket",
            hdrs.CONNECTION: "upgrade",
            hdrs.SEC_WEBSOCKET_ACCEPT: base64.b64encode(digest).decode(),
        },
    )
    response.force_close()
    return response
