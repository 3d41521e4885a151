"""Recordings of tabs and apps while the device ducks, interrupts and mutes them."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from shim import Browser, Device, Error, Page
from shim.device.recording import Recording
from tests.device.recording.conftest import open_page
from tests.paths import ROOT
from tests.sound import Sound, wav

FIRST, SECOND = 523.25, 587.33
"""The tones of the first and of the second app, in Hz; their amplitude is 0.1."""


async def play(page: Page, frequency: float) -> None:
    await page.evaluate(f"(globalThis.a = media({frequency})).play()")
    await page.wait_for_session("active")


async def until(page: Page, recording: Recording, seconds: float) -> float:
    """Lets time pass. Returns when that was, in seconds of the recording."""
    await page.browser.clock.run_for(seconds)
    return page.browser.device.now() - recording.start


def file(path: Path, frequency: float, seconds: float) -> Path:
    path.write_bytes(wav(frequency, seconds))
    return path


async def test_ducking(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    prompt = browser.device.app("Navigation", type="transient")
    async with browser.device.record(path) as recording:
        await play(page, 400)
        before = await until(page, recording, 0.1)
        await until(page, recording, 0.3)
        assert prompt.play()
        await until(page, recording, 1)
        prompt.stop()
        end = await until(page, recording, 1)
    down, up = (level.t - recording.start for level in browser.device.levels)
    ramp = browser.device.policy.duck_ramp
    assert 0.2 <= ramp <= 0.5
    sound = Sound(path)
    assert sound.level(400, before, down) == pytest.approx(0.5, abs=0.01)
    assert sound.peak(before, down) < 0.52
    for part in (0.25, 0.5, 0.75):
        gains = {down: 1 - 0.8 * part, up: 0.2 + 0.8 * part}
        for at, gain in gains.items():
            middle = at + part * ramp
            assert sound.level(400, middle - 0.03, middle + 0.03) == pytest.approx(0.5 * gain, abs=0.01)
    assert sound.level(400, down + ramp, up) == pytest.approx(0.1, abs=0.005)
    assert sound.level(400, up + ramp, end) == pytest.approx(0.5, abs=0.01)
    assert sound.level(FIRST, before, down) < 0.002
    assert sound.level(FIRST, down + ramp, up) == pytest.approx(0.1, abs=0.005)
    assert sound.level(FIRST, up + ramp, end) < 0.002
    assert sound.roughness(0, end, above=3000) < 0.002


async def test_an_interruption_is_silent_and_the_page_goes_on_where_it_was(browser: Browser, path: Path) -> None:
    page = await open_page(browser)
    music = browser.device.app("Music", type="ambient")
    music.play()
    async with browser.device.record(path) as recording:
        await play(page, 400)
        before = await until(page, recording, 0.3)
        async with browser.device.phone_call():
            began = await until(page, recording, 0.02)
            ends = await until(page, recording, 0.4)
        after = await until(page, recording, 0.05)
        end = await until(page, recording, 0.4)
    sound = Sound(path)
    assert sound.level(400, before - 0.2, before) == pytest.approx(0.5, abs=0.01)
    assert sound.level(FIRST, before - 0.2, before) == pytest.approx(0.1, abs=0.01)
    assert sound.peak(began, ends) == 0
    assert sound.level(400, after, end) == pytest.approx(0.5, abs=0.01)
    assert sound.level(FIRST, after, end) == pytest.approx(0.1, abs=0.01)
    assert sound.roughness(0, end, above=4000) < 0.003


async def test_the_silent_switch_and_the_volume(path: Path) -> None:
    async with Browser(policy="ios") as browser:
        device = browser.device
        page = await open_page(browser)
        music = device.app("Music")
        music.play()
        game = device.app("Game", type="ambient")
        game.play()
        async with device.record(path) as recording:
            first = await until(page, recording, 0.3)
            device.silent_switch = True
            muted = await until(page, recording, device.policy.duck_ramp + 0.05)
            second = await until(page, recording, 0.3)
            device.silent_switch = False
            device.volume = 0.5
            louder = await until(page, recording, device.policy.duck_ramp + 0.05)
            third = await until(page, recording, 0.3)
    sound = Sound(path)
    for tone, levels in {FIRST: (0.1, 0.1, 0.05), SECOND: (0.1, 0, 0.05)}.items():
        spans = ((0.05, first), (muted, second), (louder, third))
        for (start, end), expected in zip(spans, levels, strict=True):
            assert sound.level(tone, start, end) == pytest.approx(expected, abs=0.004)


async def test_two_browsers_on_one_device(path: Path) -> None:
    device = Device(clock="manual")
    async with Browser(device=device) as one, Browser(device=device) as other:
        pages = [await open_page(one), await open_page(other)]
        recording = device.record(path)
        for page, frequency in zip(pages, (400, 1000), strict=True):
            await page.evaluate("navigator.audioSession.type = 'ambient'")
            await play(page, frequency)
        start = await until(pages[0], recording, 0.1)
        end = await until(pages[0], recording, 0.3)
        await one.close()
        gone = await until(pages[1], recording, 0.02)
        last = await until(pages[1], recording, 0.2)
        await device.close()
    sound = Sound(path)
    for frequency in (400, 1000):
        assert sound.level(frequency, start, end) == pytest.approx(0.5, abs=0.01)
    assert sound.level(400, gone, last) < 0.002
    assert sound.level(1000, gone, last) == pytest.approx(0.5, abs=0.01)


async def test_an_app_plays_a_file_over_and_over_and_goes_on_where_it_paused(browser: Browser, path: Path) -> None:
    page = await browser.new_page()
    game = browser.device.app("Game", sound=file(path.with_name("game.wav"), 480, 0.25))
    async with browser.device.record(path) as recording:
        game.play()
        began = await until(page, recording, 0.02)
        paused = await until(page, recording, 0.7)
        game.pause()
        silent = await until(page, recording, 0.02)
        resumed = await until(page, recording, 0.2)
        game.play()
        await until(page, recording, 0.3)
        game.close()
        closed = await until(page, recording, 0.02)
        end = await until(page, recording, 0.1)
    sound = Sound(path)
    assert sound.level(480, began, paused) == pytest.approx(0.5, abs=0.01)
    assert sound.roughness(began, paused - 0.02, above=3000) < 0.002
    assert sound.peak(silent, resumed) == 0
    assert sound.level(480, resumed + 0.02, closed - 0.05) == pytest.approx(0.5, abs=0.02)
    assert sound.peak(closed, end) == 0


async def test_an_app_without_a_usable_sound(browser: Browser, tmp_path: Path) -> None:
    with pytest.raises(Error, match=r"missing\.wav cannot be read: No such file"):
        browser.device.app("Game", sound=tmp_path / "missing.wav")
    text = tmp_path / "text.wav"
    text.write_text("no sound")
    with pytest.raises(Error, match=r"text\.wav cannot be played: .*format"):
        browser.device.app("Game", sound=text)
    silent = ROOT / "examples" / "sounds" / "silent-video.webm"
    with pytest.raises(Error, match="has no audio in it"):
        browser.device.app("Game", sound=silent)


@pytest.mark.real_time
@pytest.mark.parametrize("clock", ["system", "manual"])
async def test_a_recording_is_as_long_as_it_took(clock: str, path: Path) -> None:
    async with Browser(clock=clock) as browser:
        page = await open_page(browser)
        await play(page, 400)
        begun = browser.device.now()
        recording = browser.device.record(path)
        assert begun <= recording.start <= browser.device.now()
        await until(page, recording, 0.4)
        asked = browser.device.now()
        await recording.stop()
        await recording.stop()
        assert browser.device.sounds.listeners == []
    sound = Sound(path)
    assert sound.duration == pytest.approx(asked - recording.start, abs=0.01)
    assert sound.level(400, 0.1, 0.4) == pytest.approx(0.5, abs=0.01)


async def test_the_file_is_whole_while_it_is_recorded_and_complete_when_the_browser_closes(path: Path) -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        browser.device.app("Music").play()
        recording = browser.device.record(path)
        assert Sound(path).duration == 0
        await until(page, recording, 0.6)
        assert 0 < Sound(path).duration <= 0.6
        before = await until(page, recording, 0.1)
    sound = Sound(path)
    assert sound.duration >= before
    assert sound.level(FIRST, 0.1, before) == pytest.approx(0.1, abs=0.005)


async def test_a_file_that_cannot_be_written(browser: Browser, tmp_path: Path) -> None:
    with pytest.raises(Error, match=r"cannot record to .*nowhere.*: No such file or directory"):
        browser.device.record(tmp_path / "nowhere" / "out.wav")
    with pytest.raises(Error, match="Is a directory"):
        browser.device.record(tmp_path)


async def test_a_file_that_cannot_be_written_any_more(browser: Browser, path: Path) -> None:
    page = await browser.new_page()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    recording = browser.device.record(path)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
        await until(page, recording, 0.4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with pytest.raises(Error, match=r"out\.wav broke off: File too large"):
        await recording.stop()
    assert browser.device.recordings == []
