"""Pages in a real Chromium with the server's script tag, on its device."""

import asyncio
from typing import Any

import pytest

from shim import Browser, Server
from tests.server.client import SECONDS_TO_WAIT, break_connections, states, until, until_states
from tests.server.conftest import OpenTab, Site

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def player(server: Server, body: str = "") -> str:
    return (
        f'<!doctype html><script src="{server.script_url()}"></script>'
        "<script>log = []; navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);"
        "heard = []; onmessage = e => heard.push(e.data);"
        f"const player = new Audio('/tone.wav')</script>{body}"
    )


async def evaluate(tab: Any, expression: str) -> Any:
    # In the background Chromium does not play.
    await tab.bringToFront()
    async with asyncio.timeout(SECONDS_TO_WAIT):
        return await tab.evaluate(f"async () => {{ return {expression} }}")


async def test_a_phone_call_interrupts_a_page(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "player.play()")
        await until_states(device, "active")
        async with device.phone_call():
            assert states(device) == ["interrupted"]
            assert await evaluate(tab, "[navigator.audioSession.state, player.paused]") == ["interrupted", True]
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 1"])
        assert await evaluate(tab, "[player.paused, ...log]") == [False, "active", "interrupted", "active"]
        assert device.faults == []


async def test_a_tag_that_cannot_say_where_the_server_is_does_nothing(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        site.pages["/"] = (
            "<!doctype html><script>errors = []; onerror = (message) => errors.push(message)</script>"
            f'<script type=module src="{server.script_url()}"></script>'
        )
        tab = await open_tab(site.url("/"))
        assert await evaluate(tab, "[errors, 'audioSession' in navigator]") == [[], False]


async def test_what_comes_in_one_frame_is_answered_in_one(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "(c = new AudioContext(), o = new OscillatorNode(c), o.connect(c.destination), o.start())")
        await until_states(device, "active")
        assert await evaluate(tab, "log") == ["active"]
        sent: list[str] = []
        tab._client.on("Network.webSocketFrameSent", lambda event: sent.append(event["response"]["payloadData"]))
        call, notifications = device.core.begin_event(None, device.now())
        device.tell(notifications)
        device.tell(device.core.end_event(call, device.now()))
        await until_states(device, "active")
        assert await evaluate(tab, "log") == ["active", "interrupted", "active"]
        assert [frame.count("state-notified") for frame in sent if "state-notified" in frame] == [2]


async def test_two_tabs_and_a_page_of_ours_share_a_device(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server, Browser(device=server.device()) as browser:
        device = server.device()
        site.pages["/"] = player(server)
        tabs = [await open_tab(site.url("/")) for _ in range(2)]
        page = await browser.new_page()
        await page.set_content("<script>c = new AudioContext(); o = new OscillatorNode(c)</script>")
        await evaluate(tabs[0], "player.play()")
        await until_states(device, "active", "inactive", "inactive")
        await evaluate(tabs[1], "player.play()")
        await until_states(device, "inactive", "active", "inactive")
        assert await evaluate(tabs[0], "player.paused")
        for tab in tabs:
            await evaluate(tab, "(navigator.audioSession.type = 'ambient', player.play())")
        await page.evaluate("o.connect(c.destination), o.start()")
        await until_states(device, "active", "active", "active")
        async with device.phone_call():
            assert states(device) == ["interrupted", "interrupted", "interrupted"]
            assert await page.evaluate("c.state") == "interrupted"
        await until(device, lambda: len(device.audible()) == 3)
        await until_states(device, "active", "active", "active")
        assert not await evaluate(tabs[0], "player.paused")


async def test_documents_in_frames_of_other_origins_are_in_the_tab(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/grandchild"] = player(server)
        site.pages["/child"] = player(server, f'<iframe src="{site.url("/grandchild", "localhost")}"></iframe>')
        site.pages["/"] = player(server, f'<iframe src="{site.url("/child", "127.0.0.1")}"></iframe>')
        tab = await open_tab(site.url("/"))
        await until(device, lambda: len(states(device)) == 3)
        (model_tab,) = device.core.tabs.values()
        assert [s.parent for s in model_tab.sessions()] == [None, 1, 2]
        assert await evaluate(tab, "heard") == []


async def test_a_frame_without_polyfill_around_it_is_a_tab(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/child"] = player(server)
        site.pages["/"] = f'<iframe src="{site.url("/child", "127.0.0.1")}"></iframe>'
        await open_tab(site.url("/"))
        await until_states(device, "inactive")


async def test_a_page_that_is_left_is_gone(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "player.play()")
        await until_states(device, "active")
        await tab.goto("about:blank")
        await until_states(device)
        await tab.evaluate("() => history.back()")
        await until_states(device, "inactive")


async def test_a_lost_connection_loses_nothing(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "player.play()")
        await until_states(device, "active")
        break_connections(server)
        music = device.app("Alarm", type="transient-solo")
        music.play()
        await until_states(device, "interrupted")
        music.stop()
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 1"])
        assert await evaluate(tab, "log") == ["active", "interrupted", "active"]
        assert len(device.core.tabs) == 1


async def test_a_restarted_server_finds_the_page_as_it_is(open_tab: OpenTab, site: Site) -> None:
    async with Server(token="secret") as server:
        port = int(server.url.rpartition(":")[2])
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "(navigator.audioSession.type = 'playback', player.play())")
        await until_states(server.device(), "active")
        call = server.device().phone_call()
        await call.__aenter__()
    assert await evaluate(tab, "navigator.audioSession.state") == "interrupted"
    async with Server(token="secret", port=port) as server:
        device = server.device()
        await until_states(device, "active")
        (session,) = next(iter(device.core.tabs.values())).sessions()
        assert session.type == "playback"
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 1"])
        assert await evaluate(tab, "[player.paused, ...log]") == [False, "active", "interrupted", "active"]
        async with device.phone_call():
            assert await evaluate(tab, "player.paused")
        assert device.faults == []


async def test_frames_come_back_to_their_tab(open_tab: OpenTab, site: Site) -> None:
    async with Server(token="secret") as server:
        port = int(server.url.rpartition(":")[2])
        site.pages["/child"] = player(server)
        site.pages["/"] = player(server, f'<iframe src="{site.url("/child", "127.0.0.1")}"></iframe>')
        await open_tab(site.url("/"))
        await until(server.device(), lambda: len(states(server.device())) == 2)
    async with Server(token="secret", port=port) as server:
        device = server.device()
        await until(device, lambda: len(states(device)) == 2)
        (model_tab,) = device.core.tabs.values()
        assert [s.parent for s in model_tab.sessions()] == [None, 1]


async def test_a_page_that_is_refused_keeps_working(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        site.pages["/"] = player(server).replace(server.token, "wrong")
        tab = await open_tab("about:blank")
        warned = asyncio.get_running_loop().create_future()
        tab.on("console", lambda message: warned.done() or warned.set_result(message.text))
        await tab.goto(site.url("/"))
        async with asyncio.timeout(SECONDS_TO_WAIT):
            assert "not connected: the token is wrong" in await warned
        await evaluate(tab, "player.play()")
        assert await evaluate(tab, "[navigator.audioSession.state, player.paused]") == ["inactive", False]


async def test_a_page_with_a_message_of_its_own_making(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/child"] = "<script>parent.postMessage('hello', '*')</script>"
        site.pages["/"] = player(server, f'<iframe src="{site.url("/child", "127.0.0.1")}"></iframe>')
        tab = await open_tab(site.url("/"))
        await until_states(device, "inactive")
        assert await evaluate(
            tab, "heard.length ? heard : new Promise(done => addEventListener('message', () => done(heard)))"
        ) == ["hello"]


async def test_a_page_that_changes_what_there_is_changes_nothing_for_the_device(open_tab: OpenTab, site: Site) -> None:
    spoil = """<script>
      JSON.stringify = JSON.parse = () => { throw 1 };
      Object.prototype.toJSON = () => 'nothing';
      WebSocket.prototype.send = WebSocket.prototype.close = () => { throw 2 };
      for (const name of ['WebSocket', 'Event', 'MessageChannel', 'Reflect', 'WeakMap', 'Map']) delete globalThis[name];
    </script>"""
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server, spoil)
        tab = await open_tab(site.url("/"))
        await evaluate(tab, "player.play() && 1")
        await until_states(device, "active")
        async with device.phone_call():
            assert states(device) == ["interrupted"]
        await until_states(device, "active")
        assert device.faults == []
