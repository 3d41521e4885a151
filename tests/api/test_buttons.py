"""Buttons of the lock screen, a headset and a car: to whom they go, and what a page gets, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from shim import Browser
from tests.real_browsers import serve

PAGE = """<audio id=a src="tone.wav" loop></audio><button id=b onclick="a.play()">Play</button><script>
  const log = [];
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10)); };
  const handle = (actions) => {
    for (const [name, act] of Object.entries(actions)) {
      navigator.mediaSession.setActionHandler(name, (details) => { log.push(details); act?.(); });
    }
  };
</script>"""
HANDLERS = "handle({ play: () => a.play(), pause: () => a.pause(), nexttrack: null, seekforward: null })"


@asynccontextmanager
async def opened(engine: str, policy: str, html: str = PAGE, **options: Any) -> AsyncIterator[tuple[Any, Any]]:
    async with serve() as site, Browser(engine=engine, policy=policy, allow_hosts=["127.0.0.1"], **options) as browser:
        page = await browser.new_page()
        await page.goto(site.at("a", html).replace("a.localhost", "127.0.0.1"))
        yield browser, page
        assert browser.device.faults == []
        assert list(page.errors) == []


async def test_a_page_gets_its_media_session_actions(engine: str) -> None:
    async with opened(engine, "ios") as (browser, page):
        device = browser.device
        await page.evaluate(HANDLERS)
        assert device.press("next") is None
        await page.click("#b")
        await page.wait_for_session("active")
        assert [device.press(button) for button in ("next", "seek_forward", "play_pause")] == [page.name] * 3
        await page.wait_for_session("inactive")
        assert await page.evaluate("log") == [
            {"action": "nexttrack"},
            {"action": "seekforward", "seekOffset": 15},
            {"action": "pause"},
        ]
        device.press("play_pause")  # also to who is paused
        await page.wait_for_session("active")
        assert await page.evaluate("[a.paused, log.at(-1).action]") == [False, "play"]


async def test_without_handlers_the_platform_acts_on_the_element(engine: str) -> None:
    async with opened(engine, "desktop") as (browser, page):
        device = browser.device
        await page.click("#b")
        await page.wait_for_session("active")
        device.press("next")
        device.press("pause")
        await page.wait_for_session("inactive")
        assert await page.evaluate("a.paused")
        device.press("play")
        await page.wait_for_session("active")
        await page.evaluate("a.loop = false; a.onended = () => log.push('ended')")
        device.press("seek_forward")
        await page.evaluate("until(() => log.length)")
        await page.evaluate("a.currentTime = 0.5; a.play()")
        device.press("stop")
        await page.evaluate("until(() => a.paused)")


async def test_an_error_of_a_handler_is_the_pages(engine: str) -> None:
    async with serve() as site, Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(site.at("a", PAGE).replace("a.localhost", "127.0.0.1"))
        await page.evaluate("handle({ pause: () => { throw new Error('mine'); } }); a.play()")
        await page.wait_for_session("active")
        browser.device.press("pause")
        await page.evaluate("until(() => log.length)")
        await browser.device.settle()
        assert ["mine" in error.message for error in page.errors] == [True]
        assert browser.device.faults == []


async def test_they_go_to_who_played_last(engine: str) -> None:
    async with opened(engine, "desktop") as (browser, page):
        device = browser.device
        music = device.app("Music")
        await page.click("#b")
        await page.wait_for_session("active")
        music.play()
        assert device.press("pause") == "Music"
        assert device.press("next") == "Music"  # it is paused, and was the last
        assert (music.state, music.pressed) == ("inactive", ["pause", "next"])
        await page.evaluate("a.pause()")
        await page.wait_for_session("inactive")
        await page.evaluate("a.play()")
        await page.wait_for_session("active")
        assert device.press("pause") == page.name
        music.close()
        birds = device.app("Birds", type="ambient")
        birds.play()
        assert device.press("play") == page.name  # what mixes is not played by buttons
        async with device.phone_call():
            assert device.press("play_pause") == "phone call"
        assert [(press.button, press.participant) for press in device.history.presses][-2:] == [
            ("play", page.name),
            ("play_pause", "phone call"),
        ]


async def test_a_page_of_contexts_gets_them_under_an_explicit_type(engine: str) -> None:
    script = """<script>
      const c = new AudioContext(), o = new OscillatorNode(c); o.connect(c.destination); o.start();
    </script>"""
    async with opened(engine, "ios", script) as (browser, page):
        device = browser.device
        await page.wait_for_session("active")
        assert device.press("pause") is None
        await page.evaluate("navigator.audioSession.type = 'playback'")
        await page.wait_for_function("() => true")
        await device.settle()
        assert device.press("pause") == page.name
        await page.wait_for_session("inactive")
        assert await page.evaluate("c.state") == "suspended"
        device.press("play")
        await page.wait_for_session("active")
        assert await page.evaluate("c.state") == "running"


async def test_another_button(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        with pytest.raises(ValueError, match="there is no button 'eject'; there is: play, pause"):
            browser.device.press("eject")


@pytest.mark.parametrize(("policy", "called"), [("ios", ["pause", "play"]), ("android", [])])
@pytest.mark.parametrize("pauses", [True, False])
async def test_an_interruption_calls_the_handlers(engine: str, policy: str, called: list[str], pauses: bool) -> None:
    async with opened(engine, policy) as (browser, page):
        actions = "{ play: () => a.play(), pause: () => a.pause() }" if pauses else "{ play: null, pause: null }"
        await page.evaluate(f"handle({actions}); a.play()")
        await page.wait_for_session("active")
        async with browser.device.alarm():
            await page.evaluate("until(() => a.paused)")
            await page.evaluate(f"until(() => log.length === {len(called[:1])})")
        await page.wait_for_session("active")
        await page.evaluate(f"until(() => !a.paused && log.length === {len(called)})")
        assert [details["action"] for details in await page.evaluate("log")] == called


@pytest.mark.parametrize("end", ["not permitted", "paused by the page", "paused by a button"])
async def test_an_interruption_whose_end_does_not_play(engine: str, end: str) -> None:
    async with opened(engine, "ios") as (browser, page):
        device = browser.device
        await page.evaluate("handle({ play: () => a.play(), pause: () => a.pause() }); a.play()")
        await page.wait_for_session("active")
        async with device.assistant(resume=end != "not permitted"):
            await page.evaluate("until(() => a.paused && log.length === 1)")
            if end == "paused by the page":
                await page.evaluate("a.pause()")
            elif end == "paused by a button":
                device.press("pause")
                await page.evaluate("until(() => log.length === 2)")
        await page.wait_for_session("inactive")
        await device.settle()
        assert await page.evaluate("[a.paused, log.every(({ action }) => action === 'pause')]") == [True, True]
