"""The WebSocket connections of documents: who is let in, what they say, what they are told, how it ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from os import PathLike

from aiohttp import WebSocketError, WSMsgType, web

from ..session import Policy, SessionError
from . import envelope
from .access import Access
from .document import ServedDocument
from .envelope import CloseCode, Refused
from .hub import DEFAULT_DEVICE, Hub
from .limits import Limits

_log = logging.getLogger("shim.server")
_MAX_BUFFERED = 32_768
"""Bytes that may wait for a document in this process before it counts as slow."""


class Connections:
    """Serves the documents of a hub."""

    def __init__(
        self, access: Access, limits: Limits, policy: str | PathLike[str] | Mapping[str, object] | Policy
    ) -> None:
        self.hub = Hub(policy, limits, self._queue, self._gone)
        self._access = access
        self._limits = limits
        self._outgoing: dict[ServedDocument, None] = {}
        self._wake = asyncio.Event()
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport] = {}
        self._closings: set[asyncio.Task[None]] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from its beginning to its end."""
        socket = web.WebSocketResponse(
            timeout=self._limits.closing,
            heartbeat=self._limits.heartbeat,
            autoping=False,
            compress=False,
            max_msg_size=envelope.MAX_FRAME_LENGTH,
        )
        # A refused one is accepted and closed: a browser shows a page the reason of that, and of nothing else.
        await socket.prepare(request)
        if request.transport is None:
            return socket
        self._sockets[socket] = request.transport
        try:
            self._access.check_origin(request)
            self._access.check_token(request)
            document = await self._connect(socket, request.query.get("device", DEFAULT_DEVICE))
            if document is not None:
                await self._converse(socket, document)
        except Refused as refused:
            await self._close(socket, refused.code, refused.reason)
        finally:
            del self._sockets[socket]
        return socket

    async def _connect(self, socket: web.WebSocketResponse, device_name: str) -> ServedDocument | None:
        """The document of the connection; None if that ended before it said so. Raises `Refused`."""
        try:
            first = await socket.receive(timeout=self._limits.connecting)
        except TimeoutError:
            raise Refused(CloseCode.BAD_MESSAGE, "the first frame did not come in time") from None
        if first.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return None
        connect = envelope.decode_connect(first.data)
        if connect.resume is None:
            document = self.hub.add(device_name, connect)
        else:
            document = self.hub.resume(connect.resume)
            if document.socket is not None:
                self._close_soon(document.socket, CloseCode.TAKEN_OVER, "another connection resumed the session")
        try:
            document.connect(socket, connect.received)
        except SessionError as error:
            self.hub.remove(document, CloseCode.BAD_MESSAGE, str(error))
            raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
        answer = envelope.Connected(document.key, document.resume_key, document.received)
        await socket.send_str(envelope.encode_connected(answer))
        self._queue(document)
        return document

    async def _converse(self, socket: web.WebSocketResponse, document: ServedDocument) -> None:
        loop = asyncio.get_running_loop()
        async for message in socket:
            if document.socket is not socket:
                break
            try:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    self._take(document, message.data, loop.time())
                elif message.type in (WSMsgType.PING, WSMsgType.PONG):
                    document.bucket.take(1, loop.time())
                    if message.type is WSMsgType.PING:
                        await socket.pong(message.data)
                elif message.type is WSMsgType.ERROR and isinstance(message.data, WebSocketError):
                    raise Refused(CloseCode.BAD_MESSAGE, f"a frame is bad: {message.data}")
            except Refused as refused:
                self.hub.remove(document, refused.code, refused.reason)
            except SessionError as error:
                self.hub.remove(document, CloseCode.BAD_MESSAGE, str(error))
            except Exception:
                _log.exception("internal error at a message of document %s", document.id)
                self.hub.remove(document, CloseCode.INTERNAL_ERROR, "internal error of the server")
        if document.socket is not socket:
            return
        if socket.close_code in (CloseCode.GOING_AWAY, CloseCode.UNLOADED):
            self.hub.remove(document, CloseCode.GONE, "the document is gone")
        else:
            self.hub.lost(document)

    def _take(self, document: ServedDocument, text: str | bytes, now: float) -> None:
        frame = envelope.decode_frame(text)
        document.bucket.take(len(frame.messages) or 1, now)
        document.confirm(frame.received)
        document.received += len(frame.messages)
        document.device.take_all(document.id, frame.messages)
        self._queue(document)

    # what documents are told ------------------------------------------------------------------------------------------

    def _queue(self, document: ServedDocument) -> None:
        if document.unconfirmed > self._limits.unconfirmed:
            self._drop_slow_soon(document)
        elif document.socket is not None:
            self._outgoing[document] = None
            self._wake.set()

    def _drop_slow_soon(self, document: ServedDocument) -> None:
        # Not now: the device is in the midst of telling others.
        reason = "it does not confirm what it is sent"
        asyncio.get_running_loop().call_soon(self.hub.remove, document, CloseCode.SLOW, reason)

    async def write(self) -> None:
        """Writes, for as long as it runs, what was queued in one turn of the loop as one frame for each document.

        It waits for none of them: what may be under way to a document is less than what its transport takes at once.
        """
        while True:
            await self._wake.wait()
            self._wake.clear()
            outgoing, self._outgoing = self._outgoing, {}
            for document in outgoing:
                socket = document.socket
                if socket is None or socket.closed:
                    continue
                if self._sockets[socket].get_write_buffer_size() > _MAX_BUFFERED:
                    self._drop_slow_soon(document)
                    continue
                frame = document.next_frame()
                if frame is not None:
                    with suppress(ConnectionError):  # the reading side hears of it
                        await socket.send_str(frame)

    # how it ends ------------------------------------------------------------------------------------------------------

    def _gone(self, document: ServedDocument, code: CloseCode, reason: str) -> None:
        self._outgoing.pop(document, None)
        socket, document.socket = document.socket, None
        if socket is not None:
            self._close_soon(socket, code, reason)

    def _close_soon(self, socket: web.WebSocketResponse, code: CloseCode, reason: str) -> None:
        task = asyncio.get_running_loop().create_task(self._close(socket, code, reason))
        self._closings.add(task)
        task.add_done_callback(self._closings.discard)

    async def _close(self, socket: web.WebSocketResponse, code: CloseCode, reason: str) -> None:
        transport = self._sockets.get(socket)
        if transport is None:
            return
        with suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(self._limits.closing):
                await socket.close(code=code, message=envelope.close_reason(reason), drain=False)
        transport.abort()

    def drop(self) -> None:
        """Breaks all connections, as a network does."""
        for transport in self._sockets.values():
            transport.abort()

    async def close(self) -> None:
        """Ends all connections."""
        self.hub.close()
        for socket in list(self._sockets):
            self._close_soon(socket, CloseCode.GOING_AWAY, "the server stops")
        if self._closings:
            await asyncio.wait(self._closings)
