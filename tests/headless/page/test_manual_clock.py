"""Pages on a manual clock: all that has a time in them moves with it, and what is real takes none."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from shim import Browser, Device, EvaluationError, ManualClock, Page, TimeoutError
from shim.inject import inject
from tests.conftest import Serve
from tests.sound import wav

URL = "https://example.test/"


@functools.cache
def podcast() -> bytes:
    """Half an hour."""
    return wav(440, 1800, rate=8000)


@pytest.fixture(params=["quickjs", "isolated"])
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    async with Browser(clock="manual", policy="ios", isolated=request.param == "isolated") as browser:
        yield browser
        assert browser.device.faults == []


@pytest.fixture
async def page(browser: Browser) -> Page:
    """A page with `log`, and `at()`, the milliseconds since it was loaded."""
    page = await browser.new_page()
    page.route("**/slow", _slow)
    page.route("**/*.wav", body=podcast(), content_type="audio/wav")
    page.route("**/data", body="data")

    async def late(route: Any) -> None:
        await browser.clock.sleep(2)
        await route.fulfill(body="0")

    page.route("**/late", late)
    await page.set_content("<!doctype html><script>log = []; at = () => performance.now()</script>", url=URL)
    return page


async def _slow(route: Any) -> None:
    await asyncio.sleep(0.1)
    await route.fulfill(body="slow")


async def logged(page: Page) -> Any:
    return await page.evaluate("log.splice(0)")


async def test_timers_frames_and_dates(browser: Browser, page: Page) -> None:
    await page.evaluate("""
        setTimeout(() => log.push(['timeout', at()]), 1000);
        setInterval(() => log.push(['interval', at()]), 400);
        requestAnimationFrame((time) => log.push(['frame', Math.round(time)]));
        setTimeout(() => { Promise.resolve().then(() => log.push(['promise', at()])); }, 400);
        setTimeout(() => log.push(['now', at()]));
    """)
    await browser.clock.run_for(0)
    assert await logged(page) == [["now", 0]]
    await browser.clock.run_for(1.2)
    assert await logged(page) == [
        ["frame", 17],
        ["interval", 400],
        ["promise", 400],
        ["interval", 800],
        ["timeout", 1000],
        ["interval", 1200],
    ]
    await browser.clock.fast_forward(60)
    assert await logged(page) == [["interval", 61_200]]
    await browser.clock.pause_at(62)
    assert await logged(page) == [["interval", 61_600], ["interval", 62_000]]


async def test_dates(browser: Browser, page: Page) -> None:
    await browser.clock.run_for(1.5)
    assert await page.evaluate("[Date.now(), new Date().toISOString(), Date(), new Date(2020, 1, 2).getDate()]") == [
        1_767_225_601_500,
        "2026-01-01T00:00:01.500Z",
        "Thu Jan 01 2026 00:00:01 GMT+0000",
        2,
    ]
    assert await page.evaluate("performance.timeOrigin + performance.now() - Date.now()") == 0
    assert await page.evaluate(
        "[Date.name, Date.length, new Date() instanceof Date, new Date().constructor === Date, Date.UTC(1970, 0, 2),"
        " new (class extends Date {})().getTime(), Object.getOwnPropertyNames(Date).sort()]"
    ) == ["Date", 7, True, True, 86_400_000, 1_767_225_601_500, ["UTC", "length", "name", "now", "parse", "prototype"]]


async def test_the_date_to_begin_with(browser: Browser) -> None:
    async with Browser(clock=ManualClock(date=86_400)) as other:
        page = await other.new_page()
        await page.set_content("")
        assert await page.evaluate("new Date().toISOString()") == "1970-01-02T00:00:00.000Z"


async def test_cookies_go_by_the_clock(browser: Browser, page: Page) -> None:
    await page.evaluate("document.cookie = 'a=1; expires=' + new Date(Date.now() + 60_000).toUTCString()")
    assert await page.evaluate("document.cookie") == "a=1"
    await browser.clock.run_for(61)
    assert await page.evaluate("document.cookie") == ""


async def test_what_is_real_takes_no_time(browser: Browser, page: Page) -> None:
    await page.evaluate("""
        setTimeout(() => log.push(['timer', at()]), 10);
        fetch('slow').then((r) => r.text()).then((text) => log.push([text, at()])); 0
    """)
    await browser.clock.run_for(1)
    assert await logged(page) == [["slow", 0], ["timer", 10]]


async def test_a_route_that_sleeps_by_the_clock_takes_that_time(browser: Browser, page: Page) -> None:
    await page.evaluate("""
        fetch('late').then((r) => r.text()).then((text) => log.push([text, at()]));
        fetch('late', { signal: AbortSignal.timeout(500) }).catch((e) => log.push([e.name, at()])); 0
    """)
    await browser.clock.run_for(3)
    assert await logged(page) == [["TimeoutError", 500], ["0", 2000]]


@pytest.mark.parametrize("browser", ["quickjs"], indirect=True)  # isolated pages need a millisecond for each event
async def test_a_podcast_of_half_an_hour_with_three_calls(browser: Browser, page: Page) -> None:
    await page.evaluate("""
        a = new Audio('podcast.wav'); times = 0;
        a.ontimeupdate = () => { times++; };
        a.onended = () => log.push(['ended', at(), a.currentTime]);
        navigator.audioSession.onstatechange = () => log.push([navigator.audioSession.state, at(), a.currentTime]);
        a.play()
    """)
    for _ in range(3):
        await browser.clock.run_for(450)
        async with browser.device.phone_call():
            await browser.clock.run_for(10)
    await browser.clock.run_for(451)
    log = await logged(page)
    assert log == [
        ["active", 0, 0],
        ["interrupted", 450_000, 450],
        ["active", 460_000, 450],
        ["interrupted", 910_000, 900],
        ["active", 920_000, 900],
        ["interrupted", 1_370_000, 1350],
        ["active", 1_380_000, 1350],
        ["ended", 1_830_000, 1800],
        ["inactive", 1_830_000, 1800],
    ]
    assert [transition.t for transition in browser.device.timeline] == [0, 450, 460, 910, 920, 1370, 1380, 1830]
    # Four a second while it plays, and one with each pause and at the end.
    assert await page.evaluate("times") == pytest.approx(7200, abs=5)


async def test_media_after_a_jump(browser: Browser, page: Page) -> None:
    await page.evaluate("a = new Audio('podcast.wav'); a.ontimeupdate = () => log.push(a.currentTime); a.play()")
    await browser.clock.fast_forward(600)
    assert await logged(page) == [600]
    await page.evaluate("a.onended = () => log.push('ended'); 0")
    await browser.clock.fast_forward(3600)
    assert await logged(page) == [1800, "ended"]


async def test_speech(browser: Browser, page: Page) -> None:
    await page.evaluate("""
        u = new SpeechSynthesisUtterance('one two three four');
        u.onstart = u.onend = (e) => log.push([e.type, at()]);
        speechSynthesis.speak(u)
    """)
    await browser.clock.run_for(60)
    (start, began), (end, ended) = await logged(page)
    assert (start, end) == ("start", "end")
    assert 500 < ended - began < 10_000


async def test_a_wait_that_only_time_can_end_says_so(
    browser: Browser, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shim.clock.STANDSTILL", 0.1)
    advice = r"while the manual clock stands still: let time pass with `await browser\.clock\.run_for\(seconds\)`"
    await page.evaluate("setTimeout(() => { ready = true }, 100); ready = false")
    with pytest.raises(TimeoutError, match=f"'ready' did not become truthy .* {advice}"):
        await page.wait_for_function("ready")
    with pytest.raises(TimeoutError, match=f"no element matches '#x' {advice}"):
        await page.click("#x")
    with pytest.raises(EvaluationError, match=f"the promise did not settle {advice}"):
        await page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")
    with pytest.raises(TimeoutError, match=f"did not load {advice}"):
        await page.set_content("<script src=late></script>", url=URL)
    assert browser.clock.now() == 0


async def test_a_wait_while_time_passes(browser: Browser, page: Page) -> None:
    await page.evaluate("never = 0; setTimeout(() => { ready = 1 }, 2500); setInterval(() => {}, 10); ready = 0")
    assert await browser.clock.run_until(page.wait_for_function("ready"), timeout=10) == 1
    assert browser.clock.now() == 2.5
    with pytest.raises(TimeoutError, match=r"'never' did not become truthy .* within 2 s of the clock"):
        await browser.clock.run_until(page.wait_for_function("never", timeout=60), timeout=2)
    assert await browser.clock.run_until(page.evaluate("fetch('data').then((r) => r.text())"), timeout=1) == "data"
    await browser.clock.run_until(page.set_content("<script src=late></script>", url=URL), timeout=5)
    assert browser.clock.now() == 6.5


@pytest.mark.real_time
async def test_what_comes_through_a_socket_is_waited_for(
    browser: Browser, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shim.clock.STANDSTILL", 0.1)

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.path != "/socket":
            return web.Response(text="<!doctype html>", content_type="text/html")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await asyncio.sleep(0.4)
        await socket.send_str("hello")
        await socket.receive()
        return socket

    page = await browser.new_page()
    await page.goto(await serve(handle))
    await page.evaluate(
        "socket = new WebSocket('/socket'); heard = ''; socket.onmessage = (e) => { heard = e.data }; 0"
    )
    assert await page.wait_for_function("heard") == "hello"
    await browser.clock.run_for(60)
    assert browser.clock.now() == 60
    await page.close()


async def test_browsers_on_one_device_have_one_clock() -> None:
    device = Device(clock="manual")
    async with Browser(device=device) as one, Browser(device=device, isolated=True) as other:
        assert one.clock is other.clock is device.clock
        pages = [await one.new_page(), await other.new_page()]
        for page in pages:
            await page.set_content("")
        await device.clock.run_for(3)
        assert [await page.evaluate("performance.now()") for page in pages] == [3000, 3000]
    with pytest.raises(ValueError, match="clock and device exclude each other"):
        Browser(device=device, clock="manual")


async def test_who_has_no_manual_clock() -> None:
    with pytest.raises(ValueError, match="Chromium go by the time of the system"):
        Browser(engine="chromium", clock="manual")
    with pytest.raises(ValueError, match="Chromium go by the time of the system"):
        Browser(engine="chromium", device=Device(clock="manual"))
    with pytest.raises(ValueError, match="real browsers go by the time of the system"):
        await inject(object(), Device(clock="manual"))


async def test_a_wait_whose_looks_take_long_misses_nothing(browser: Browser, page: Page) -> None:
    await page.evaluate("void setTimeout(() => { globalThis.done = true }, 1000)")
    look = "(() => { for (let i = 0; i < 2e6; i++); return globalThis.done })()"
    await browser.clock.run_until(page.wait_for_function(look), timeout=30)
    assert browser.clock.now() == 1
