"""The blocking API: pages, the device and handlers, on both engines; and where it cannot block."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import shim
from shim.sync_api import App, Browser, ConsoleMessage, Device, Error, EvaluationError, Page, Recording, TimeoutError
from tests.paths import ROOT

CALL_PAGE = ROOT / "examples" / "video_call" / "index.html"


@pytest.fixture
def page(engine: Any) -> Any:
    with Browser(engine=engine) as browser:
        yield browser.new_page()
    assert browser.closed


def test_a_page_lives_through_a_phone_call(page: Page) -> None:
    device = page.browser.device
    page.goto(ROOT / "examples" / "podcast" / "index.html")
    page.click("#play")
    assert page.wait_for_session("active").state == "active"
    with device.phone_call():
        page.wait_for_session("interrupted")
        page.wait_for_function("document.querySelector('#status').textContent === 'Interrupted'")
        status = page.document.select_one("#status")
        assert status is not None
        assert status.text == "Interrupted"
    page.wait_for_session("active")
    assert [item.to_state for item in device.timeline] == ["active", "interrupted", "active"]


def test_objects_are_the_same_whenever_they_are_asked_for(page: Page) -> None:
    assert isinstance(page, Page)
    assert page.browser.pages == [page]
    assert page.main_frame.page is page
    assert page.frames == [page.main_frame]
    assert isinstance(page.browser.device, Device)
    music = page.browser.device.app("Music")
    assert isinstance(music, App)
    assert page.browser.device.apps == {music.id: music}
    assert {page: 1}[page.main_frame.page] == 1


def test_attributes_are_read_and_set(page: Page) -> None:
    device = page.browser.device
    music = device.app("Music")
    assert music.play()
    device.volume = 0.5
    assert [(item.name, item.gain) for item in device.audible()] == [("Music", 0.5)]
    with pytest.raises(AttributeError, match="'Page' object has no attribute 'nonsense'"):
        _ = page.nonsense  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="has no attribute 'silent_swich'"):
        device.silent_swich = True  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="has no attribute 'dialog_handlr'"):
        page.dialog_handlr = None  # type: ignore[attr-defined]
    assert "goto" in dir(page)
    assert not any(name.startswith("_") for name in dir(page))
    assert (page.goto.__doc__ or "").splitlines()[0] == (shim.Page.goto.__doc__ or "").splitlines()[0]


def test_handlers_of_events_may_ask_the_page(page: Page) -> None:
    heard: list[tuple[str, int]] = []

    def on_console(message: ConsoleMessage) -> None:
        heard.append((message.text, page.evaluate("1 + 1")))

    page.on("console", on_console)
    page.evaluate("console.log('one')")
    page.evaluate("new Promise((resolve) => setTimeout(() => { console.log('two'); setTimeout(resolve, 20); }, 20))")
    page.remove_listener("console", on_console)
    page.evaluate("console.log('three')")
    assert heard == [("one", 2), ("two", 2)]


def test_an_error_in_a_handler_is_raised_by_the_call_during_which_it_ran(page: Page) -> None:
    def on_console(message: ConsoleMessage) -> None:
        raise KeyError(message.text)

    page.on("console", on_console)
    with pytest.raises(KeyError, match="one"):
        page.evaluate("new Promise((resolve) => { console.log('one'); setTimeout(resolve, 50); })")
    page.remove_listener("console", on_console)
    assert page.evaluate("2") == 2


def test_a_handler_that_is_async_is_refused() -> None:
    async def on_console(message: ConsoleMessage) -> None:
        """Nobody would wait for it."""

    with Browser() as browser, pytest.raises(TypeError, match="here functions are plain, and may block"):
        browser.new_page().on("console", on_console)


def test_routes_are_answered_by_handlers(page: Page) -> None:
    seen: list[str] = []

    def answer(route: Any, request: Any) -> None:
        seen.append(f"{request.method} {request.url}, {page.title()}")
        route.fulfill(body="answered", headers={"access-control-allow-origin": "*"})

    page.set_content("<title>Shop</title>", url="http://shop.example/")
    page.route(lambda url: url.endswith("/data"), answer)
    assert page.evaluate("fetch('/data').then((response) => response.text())") == "answered"
    assert seen == ["GET http://shop.example/data, Shop"]


def test_a_function_that_the_page_waits_for_cannot_ask_it(page: Page) -> None:
    def answer(kind: str, message: str, default: str) -> str | None:
        try:
            page.evaluate("1")
        except Error as error:
            said.append(str(error))
        return ""

    said: list[str] = []
    page.dialog_handler = answer
    assert page.dialog_handler is answer
    assert page.evaluate("confirm('Really?')") is True
    assert len(said) == 1
    assert "no blocking call can be made from here" in said[0]


def test_popups_come_to_handlers(page: Page) -> None:
    came: list[Page] = []
    page.on("popup", came.append)
    page.set_content("<p>here", url="http://shop.example/")
    page.evaluate("open('about:blank') && 1")
    page.wait_for_function("1")
    assert [isinstance(popup, Page) for popup in came] == [True]
    assert page.browser.pages == [page, *came]


def test_errors_are_those_of_the_async_api(page: Page) -> None:
    with pytest.raises(TimeoutError, match="did not become active"):
        page.wait_for_session("active", timeout=0.05)
    with pytest.raises(EvaluationError, match="Oh") as raised:
        page.evaluate("() => { throw new Error('Oh'); }")
    assert raised.type is shim.EvaluationError


def test_devices_are_shared_and_their_browsers_live_together() -> None:
    device = Device("spec")
    with Browser(device=device) as first, Browser(device=device) as second:
        pages = [first.new_page(), second.new_page()]
        for page in pages:
            page.goto(ROOT / "examples" / "radio" / "index.html")
            page.click("#play")
            page.wait_for_session("active")
        pages[0].wait_for_session("inactive")
    device.close()


def test_a_recording_is_a_block(tmp_path: Path) -> None:
    with Browser() as browser:
        browser.device.app("Music").play()
        with browser.device.record(tmp_path / "out.wav") as recording:
            assert isinstance(recording, Recording)
            browser.new_page().wait_for_function("new Promise((done) => setTimeout(() => done(true), 100))")
        browser.device.report(tmp_path / "report.html", recording=recording)
    assert (tmp_path / "report.html").stat().st_size > 10_000
    assert (tmp_path / "out.wav").stat().st_size > 48_000 * 2 * 4 // 20


def test_time_passes_in_calls_alone() -> None:
    with Browser() as browser:
        page = browser.new_page()
        page.evaluate("globalThis.count = 0; setInterval(() => count += 1, 1); 0")
        time.sleep(0.05)
        assert page.evaluate("count") <= 3  # timers that were due in the meantime are due once
        page.wait_for_function("count > 20")


async def test_in_a_coroutine_the_async_api_is_named() -> None:
    with pytest.raises(Error, match="in an `async def` use the async API, `from shim import Browser`"):
        Browser()
    with pytest.raises(Error, match="use the async API"):
        Device()


def test_another_thread_is_refused() -> None:
    said: list[str] = []

    def look() -> None:
        try:
            page.title()
        except Error as error:
            said.append(str(error))

    with Browser() as browser:
        page = browser.new_page()
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert said == ["this object belongs to the thread that made its browser; make a browser in each thread"]


def test_each_thread_can_have_a_browser() -> None:
    states: list[str] = []

    def run() -> None:
        with Browser() as browser:
            page = browser.new_page()
            page.goto(CALL_PAGE)
            page.click("#join")
            states.append(page.wait_for_session("active").state)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["active", "active"]


def test_what_was_seen_can_be_read_after_the_end_and_loops_are_closed() -> None:
    with Browser() as browser:
        page = browser.new_page()
        page.evaluate("console.log('hello')")
    assert [message.text for message in page.console] == ["hello"]
    loop = browser._runner.loop  # type: ignore[attr-defined]
    del browser, page
    gc.collect()
    assert loop.is_closed()
