"""Connections whose bytes the tests write themselves: what the clients at hand cannot or will not send."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from shim import Server
from shim.server.transport.limits import Limits
from shim.server.transport.websocket_frames import CLOSE, CONTINUATION, PING, PONG, TEXT, frame
from tests.server.client import SECONDS_TO_WAIT, masked, until_states, upgrade

CONNECT = masked(TEXT, b'{"op":"connect","version":1}')
HELLO = b'{"received":0,"messages":[{"op":"hello","version":1}]}'


class Raw:
    """A client that is connected, as bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, server: Server, then: bytes = b"") -> "Raw":
        """The connection, and what comes right behind the request."""
        port = int(server.url.rpartition(":")[2])
        raw = cls(*await asyncio.open_connection("127.0.0.1", port))
        raw.writer.write(upgrade(server) + then)
        head = await raw.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101")
        return raw

    async def hear(self) -> tuple[int, bytes]:
        """The next frame: its first byte and its content."""
        async with asyncio.timeout(SECONDS_TO_WAIT):
            first, size = await self.reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self.reader.readexactly(2))
            return first, await self.reader.readexactly(size)

    async def rest(self) -> bytes:
        """All that is to come, when the other end has hung up."""
        async with asyncio.timeout(SECONDS_TO_WAIT):
            return await self.reader.read()

    async def ping_for_ever(self) -> None:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while True:
                self.writer.write(masked(PING, b""))
                await self.writer.drain()
                await asyncio.sleep(0)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as server:
        yield server


@pytest.mark.parametrize("then", [b"", CONNECT, CONNECT + masked(TEXT, HELLO), CONNECT[:5]])
async def test_what_comes_on_the_heels_of_the_request(server: Server, then: bytes) -> None:
    raw = await Raw.open(server, then)
    raw.writer.write((CONNECT + masked(TEXT, HELLO)).removeprefix(then))
    assert (await raw.hear())[1].startswith(b'{"op":"connected"')
    raw.writer.write(masked(PING, b"all read?"))
    assert await raw.hear() == (0x80 | PONG, b"all read?")
    assert [document.received for document in server.hub.documents.values()] == [1]
    raw.writer.close()


async def test_a_request_for_no_websocket(server: Server) -> None:
    async with ClientSession() as http:
        for address in ("session", "dashboard"):
            async with http.get(f"{server.url}/{address}") as answer:
                assert (answer.status, await answer.text()) == (400, "this address is for WebSockets\n")


async def test_a_message_in_fragments_and_in_bytes_one_at_a_time(server: Server) -> None:
    raw = await Raw.open(server, CONNECT)
    await raw.hear()
    data = masked(TEXT, HELLO[:9], is_final=False) + masked(CONTINUATION, HELLO[9:]) + masked(PING, b"")
    for byte in data:
        raw.writer.write(bytes((byte,)))
        await asyncio.sleep(0)
    assert await raw.hear() == (0x80 | PONG, b"")
    assert [document.received for document in server.hub.documents.values()] == [1]
    raw.writer.close()


async def test_a_flood_of_fragments() -> None:
    async with Server(limits=Limits(messages_per_second=0.001, burst=10)) as server:
        raw = await Raw.open(server, CONNECT)
        await raw.hear()
        raw.writer.write(masked(TEXT, b"", is_final=False) + masked(CONTINUATION, b"", is_final=False) * 10)
        first, content = await raw.hear()
        assert (first, content[:2]) == (0x80 | CLOSE, (4429).to_bytes(2))
        raw.writer.close()


async def test_what_is_no_frame_ends_the_document_with_a_reason(server: Server) -> None:
    raw = await Raw.open(server, CONNECT + masked(TEXT, HELLO))
    await raw.hear()
    raw.writer.write(frame(TEXT, HELLO) + b"more")
    assert await raw.hear() == (0x80 | CLOSE, (4400).to_bytes(2) + b"a frame is not masked")
    assert await raw.rest() == b""
    await until_states(server.device())
    raw.writer.close()


async def test_a_client_that_closes_hears_its_code_again(server: Server) -> None:
    raw = await Raw.open(server, CONNECT)
    await raw.hear()
    raw.writer.write(masked(CLOSE, (4000).to_bytes(2) + b"bye") + masked(TEXT, HELLO))
    assert await raw.rest() == frame(CLOSE, (4000).to_bytes(2))
    await until_states(server.device())
    raw.writer.close()


async def test_a_client_that_does_not_hang_up_is_cut_off() -> None:
    async with Server(limits=Limits(closing=0.05)) as server:
        raw = await Raw.open(server, masked(TEXT, b"?"))
        assert (await raw.hear())[0] == 0x80 | CLOSE
        assert await raw.rest() == b""
        with pytest.raises(ConnectionError):
            await raw.ping_for_ever()
        raw.writer.close()
