"""Processes of pages: when they end, what goes with them, and what the caller sees of it."""

from __future__ import annotations

import asyncio
import builtins
import os
import signal
import socket
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from shim import Browser, Error, EvaluationError, NavigationError, TimeoutError
from shim.isolated.process import agents
from shim.processes.parent import ProcessError
from tests.sound import RATE, Sound, wav

URL = "https://page.example/"
HANG = "[].reverse.call({ length: 2 ** 53 - 1 })"
LOOP = "<script>const c = new AudioContext(), o = new OscillatorNode(c); o.connect(c.destination); o.start()</script>"


@pytest.fixture
async def browser(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    """One whose pages have a second for a script, and one and a half to answer."""
    monkeypatch.setattr("shim.isolated.process.GRACE", 0.5)
    async with Browser(isolated=True, script_timeout=1) as browser:
        yield browser


async def opened(browser: Any, html: str = "<!doctype html><p>x</p>") -> Any:
    page = await browser.new_page()
    await page.set_content(html, url=URL)
    return page


def process_of(page: Any) -> psutil.Process:
    found: psutil.Process = page._agency.process._watched
    return found


async def test_each_page_has_a_process_and_none_is_left(browser: Any) -> None:
    pages = [await opened(browser), await opened(browser)]
    processes = [process_of(page) for page in pages]
    assert len({process.pid for process in processes}) == 2
    await pages[0].close()
    await asyncio.to_thread(psutil.wait_procs, processes[:1], timeout=5)
    assert [process.is_running() for process in processes] == [False, True]
    await browser.close()
    assert not processes[1].is_running()


async def test_many_pages_leave_nothing_behind(browser: Any) -> None:
    own = psutil.Process()
    for number in range(12):
        pages = [await opened(browser), await opened(browser)]
        await pages[0].close()
        os.kill(process_of(pages[1]).pid, signal.SIGKILL)
        while not pages[1].crashed:
            await browser.device.settle()
            await asyncio.sleep(0.01)
        await pages[1].close()
        if number == 3:
            before = own.num_fds()
    assert own.num_fds() <= before
    assert browser.agencies == []
    assert browser.device.sounds.sources == []
    (parent,) = [child for child in own.children() if "shim.isolated.agent.serve" in child.cmdline()]
    assert parent.children() == []


async def test_a_popup_is_in_the_process_of_its_opener_and_crashes_with_it(browser: Any) -> None:
    page, other = await opened(browser), await opened(browser)
    crashed: list[Any] = []
    popups: list[Any] = []
    page.on("popup", popups.append)
    await page.evaluate("void (globalThis.w = open('about:blank'), w.document.title = 'popup')")
    assert await popups[0].title() == "popup"
    assert process_of(popups[0]) == process_of(page)
    for one in (page, popups[0], other):
        one.on("crash", crashed.append)
    with pytest.raises(EvaluationError, match=r"crashed: it did not answer for 1\.5 s, and its process was killed"):
        await popups[0].evaluate(HANG)
    assert crashed == [page, popups[0]]
    assert [one.crashed for one in (page, popups[0], other)] == [True, True, False]
    assert await other.evaluate("1") == 1
    await popups[0].set_content("<p>again")
    assert await popups[0].evaluate("[document.body.textContent, opener]") == ["again", None]


async def test_a_crash_ends_the_sessions_and_the_focus(browser: Any) -> None:
    music = browser.device.app("Music", type="playback")
    music.play()
    page = await opened(browser, LOOP)
    await page.evaluate("void (navigator.audioSession.type = 'transient-solo')")
    await page.wait_for_session("active")
    assert music.state == "interrupted"
    with pytest.raises(EvaluationError):
        await page.evaluate(HANG)
    assert music.state == "active"
    assert browser.device.documents == {}
    (crash,) = page.crashes
    assert (crash.url, crash.document) == (URL, browser.device.history.opened[-1].id)
    assert page.session.state == "inactive"
    assert page.url == "about:blank"


async def test_a_page_that_hangs_while_it_is_loaded(browser: Any) -> None:
    page = await browser.new_page()
    with pytest.raises(NavigationError, match=r"the content crashed while it was loaded: it did not answer"):
        await page.set_content(f"<script>{HANG}</script>")
    with pytest.raises(TimeoutError, match=r"the content did not load within 0\.5 s"):
        await page.set_content(f"<script>{HANG}</script>", timeout=0.5)
    await page.set_content("<p>again", timeout=10)
    assert await page.evaluate("document.body.textContent") == "again"


async def test_a_page_stays_open_when_a_load_ends_before_its_process_has_started(browser: Any) -> None:
    page = await opened(browser)
    for milliseconds in range(1, 40):
        if not page.crashed:
            os.kill(process_of(page).pid, signal.SIGKILL)
        with suppress(TimeoutError):
            await page.set_content("<p>again", timeout=milliseconds / 1000)
    await page.set_content("<p>again", url=URL)
    assert await page.evaluate("document.body.textContent") == "again"


async def test_a_process_that_nobody_waits_for_ends(browser: Any) -> None:
    page = await opened(browser)
    parent = psutil.Process(process_of(page).pid).parent()
    for milliseconds in range(1, 20):
        with suppress(builtins.TimeoutError):
            async with asyncio.timeout(milliseconds / 2000):
                await browser.new_page()
    await page.close()
    while browser.pages:
        await browser.pages[0].close()
    for _ in range(200):
        if not parent.children():
            return
        await asyncio.sleep(0.02)
    assert parent.children() == []


def test_a_process_whose_socket_was_closed_is_not_started() -> None:
    ours, theirs = socket.socketpair()
    with ours, tempfile.TemporaryFile() as prints:
        theirs.close()
        with pytest.raises(ProcessError, match="its socket was closed"):
            agents().fork(theirs, prints)


async def test_a_process_that_dies_by_itself_says_how(browser: Any) -> None:
    page = await opened(browser)
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    os.kill(process_of(page).pid, signal.SIGSEGV)
    await asyncio.wait_for(crashed.wait(), 5)
    assert "ended by itself with signal 11 (Segmentation fault)" in page.crashes[-1].reason
    assert "ended by itself with signal 11" in page.errors[-1].message


async def test_a_page_that_takes_too_much_memory(browser: Any) -> None:
    page = await opened(browser)
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    page._agency.process._memory_limit = 1024**2
    await asyncio.wait_for(crashed.wait(), 5)
    assert page.crashes[-1].reason == "it took more than 1 MB of memory, and its process was killed"


async def test_a_page_that_goes_over_its_limit_of_memory_goes_on() -> None:
    async with Browser(isolated=True, memory_limit=32 * 1024**2) as browser:
        page = await opened(browser)
        with pytest.raises(EvaluationError, match="out of memory"):
            await page.evaluate("globalThis.a = []; for (;;) a.push(new Uint8Array(1024 ** 2))")
        assert await page.evaluate("a = null; 1") == 1
    with pytest.raises(ValueError, match="memory_limit is 1 bytes"):
        Browser(isolated=True, memory_limit=1)


async def test_what_is_no_message_ends_the_process(browser: Any) -> None:
    page = await opened(browser)
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    page._agency.process._pipe._buffer += b"\0\0\0\1x"  # as if it had sent that
    with pytest.raises(EvaluationError, match="its process sent something that is not a message"):
        await page.evaluate("1")
    assert crashed.is_set()


@pytest.mark.real_time
async def test_a_busy_page_that_answers_is_let_be(browser: Any) -> None:
    page = await opened(browser)
    busy = "const end = performance.now() + 2000; (function go() { const t = performance.now();"
    busy += " while (performance.now() < t + 300); if (t < end) setTimeout(go) })()"
    await page.evaluate(busy)
    await asyncio.sleep(2.1)
    assert await page.evaluate("performance.now() > 0")
    assert not page.crashed


@pytest.mark.real_time
async def test_a_host_that_stands_still_kills_nobody(browser: Any) -> None:
    page = await opened(browser)
    await asyncio.sleep(0.3)
    time.sleep(2)  # noqa: ASYNC251 - that is what is looked at
    await asyncio.sleep(0.5)
    assert await page.evaluate("1") == 1


async def test_a_page_that_never_stops_talking_lets_the_host_go_on(browser: Any) -> None:
    page, other = await opened(browser), await opened(browser)
    talking = asyncio.ensure_future(page.evaluate("for (;;) console.log('x'.repeat(500))"))
    longest = 0.0
    while not talking.done():
        before = time.process_time()
        await asyncio.sleep(0)
        longest = max(longest, time.process_time() - before)
    assert longest < 0.5
    with pytest.raises(EvaluationError, match="stopped"):
        await talking
    assert len(page.console) > 100
    assert await other.evaluate("1") == 1


async def test_a_loop_of_script_is_stopped_and_the_page_goes_on(browser: Any) -> None:
    page = await opened(browser)
    with pytest.raises(EvaluationError, match="stopped"):
        await page.evaluate("for (;;);")
    assert await page.evaluate("1") == 1
    crashed = asyncio.Event()
    page.on("crash", lambda _: crashed.set())
    with pytest.raises(Error):
        await page.evaluate("for (;;);")
    await asyncio.wait_for(crashed.wait(), 5)
    assert page.crashed
    assert page.crashes[-1].reason == "its scripts were stopped 2 times"
    await page.set_content("<p>again")
    assert not page.crashed


@pytest.mark.real_time
async def test_what_stands_still_for_a_page_that_hangs_returns(browser: Any) -> None:
    page = await opened(browser)
    await page.evaluate(f"void setTimeout(() => {HANG})")
    await asyncio.sleep(0.2)
    start = time.monotonic()
    with pytest.raises(Error, match="it did not answer"):
        _ = page.document
    assert time.monotonic() - start < 20
    assert page.crashed


async def test_a_page_that_hangs_is_closed(browser: Any) -> None:
    page, other = await opened(browser), await opened(browser)
    await page.evaluate(f"void setTimeout(() => {HANG})")
    start = time.monotonic()
    await page.close()
    assert time.monotonic() - start < 20
    assert page not in browser.pages
    assert await other.evaluate("1") == 1


async def test_a_call_that_is_given_up_is_given_up_in_the_process(browser: Any) -> None:
    page = await opened(browser)
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(page.wait_for_function("false"), 0.2)
    await page.wait_for_function("true")
    with pytest.raises(TimeoutError, match=r"'false' did not become truthy \(it is False\) within 0\.1 s"):
        await page.wait_for_function("false", timeout=0.1)


@pytest.mark.real_time
async def test_a_device_does_not_wait_for_ever(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shim.device.device.SECONDS_TO_SETTLE", 1.5)
    page = await opened(browser)
    page._agency.process.limit = 60.0  # it hangs on
    await page.evaluate(f"void setTimeout(() => {HANG})")
    await asyncio.sleep(0.2)
    with pytest.raises(TimeoutError, match=r"tab 1 \(https://page\.example/\) does not answer"):
        await browser.device.settle()


@pytest.mark.real_time
async def test_the_end_of_a_pages_sound_is_recorded(browser: Any, tmp_path: Path) -> None:
    page = await browser.new_page()
    page.route("**/tone.wav", body=wav(500, 5), content_type="audio/wav")
    await page.set_content("<audio id=a src=/tone.wav></audio>", url=URL)
    async with browser.device.record(tmp_path / "out.wav"):
        await page.evaluate("a.play()")
        await asyncio.sleep(0.6)
        await page.close()
        await asyncio.sleep(0.6)
    sound = Sound(tmp_path / "out.wav")
    heard = np.flatnonzero(np.abs(sound.part(0, sound.duration)) > 0.01) / RATE
    assert heard[-1] - heard[0] > 0.5
    assert sound.duration - heard[-1] > 0.5


async def test_what_is_not_there_says_so(browser: Any) -> None:
    with pytest.raises(Error, match=r"browser\.capture is not there with isolated=True"):
        _ = browser.capture
    with pytest.raises(ValueError, match="isolated is for QuickJS"):
        Browser(engine="chromium", isolated=True)
    with pytest.raises(ValueError, match="there is no permission 'flying'"):
        await browser.grant_permissions(["flying"])
    with pytest.raises(ValueError, match="it can be granted, denied, prompt"):
        Browser(isolated=True, permissions={"camera": "perhaps"})
