"""A client that does not read what it is sent: the server holds a bounded amount for it."""

import asyncio
import os
import socket
from base64 import b64encode
from urllib.parse import urlsplit

from aiohttp import ClientSession

from shim import Server
from shim.server.limits import Limits

from .client import SECONDS_TO_WAIT, Client, states, until_states


def frame(text: str) -> bytes:
    """A WebSocket text frame whose mask is zeros."""
    data = text.encode()
    size = bytes((0x80 | len(data),)) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return b"\x81" + size + b"\0\0\0\0" + data


async def test_a_client_that_does_not_read() -> None:
    # Not for what it has not confirmed, but for what waits in this process.
    async with Server(limits=Limits(unconfirmed=1_000_000)) as server, ClientSession() as http:
        device = server.device()
        url = urlsplit(server.url)
        deaf = socket.socket()
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.setblocking(False)
        with deaf:
            loop = asyncio.get_running_loop()
            await loop.sock_connect(deaf, (url.hostname, url.port))
            request = (
                f"GET /session?token={server.token} HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\n\r\n"
            )
            await loop.sock_sendall(deaf, request.encode() + frame('{"op":"connect","version":1}'))
            playing = (
                '{"op":"element","id":"audiocontext#1","audible":true,"interrupted":false},'
                '{"op":"try-activating","element":"audiocontext#1","serial":1}'
            )
            await loop.sock_sendall(deaf, frame(f'{{"received":0,"messages":[{playing}]}}'))
            await until_states(device, "?")
            good = await Client(http, server).connect()
            async with asyncio.timeout(SECONDS_TO_WAIT):
                while len(server.hub.documents) == 2:
                    for _ in range(20):
                        call, notifications = device.core.begin_event(None, device.now())
                        device.tell(notifications)
                        device.tell(device.core.end_event(call, device.now()))
                    await asyncio.sleep(0)
            assert states(device) == ["inactive"]
            await good.play("audiocontext#1")
            assert await good.hear_states(1) == ["active"]
