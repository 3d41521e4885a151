"""The dashboard in a real Chromium: it shows what is, a click makes it happen, and nobody is left out.

Screenshots are kept in pytest's temporary folder.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from conformance.firefox import FIREFOX, firefox
from conformance.sink import PULSEAUDIO
from shim import Server
from tests.real_browsers import need_browser
from tests.server.client import SECONDS_TO_WAIT, break_connections, states, until, until_states
from tests.server.conftest import OpenTab, Site
from tests.server.test_chromium import evaluate, player

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

TEXT_CONTRAST = """
const channels = (value) => value.match(/[\\d.]+/g).map(Number);
const luminance = (value) => {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = channels(value).map((c) => linear(c / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (channels(colour)[3] !== 0) return colour;
  }
};
const found = {};
for (const element of document.querySelectorAll("body, body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isField = element.matches("input:not([type=range], [type=radio], [type=checkbox]), select");
  if (!(own || isField) || element.closest("svg, noscript, option") || !element.checkVisibility()) continue;
  const pair = [getComputedStyle(element).color, ground(element)].map(luminance).sort((a, b) => a - b);
  const ratio = (pair[1] + 0.05) / (pair[0] + 0.05);
  const name = `${element.tagName} ${element.className} ${element.textContent.slice(0, 20)}`;
  found[name] = Math.min(ratio, found[name] ?? 99);
}
return found;
"""


class Board:
    """A dashboard in a tab, and what goes wrong there."""

    def __init__(self, tab: Any, cdp: Any) -> None:
        self.tab = tab
        self.cdp = cdp
        self.complaints: list[str] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        tab.on("console", lambda message: self.complaints.append(message.text))
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.requests.append((request.url, request.headers)))

    async def show(self, url: str, *, scheme: str = "light", width: int = 1280) -> "Board":
        await self.tab.setViewport({"width": width, "height": 900})
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.cdp.send("Emulation.setEmulatedMedia", {"features": features})
        await self.tab.goto(url)
        return self

    async def run(self, script: str) -> Any:
        await self.tab.bringToFront()
        async with asyncio.timeout(SECONDS_TO_WAIT):
            return await self.tab.evaluate(f"async () => {{ {script} }}")

    async def until(self, condition: str) -> None:
        await self.tab.bringToFront()
        await self.tab.waitForFunction(f"() => {condition}", timeout=20_000)

    async def until_says(self, selector: str, text: str) -> None:
        await self.until(f"document.querySelector({json.dumps(selector)})?.textContent.includes({json.dumps(text)})")

    async def click(self, name: str) -> None:
        """The button that is called so."""
        await self.run(f"document.querySelector({json.dumps(button(name))}) ?? missing;")
        await self.tab.click(button(name))

    async def type(self, selector: str, text: str) -> None:
        await self.tab.bringToFront()
        await self.tab.type(selector, text)


NAMES = {
    "phone call": "#events .event:nth-child(1) button:first-child",
    "alarm": "#events .event:nth-child(2) button:first-child",
    "assistant": "#events .event:nth-child(3) button:first-child",
    "silent switch": "#switches button:nth-child(1)",
    "screen lock": "#switches button:nth-child(2)",
    "in the background": "#switches button:nth-child(3)",
    "headphones": "#switches button:nth-child(4)",
    "bluetooth": "#switches button:nth-child(5)",
}


def button(name: str) -> str:
    return NAMES.get(name.lower(), f'button[aria-label="{name}"]')


def pressed(name: str, is_on: bool) -> str:
    return f"document.querySelector({json.dumps(button(name))}).getAttribute('aria-pressed') === '{str(is_on).lower()}'"


@pytest_asyncio.fixture(loop_scope="module")
async def boards(open_tab: OpenTab) -> AsyncIterator[Any]:
    made: list[Board] = []

    async def open_board() -> Board:
        tab = await open_tab("about:blank")
        made.append(Board(tab, await tab.target.createCDPSession()))
        return made[-1]

    yield open_board
    assert [board.complaints for board in made] == [[] for _ in made]


async def test_a_click_on_phone_call_interrupts_the_page(
    open_tab: OpenTab, boards: Any, site: Site, tmp_path: Path
) -> None:
    async with Server() as server:
        device = server.device()
        site.pages["/"] = player(server, f'<iframe src="{site.url("/frame", "127.0.0.1")}"></iframe>')
        site.pages["/frame"] = player(server)
        page = await open_tab(site.url("/"))
        await evaluate(page, "player.play()")
        await until(device, lambda: sorted(states(device)) == ["active", "inactive"])
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#tabs .document .badge", "active")
        assert await board.run("return document.querySelector('.document .document .url').textContent") == site.url(
            "/frame", "127.0.0.1"
        )
        assert "heard at 100 % · speaker" in await board.run("return document.querySelector('.tab').textContent")

        await board.click("phone call")
        await until(device, lambda: sorted(states(device)) == ["inactive", "interrupted"])
        assert await evaluate(page, "[navigator.audioSession.state, player.paused]") == ["interrupted", True]
        await board.until_says("#tabs .document .badge", "interrupted")
        await board.until(pressed("phone call", True))
        await board.until_says("#rows", "phone call")
        await board.until_says("#summary", "interrupted, phone call")
        await board.until("document.querySelector('.timeline .segment.interrupted')")
        await board.tab.screenshot({"path": str(tmp_path / "phone-call.png"), "fullPage": True})

        await board.click("phone call")
        await until(device, lambda: [a.name for a in device.audible()] == ["tab 1"])
        assert await evaluate(page, "[player.paused, ...log]") == [False, "active", "interrupted", "active"]
        await board.until_says("#tabs .document .badge", "active")
        await board.click("alarm")
        await board.until(pressed("alarm", True))
        await board.click("End, nobody resumes: alarm")
        await until(device, lambda: sorted(states(device)) == ["inactive", "inactive"])
        assert await evaluate(page, "[navigator.audioSession.state, player.paused]") == ["inactive", True]


async def test_the_switches_the_volume_and_the_apps(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#facts", "policy spec")
        for name, is_on in (
            ("silent switch", lambda: device.silent_switch),
            ("screen lock", lambda: device.locked),
            ("in the background", lambda: device.in_background),
            ("headphones", lambda: "headphones" in device.core.surroundings.plugged),
            ("bluetooth", lambda: "bluetooth" in device.core.surroundings.plugged),
            ("assistant", lambda: bool(device.core.events)),
        ):
            for on in (True, False):
                await board.click(name)
                await board.until(pressed(name, on))
                assert is_on() is on, name
        await board.run(
            "const v = document.querySelector('#volume'); v.value = 40; v.dispatchEvent(new Event('input'))"
        )
        await until(device, lambda: device.volume == 0.4)
        await board.type("#app-name", "Music")
        await board.tab.select("#app-type", "transient")
        await board.tab.keyboard.press("Enter")
        await board.until_says("#apps", "Music")
        (music,) = device.apps.values()
        for action, state in (("Play", "active"), ("Pause", "inactive"), ("Play", "active"), ("Stop", "inactive")):
            await board.click(f"{action}: Music")
            await until(device, lambda state=state: music.state == state)
            await board.until(f"document.querySelector('#apps .badge').textContent === '{state}'")
        await board.click("Close: Music")
        await until(device, lambda: not device.apps)
        await board.until("document.querySelectorAll('#apps .app').length === 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
async def test_it_is_readable(boards: Any, tmp_path: Path, scheme: str, width: int) -> None:
    async with Server() as server:
        device = server.device()
        for name, type_ in (("Music", "playback"), ("Navigation with a long name", "transient")):
            device.app(name, type=type_).play()
        device.silent_switch = True
        device.volume = 0.5
        device.note("tab 1", "error", "Uncaught TypeError: " + "x" * 200)
        device.note("tab 1", "warning", "careful")
        device.add_document(Mute(), tab_name="tab 1", url="https://podcast.example/" + "a" * 280)
        board = await (await boards()).show(server.dashboard_url, scheme=scheme, width=width)
        async with device.phone_call():
            await board.until("document.querySelector('.timeline .segment.interrupted')")
            await board.until("document.querySelectorAll('#rows tr').length >= 8")
            path = tmp_path / f"{scheme}-{width}.png"
            await board.tab.screenshot({"path": str(path), "fullPage": True})
            assert path.stat().st_size > 10_000
            assert await board.run("return [document.documentElement.scrollWidth, innerWidth]") == [width, width]
            ratios = await board.run(TEXT_CONTRAST)
            assert len(ratios) > 40
            assert {part: round(ratio, 2) for part, ratio in ratios.items() if ratio < 4.5} == {}
            small = await board.run(
                """return [...document.querySelectorAll("button, select, input:not([type=checkbox], [type=radio])")]
                .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
                .map((one) => one.outerHTML)"""
            )
            assert small == []


class Mute:
    """A document that does nothing, and is told nothing of its session."""

    def deliver(self, text: str, *, by_user: bool = False) -> None:
        assert '"op":"guard"' in text


async def test_the_keyboard_alone_will_do(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        music = device.app("Music")
        music.play()
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#apps", "Music")
        await board.tab.bringToFront()
        keyboard = board.tab.keyboard
        focused = "return document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"

        async def tab_to(name: str) -> list[str]:
            passed = []
            for _ in range(60):
                await keyboard.press("Tab")
                passed.append(await board.run(focused))
                if passed[-1].startswith(name):
                    return passed
            raise AssertionError(f"{name} was not reached: {passed}")

        assert await tab_to("Skip to the controls") == ["Skip to the controls"]
        await keyboard.press("Enter")
        assert await tab_to("Phone call") == ["Phone callbegin"]
        await keyboard.press("Enter")
        await until(device, lambda: music.state == "interrupted")
        await board.until(pressed("phone call", True))
        assert await board.run(focused) == "Phone callon: end it"
        await keyboard.press("Tab")
        assert await board.run(focused) == "End, nobody resumes: phone call"
        await keyboard.press("Space")
        await until(device, lambda: music.state == "inactive")
        # What cannot be done now is hidden, and the focus goes to what can.
        await board.until("document.activeElement.textContent === 'Phone callbegin'")
        hidden = "return [...document.querySelectorAll('.quiet')].map((one) => one.hidden)"
        assert await board.run(hidden) == [True, True, True]
        await tab_to("Silent switch")
        await keyboard.press("Space")
        await until(device, lambda: device.silent_switch)
        await board.tab.focus("#volume")
        await keyboard.press("ArrowLeft")
        await until(device, lambda: device.volume == 0.95)
        await tab_to("Play: Music")
        await keyboard.press("Enter")
        await until(device, lambda: music.state == "active")
        await tab_to("Close: Music")
        await keyboard.press("Enter")
        await until(device, lambda: not device.apps)
        # The focus does not fall to the beginning of the page when its button goes.
        await board.until("document.activeElement.id === 'app-name'")
        await keyboard.type("Game")
        await keyboard.press("Enter")
        await until(device, lambda: [app.name for app in device.apps.values()] == ["Game"])
        unnamed = await board.run(
            """return [...document.querySelectorAll("button, select, input, summary")].filter((one) =>
              !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.[0]?.textContent.trim()))
              .map((one) => one.outerHTML)"""
        )
        assert unnamed == []
        # Who speaks to the page says what is written on a button.
        silent = await board.run(
            """return [...document.querySelectorAll("button[aria-label]")].filter(({ ariaLabel, textContent }) =>
              /[a-z]/.test(textContent) && !ariaLabel.startsWith(textContent)).map(({ ariaLabel }) => ariaLabel)"""
        )
        assert silent == []
        regions = await board.run(
            """return [...document.querySelectorAll("section, [role=region]")].map((one) =>
              one.ariaLabel ?? document.getElementById(one.getAttribute("aria-labelledby")).textContent)"""
        )
        assert len(set(regions)) == len(regions) >= 6


async def test_what_happens_faster_than_it_can_be_shown(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        app = device.app("Game")
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#apps", "Game")
        for number in range(8):
            for _ in range(100):
                app.play()
                app.pause()
            device.volume = number / 10
            await board.until(f"document.querySelector('#volume-value').textContent === '{number * 10} %'")
        device.note("tab 1", "log", "the last")
        await board.until_says("#rows tr:first-child", "the last")
        assert await board.run("return document.querySelector('#rows').rows.length") == 500
        assert "left out" in await board.run("return document.querySelector('#rows').textContent")


async def test_the_focus_stays_in_the_timeline_as_it_grows(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        music = device.app("Music")
        music.play()
        board = await (await boards()).show(server.dashboard_url)
        focused = "document.activeElement.getAttribute('aria-label')"
        await board.until("document.querySelector('.timeline .segment.active')")
        await board.run("document.querySelector('.timeline .segment.active').focus(); first = document.activeElement")
        for act, said in ((music.pause, "Music: active"), (music.play, "Music: active")):
            act()
            await board.until("!first.isConnected")
            await board.run("first = document.activeElement")
            assert (await board.run(f"return {focused}")).startswith(said)
        await board.until("document.querySelectorAll('.lane.app .segment').length === 4")
        await board.tab.keyboard.press("ArrowRight")
        assert (await board.run(f"return {focused}")).startswith("Music: inactive")
        await board.tab.keyboard.press("End")
        before = await board.run(f"first = document.activeElement; return {focused}")
        await board.until("!first.isConnected")
        after = await board.run(f"return {focused}")
        # The same part, which has grown.
        assert before != after
        assert before.split(" to ")[0] == after.split(" to ")[0]
        assert await board.run("return document.querySelectorAll('.timeline [tabindex=\"0\"]').length") == 1
        await board.click("Zoom in")
        await board.tab.click("#hold")
        held = await board.run("return document.querySelector('.timeline').dataset.end")
        music.pause()
        await board.until_says("#apps .badge", "inactive")
        assert await board.run("return document.querySelector('.timeline').dataset.end") == held
        await board.tab.click("#hold")
        await board.until(f"document.querySelector('.timeline').dataset.end !== '{held}'")


HOSTILE = "</span></svg></script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'`]]>&\x00\ud800\u202e"


async def test_pages_inject_nothing(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        device.add_document(Mute(), tab_name=HOSTILE, url=f"javascript:{HOSTILE}")
        device.app(HOSTILE).play()
        for level in ("log", HOSTILE):
            device.note(HOSTILE, level, HOSTILE)
        device.core.begin_event(None, device.now(), name=HOSTILE)
        device.volume = 0.5
        board = await (await boards()).show(server.dashboard_url)
        await board.until("document.querySelectorAll('#rows tr').length >= 5")
        await board.until_says("#more-events", "window.hit")
        await board.until_says("#tabs .url", "javascript:</span>")
        await board.until("document.querySelector('.timeline').textContent.includes('window.hit')")
        assert await board.run("return [window.hit, document.images.length, document.scripts.length]") == [None, 0, 1]
        assert [url for url, _ in board.requests if not url.startswith((server.url, "data:,"))] == []


async def test_two_dashboards_agree(boards: Any) -> None:
    async with Server() as server:
        first = await (await boards()).show(server.dashboard_url)
        second = await (await boards()).show(server.dashboard_url)
        await second.click("phone call")
        await second.until(pressed("phone call", True))
        await first.until(pressed("phone call", True))
        await first.click("phone call")
        await second.until(pressed("phone call", False))
        await first.type("#new-device", "phone")
        await first.tab.keyboard.press("Enter")
        await first.until_says("#facts", "phone · policy spec")
        assert await first.run("return document.querySelector('#tag').value") == (
            f'<script src="{server.script_url("phone")}"></script>'
        )
        await first.click("screen lock")
        await first.until(pressed("screen lock", True))
        assert (server.device("phone").locked, server.device().locked) == (True, False)
        await second.until("[...document.querySelector('#devices').options].length === 2")
        await second.tab.select("#devices", "phone")
        await second.until(pressed("screen lock", True))


async def test_a_lost_connection_comes_back(boards: Any) -> None:
    async with Server() as server:
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#connection", "Connected")
        await board.run(
            """seen = [];
            const told = document.querySelector("#connection");
            const observer = new MutationObserver(() => seen.push(told.textContent));
            observer.observe(told, { subtree: true, childList: true, characterData: true })"""
        )
        break_connections(server)
        server.device().silent_switch = True
        await board.until(pressed("silent switch", True))
        assert await board.run("return [...new Set(seen)]") == ["Connection lost. Trying again…", "Connected"]
    await board.until_says("#connection", "Connection lost")
    assert "the server stops" in await board.run("return seen.join()")
    await board.click("phone call")
    await board.until_says("#error", "There is no connection to the server: nothing was done.")
    # Chromium itself says that connections are refused.
    assert all("net::ERR_CONNECTION_REFUSED" in complaint for complaint in board.complaints)
    board.complaints.clear()
    await board.tab.goto("about:blank")
    board.complaints.clear()


async def test_the_token_stays_out_of_sight(boards: Any) -> None:
    async with Server() as server:
        secret = server.access.dashboard_token
        board = await (await boards()).show(server.url)
        await board.until_says("#gate", "A token is needed")
        await board.type("#token", "wrong")
        await board.tab.keyboard.press("Enter")
        await board.until_says("#gate", "The token is wrong")
        assert await board.run("return document.querySelector('main').checkVisibility()") is False
        await board.type("#token", server.dashboard_url)
        await board.tab.keyboard.press("Enter")
        await board.until_says("#connection", "Connected")
        assert await board.run("return document.querySelector('#gate').checkVisibility()") is False
        await board.tab.reload()
        await board.until_says("#connection", "Connected")

        other = await (await boards()).show(server.dashboard_url)
        await other.until_says("#connection", "Connected")
        assert await other.run("return [location.href, document.cookie]") == [f"{server.url}/", ""]
        for url, headers in (*board.requests, *other.requests):
            assert secret not in url.partition("#")[0]
            assert secret not in json.dumps(headers)


async def test_the_script_tag_that_is_shown_works(open_tab: OpenTab, boards: Any, site: Site) -> None:
    async with Server() as server:
        board = await (await boards()).show(server.dashboard_url)
        await board.until("document.querySelector('#tag').value")
        assert await board.run("return document.querySelector('#nobody').checkVisibility()")
        site.pages["/"] = await board.run("return document.querySelector('#tag').value")
        await open_tab(site.url("/"))
        await until_states(server.device(), "inactive")
        await board.until_says("#tabs", site.url("/"))
        assert not await board.run("return document.querySelector('#nobody').checkVisibility()")


async def test_only_what_can_be_pressed_is_shown(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        music = device.app("Music")
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#apps", "Music")
        shown = (
            "[...document.querySelectorAll('#apps button')].filter((one) => !one.hidden).map((one) => one.textContent)"
        )
        buttons = "document.querySelector('#buttons').hidden"
        assert await board.run(f"return {shown}") == ["Play", "Close"]
        assert await board.run(f"return {buttons}") is True
        await board.click("Play: Music")
        await board.until(f"{shown}.join() === 'Pause,Stop,Stop, nobody resumes,Close'")
        await board.until(f"!{buttons}")
        music.pause()
        await board.until(f"{shown}.join() === 'Play,Close'")
        assert await board.run("return document.querySelector('#recording').hidden") is True
        zooms = "[...document.querySelectorAll('.zoom button')].map((one) => getComputedStyle(one).visibility)"
        assert await board.run(f"return {zooms}") == ["hidden", "visible", "hidden"]


@pytest.mark.real_time
async def test_it_is_not_stale_after_its_tab_was_in_the_background(boards: Any) -> None:
    async with Server() as server:
        device = server.device()
        board = await (await boards()).show(server.dashboard_url)
        await board.until_says("#connection", "Connected")
        await board.until("document.querySelector('.timeline')")
        other = await (await boards()).show("about:blank")
        await other.tab.bringToFront()
        # Nothing is drawn there now. Were the pause as long as this, or three times as long, it would show.
        assert await board.tab.evaluate("() => document.hidden")
        app = device.app("Game")
        for _ in range(20):
            app.play()
            await asyncio.sleep(0.2)
            app.pause()
        device.app("The last one").play()
        await board.tab.bringToFront()
        async with asyncio.timeout(2.5):
            await board.until_says("#rows tr", "The last one")
            await board.until("document.querySelector('.timeline').textContent.includes('The last one')")


@pytest.mark.real_time
async def test_the_report_and_a_recording_are_downloaded(boards: Any, tmp_path: Path) -> None:
    async with Server() as server:
        device = server.device()
        music = device.app("Music")
        board = await (await boards()).show(server.dashboard_url)
        await board.cdp.send("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
        await board.until_says("#apps", "Music")
        await board.tab.click("#record")
        await board.until_says("#record", "Stop recording")
        await board.click("Play: Music")
        await until(device, lambda: music.state == "active")
        await board.until("document.querySelector('.timeline .lane.app .segment.active')")
        await asyncio.sleep(0.5)  # so much is heard
        await board.tab.click("#record")
        await board.until("!document.querySelector('#recording').hidden")
        await board.tab.click("#recording")
        sound = await downloaded(tmp_path / "recording-default.wav")
        assert sound[:4] == b"RIFF"
        assert len(sound) > 4 * 2 * 48_000 * 0.5
        await board.tab.click("#report")
        text = (await downloaded(tmp_path / "report-default.html")).decode()
        assert "Audio device default" in text
        assert "data:audio/wav;base64," in text
        assert 'class="segment sound"' in text
        assert await board.run("return document.querySelector('#error').hidden")
        # No address has the token.
        assert not [url for url, _ in board.requests if server.access.dashboard_token in url.partition("#")[0]]


async def downloaded(path: Path) -> bytes:
    """The file, once it is whole: Chromium gives it its name then."""

    def look() -> bytes:
        end = time.monotonic() + SECONDS_TO_WAIT
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.05)
        return path.read_bytes()

    return await asyncio.to_thread(look)


async def test_it_works_in_firefox() -> None:
    need_browser(FIREFOX, "Firefox")
    need_browser(PULSEAUDIO, "PulseAudio")  # without it Firefox plays nothing
    async with Server() as server, firefox() as (bidi, _):
        device = server.device()
        music = device.app("Music")
        music.play()
        window = await bidi.new_window()
        await bidi.goto(window, server.dashboard_url)
        shown = """() => new Promise((resolve) => {
          const look = () => document.querySelector("#apps .badge.STATE") && document.querySelector(".timeline")
            ? resolve(document.querySelector("#connection").textContent) : requestAnimationFrame(look);
          look();
        })"""
        assert await bidi.call(window, shown.replace("STATE", "active")) == "Connected"
        await bidi.call(window, "() => document.querySelector('#events button').click()")
        await until(device, lambda: music.state == "interrupted")
        assert await bidi.call(window, shown.replace("STATE", "interrupted")) == "Connected"
        assert await bidi.call(window, "() => location.href") == f"{server.url}/"
