"""Connections that show no token keep nobody out: real sockets that say nothing, too little or too late."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, WSMsgType

from shim import Server
from shim.server.transport.limits import Limits
from tests.apart import run_python
from tests.server.client import Client, masked, upgrade

SECONDS = 20.0
LOOK = {"device": "default", "seconds": 30}


async def connect(server: Server) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    address = urlsplit(server.url)
    return await asyncio.open_connection(address.hostname, address.port)


async def silent(server: Server, stack: AsyncExitStack, count: int) -> list[asyncio.StreamReader]:
    """So many connections that say nothing."""
    readers = []
    for _ in range(count):
        reader, writer = await connect(server)
        stack.callback(writer.close)
        readers.append(reader)
    return readers


async def ended(reader: asyncio.StreamReader) -> None:
    """Waits for the end of a connection on which nothing comes."""
    async with asyncio.timeout(SECONDS):
        try:
            assert await reader.read() == b""
        except ConnectionResetError:
            return


async def open_dashboard(http: ClientSession, server: Server) -> str:
    """The first word of the server to a dashboard that shows its token."""
    async with http.get(server.url) as page:
        assert page.status == 200
    async with http.ws_connect(f"{server.url}/dashboard") as dashboard:
        await dashboard.send_json({"op": "connect", "token": server.access.dashboard_token, **LOOK})
        message = await dashboard.receive(SECONDS)
        return "refused" if message.type is not WSMsgType.TEXT else str(message.json()["op"])


async def test_silent_connections_keep_no_dashboard_out() -> None:
    """Nor those that ask for a dashboard and do not say who they are."""
    async with Server() as server, AsyncExitStack() as stack, ClientSession() as http:
        await silent(server, stack, 100)
        for _ in range(40):
            await stack.enter_async_context(http.ws_connect(f"{server.url}/dashboard"))
        assert await open_dashboard(http, server) == "connected"


async def test_only_dashboards_that_showed_their_token_are_counted() -> None:
    async with Server(limits=Limits(dashboards=2)) as server, AsyncExitStack() as stack, ClientSession() as http:
        for number in range(3):
            socket_ = await stack.enter_async_context(http.ws_connect(f"{server.url}/dashboard"))
            await socket_.send_json({"op": "connect", "token": server.access.dashboard_token, **LOOK})
            message = await socket_.receive(SECONDS)
            assert message.type is (WSMsgType.TEXT if number < 2 else WSMsgType.CLOSE)


async def test_the_oldest_that_shows_no_token_gives_way() -> None:
    async with Server(limits=Limits(waiting_per_address=5)) as server, AsyncExitStack() as stack:
        first = await silent(server, stack, 5)
        second = await silent(server, stack, 4)
        for reader in first[:4]:
            await ended(reader)
        _, writer = await connect(server)
        stack.callback(writer.close)
        await ended(first[4])
        assert not any(reader.at_eof() for reader in second)


async def test_who_has_shown_the_token_stays() -> None:
    limits = Limits(waiting=4, waiting_per_address=4)
    async with Server(limits=limits) as server, AsyncExitStack() as stack, ClientSession() as http:
        clients = [await Client(http, server).connect() for _ in range(8)]
        await silent(server, stack, 20)
        for client in clients:
            await client.play()
            assert await client.hear_states(1) == ["active"]


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"GET"], ids=["nothing", "no end", "a word"])
async def test_a_request_that_does_not_come_in_time(said: bytes) -> None:
    async with Server(limits=Limits(connecting=0.1)) as server:
        reader, writer = await connect(server)
        writer.write(said)
        await ended(reader)
        writer.close()


async def test_a_request_that_comes_byte_by_byte_has_no_more_time() -> None:
    async with Server(limits=Limits(connecting=0.3)) as server:
        reader, writer = await connect(server)
        writer.write(b"GET /")
        end = asyncio.ensure_future(ended(reader))
        async with asyncio.timeout(SECONDS):
            while not end.done():
                writer.write(b"X")
                await asyncio.wait({end}, timeout=0.05)
        await end
        writer.close()


async def test_an_idle_connection_is_closed() -> None:
    async with Server(limits=Limits(idle_connection=0.1)) as server:
        reader, writer = await connect(server)
        writer.write(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readline()).split()[1] == b"404"
        async with asyncio.timeout(SECONDS):
            await reader.read()
        writer.close()


_FEW_DESCRIPTORS = """
import asyncio, resource, subprocess, sys
from aiohttp import ClientSession
from shim import Server

_CROWD = '''
import socket, sys
kept = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(300)]
print("there", flush=True)
sys.stdin.read()
'''

async def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 4096))
    async with Server() as server:
        wide = "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (4096, 4096))"
        crowd = await asyncio.create_subprocess_exec(
            sys.executable, "-c", wide + _CROWD, server.url.rpartition(":")[2], stdin=-1, stdout=-1)
        await crowd.stdout.readline()
        async with ClientSession() as http, http.get(server.url) as answer:
            print(answer.status)
        crowd.stdin.close()
        await crowd.wait()

asyncio.run(main())
"""


def test_three_hundred_silent_connections_do_not_stop_a_server_of_few_descriptors() -> None:
    outcome = run_python(_FEW_DESCRIPTORS)
    assert (outcome.status, outcome.out, outcome.err) == (0, "200\n", "")


async def test_a_lost_connection_is_not_told_of_at_each_write(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    hello = b'{"op": "connect", "version": 1}', b'{"received": 0, "messages": [{"op": "hello", "version": 1}]}'
    async with Server() as server:
        for _ in range(5):
            reader, writer = await connect(server)
            writer.write(upgrade(server))
            await reader.readuntil(b"\r\n\r\n")
            for text in hello:
                writer.write(masked(1, text))
            await reader.read(10)
            plug = writer.get_extra_info("socket")
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            for _ in range(100):
                writer.write(masked(9, b"x"))
            writer.transport.abort()
        async with asyncio.timeout(SECONDS):
            await asyncio.gather(*(socket_.ended for socket_ in server._connections._sockets._open))
    assert caplog.records == []


async def test_what_is_not_http_is_answered_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    async with Server() as server:
        for said in (
            b"GET /\x1b[31m HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nX\x1b: y\r\n\r\n",
            b"\0" * 99 + b"\r\n\r\n",
        ):
            reader, writer = await connect(server)
            writer.write(said)
            assert (await reader.read()).startswith(b"HTTP/1.0 400 ")
            writer.close()
    assert caplog.text == ""
