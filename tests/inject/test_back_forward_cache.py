"""Pages that Chromium puts into its back/forward cache and shows again: they live on, and are on the device anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from html import escape
from typing import Any

import pytest
import pytest_asyncio

from shim import Device
from shim.inject import inject
from tests.inject.tabs import MARKS, SECONDS_TO_WAIT, Tab
from tests.real_browsers import Site, tree

pytestmark = MARKS

HEAD = """<script>
  const log = [], names = () => Object.getOwnPropertyNames(globalThis).filter((name) => !all.has(name));
  const all = new Set(Object.getOwnPropertyNames(globalThis));
  navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);
  document.onresume = () => log.push(...names());
  onpageshow = ({ persisted }) => persisted && log.push("shown", ...names());
  onmessage = ({ data }) => eval(data);
</script>"""
PLAYER = HEAD + "<script>const a = new Audio('/tone.wav'); a.loop = true</script>"


class CachedTab(Tab):
    """A tab that goes back and forth."""

    async def run_in_frame(self, path: str, script: str) -> None:
        """Runs a script in a frame of whatever process: pyppeteer has lost them when a page comes back."""
        await self.run(f"{path}.postMessage({script!r}, '*')")

    async def until_true(self, expression: str) -> None:
        """Until it holds in the page, which is looked at after each frame."""
        until = f"new Promise((done) => {{ (function look() {{ {expression} ? done() : setTimeout(look, 5) }})() }})"
        async with asyncio.timeout(SECONDS_TO_WAIT):
            await self.run(until)

    async def leave(self) -> None:
        """Goes to another site; returns when the page that was shown is off the device."""
        before = set(self.device.documents)
        await self.page.goto(self.site.at("other", HEAD))
        await self.until(lambda: not before & set(self.device.documents))

    async def go(self, steps: int, *tabs: str) -> None:
        """Goes back or forward; returns when the device has what it then should."""
        before = set(self.device.documents)
        # pyppeteer's own waits for a load that does not come
        await self.run(f"setTimeout(() => history.go({steps}))")
        await self.until(lambda: tree(self.device) == [*tabs] and not before & set(self.device.documents))


@pytest_asyncio.fixture(loop_scope="module")
async def tab(chromium: Any, site: Site) -> AsyncIterator[CachedTab]:
    device = Device()
    page = await chromium.newPage()
    injection = await inject(page, device)
    yield CachedTab(page, device, injection, site)
    assert device.faults == []
    await page.close()
    await injection.close()


async def test_a_page_lives_on(tab: CachedTab) -> None:
    await tab.page.goto(tab.site.at("a", PLAYER))
    await tab.run("navigator.audioSession.type = 'transient'; a.play()")
    await tab.until_tree("active")
    await tab.until_true("log.length == 1")
    await tab.leave()
    assert tree(tab.device) == ["inactive"]
    assert tab.device.audible() == []
    await tab.go(-1, "inactive")
    # Chromium paused it.
    assert await tab.run("[a.paused, navigator.audioSession.type]") == [True, "transient"]
    await tab.until_true("navigator.audioSession.state == 'inactive'")
    await tab.run("a.play()")
    await tab.until_tree("active")
    (heard,) = tab.device.audible()
    assert (heard.name, heard.type) == ("tab 1", "transient")
    async with tab.device.phone_call():
        await tab.until_true("a.paused && navigator.audioSession.state == 'interrupted'")
    await tab.until_true("!a.paused && navigator.audioSession.state == 'active'")
    assert await tab.run("log") == ["active", "shown", "inactive", "active", "interrupted", "active"]
    assert await tab.run("names()") == []


async def test_frames_of_all_processes_live_on(tab: CachedTab) -> None:
    inner = tab.site.frame("b", PLAYER + tab.site.frame("c", PLAYER) + f'<iframe srcdoc="{escape(PLAYER)}"></iframe>')
    await tab.page.goto(tab.site.at("a", PLAYER + tab.site.frame("a", PLAYER) + inner))
    whole = "inactive [inactive, inactive [inactive, inactive]]"
    await tab.until_tree(whole)
    paths = "globalThis", "frames[0]", "frames[1]", "frames[1].frames[0]", "frames[1].frames[1]"
    for _ in range(3):
        await tab.leave()
        await tab.go(-1, whole)
        for path in paths:
            await tab.run_in_frame(path, "a.play()")
        await tab.until_tree("active [active, active [active, active]]")
        async with tab.device.phone_call():
            await tab.until_tree("interrupted [interrupted, interrupted [interrupted, interrupted]]")
        await tab.until_tree("active [active, active [active, active]]")
        for path in paths:
            await tab.run_in_frame(path, "a.pause()")
        await tab.until_tree(whole)


@pytest.mark.parametrize("end", ["while it is away", "later"])
async def test_an_interruption_that_ends(tab: CachedTab, end: str) -> None:
    await tab.page.goto(tab.site.at("a", PLAYER))
    await tab.run("a.play()")
    await tab.until_tree("active")
    async with tab.device.phone_call():
        await tab.until_true("a.paused && navigator.audioSession.state == 'interrupted'")
        await tab.leave()
        if end == "later":
            await tab.go(-1, "interrupted")
            await tab.until_true("a.paused && navigator.audioSession.state == 'interrupted'")
    if end == "while it is away":
        await tab.go(-1, "active")
    await tab.until_true("!a.paused && navigator.audioSession.state == 'active'")
    await tab.until_tree("active")


async def test_an_audio_context_goes_on(tab: CachedTab) -> None:
    sound = (
        "<script>const c = new AudioContext(), o = new OscillatorNode(c); o.connect(c.destination); o.start()</script>"
    )
    await tab.page.goto(tab.site.at("a", HEAD + sound))
    await tab.until_tree("active")
    await tab.leave()
    await tab.go(-1, "active")
    await tab.until_true("c.state == 'running'")
    async with tab.device.phone_call():
        await tab.until_true("c.state == 'interrupted'")
    await tab.until_true("c.state == 'running'")


async def test_what_was_paused_takes_the_sound_from_nobody(tab: CachedTab) -> None:
    music = tab.device.app("Music")
    await tab.page.goto(tab.site.at("a", PLAYER))
    await tab.run("navigator.audioSession.type = 'playback'; a.play()")
    await tab.until_tree("active")
    await tab.leave()
    music.play()
    await tab.go(-1, "inactive")
    await tab.until_true("navigator.audioSession.state == 'inactive'")
    assert str(music.state) == "active"
    await tab.run("a.play()")
    await tab.until_tree("active")
    assert str(music.state) != "active"


async def test_what_happened_around_a_page_meanwhile(tab: CachedTab) -> None:
    heard = (
        HEAD + "<script>document.onvisibilitychange = () => log.push(document.visibilityState);"
        "navigator.mediaDevices.ondevicechange = () => log.push('devices');"
        "const listed = async () => (await navigator.mediaDevices.enumerateDevices()).map(({ label }) => label)"
        ".filter((label) => label === 'Headphones' || label === 'Bluetooth').join()</script>"
    )
    await tab.page.goto(tab.site.at("a", heard))
    tab.device.plug("headphones")
    await tab.device.settle()
    assert await tab.run("listed()") == "Headphones"
    await tab.leave()
    tab.device.unplug("headphones")
    tab.device.plug("bluetooth")
    tab.device.lock()
    await tab.go(-1, "inactive")
    await tab.until_true("log.filter((entry) => entry == 'devices').length == 3")
    assert await tab.run("listed()") == "Bluetooth,Bluetooth"
    assert await tab.run("document.visibilityState") == "hidden"
    tab.device.unlock()
    await tab.device.settle()
    assert await tab.run("document.visibilityState") == "visible"


async def test_back_and_forth_faster_than_the_host_follows(tab: CachedTab) -> None:
    for host in ("a", "b", "c"):
        await tab.page.goto(tab.site.at(host, PLAYER + tab.site.frame("d", PLAYER)))
    chromium = tab.page._client
    entries = (await chromium.send("Page.getNavigationHistory"))["entries"][-3:]
    shown = asyncio.Event()
    chromium.on("Page.frameNavigated", lambda _: shown.set())
    for index in (1, 0, 1, 2, 0, 2, 1, 2, 0, 1, 0):
        shown.clear()
        await chromium.send("Page.navigateToHistoryEntry", {"entryId": entries[index]["id"]})
        async with asyncio.timeout(SECONDS_TO_WAIT):
            await shown.wait()
    await tab.until(lambda: [str(one.url)[:9] for one in tab.device.documents.values()] == ["http://a.", "http://d."])
    assert tree(tab.device) == ["inactive [inactive]"]
    await tab.run_in_frame("frames[0]", "a.play()")
    await tab.until_tree("inactive [active]")


async def test_a_document_that_was_cut_off_stays_so(tab: CachedTab) -> None:
    await tab.page.goto(tab.site.at("a", PLAYER + tab.site.frame("b", PLAYER)))
    await tab.until_tree("inactive [inactive]")
    [document] = [one for one in tab.injection._documents.frames.values() if one.parent is None]  # type: ignore[attr-defined]
    document.call("send", "nonsense")
    await tab.until(lambda: document.is_cut_off)
    await tab.leave()
    await tab.go(-1, "inactive [inactive]")
    await tab.run("a.play()")
    await tab.run_in_frame("frames[0]", "a.play()")
    await tab.until_tree("inactive [active]")
    assert await tab.run("navigator.audioSession.state") == "inactive"


async def test_a_page_that_was_put_aside_before_the_injection_is_loaded_anew(chromium: Any, site: Site) -> None:
    page = await chromium.newPage()
    await page.goto(site.at("a", PLAYER + site.frame("b", PLAYER)))
    await page.evaluate("globalThis.before = true", force_expr=True)
    await page.goto(site.at("other"))
    device = Device()
    tab = CachedTab(page, device, await inject(page, device), site)
    await tab.go(-1, "inactive [inactive]")
    assert await tab.run("globalThis.before === undefined")
    await tab.injection.close()
    await page.close()
