"""Commands of dashboards, valid and not, over a WebSocket of the test's own: the device obeys, or says why not."""

import asyncio
import html
import json
from collections.abc import AsyncIterator
from typing import Any
from xml.etree import ElementTree

import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from shim import Device, Server
from shim.server.transport.limits import Limits
from shim.session import timeline
from tests.server.client import SECONDS_TO_WAIT, Client


class Board:
    """A dashboard that draws nothing. `state` is the last that it was sent, `rows` all of the log."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.state: dict[str, Any] = {}
        self.rows: list[list[Any]] = []
        self.drawings: list[str] = []
        self.errors: list[str] = []

    async def say(self, **message: Any) -> None:
        await self.socket.send_str(json.dumps(message))

    async def hear(self) -> Any:
        message = await self.socket.receive()
        assert message.type is WSMsgType.TEXT, message
        heard = message.json()
        match heard["op"]:
            case "state":
                self.state = heard
            case "log":
                self.rows = [] if heard["first"] else self.rows
                self.rows += heard["rows"]
            case "timeline":
                self.drawings.append(heard["svg"])
            case "error":
                self.errors.append(heard["text"])
        return heard

    async def until(self, holds: Any) -> None:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while not holds(self):
                await self.hear()

    async def refused(self, text: str, **message: Any) -> None:
        """Says something that gets an error with that text."""
        self.errors.clear()
        await self.say(**message)
        await self.until(lambda board: board.errors)
        assert text in self.errors[0]

    async def closed(self) -> tuple[int, str]:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while True:
                message = await self.socket.receive()
                if message.type is WSMsgType.CLOSE:
                    return message.data, message.extra


@pytest_asyncio.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(limits=Limits(dashboards=3, apps=2, events=3, commands_per_second=200)) as server:
        yield server


async def connect(http: ClientSession, server: Server, device: str = "default", **options: Any) -> Board:
    board = Board(await http.ws_connect(f"{server.url}/dashboard", max_msg_size=0, **options))
    await board.say(op="connect", token=server.access.dashboard_token, device=device, seconds=30)
    return board


async def test_every_event_of_a_device(http: ClientSession, server: Server) -> None:
    board, device = await connect(http, server), server.device()
    assert (await board.hear()) == {"op": "connected", "token": server.token}
    await board.say(op="silent-switch", on=True)
    await board.say(op="lock", on=True)
    await board.say(op="plug", output="headphones", on=True)
    await board.say(op="plug", output="headphones", on=True)
    await board.say(op="volume", volume=0.25)
    await board.until(lambda b: b.state.get("volume") == 0.25)
    assert (device.silent_switch, device.locked, device.volume) == (True, True, 0.25)
    assert (board.state["silent_switch"], board.state["locked"], board.state["plugged"]) == (True, True, ["headphones"])
    await board.say(op="silent-switch", on=False)
    await board.say(op="lock", on=False)
    await board.say(op="plug", output="headphones", on=False)
    await board.until(lambda b: b.state["plugged"] == [])
    assert (device.silent_switch, device.locked) == (False, False)
    for event in ("call", "alarm", "assistant"):
        await board.say(op="begin", event=event)
    await board.until(lambda b: len(b.state["events"]) == 3)
    assert [event["name"] for event in board.state["events"]] == ["phone call", "alarm", "assistant"]
    await board.refused("there are 3 calls and alarms at once", op="begin", event="call")
    for event in board.state["events"]:
        await board.say(op="end", id=event["id"], resume=True)
    await board.until(lambda b: not b.state["events"])
    assert device.core.events == []
    await board.until(lambda b: [row[4] for row in b.rows if row[3] == "phone call"] == ["on", "off"])


async def test_apps_are_made_steered_and_closed(http: ClientSession, server: Server) -> None:
    board, device = await connect(http, server), server.device()
    await board.say(op="add-app", name="  Music ", type="playback")
    await board.until(lambda b: b.state.get("apps"))
    (music,) = device.apps.values()
    assert (music.name, music.type, board.state["apps"][0]["id"]) == ("Music", "playback", music.id)
    states = []
    for do in ("play", "pause", "play", "stop", "play"):
        await board.say(op="app", id=music.id, do=do)
        wanted = "active" if do == "play" else "inactive"
        await board.until(lambda b, wanted=wanted: b.state["apps"][0]["state"] == wanted)
        states.append(music.state)
    assert states == ["active", "inactive", "active", "inactive", "active"]

    await board.say(op="add-app", name="Alarm clock", type="transient-solo")
    await board.until(lambda b: len(b.state["apps"]) == 2)
    clock = list(device.apps.values())[1]
    await board.refused("there are 2 apps", op="add-app", name="Third", type="ambient")
    await board.say(op="app", id=clock.id, do="play")
    await board.until(lambda b: b.state["apps"][0]["state"] == "interrupted")
    await board.say(op="app", id=clock.id, do="stop-for-good")
    await board.until(lambda b: b.state["apps"][0]["state"] == "inactive")
    await board.say(op="app", id=clock.id, do="close")
    await board.until(lambda b: len(b.state["apps"]) == 1)
    await board.refused("the app is closed", op="app", id=clock.id, do="play")


TYPE_ROW = ["state", "tab 1, document 1", "type", "set to playback"]


async def test_a_call_that_ends_for_good_and_one_that_a_test_began(http: ClientSession, server: Server) -> None:
    board, device = await connect(http, server), server.device()
    page = await Client(http, server).connect()
    await page.hello()
    await page.play()
    assert await page.hear_states(1) == ["active"]
    await page.say({"op": "type-applied", "type": "playback"})
    await board.until(lambda b: [row[2:] for row in b.rows][-1:] == [TYPE_ROW])
    hearing = asyncio.create_task(page.hear_states(2))
    async with device.phone_call():
        await board.until(lambda b: b.state.get("events"))
        await board.say(op="end", id=board.state["events"][0]["id"], resume=False)
        await board.until(lambda b: not b.state["events"])
    assert await hearing == ["interrupted", "inactive"]
    await board.until(lambda b: b.state["tabs"][0]["documents"][0]["state"] == "inactive")
    # Ended twice: another dashboard was quicker.
    await board.say(op="end", id=99, resume=True)
    await board.refused("not a command", op="end", id=0, resume=True)


@pytest.mark.parametrize(
    "message",
    [
        '{"op": "begin", "event": "earthquake"}',
        '{"op": "begin"}',
        '{"op": "explode"}',
        '{"op": "volume", "volume": 1.5}',
        '{"op": "volume", "volume": NaN}',
        '{"op": "volume", "volume": "1"}',
        '{"op": "plug", "output": "toaster", "on": true}',
        '{"op": "add-app", "name": " ", "type": "playback"}',
        '{"op": "add-app", "name": "Music", "type": "auto"}',
        '{"op": "add-app", "name": "\\ud800", "type": "playback"}',
        '{"op": "look", "device": "default", "seconds": 31}',
        '{"op": "lock", "on": 1}',
        '{"op": "lock", "on": true, "more": 1}',
        "[" * 2000,
        "hello",
        "",
    ],
)
async def test_what_is_no_command_changes_nothing(http: ClientSession, server: Server, message: str) -> None:
    board = await connect(http, server)
    await board.until(lambda b: b.state)
    before = dict(board.state)
    await board.socket.send_str(message)
    await board.until(lambda b: b.errors)
    assert "not a command" in board.errors[0]
    await board.say(op="volume", volume=0.5)
    await board.until(lambda b: b.state["volume"] == 0.5)
    assert {**board.state, "volume": 1.0} == before


async def test_devices_are_chosen_and_made_by_name(http: ClientSession, server: Server) -> None:
    board = await connect(http, server, device="phone")
    await board.until(lambda b: b.state)
    assert board.state["device"] == "phone"
    await board.say(op="volume", volume=0.5)
    await board.until(lambda b: b.state["volume"] == 0.5)
    await board.say(op="look", device="tablet", seconds=600)
    await board.until(lambda b: b.state["device"] == "tablet")
    assert [item["name"] for item in board.state["devices"]] == ["phone", "tablet"]
    assert (server.device("phone").volume, server.device("tablet").volume) == (0.5, 1.0)
    await board.refused("letters, digits", op="look", device="a b", seconds=30)
    bad = await connect(http, server, device="../x")
    await bad.until(lambda b: b.state)
    assert (bad.state["device"], len(bad.errors)) == ("default", 1)


async def test_dashboards_agree_and_each_sees_what_the_other_does(http: ClientSession, server: Server) -> None:
    boards = [await connect(http, server) for _ in range(2)]
    await boards[0].say(op="begin", event="call")
    for board in boards:
        await board.until(lambda b: b.state and b.state["events"])
    await boards[1].say(op="end", id=boards[1].state["events"][0]["id"], resume=True)
    for board in boards:
        await board.until(lambda b: not b.state["events"])
    assert boards[0].state == boards[1].state


async def test_who_may_not_come_in(http: ClientSession, server: Server) -> None:
    own = {"Origin": server.url}
    assert (await (await connect(http, server, headers=own)).hear())["op"] == "connected"
    # A page that has the script tag, and so the pages' token, is of another origin and has the wrong token.
    for origin in ("http://localhost:1", "https://evil.example", "null", server.url.replace("127.0.0.1", "localhost")):
        board = await connect(http, server, headers={"Origin": origin})
        assert await board.closed() == (4403, "only the server's own page may steer its devices")
    for first, code in (
        ({"op": "connect", "token": server.token, "device": "default", "seconds": 30}, 4401),
        ({"op": "connect", "token": "ü", "device": "default", "seconds": 30}, 4401),
        ({"op": "begin", "event": "call"}, 4400),
    ):
        board = Board(await http.ws_connect(f"{server.url}/dashboard"))
        await board.say(**first)
        assert (await board.closed())[0] == code
    assert server.device().core.events == []


async def test_one_that_says_nothing_and_one_that_leaves_at_once(http: ClientSession) -> None:
    async with Server(limits=Limits(connecting=0.05)) as server:
        board = Board(await http.ws_connect(f"{server.url}/dashboard"))
        assert await board.closed() == (4400, "the first message did not come in time")
    async with Server() as server:
        board = Board(await http.ws_connect(f"{server.url}/dashboard"))
        await board.socket.close()
        board = await connect(http, server)
        await board.socket.close()
        assert (await (await connect(http, server)).hear())["op"] == "connected"


async def test_too_many_dashboards_and_too_many_commands(http: ClientSession, server: Server) -> None:
    boards = [await connect(http, server) for _ in range(3)]
    for board in boards:
        await board.until(lambda b: b.state)
    assert (await (await connect(http, server)).closed())[0] == 4409
    for number in range(2000):
        if boards[0].socket.closed:
            break
        await boards[0].say(op="volume", volume=number % 2)
    assert (await boards[0].closed())[0] == 4429
    await boards[1].say(op="begin", event="call")
    await boards[1].until(lambda b: b.state["events"])


async def test_the_log_of_one_who_comes_late_and_of_one_who_stays(http: ClientSession, server: Server) -> None:
    device = server.device()
    early = await connect(http, server)
    await early.until(lambda b: b.state)
    music = device.app("Music")
    for _ in range(300):
        music.play()
        music.pause()
    await early.until(lambda b: len(b.rows) == 200)
    late = await connect(http, server)
    await late.until(lambda b: b.rows)
    assert [row[1:] for row in late.rows] == [row[1:] for row in early.rows]
    music.play()
    await late.until(lambda b: len(b.rows) == 201)
    assert late.rows[-1][2:] == ["state", "Music", "active", "play"]


async def test_a_thousand_documents_are_not_all_shown(http: ClientSession) -> None:
    device = Device()

    class Silent:
        def deliver(self, text: str, *, by_user: bool = False) -> None:
            device.receive(last, json.dumps({"op": "state-notified", "state": json.loads(text)["state"]}))

    for number in range(1000):
        last = device.add_document(Silent(), tab_name=f"tab {number + 1}", url="https://a.example/" + "x" * 3000)
    device.receive(last, '{"op": "element", "id": "audio#1", "audible": true, "interrupted": false}')
    device.receive(last, '{"op": "try-activating", "element": "audio#1", "serial": 1}')
    async with Server(device=device) as server:
        board = await connect(http, server)
        await board.until(lambda b: b.state and b.drawings and b.rows)
    assert len(json.dumps(board.state)) < 150_000
    assert (board.state["documents"], board.state["documents_left_out"], len(board.state["tabs"])) == (1000, 800, 200)
    assert [tab["name"] for tab in board.state["tabs"] if tab["output"]] == ["tab 1000"]
    assert board.drawings[-1].count('class="lane') == 1
    assert "tab 1000" in board.drawings[-1]
    assert len(board.drawings[-1]) < 200_000
    assert len(board.rows) == 200


class Deaf:
    """A document that answers nothing."""

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        pass


async def test_what_was_clicked_is_shown_before_a_long_timeline_is_drawn_again(http: ClientSession) -> None:
    async with Server() as server:
        device = server.device()
        for app in [device.app(f"App {number}") for number in range(10)]:
            for _ in range(300):
                app.play()
                app.pause()
        board = await connect(http, server)
        await board.until(lambda b: b.drawings)
        board.drawings.clear()
        for number in range(6):
            is_on = number % 2 == 0
            await board.say(op="silent-switch", on=is_on)
            await board.until(lambda b, is_on=is_on: b.state["silent_switch"] is is_on)
        assert len(board.drawings) < 6
        # The last of it is drawn at last.
        await board.until(lambda b: b.drawings)
        board.drawings.clear()
        await board.until(lambda b: b.drawings)


async def test_a_device_whose_beginning_is_forgotten(http: ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "KEPT", 100)
    monkeypatch.setattr(timeline, "AT_ONCE", 100)
    device = Device()
    rain, birds = (device.app(name, type="ambient") for name in ("Rain", "Birds"))
    for number in range(201):
        device.app(f"App {number}").close()
    ticker = device.app("Ticker", type="ambient")
    rain.play()
    tab = device.add_document(Deaf(), tab_name="tab 1")
    device.receive(tab, '{"op": "element", "id": "audiocontext#1", "audible": true, "interrupted": false}')
    device.receive(tab, '{"op": "try-activating", "element": "audiocontext#1", "serial": 1}')
    birds.play()
    for _ in range(130):
        ticker.play()
        ticker.pause()
    birds.pause()
    assert device.history.complete_since > 0
    async with Server(device=device) as server:
        board = await connect(http, server)
        await board.until(lambda b: b.drawings)
    lanes = [part for part in ElementTree.fromstring(board.drawings[0]) if "lane " in part.get("class", "")]
    shown = {
        lane.get("aria-label"): [part.get("class") for part in lane if part.get("data-t") and part.get("role") == "img"]
        for lane in lanes
    }
    assert shown["tab 1, document 205, document"] == ["segment active"]
    assert shown["Rain, app"] == ["segment active"]
    assert shown["Birds, app"] == ["segment active", "segment inactive"]


async def test_the_server_stops(http: ClientSession) -> None:
    async with Server() as server:
        board = await connect(http, server)
        await board.until(lambda b: b.state)
    assert await board.closed() == (1001, "the server stops")


async def test_the_page_and_its_parts(http: ClientSession, server: Server) -> None:
    for path in ("/", "/js/dashboard/dashboard.js", "/js/dashboard/dashboard.css", "/js/report/timeline.js"):
        async with http.get(server.url + path) as response:
            assert response.status == 200
            assert "default-src 'none'; script-src 'self'; " in response.headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["Referrer-Policy"] == "no-referrer"
            text = await response.text()
            assert server.token not in text
            assert server.access.dashboard_token not in text
    for path in ("/js/report/report.js", "/js/polyfill/page.js", "/js/dashboard/..%2f..%2fpyproject.toml", "/js/x/y"):
        async with http.get(server.url + path) as response:
            assert response.status == 404, path
    assert server.dashboard_url == f"{server.url}/#{server.access.dashboard_token}"
    assert server.access.dashboard_token not in server.script_url()


async def test_buttons_and_the_background(http: ClientSession, server: Server) -> None:
    board, device = await connect(http, server), server.device()
    await board.until(lambda b: b.state.get("buttons_go_to") == "")
    await board.say(op="press", button="play")
    await board.until(lambda b: [row[3] for row in b.rows if row[4] == "pressed"] == ["nobody"])
    music = device.app("Music")
    music.play()
    await board.until(lambda b: b.state["buttons_go_to"] == "Music")
    await board.say(op="press", button="next")
    await board.say(op="press", button="play_pause")
    await board.until(lambda b: b.state["apps"][0]["state"] == "inactive")
    assert music.pressed == ["next", "play_pause"]
    pressed = [("nobody", "play"), ("Music", "next"), ("Music", "play_pause")]
    await board.until(lambda b: [(row[3], row[5]) for row in b.rows if row[4] == "pressed"] == pressed)
    await board.refused("that is not a command", op="press", button="eject")
    for on in (True, False):
        await board.say(op="background", on=on)
        await board.until(lambda b, on=on: b.state["in_background"] is on)
        assert device.in_background is on


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_the_report_is_for_those_with_the_token(http: ClientSession, server: Server) -> None:
    server.device().app("<Music>").play()
    own, url = bearer(server.access.dashboard_token), f"{server.url}/export/report.html"
    async with http.get(url, headers=own) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["Cache-Control"] == "no-store"
        text = await response.text()
        assert "&lt;Music&gt;" in text
        assert "the dashboard's button Record" in html.unescape(text)
    for headers in (None, bearer(server.token), bearer(""), {**own, "Origin": "https://evil.example"}):
        async with http.get(url, headers=headers) as response:
            assert response.status == 403
    for path in ("report.html?device=none", "recording.wav", "recording.wav?device=..%2f..%2fetc", "passwd"):
        async with http.get(f"{server.url}/export/{path}", headers=own) as response:
            assert response.status == 404, path
    assert list(server.hub.devices) == ["default"]


async def test_a_recording_begins_and_ends(http: ClientSession, server: Server) -> None:
    board, device = await connect(http, server, "phone"), server.hub.device("phone")
    own, url = bearer(server.access.dashboard_token), f"{server.url}/export/recording.wav?device=phone"
    await board.until(lambda b: b.state.get("recording") == "none")
    await board.say(op="record", on=False)
    await board.say(op="record", on=True)
    await board.until(lambda b: b.state["recording"] == "running")
    await board.say(op="record", on=True)
    assert len(device.recordings) == 1
    device.app("Music").play()
    async with http.get(url, headers=own) as response:
        assert response.status == 404
    await board.say(op="record", on=False)
    await board.until(lambda b: b.state["recording"] == "done")
    async with http.get(url, headers=own) as response:
        assert (response.status, response.content_type) == (200, "audio/wav")
        first = await response.read()
    assert first.startswith(b"RIFF")
    await board.say(op="record", on=True)
    await board.until(lambda b: b.state["recording"] == "running")
    await board.refused("that is not a command", op="record", on=1)
    # Another device has one of its own.
    other = await connect(http, server)
    await other.until(lambda b: b.state.get("recording") == "none")


async def test_a_recording_ends_by_itself_and_goes_with_the_server(http: ClientSession) -> None:
    async with Server(limits=Limits(recording=0.1)) as server:
        board = await connect(http, server)
        await board.say(op="record", on=True)
        await board.until(lambda b: b.state.get("recording") == "done")
        path = server._dashboard._recordings.finished("default").path
        assert path.exists()
        await board.say(op="record", on=True)
        await board.until(lambda b: b.state["recording"] != "done")
    assert not path.parent.exists()
    assert server.device().recordings == []
