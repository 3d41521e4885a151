"""What only a real browser does: crashes, processes of frames, its own snapshot of a document."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shim import Browser, Error
from tests.real_browsers import CHROMIUM, Site, need, serve, tone, tree

SOUND = "<audio src=/tone.wav loop autoplay></audio>"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    need(CHROMIUM, "Chromium")
    async with Browser(engine="chromium") as browser:
        yield browser
        assert browser.device.faults == []


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serve() as site:
        yield site


async def test_a_crashed_page_leaves_the_device_and_the_browser_goes_on(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    await page.goto(site.at("a", SOUND))
    await page.wait_for_session("active")
    crashed = asyncio.Event()
    page.on("pageerror", lambda _: crashed.set())
    crash = page.main_frame.target.post("Page.crash")  # type: ignore[attr-defined]
    async with asyncio.timeout(20):
        await crashed.wait()
    assert tree(browser.device) == []
    assert page.errors[-1].message == "the page crashed"
    await page.close()
    await asyncio.gather(crash, return_exceptions=True)
    other = await browser.new_page()
    await other.goto(site.at("a", SOUND))
    await other.wait_for_session("active")


async def test_frames_of_other_sites(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    browser.allow_hosts = ("b.localhost",)
    await page.goto(site.at("a", site.frame("b", f"<p>in b</p>{SOUND}") + "<p>in a</p>"))
    await page.wait_for_function("frames.length === 1")
    inner = page.frames[1]
    async with asyncio.timeout(20):
        while inner.session.state != "active":
            await inner.evaluate("new Promise((resolve) => setTimeout(resolve, 10))")
    paragraph = inner.document.select_one("p")
    assert paragraph is not None
    assert paragraph.text == "in b"
    async with browser.device.phone_call():
        assert (inner.session.state, page.session.state) == ("interrupted", "inactive")
        assert await inner.evaluate("document.querySelector('audio').paused")
    assert inner.session.state == "active"
    await page.evaluate("document.querySelector('iframe').remove()")
    await page.wait_for_function("frames.length === 0")
    assert inner.detached
    assert tree(browser.device) == ["inactive"]


async def test_a_page_that_sends_nonsense_is_told_of(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    await page.goto(site.at("a", SOUND))
    await page.wait_for_session("active")
    document = browser.documents.frames[page.main_frame.id]  # type: ignore[attr-defined]
    await document.call("send", "nonsense")
    assert "a document was cut off from the device" in page.errors[-1].message
    assert tree(browser.device) == ["inactive"]


async def test_content_that_plays_by_itself_is_heard(browser: Browser) -> None:
    page = await browser.new_page()
    sound = f"data:audio/wav;base64,{b64encode(tone(2)).decode()}"
    await page.set_content(f"<audio src='{sound}' loop autoplay></audio>")
    await page.wait_for_session("active")


async def test_a_snapshot_is_a_copy(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    await page.goto(site.at("a", "<title>x</title><p id=a>1</p>"))
    before = page.document
    assert before.html.startswith("<!DOCTYPE html>")
    await page.evaluate("a.textContent = 2")
    [old, new] = [document.select_one("#a") for document in (before, page.document)]
    assert old is not None
    assert new is not None
    assert (old.text, new.text) == ("1", "2")


async def test_autoplay_needs_a_gesture_where_it_should(site: Site) -> None:
    need(CHROMIUM, "Chromium")
    async with Browser(engine="chromium", autoplay="user-gesture") as browser:
        page = await browser.new_page()
        await page.goto(site.at("a", "<button onclick='a.play()'>play</button><audio id=a src=/tone.wav loop></audio>"))
        assert await page.evaluate("a.play().catch((error) => error.name)") == "NotAllowedError"
        await page.click("button")
        await page.wait_for_session("active")


async def test_a_part_of_a_routed_file_can_be_asked_for(browser: Browser) -> None:
    page = await browser.new_page()
    page.route("**/tone.wav", body=tone(), content_type="audio/wav")
    await page.set_content("<!doctype html><audio id=a src=tone.wav></audio>", url="https://example.test/")
    await page.wait_for_function("a.duration === 20")
    await page.evaluate("new Promise((resolve) => { a.onseeked = resolve; a.currentTime = 15; })")
    assert await page.evaluate("a.currentTime") == 15
    status = "fetch('tone.wav', { headers: { Range: 'bytes=0-9' } }).then(async r => [r.status, (await r.blob()).size])"
    assert await page.evaluate(status) == [206, 10]


async def test_a_cover_is_in_the_way_of_a_click(browser: Browser, tmp_path: Path) -> None:
    page = await browser.new_page()
    await page.set_content(
        "<!doctype html><button>b</button><div id=cover style='position: fixed; inset: 0'></div>", url="https://e.test/"
    )
    with pytest.raises(Error, match="is covered by <div>"):
        await page.click("button", timeout=0.3)
    await page.evaluate("cover.remove()")
    await page.click("button")


async def test_nothing_is_left_of_a_browser_that_was_closed(browser: Browser) -> None:
    page = await browser.new_page()
    await browser.close()
    assert page.closed
    assert browser.pages == []
    assert tree(browser.device) == []
    with pytest.raises(RuntimeError, match="closed"):
        await browser.new_page()
