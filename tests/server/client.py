"""A document of the test's own at the other end of the WebSocket."""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from shim import Device, Server
from shim.server.transport.websocket_frames import frame

SECONDS_TO_WAIT = 60.0


async def until(device: Device, holds: Callable[[], bool]) -> None:
    """Waits for the device to be so."""
    changed = asyncio.Event()
    end_watch = device.watch(changed.set)
    try:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while not holds():
                changed.clear()
                await changed.wait()
    finally:
        end_watch()


def break_connections(server: Server) -> None:
    """Breaks all connections of a server's, as a network does. Documents come back."""
    for sockets in (server._connections._sockets, server._dashboard._sockets):
        for socket in sockets._open:
            socket.abort()


def states(device: Device) -> list[str]:
    """The states that pages see, in the order in which they came; `?` while a page has yet to hear."""
    return [
        "?" if s.pending else str(s.notified_state)
        for tab in sorted(device.core.tabs)
        for s in device.core.tabs[tab].sessions()
    ]


async def until_states(device: Device, *expected: str) -> None:
    await until(device, lambda: states(device) == list(expected))


def masked(opcode: int, content: bytes, mask: bytes = b"mask", *, is_final: bool = True) -> bytes:
    """As a client sends it: `frame` with the mask bit, and masked byte by byte."""
    data = bytearray(frame(opcode, content))
    head = len(data) - len(content)
    if not is_final:
        data[0] &= 0x7F
    data[1] |= 0x80
    return bytes(data[:head]) + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(content))


def upgrade(server: Server) -> bytes:
    """The request that opens a document's connection."""
    return (
        f"GET /session?token={server.token} HTTP/1.1\r\nHost: {urlsplit(server.url).netloc}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\n\r\n"
    ).encode()


class Client:
    """Speaks as js/polyfill/websocket-link.js does, or otherwise where a test wants that."""

    def __init__(self, http: ClientSession, server: Server) -> None:
        self._http = http
        self._server = server
        self.key = ""
        self.resume_key = ""
        self.received = 0
        self.serial = 0

    async def open(self, query: str = "", **options: Any) -> None:
        """A connection, in which nothing is said yet."""
        url = f"{self._server.url}/session?token={self._server.token}{query}"
        self.socket: ClientWebSocketResponse = await self._http.ws_connect(url, max_msg_size=0, **options)

    async def connect(self, query: str = "", **members: Any) -> "Client":
        """A connection that is answered."""
        await self.open(query)
        await self.socket.send_json({"op": "connect", "version": 1, **members})
        answer = await self.hear()
        self.key, self.resume_key = answer["key"], answer["resume"]
        self.confirmed = answer["received"]
        return self

    async def resume(self) -> "Client":
        """Another connection for the same document."""
        return await self.connect(resume=self.resume_key, received=self.received)

    async def say(self, *messages: dict[str, Any]) -> None:
        """One frame."""
        await self.socket.send_json({"received": self.received, "messages": messages})

    async def hello(self) -> None:
        await self.say({"op": "hello", "version": 1})

    async def play(self, element: str = "audio#1") -> None:
        """The element becomes audible."""
        self.serial += 1
        await self.say(
            {"op": "element", "id": element, "audible": True, "interrupted": False},
            {"op": "try-activating", "element": element, "serial": self.serial},
        )

    async def hear(self) -> Any:
        """The next frame."""
        async with asyncio.timeout(SECONDS_TO_WAIT):
            message = await self.socket.receive()
        assert message.type is WSMsgType.TEXT, message
        return message.json()

    async def hear_states(self, count: int) -> list[str]:
        """The next so many states, which it acknowledges."""
        states: list[str] = []
        while len(states) < count:
            for message in (await self.hear())["messages"]:
                self.received += 1
                if message["op"] == "notify-state":  # and not what may not begin by itself
                    states.append(message["state"])
                    await self.say({"op": "state-notified", "state": message["state"]})
        return states

    async def closed(self) -> tuple[int, str]:
        """Waits for the end of the connection, past what else comes: its code and reason."""
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while True:
                message = await self.socket.receive()
                if message.type is WSMsgType.CLOSE:
                    return message.data, message.extra
                assert message.type is WSMsgType.TEXT, message
