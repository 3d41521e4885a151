"""The server's sockets: HTTP that is none, WebSocket frames in pieces, broken and out of turn, from several clients."""

from __future__ import annotations

import asyncio
import json
import random
from base64 import b64encode
from contextlib import suppress
from urllib.parse import urlsplit

from fuzz.stage import Stage
from fuzz.targets import link
from shim import Server
from shim.server.transport.websocket_frames import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame

OPCODES = (TEXT, TEXT, TEXT, BINARY, CONTINUATION, PING, PONG, CLOSE, 3, 7, 11, 15)
HTTP = (
    "GET / HTTP/1.1\r\n\r\n", "GET /session HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
    "POST /session HTTP/1.1\r\nContent-Length: 99\r\n\r\nx", "GET /" + "a" * 20000 + " HTTP/1.1\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n", "\0\x01\x02\r\n\r\n", "GET /session?token=\xff HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /audio-session.js HTTP/1.1\r\nHost: a\r\nOrigin: null\r\n\r\n",
    "OPTIONS /audio-session.js HTTP/1.1\r\nHost: x\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "GET /%00%ff/../.. HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /dashboard HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n",
)  # fmt: skip
CONNECTS = (
    '{"op":"connect","version":1}', '{"op":"connect","version":1,"resume":"x"}',
    '{"op":"connect","version":1,"parent":"x"}', '{"op":"connect","version":1,"received":9}',
    '{"op":"connect","version":2}', "{", "[]", "\xff", '{"op":"connect","version":1,"url":1}',
)  # fmt: skip
CLIENTS = 4


def make(chance: random.Random) -> list[str]:
    """Steps of clients: `N http TEXT`, `N open CONNECT`, `N say MESSAGES`, `N frame OPCODE FLAGS LENGTH`, `N lost`."""
    pieces = [f"{client} open {CONNECTS[0]}" for client in range(2)]
    for serial in range(1, chance.choice((8, 30, 100))):
        client = chance.randrange(CLIENTS)
        kind = chance.random()
        if kind < 0.08:
            pieces.append(f"{client} http {chance.choice(HTTP)}")
        elif kind < 0.2:
            pieces.append(f"{client} open {CONNECTS[0] if chance.random() < 0.6 else chance.choice(CONNECTS)}")
        elif kind < 0.3:
            pieces.append(f"{client} lost")
        elif kind < 0.85:
            messages = ",".join(link.message(chance, serial) for _ in range(chance.choice((1, 1, 2, 5))))
            received = chance.choice((0, 0, 0, 1, 5, -1))
            pieces.append(f'{client} say {{"received":{received},"messages":[{messages}]}}')
        else:
            length = chance.choice((0, 1, 125, 126, 127, 65535, 65536, 2**31, 2**63, 2**64 - 1))
            pieces.append(
                f"{client} frame {chance.choice(OPCODES)} {chance.choice((0x80, 0x80, 0, 0xF0, 0x40))} {length}"
            )
    return pieces


def masked(opcode: int, content: bytes, flags: int = 0x80) -> bytes:
    """A frame as a client sends it, under a mask of zeros."""
    data = bytearray(frame(opcode, content))
    head = len(data) - len(content)
    data[0] = flags | opcode
    data[1] |= 0x80
    return bytes(data[:head]) + bytes(4) + content


def announced(opcode: int, flags: int, length: int) -> bytes:
    """The head of a frame that says that it is so long, and little after it."""
    return bytes((flags | opcode, 0x80 | 127)) + length.to_bytes(8) + bytes(4) + b"x" * min(length, 300)


def upgrade(server: Server) -> bytes:
    """The request that opens a document's connection."""
    return (
        f"GET /session?token={server.token} HTTP/1.1\r\nHost: {urlsplit(server.url).netloc}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {b64encode(bytes(16)).decode()}\r\n\r\n"
    ).encode()


class Client:
    """A socket that says whatever it is to say."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._writer: asyncio.StreamWriter | None = None
        self._reader: asyncio.StreamReader | None = None

    async def open(self, first: bytes) -> None:
        """Connects anew, and says something."""
        self.lose()
        address = urlsplit(self._server.url)
        self._reader, self._writer = await asyncio.open_connection(address.hostname, address.port)
        self._writer.write(first)

    async def write(self, data: bytes) -> None:
        """Goes on."""
        if self._writer is not None:
            with suppress(OSError):
                self._writer.write(data)
                await asyncio.sleep(0)

    async def heard(self, sign: bytes) -> bool:
        """True when this comes within 3 seconds."""
        assert self._reader is not None
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(3):
                await self._reader.readuntil(sign)
                return True
        return False

    def lose(self) -> None:
        """The connection breaks."""
        if self._writer is not None:
            self._writer.transport.abort()
            self._writer = None


async def play(pieces: list[str], stage: Stage) -> None:
    """Afterwards a well-behaved document is served as ever."""
    async with Server() as server:
        clients = [Client(server) for _ in range(CLIENTS)]
        for piece in pieces:
            number, what, *rest = piece.split(" ", 2)
            client = clients[int(number) % CLIENTS]
            text = rest[0].encode("utf-8", "surrogatepass") if rest else b""
            if what == "http":
                await client.open(text)
            elif what == "open":
                await client.open(upgrade(server) + masked(TEXT, text))
            elif what == "say":
                await client.write(masked(TEXT, text))
            elif what == "frame":
                await client.write(announced(*map(int, text.split())))
            elif what == "lost":
                client.lose()
        good = Client(server)
        await good.open(upgrade(server))
        await good.write(masked(TEXT, json.dumps({"op": "connect", "version": 1}).encode()))
        if not await good.heard(b'"connected"'):
            stage.problems.append("broken: a well-behaved document is not served any more")
        for client in (*clients, good):
            client.lose()
