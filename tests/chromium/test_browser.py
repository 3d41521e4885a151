"""Behaviour that only a real browser has: crashes, processes of frames, its own snapshot of a document."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shim import Browser, Error
from shim.net.routes import Route
from tests.real_browsers import Site, need_chromium, serve, tone, tree
from tests.workers import KINDS, LISTEN, START

SOUND = "<audio src=/tone.wav loop autoplay></audio>"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    need_chromium()
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
    async with asyncio.timeout(20):  # Chromium tells of it by an event of its own
        while not inner.detached:
            await page.evaluate("0")
    assert tree(browser.device) == ["inactive"]


async def test_workers_and_worklets_run(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    browser.allow_hosts = ("b.localhost",)
    await page.goto(site.at("a", LISTEN + START + site.frame("b", START)))
    await page.wait_for_function("(count) => heard.length === count", 2 * len(KINDS), timeout=20)
    assert sorted(await page.evaluate("heard")) == sorted(f"{kind}: ok" for kind in KINDS * 2)
    assert [error.message for error in page.errors] == []


async def test_a_page_hears_of_its_workers(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/routed", body="'routed'")
    await page.goto(site.at("a"))
    code = "onmessage = async () => { console.log('hello', await (await fetch('/routed')).text()); null.x }"
    inner = f"const w = new Worker({site.script('a', code)!r}); onmessage = () => w.postMessage(1)"
    for script in code, inner:
        await page.evaluate("(url) => { new Worker(url).postMessage(1) }", site.script("a", script))
    connected = "onconnect = async () => { console.log('hello', await (await fetch('/routed')).text()); null.x }"
    await page.evaluate("(url) => { new SharedWorker(url) }", site.script("a", connected))
    async with asyncio.timeout(20):
        while len(page.errors) < 3:
            await page.wait(0.01)
    assert [message.text for message in page.console] == ["hello 'routed'"] * 3
    assert all("Cannot read properties of null" in error.message for error in page.errors)
    assert sum(url.endswith("/routed") for url in asked) == 3


async def test_workers_reach_no_host_that_the_page_may_not_reach(browser: Browser, site: Site) -> None:
    page = await browser.new_page()
    await page.goto(site.at("a"))
    ask = f"fetch({site.at('b')!r}, {{ mode: 'no-cors' }}).then(() => 'reached', () => 'refused').then("
    own, shared = ask + "postMessage)", "onconnect = (e) => " + ask + "(said) => e.ports[0].postMessage(said))"
    inner = f"new Worker({site.script('a', own)!r}).onmessage = ({{ data }}) => postMessage(data)"
    service = "oninstall = () => skipWaiting(); onmessage = (e) => " + ask + "(said) => e.source.postMessage(said))"
    said = "new Promise((resolve) => { port.onmessage = ({ data }) => resolve(data) })"
    for start, code in {
        "const port = new Worker(url)": own,
        "const port = new Worker(URL.createObjectURL(new Blob([code])))": own,
        "const port = new Worker(url) // nested": inner,
        "const { port } = new SharedWorker(url)": shared,
        """await navigator.serviceWorker.register(url, { scope: "/" });
        (await navigator.serviceWorker.ready).active.postMessage(1);
        const port = navigator.serviceWorker""": service,
    }.items():
        run = f"async ([url, code]) => {{ {start}\n return {said} }}"
        assert await page.evaluate(run, [site.script("a", code), code]) == "refused", start


async def test_a_worker_that_ends_while_it_asks_for_something_leaves_the_page_idle(
    browser: Browser, site: Site
) -> None:
    page = await browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    asked, held = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        asked.set()
        await held.wait()
        await route.abort()

    page.route("**/held", hold)
    await page.goto(site.at("a"))
    await page.evaluate("(url) => { globalThis.w = new Worker(url) }", site.script("a", "fetch('/held')"))
    async with asyncio.timeout(20):
        await asked.wait()
    await page.evaluate("w.terminate()")
    held.set()
    await page.wait_until_idle(timeout=10)
    assert [url.rpartition("/")[2] for url in failed] == ["held"]


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
    need_chromium()
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


async def test_an_element_that_moves_is_not_clicked_until_it_stands_still(browser: Browser, tmp_path: Path) -> None:
    page = await browser.new_page()
    await page.set_content(
        """<!doctype html><style>@keyframes move { to { transform: translateX(300px) } }</style>
        <button style="animation: move 1s infinite linear" onclick="clicks = 1">b</button>""",
        url="https://e.test/",
    )
    with pytest.raises(Error, match="the element is moving, and that did not change"):
        await page.click("button", timeout=0.3)
    await page.evaluate("document.querySelector('button').style.animation = ''")
    await page.click("button")
    assert await page.evaluate("clicks") == 1


async def test_nothing_is_left_of_a_browser_that_was_closed(browser: Browser) -> None:
    page = await browser.new_page()
    await browser.close()
    assert page.closed
    assert browser.pages == []
    assert tree(browser.device) == []
    with pytest.raises(RuntimeError, match="closed"):
        await browser.new_page()
