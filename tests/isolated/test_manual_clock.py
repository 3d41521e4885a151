"""Isolated pages on a manual clock: what is heard of them, several processes, and processes that end or lie. What else
they do as pages in process do it is in tests/headless/page/test_manual_clock.py."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from shim import Browser
from shim.isolated.messages import AtRest
from tests.sound import Sound, wav

URL = "https://page.example/"
SOUND = """
    void async function () {
        const context = new AudioContext(), source = new ConstantSourceNode(context, { offset: 0.25 });
        source.connect(context.destination);
        source.start(0.5);
        const audio = new Audio('tone.wav');
        setTimeout(() => audio.play(), 1000);
        setTimeout(() => audio.pause(), 2000);
    }()
"""


async def opened(browser: Any, html: str = "<!doctype html><p>x</p>") -> Any:
    page = await browser.new_page()
    page.route("**/tone.wav", body=wav(440, 10), content_type="audio/wav")
    await page.set_content(html, url=URL)
    return page


async def record(path: Path, *, isolated: bool) -> Sound:
    async with Browser(clock="manual", isolated=isolated) as browser:
        page = await opened(browser)
        async with browser.device.record(path):
            await page.evaluate(SOUND)
            await browser.clock.run_for(2.53)
    return Sound(path)


async def test_recordings_are_the_same_to_the_byte_in_each_run_and_in_process(tmp_path: Path) -> None:
    sound = await record(tmp_path / "isolated.wav", isolated=True)
    for name, isolated in (("again.wav", True), ("in_process.wav", False)):
        assert (await record(tmp_path / name, isolated=isolated)).samples.tobytes() == sound.samples.tobytes()
    assert sound.duration == pytest.approx(2.53)
    assert sound.level(440, 0.6, 0.9) < 0.01
    assert sound.level(440, 1.1, 1.9) == pytest.approx(0.5, abs=0.05)
    assert sound.part(2.4, 2.5).mean() == pytest.approx(0.25, abs=0.01)


async def test_several_processes_are_at_one_time() -> None:
    async with Browser(clock="manual", isolated=True) as browser:
        pages = [await opened(browser) for _ in range(2)]
        for page in pages:
            await page.evaluate("""
                heard = [];
                channel = new BroadcastChannel('x');
                channel.onmessage = (event) => heard.push([event.data, performance.now()]);
                setTimeout(() => channel.postMessage('hello'), 500); 0
            """)
        await pages[1].evaluate("setTimeout(() => channel.postMessage('later'), 750); 0")
        await browser.clock.run_for(1)
        assert await pages[0].evaluate("heard") == [["hello", 500], ["later", 750]]
        assert await pages[1].evaluate("heard") == [["hello", 500]]
        assert await pages[0].evaluate("performance.now()") == 1000


async def test_a_process_that_ends_does_not_hold_up_the_time() -> None:
    async with Browser(clock="manual", isolated=True) as browser:
        page, other = await opened(browser), await opened(browser)
        await page.evaluate("setInterval(() => {}, 100); 0")
        await other.evaluate("count = 0; setInterval(() => { count++ }, 100); 0")
        os.kill(page._agency.process._watched.pid, signal.SIGKILL)
        await browser.clock.run_for(5)
        assert page.crashed
        assert await other.evaluate("count") == 50
        await page.set_content("<p>again</p>")
        await browser.clock.run_for(1)
        assert await page.evaluate("performance.now()") == 1000


async def test_a_process_that_does_not_do_what_is_due_is_ended() -> None:
    async with Browser(clock="manual", isolated=True) as browser:
        page = await opened(browser)
        await browser.clock.run_for(1)
        await page.evaluate("0")
        pace = page._agency._pace
        with pytest.raises(Exception, match=r"something is due at 0\.5 s, and it is 1 s"):
            page._agency.process.on_message(AtRest(pace._sent, 0.5, False, False))
        assert not page.crashed


async def test_no_more_time_passes_than_an_evaluation_takes() -> None:
    async with Browser(clock="manual", isolated=True) as browser:
        page = await opened(browser)
        for second in range(1, 21):
            await browser.clock.run_until(page.evaluate("new Promise((done) => setTimeout(done, 1000))"), timeout=30)
            assert browser.clock.now() == second
