"""The WebSocket connections of documents: who is let in, what they say, what they are told, how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from os import PathLike

from aiohttp import web

from shim.server.transport import messages as envelope
from shim.server.transport.access import Access
from shim.server.transport.gate import Gate
from shim.server.transport.limits import Limits
from shim.server.transport.messages import CloseCode, Refused
from shim.server.transport.websocket import Sockets, WebSocket
from shim.session import Policy, SessionError

from .document import ServedDocument
from .hub import DEFAULT_DEVICE, Hub


class Connections:
    """Serves the documents of a hub."""

    def __init__(
        self, access: Access, limits: Limits, gate: Gate, policy: str | PathLike[str] | Mapping[str, object] | Policy
    ) -> None:
        self.hub = Hub(policy, limits, self._queue, self._gone)
        self.access = access
        self.limits = limits
        self._sockets = Sockets(gate)
        self._outgoing: dict[ServedDocument, None] = {}
        self._is_write_due = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its beginning to its end."""
        return await self._sockets.serve(request, _Conversation(self))

    # messages to documents --------------------------------------------------------------------------------------------

    def _queue(self, document: ServedDocument) -> None:
        if document.socket is None:
            if document.unconfirmed > self.limits.unconfirmed:
                self._drop_slow_soon(document)
            return
        self._outgoing[document] = None
        if not self._is_write_due:
            self._is_write_due = True
            document.socket.loop.call_soon(self._write_all)

    def _drop_slow_soon(self, document: ServedDocument) -> None:
        # Not now: the device is in the midst of telling others.
        reason = "it does not confirm what it is sent"
        asyncio.get_running_loop().call_soon(self.hub.remove, document, CloseCode.SLOW, reason)

    def _write_all(self) -> None:
        """To those that did not speak in this turn of the loop: one frame for each."""
        self._is_write_due = False
        outgoing, self._outgoing = self._outgoing, {}
        for document in outgoing:
            if document.socket is not None:
                self.answer(document, document.socket)

    def answer(self, document: ServedDocument, socket: WebSocket) -> None:
        """To one that has said all it had to say: one frame, at once, whoever else may have to be read yet."""
        frame = document.next_frame()
        if frame is None:
            return
        self._outgoing.pop(document, None)
        if socket.is_slow or document.unconfirmed > self.limits.unconfirmed:
            self._drop_slow_soon(document)
        else:
            socket.send(frame)

    # ending -----------------------------------------------------------------------------------------------------------

    def _gone(self, document: ServedDocument, code: CloseCode, reason: str) -> None:
        self._outgoing.pop(document, None)
        socket, document.socket = document.socket, None
        if socket is not None:
            socket.close(code, reason)

    async def close(self) -> None:
        """Ends all connections."""
        self.hub.close()
        await self._sockets.close()


class _Conversation(WebSocket):
    """With one document, from when it has connected."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections.limits, envelope.MAX_FRAME_LENGTH)
        self._connections = connections
        self._document: ServedDocument | None = None
        self._device_name = DEFAULT_DEVICE

    def __str__(self) -> str:
        return "a document" if self._document is None else f"document {self._document.id}"

    def opened(self, request: web.Request) -> None:
        self._connections.access.check_origin(request)
        self._connections.access.check_token(request)
        self.admit()
        self._device_name = request.query.get("device", DEFAULT_DEVICE)

    def greeted(self, data: bytes) -> None:
        hub = self._connections.hub
        connect = envelope.decode_connect(data)
        if connect.resume is None:
            document = hub.add(self._device_name, connect)
        else:
            document = hub.resume(connect.resume)
            if document.socket is not None:
                document.socket.close(CloseCode.TAKEN_OVER, "another connection resumed the session")
        self._document = document
        try:
            document.connect(self, connect.received)
        except SessionError as error:
            raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
        answer = envelope.Connected(document.key, document.resume_key, document.received)
        self.send(envelope.encode_connected(answer))
        self._connections.answer(document, self)

    def heard(self, messages: list[bytes]) -> None:
        document = self._document
        assert document is not None
        try:
            frames = envelope.decode_frames(messages)
            said = [one for frame in frames for one in frame.messages]
            document.bucket.take(max(len(frames), len(said)), self.heard_at)
            document.confirm(frames[-1].received)
            document.received += len(said)
            document.is_speaking = True
            document.device.take_all(document.id, said)
        except SessionError as error:
            raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
        finally:
            document.is_speaking = False
        self._connections.answer(document, self)

    def counted(self) -> None:
        if self._document is not None:
            self._document.bucket.take(1, self.heard_at)

    def refused(self, code: CloseCode, reason: str) -> None:
        if self._document is not None:
            self._connections.hub.remove(self._document, code, reason)
        self.close(code, reason)

    def over(self, code: int | None) -> None:
        document = self._document
        if document is None or document.socket is not self:
            return
        if code in (CloseCode.GOING_AWAY, CloseCode.UNLOADED):
            self._connections.hub.remove(document, CloseCode.GONE, "the document is gone")
        else:
            self._connections.hub.lost(document)
