"""Players of the web play a whole and a live playlist, as the browser does by itself; a call stops them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shim import Browser, Page, expect
from tests.conftest import Serve, clock_of
from tests.real_browsers import need
from tests.sound import Sound

from .station import LIBRARIES, SECONDS, Station

MSE = ["hls-vod.m3u8", "shaka-vod.m3u8", "dash-vod.mpd", "video-vod.m3u8"]
LIVE = ["hls-live.m3u8", "shaka-live.m3u8", "video-live.m3u8"]
NATIVE = ["native-vod.m3u8", "native-ts.m3u8", "native-aac.m3u8", "native-master.m3u8", "video_native-vod.m3u8"]


async def opened(browser: Browser, serve: Serve, player: str, station: Station) -> Page:
    """A page with that player, which has been told to play."""
    library = player.partition("-")[0].partition("_")[0]
    if library in LIBRARIES:
        need(LIBRARIES[library].exists(), f"{LIBRARIES[library].parent.parent.name} (npm)")
    origin = await serve(station.answer)
    page = await browser.new_page()
    await page.goto(f"{origin}/player-{player}")
    await page.evaluate("void media.play().catch((error) => log.push(error.name))")
    return page


@pytest.mark.parametrize("player", [*MSE, *NATIVE])
async def test_a_whole_playlist(serve: Serve, tmp_path: Path, player: str) -> None:
    async with Browser(clock="manual", autoplay="allow") as browser:
        async with browser.device.record(tmp_path / "out.wav"):
            page = await opened(browser, serve, player, Station())
            await browser.clock.run_for(3)
            assert await page.evaluate("media.currentTime") > 1.5
            assert page.session.state == "active"
            async with browser.device.phone_call():
                call = browser.clock.now()
                await browser.clock.run_for(1)
                assert page.session.state == "interrupted"
                assert await page.evaluate("media.paused")
            await browser.clock.run_for(SECONDS)
            assert await page.evaluate("media.ended")
        assert [str(error) for error in page.errors] == []
        assert abs(await page.evaluate("media.duration") - SECONDS) < 0.1
        log = await page.evaluate("log")
        assert [type_ for type_ in log if type_ != "waiting"] == ["playing", "pause", "playing", "pause", "ended"]
    sound = Sound(tmp_path / "out.wav")
    assert sound.level(440, call - 1, call - 0.1) > 0.4
    assert sound.peak(call + 0.2, call + 0.9) < 0.01
    levels = [sound.level(440, call + 1.3 + at / 10, call + 1.4 + at / 10) for at in range(80)]
    assert min(levels) > 0.4
    assert max(levels) < 0.6


@pytest.mark.parametrize("player", [*LIVE, "native-live.m3u8", "video_native-live.m3u8"])
async def test_a_live_playlist(serve: Serve, tmp_path: Path, player: str) -> None:
    async with Browser(clock="manual", autoplay="allow") as browser:
        station = Station(now=browser.clock.now)
        async with browser.device.record(tmp_path / "out.wav"):
            page = await opened(browser, serve, player, station)
            await browser.clock.run_for(4)
            assert await page.evaluate("!media.paused && media.readyState > 2")
            begin = await page.evaluate("media.currentTime")
            at = browser.clock.now()
            await browser.clock.run_for(4)
            assert await page.evaluate("media.currentTime") > begin + 2.5
            assert page.session.state == "active"
        assert [str(error) for error in page.errors] == []
        assert len([path for path in station.requests if path == "/live.m3u8"]) >= 3
        assert await page.evaluate("media.duration > 1e6 || media.duration === Infinity || media.seekable.length")
    sound = Sound(tmp_path / "out.wav")
    assert sound.level(440, at + 0.5, at + 2.5) > 0.3


async def test_a_call_that_lasts_longer_than_a_live_playlist(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shim.media.hls.presentation.AHEAD", 1.5)
    async with Browser(clock="manual", autoplay="allow") as browser:
        async with browser.device.record(tmp_path / "out.wav"):
            page = await opened(browser, serve, "native-live.m3u8", Station(now=browser.clock.now))
            await browser.clock.run_for(2)
            async with browser.device.phone_call():
                before = await page.evaluate("media.currentTime")
                await browser.clock.run_for(7)
            await browser.clock.run_for(4)
        assert page.session.state == "active"
        assert await page.evaluate("media.currentTime") > before + 7
        assert [str(error) for error in page.errors] == []
    assert Sound(tmp_path / "out.wav").level(440, 11.5, 12.5) > 0.4


@pytest.mark.parametrize("player", MSE)
async def test_the_same_on_each_engine(engine: str, serve: Serve, player: str) -> None:
    clock: Any = "manual" if engine == "quickjs" else "system"
    async with Browser(engine=engine, autoplay="allow", clock=clock) as browser:

        async def until(expression: str) -> None:
            await browser.clock.run_until(page.wait_for_function(expression), timeout=20)

        page = await opened(browser, serve, player, Station())
        await until("media.readyState > 0")
        await page.evaluate("void media.play()")  # dash.js sets the source late, which ends a play() before that
        await until("media.currentTime > 0.5")
        async with browser.device.phone_call():
            await until("media.paused")
            assert await page.evaluate("navigator.audioSession.state") == "interrupted"
        await until("!media.paused")
        await page.evaluate("void (media.currentTime = 11)")
        # dash.js now and then pauses half a second before the end, in Chromium without a call too
        goes_on = " || (media.paused && void media.play())" if player.startswith("dash") else ""
        await until(f"media.ended{goes_on}")
        assert await page.evaluate("navigator.audioSession.state") != "interrupted"
        assert [str(error) for error in page.errors] == []
        states = [transition.to_state for transition in browser.device.timeline]
    assert states[:3] == ["active", "interrupted", "active"]


async def test_the_control_bar_of_video_js(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, autoplay="user-gesture", clock=clock_of(engine)) as browser:
        until = partial(browser.clock.run_until, timeout=20)
        page = await opened(browser, serve, "video_bar-vod.m3u8", Station())
        play = page.get_by_role("button", name="Play", exact=True)
        await until(expect(play).to_be_visible())
        await until(page.wait_for_function("media.readyState > 2", timeout=10))
        await until(play.click())
        await until(expect(page).to_have_session(state="active", timeout=10))
        async with browser.device.phone_call():
            await until(expect(play).to_be_visible())
        await until(expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible())
        await until(page.get_by_role("slider", name="Progress Bar").click())  # its middle
        await until(page.wait_for_function("media.currentTime > 5.5", timeout=10))
        assert await page.evaluate("media.currentTime") < 8
        assert (await page.evaluate("log"))[0] == "NotAllowedError"
        assert [str(error) for error in page.errors] == []
