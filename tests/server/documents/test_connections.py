"""Documents over real WebSockets: who is let in, what a bad one comes to, and that others do not notice."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from shim import Browser, Device, Server
from shim.server.transport.limits import Limits
from shim.server.transport.messages import MAX_FRAME_LENGTH
from tests.server.client import Client, states, until, until_states


@pytest_asyncio.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as server:
        yield server


async def test_a_document_plays_and_is_interrupted(http: ClientSession, server: Server) -> None:
    document = await Client(http, server).connect(url="https://radio.example/")
    await document.play()
    assert await document.hear_states(1) == ["active"]
    await until_states(server.device(), "active")
    heard = asyncio.ensure_future(document.hear_states(2))
    async with server.device().phone_call():
        assert states(server.device()) == ["interrupted"]
    assert await heard == ["interrupted", "active"]
    (served,) = server.hub.documents.values()
    assert served.url == "https://radio.example/"


async def test_two_documents_and_a_page_of_ours(http: ClientSession, server: Server) -> None:
    async with Browser(device=server.device()) as browser:
        page = await browser.new_page()
        await page.set_content("<script>navigator.audioSession.type = 'playback'; c = new AudioContext()</script>")
        await page.evaluate(
            "new Promise(done => { navigator.audioSession.onstatechange = done;"
            "o = new OscillatorNode(c); o.connect(c.destination); o.start(); })"
        )
        one, two = [await Client(http, server).connect() for _ in range(2)]
        await one.play()
        await until_states(server.device(), "inactive", "?", "inactive")
        assert await one.hear_states(1) == ["active"]
        await two.play()
        assert await two.hear_states(1) == ["active"]
        assert await one.hear_states(1) == ["inactive"]
        await until_states(server.device(), "inactive", "inactive", "active")


async def test_devices_by_name(http: ClientSession, server: Server) -> None:
    one = await Client(http, server).connect("&device=phone")
    two = await Client(http, server).connect()
    await one.play()
    await two.play()
    await one.hear_states(1)
    await two.hear_states(1)
    await until_states(server.device("phone"), "active")
    await until_states(server.device(), "active")
    assert server.device("phone") is not server.device()


async def test_a_device_of_the_server_goes_by_the_time_of_the_system() -> None:
    with pytest.raises(ValueError, match="pages of a server go by the time of the system"):
        Server(device=Device(clock="manual"))


async def test_a_frame_joins_its_parents_tab_and_goes_with_it(http: ClientSession, server: Server) -> None:
    parent = await Client(http, server).connect("&device=phone")
    child = await Client(http, server).connect(parent=parent.key)
    grandchild = await Client(http, server).connect(parent=child.key)
    (tab,) = server.device("phone").core.tabs.values()
    assert [session.parent for session in tab.sessions()] == [None, 1, 2]
    await parent.say({"op": "nonsense"})
    assert (await parent.closed())[0] == 4400
    assert (await child.closed())[0] == (await grandchild.closed())[0] == 4410
    assert server.hub.documents == {}
    assert states(server.device("phone")) == []


@pytest.mark.parametrize(
    ("query", "origin", "code", "reason"),
    [
        ("token=wrong", None, 4401, "the token is wrong: use the script tag that the server printed"),
        ("", None, 4401, "the token is wrong: use the script tag that the server printed"),
        ("token=t", "https://a.example", 4403, "pages of https://a.example may not connect: start the server with "),
        ("token=t", "http://localhost.a.example", 4403, "pages of http://localhost.a.example may not connect"),
        ("token=t", "http://[::2]", 4403, "pages of http://[::2] may not connect"),
        ("token=t", "http://[bad", 4403, "pages of http://[bad may not connect"),
        ("token=wrong", "https://a.example", 4403, "pages of"),
    ],
)
async def test_who_is_refused(http: ClientSession, query: str, origin: str | None, code: int, reason: str) -> None:
    async with Server(token="t", allow_origins=["https://b.example"]) as server:
        document = Client(http, server)
        document.socket = await http.ws_connect(f"{server.url}/session?{query}", origin=origin)
        closed = await document.closed()
        assert closed[0] == code
        assert closed[1].startswith(reason)
        assert server.hub.documents == {}


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:3000", "https://app.localhost", "http://127.0.0.2", "http://[::1]:8000", "null", "file://"],
)
async def test_pages_of_this_machine_are_let_in(http: ClientSession, server: Server, origin: str) -> None:
    document = Client(http, server)
    await document.open(origin=origin)
    await document.socket.send_json({"op": "connect", "version": 1})
    assert (await document.hear())["op"] == "connected"


@pytest.mark.parametrize(("allowed", "is_in"), [("https://A.example/", True), ("*", True), ("http://a.example", False)])
async def test_allowed_origins(http: ClientSession, allowed: str, is_in: bool) -> None:
    async with Server(allow_origins=[allowed]) as server:
        document = Client(http, server)
        await document.open(origin="https://a.example")
        await document.socket.send_json({"op": "connect", "version": 1})
        if is_in:
            assert (await document.hear())["op"] == "connected"
        else:
            assert (await document.closed())[0] == 4403


@pytest.mark.parametrize("origin", ["a.example", "ftp://a.example", "https://a.example/path", "https://"])
def test_what_is_no_origin(origin: str) -> None:
    async def make() -> None:
        with pytest.raises(ValueError, match="is not an origin"):
            Server(allow_origins=[origin])

    asyncio.run(make())


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("", 4400),
        ("[]", 4400),
        ('{"op":"connect"}', 4400),
        ('{"op":"connect","version":2}', 4400),
        ('{"op":"connect","version":1,"admin":true}', 4400),
        ('{"received":0,"messages":[]}', 4400),
        ('{"op":"connect","version":1,"parent":"guess"}', 4404),
        ('{"op":"connect","version":1,"resume":"guess"}', 4410),
    ],
)
async def test_first_frames_that_do_not_connect(http: ClientSession, server: Server, first: str, code: int) -> None:
    document = Client(http, server)
    await document.open()
    await document.socket.send_str(first)
    assert (await document.closed())[0] == code
    assert server.hub.documents == {}


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "../etc"])
async def test_bad_names_of_devices(http: ClientSession, server: Server, name: str) -> None:
    document = Client(http, server)
    document.socket = await http.ws_connect(f"{server.url}/session", params={"token": server.token, "device": name})
    await document.socket.send_json({"op": "connect", "version": 1})
    assert (await document.closed())[0] == 4400
    with pytest.raises(ValueError, match="a device's name"):
        server.device(name)


ELEMENT = {"op": "element", "id": "audio#1", "audible": True, "interrupted": False}


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "null",
        '"x"',
        '{"received":0}',
        '{"received":-1,"messages":[]}',
        '{"received":1,"messages":[]}',
        '{"received":0,"messages":[],"more":1}',
        '{"received":0,"messages":[{"op":"hello","version":2}]}',
        '{"received":0,"messages":[{"op":"element","id":"x#1","audible":true,"interrupted":false}]}',
        '{"received":0,"messages":[{"op":"try-activating","element":"audio#7","serial":1}]}',
        '{"received":0,"messages":[{"op":"state-notified","state":"active"}]}',
        json.dumps({"received": 0, "messages": [ELEMENT] * 65}),
        json.dumps({"received": 0, "messages": [{"op": "fault", "text": "x" * 3000}]}),
        '{"received":0,"messages":' + "[" * 10_000,
    ],
)
async def test_a_bad_frame_ends_its_document_and_nothing_else(http: ClientSession, server: Server, frame: str) -> None:
    good, bad = [await Client(http, server).connect() for _ in range(2)]
    await good.play()
    await good.hear_states(1)
    await bad.socket.send_str(frame)
    code, reason = await bad.closed()
    assert code == 4400
    assert reason
    await until_states(server.device(), "active")
    heard = asyncio.ensure_future(good.hear_states(2))
    async with server.device().phone_call():
        pass
    assert await heard == ["interrupted", "active"]


async def test_frames_that_are_no_text(http: ClientSession, server: Server) -> None:
    document = await Client(http, server).connect()
    await document.socket.send_bytes(b"\xff\x00")
    assert (await document.closed())[0] == 4400


async def test_a_frame_that_is_too_long(http: ClientSession, server: Server) -> None:
    document = await Client(http, server).connect()
    await document.socket.send_str(" " * (MAX_FRAME_LENGTH + 1))
    assert (await document.closed())[0] == 1009
    await until_states(server.device())


async def test_a_flood(http: ClientSession) -> None:
    async with Server(limits=Limits(messages_per_second=0.001, burst=10)) as server:
        good, bad = [await Client(http, server).connect() for _ in range(2)]
        for _ in range(10):
            await bad.say()
        await bad.say({"op": "hello", "version": 1})
        assert await bad.closed() == (4429, "more than 0.001 messages a second, and 10 at once")
        await good.play()
        await good.hear_states(1)
        await until_states(server.device(), "active")


async def test_a_flood_of_pings(http: ClientSession) -> None:
    async with Server(limits=Limits(messages_per_second=0.001, burst=10)) as server:
        document = await Client(http, server).connect()
        for _ in range(11):
            await document.socket.ping()
        assert (await document.closed())[0] == 4429


async def test_a_client_that_says_nothing(http: ClientSession) -> None:
    async with Server(limits=Limits(connecting=0.05)) as server:
        document = Client(http, server)
        await document.open()
        assert await document.closed() == (4400, "the first message did not come in time")


async def test_a_client_that_answers_no_ping(http: ClientSession) -> None:
    async with Server(limits=Limits(heartbeat=0.1, grace=0.05)) as server:
        dead, alive = Client(http, server), Client(http, server)
        await dead.open(autoping=False)
        await dead.socket.send_json({"op": "connect", "version": 1})
        await alive.connect()
        listening = asyncio.ensure_future(alive.hear())  # which answers pings, and hears nothing else
        await until(server.device(), lambda: len(server.hub.documents) == 1)
        assert next(iter(server.hub.documents.values())).key == alive.key
        listening.cancel()


async def test_a_document_that_does_not_confirm(http: ClientSession) -> None:
    async with Server(limits=Limits(unconfirmed=20)) as server:
        slow, good = [await Client(http, server).connect() for _ in range(2)]
        for document in (slow, good):
            await document.play("audiocontext#1")
        await good.hear_states(1)
        device = server.device()
        for _ in range(11):
            call, notifications = device.core.begin_event(None, device.now())
            device.tell(notifications)
            assert await good.hear_states(1) == ["interrupted"]
            device.tell(device.core.end_event(call, device.now()))
            assert await good.hear_states(1) == ["active"]
        assert await slow.closed() == (4008, "it does not confirm what it is sent")
        await until_states(device, "active")


async def test_too_many_documents(http: ClientSession) -> None:
    async with Server(limits=Limits(devices=2, documents_per_device=3, documents_per_tab=2)) as server:
        top = await Client(http, server).connect()
        await Client(http, server).connect(parent=top.key)
        refusals = [(top.key, "in the tab")]
        for parent, reason in refusals:
            document = Client(http, server)
            await document.open()
            await document.socket.send_json({"op": "connect", "version": 1, "parent": parent})
            closed = await document.closed()
            assert closed[0] == 4409
            assert reason in closed[1]
        await Client(http, server).connect()
        for query, reason in (("", "3 documents on device default"), ("&device=b", ""), ("&device=c", "2 devices")):
            document = Client(http, server)
            await document.open(query)
            await document.socket.send_json({"op": "connect", "version": 1})
            if reason:
                closed = await document.closed()
                assert closed[0] == 4409
                assert reason in closed[1]
            else:
                await document.hear()


async def test_an_error_of_the_servers_own_ends_one_document(
    http: ClientSession, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    good, unlucky = [await Client(http, server).connect() for _ in range(2)]
    served = next(d for d in server.hub.documents.values() if d.key == unlucky.key)
    served.bucket = None  # type: ignore[assignment]
    await unlucky.hello()
    assert (await unlucky.closed())[0] == 1011
    assert "internal error" in caplog.text
    await good.play()
    assert await good.hear_states(1) == ["active"]


async def test_the_end_of_the_server(http: ClientSession) -> None:
    async with Server() as server:
        device = server.device()
        document, other = Client(http, server), Client(http, server)
        await document.connect()
        await other.open()
        closed = asyncio.gather(document.closed(), other.closed())
    assert await closed == [(1001, "the server stops"), (1001, "the server stops")]
    assert states(device) == []


async def test_the_script(http: ClientSession, server: Server) -> None:
    async with http.get(server.script_url("phone")) as answer:
        assert answer.url.query == {"token": server.token, "device": "phone"}
        assert answer.content_type == "text/javascript"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "navigator" in await answer.text()
    async with http.options(server.script_url(), headers={"Access-Control-Request-Private-Network": "true"}) as answer:
        assert answer.headers["Access-Control-Allow-Private-Network"] == "true"
