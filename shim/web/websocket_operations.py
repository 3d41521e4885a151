"""Host operations of `WebSocket`, under the same access rules as every other request. https://websockets.spec.whatwg.org/"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shim.engine.memory import Held
from shim.engine.realm import HostError, Realm, operation
from shim.net.cookies import relation_to
from shim.net.errors import NetworkError, shorten
from shim.net.url import is_valid

from .context import ConsoleMessage, WebContext

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse

_ABNORMAL = 1006
_NO_STATUS = 1005


@dataclass(slots=True)
class _Socket:
    task: asyncio.Task[None] | None = None
    connection: ClientWebSocketResponse | None = None
    outgoing: asyncio.Queue[tuple[Held[bytes], bool] | tuple[int, bytes]] = field(default_factory=asyncio.Queue)
    received: list[bytes] = field(default_factory=list)
    closing: bool = False


class SocketOperations:
    """Host operations of `js/platform/websockets`; bytes cross in the handover."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._context = context
        self._sockets: dict[int, _Socket] = {}

    @operation
    def socket_open(self, number: int, url: str, protocols: str) -> None:
        if not is_valid(url):
            raise HostError("TypeError", f"{url!r} is not a URL")
        socket = self._sockets[int(number)] = _Socket()
        names = tuple(p for p in protocols.split(",") if p)
        socket.task = self._realm.loop.spawn(self._run(int(number), socket, url, names), self._realm)

    @operation
    def socket_send(self, number: int, binary: bool) -> None:
        socket = self._sockets.get(int(number))
        if socket is not None:
            data = self._realm.take_bytes()
            socket.outgoing.put_nowait((Held(self._realm, data, len(data)), bool(binary)))

    @operation
    def socket_close(self, number: int, code: int, reason: str) -> None:
        """`code` 0: none given."""
        socket = self._sockets.get(int(number))
        if socket is None:
            return
        socket.closing = True
        if socket.connection is None and socket.task is not None:
            socket.task.cancel()
            self._sockets.pop(int(number))
            self._tell("socketClosed", int(number), True, False, _ABNORMAL, "")
        else:
            socket.outgoing.put_nowait((int(code) or 1000, reason.encode()))

    @operation
    def socket_bytes(self, number: int) -> None:
        """Lays the next binary message into the handover."""
        socket = self._sockets.get(int(number))
        self._realm.hand_bytes(socket.received.pop(0) if socket is not None and socket.received else b"")

    def _tell(self, helper: str, *arguments: object) -> None:
        realm = self._realm
        realm.loop.queue_task(lambda: realm.call(helper, *arguments), realm)

    async def _run(self, number: int, socket: _Socket, url: str, protocols: tuple[str, ...]) -> None:
        import aiohttp  # OPTIMIZATION: takes 0.2 s to import; most pages need no socket

        clean, code, reason, failed = False, _ABNORMAL, "", True
        try:
            self._context.scope.access.check(f"http{url[2:]}", self._context.origin)
            relation = relation_to(f"http{url[2:]}", self._context.origin, is_top_level=False)
            cookies = self._context.fetcher.cookies.header(f"http{url[2:]}", relation)
            async with self._context.fetcher.transport().connect_socket(
                url,
                protocols=protocols,
                origin=str(self._context.origin),
                headers={"Cookie": cookies} if cookies else {},
                limit=self._context.fetcher.max_bytes,
            ) as connection:
                socket.connection = connection
                self._tell("socketOpened", number, connection.protocol or "")
                sender = asyncio.create_task(self._send(number, socket, connection))
                try:
                    reason = await self._receive(number, socket, connection)
                    if socket.closing:
                        await sender  # the page's close waits for the peer's answer
                finally:
                    sender.cancel()
                clean, code = _outcome(connection.close_code)
                failed = not clean
        except (NetworkError, aiohttp.ClientError, OSError, TimeoutError) as error:
            text = str(error) or type(error).__name__
            message = f"WebSocket connection to {shorten(url)} failed: {text}"
            self._context.on_console(ConsoleMessage("error", "network", message))
        realm = self._realm
        if self._sockets.get(number) is socket:
            self._tell("socketClosed", number, failed, clean, code, reason)
            realm.loop.queue_task(lambda: self._forget(number), realm)

    def _forget(self, number: int) -> None:
        self._sockets.pop(number, None)

    async def _send(self, number: int, socket: _Socket, connection: ClientWebSocketResponse) -> None:
        while True:
            first, second = await socket.outgoing.get()
            if isinstance(first, int):
                assert isinstance(second, bytes)
                await connection.close(code=first, message=second)
                return
            if second:
                await connection.send_bytes(first.value)
            else:
                await connection.send_str(first.value.decode())
            self._tell("socketSent", number, len(first.value))

    async def _receive(self, number: int, socket: _Socket, connection: ClientWebSocketResponse) -> str:
        """Passes messages on until one of the two closes the connection; the peer's reason."""
        from aiohttp import WSMsgType

        while True:
            message = await connection.receive()
            if message.type is WSMsgType.TEXT:
                self._tell("socketMessage", number, False, json.dumps(message.data))
            elif message.type is WSMsgType.BINARY:
                socket.received.append(message.data)
                self._tell("socketMessage", number, True, "")
            else:
                return (message.extra or "") if message.type is WSMsgType.CLOSE else ""


def _outcome(code: int | None) -> tuple[bool, int]:
    """A pair: the connection was closed in order, and the code that script sees."""
    if code is None or code == _ABNORMAL:
        return False, _ABNORMAL
    return True, code or _NO_STATUS
