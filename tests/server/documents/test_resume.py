"""Connections that are lost: a document that comes back misses nothing and hears nothing twice; one that does not is
removed."""

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import ClientSession

from shim import Server
from shim.server.transport.limits import Limits
from tests.server.client import Client, break_connections, states, until_states


@pytest_asyncio.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def lose(server: Server, *documents: Client) -> None:
    """Breaks the connections, and waits until the documents know."""
    break_connections(server)
    for document in documents:
        await document.socket.receive()


async def test_what_was_not_confirmed_comes_again_in_order(http: ClientSession) -> None:
    async with Server() as server:
        device = server.device()
        document = await Client(http, server).connect()
        await document.play("audiocontext#1")
        await document.hear_states(1)
        await until_states(device, "active")
        call, notifications = device.core.begin_event(None, device.now())
        device.tell(notifications)
        frame = await document.hear()
        assert [message["op"] for message in frame["messages"]] == ["guard", "notify-state"]
        await lose(server, document)  # before that is counted as received
        device.tell(device.core.end_event(call, device.now()))
        await document.resume()
        assert await document.hear_states(2) == ["interrupted", "active"]
        await until_states(device, "active")


async def test_the_server_says_what_it_has_received(http: ClientSession) -> None:
    async with Server() as server:
        document = await Client(http, server).connect()
        await document.hello()
        await document.play()
        await document.hear_states(1)
        await until_states(server.device(), "active")
        await lose(server, document)
        await document.resume()
        assert document.confirmed == 4  # hello, element, try-activating, state-notified
        assert states(server.device()) == ["active"]


async def test_a_frame_keeps_its_place(http: ClientSession) -> None:
    async with Server() as server:
        parent = await Client(http, server).connect()
        child = await Client(http, server).connect(parent=parent.key)
        await lose(server, parent, child)
        await child.resume()
        await parent.resume()
        (tab,) = server.device().core.tabs.values()
        assert [session.parent for session in tab.sessions()] == [None, 1]


async def test_one_that_stays_away_is_gone(http: ClientSession) -> None:
    async with Server(limits=Limits(grace=0.05)) as server:
        document, other = Client(http, server), Client(http, server)
        await document.connect()
        await lose(server, document)
        await until_states(server.device())
        await other.open()
        await other.socket.send_json({"op": "connect", "version": 1, "resume": document.resume_key})
        assert await other.closed() == (4410, "the session is gone: connect anew")


async def test_one_that_says_good_bye_is_gone_at_once(http: ClientSession) -> None:
    async with Server() as server:
        for code in (1001, 4000):
            document = await Client(http, server).connect()
            await document.socket.close(code=code)
            await until_states(server.device())


async def test_another_connection_takes_over(http: ClientSession) -> None:
    async with Server() as server:
        document = await Client(http, server).connect()
        await document.play()
        await document.hear_states(1)
        await until_states(server.device(), "active")
        old = document.socket
        await document.resume()
        new, document.socket = document.socket, old
        assert await document.closed() == (4411, "another connection resumed the session")
        document.socket = new
        heard = asyncio.ensure_future(document.hear_states(2))
        async with server.device().phone_call():
            pass
        assert await heard == ["interrupted", "active"]


async def test_the_parents_key_does_not_resume_its_session(http: ClientSession) -> None:
    async with Server() as server:
        parent, child = await Client(http, server).connect(), Client(http, server)
        await child.open()
        await child.socket.send_json({"op": "connect", "version": 1, "resume": parent.key})
        assert (await child.closed())[0] == 4410


async def test_a_document_cannot_have_received_more_than_was_sent(http: ClientSession) -> None:
    async with Server() as server:
        document = await Client(http, server).connect()
        await lose(server, document)
        await document.open()
        await document.socket.send_json({"op": "connect", "version": 1, "resume": document.resume_key, "received": 5})
        assert (await document.closed())[0] == 4400
        assert states(server.device()) == []


async def test_one_that_is_away_for_too_many_messages_is_gone(http: ClientSession) -> None:
    async with Server(limits=Limits(unconfirmed=3)) as server:
        device = server.device()
        document = await Client(http, server).connect()
        await document.play()
        await document.hear_states(1)
        await until_states(device, "active")
        await lose(server, document)
        for _ in range(2):
            call, notifications = device.core.begin_event(None, device.now())
            device.tell(notifications)
            device.tell(device.core.end_event(call, device.now()))
        await until_states(device)
