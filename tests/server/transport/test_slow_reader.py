"""A client that does not read what it is sent: the server holds a bounded amount for it."""

import asyncio
import socket
from urllib.parse import urlsplit

from aiohttp import ClientSession

from shim import Server
from shim.server.transport.limits import Limits
from shim.server.transport.websocket_frames import TEXT
from tests.server.client import SECONDS_TO_WAIT, Client, masked, states, until_states, upgrade


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
            connect = masked(TEXT, b'{"op":"connect","version":1}')
            await loop.sock_sendall(deaf, upgrade(server) + connect)
            playing = (
                '{"op":"element","id":"audiocontext#1","audible":true,"interrupted":false},'
                '{"op":"try-activating","element":"audiocontext#1","serial":1}'
            )
            await loop.sock_sendall(deaf, masked(TEXT, f'{{"received":0,"messages":[{playing}]}}'.encode()))
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
