"""Pages in a real Firefox and a real Chromium, on one device."""

import pytest

from conformance.firefox import FIREFOX, firefox
from conformance.sink import PULSEAUDIO
from shim import Server
from tests.server.client import break_connections, states, until, until_states
from tests.server.conftest import OpenTab, Site
from tests.server.test_chromium import evaluate, player

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.skipif(FIREFOX is None, reason="no Firefox is installed"),
    pytest.mark.skipif(PULSEAUDIO is None, reason="no PulseAudio is installed, and Firefox plays nothing without it"),
]


async def test_firefox_and_chromium_share_a_device(open_tab: OpenTab, site: Site) -> None:
    async with Server() as server, firefox(native=False) as (bidi, _):
        device = server.device()
        site.pages["/"] = player(server)
        tab = await open_tab(site.url("/"))
        await until_states(device, "inactive")
        window = await bidi.new_window()
        await bidi.goto(window, site.url("/"))
        await until_states(device, "inactive", "inactive")
        await evaluate(tab, "player.play()")
        await until_states(device, "active", "inactive")
        await bidi.call(window, "() => player.play()")
        await until_states(device, "inactive", "active")
        assert await evaluate(tab, "player.paused")
        async with device.phone_call():
            assert states(device) == ["inactive", "interrupted"]
            assert await bidi.call(window, "() => [navigator.audioSession.state, player.paused]") == [
                "interrupted",
                True,
            ]
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 2"])
        assert await bidi.call(window, "() => [player.paused, ...log]") == [False, "active", "interrupted", "active"]
        break_connections(server)
        async with device.phone_call():
            pass
        await until_states(device, "inactive", "active")
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 2"])
        assert device.faults == []
        await bidi.goto(window, "about:blank")
        await until_states(device, "inactive")
