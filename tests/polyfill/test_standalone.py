"""The polyfill without a host, as it is shipped and minified, in the tabs and frames of a real Chromium."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from shim.polyfill.bundle import bundle
from tests.polyfill.chromium import MARKS, SECONDS_TO_WAIT, UNTIL, run, served, until_state
from tests.real_browsers import FAKE_MEDIA, launched

pytestmark = MARKS

INSECURE = "insecure.test"
HEAD = "<!doctype html><title>x</title><link rel=icon href='data:,'>"
PAGE = f"""{HEAD}<script src=audio-session.js></script><script>
  const log = [], a = new Audio("/tone.wav");
  navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);
  addEventListener("pageshow", (event) => (globalThis.persisted = event.persisted));
  const inner = `<script src=/audio-session.js><\\/script><script>
    navigator.audioSession.type = "play-and-record"; const a = new Audio("/tone.wav"); a.play()<\\/script>`;
</script>"""
FILES = {
    "": PAGE,
    "framed": PAGE + "<iframe src=/></iframe>",
    # With intervals a tenth as long.
    "quick": PAGE.replace(
        "<script", "<script>const slow = setInterval; setInterval = (f, ms) => slow(f, ms / 10)</script><script", 1
    ),
    # As a browser that stores nothing for the page.
    "refused": PAGE.replace(
        "<script",
        "<script>LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'))</script>"
        "<script",
        1,
    ),
    "other": HEAD,
    "strict": f"{HEAD}<script src=audio-session.js></script><audio src=tone.wav></audio>",
    "module": f"{HEAD}<script type=module>import {{ install }} from '/audio-session.mjs';"
    "globalThis.installed = [install(), install(), install({ force: true })]</script>",
    "native": f"{HEAD}<script>Object.defineProperty(Navigator.prototype, 'audioSession', "
    "{ get: () => 'native', configurable: true })</script><script src=audio-session.js></script>",
    "forced": f"{HEAD}<script>Object.defineProperty(Navigator.prototype, 'audioSession', "
    "{ get: () => 'native', configurable: true })</script><script src=audio-session.js data-force></script>",
    "audio-session.js": bundle(minified=True).script,
    "audio-session.mjs": bundle(module=True, minified=True).script,
}
STRICT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; media-src 'self'; img-src data:; "
    "require-trusted-types-for 'script'"
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[tuple[Any, str]]:
    async with (
        served(FILES, {"strict": STRICT}) as url,
        launched(*FAKE_MEDIA, f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1") as browser,
    ):
        yield browser, url


class Tabs:
    """Opens tabs; what goes wrong in any of them is in ``errors``."""

    def __init__(self, browser: Any, url: str) -> None:
        self.browser = browser
        self.url = url
        self.pages: list[Any] = []
        self.errors: list[str] = []

    async def open(self, path: str = "") -> Any:
        page = await self.browser.newPage()
        self.pages.append(page)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))
        await page.goto(self.url + path)
        return page


@pytest_asyncio.fixture(loop_scope="module")
async def tabs(site: tuple[Any, str]) -> AsyncIterator[Tabs]:
    tabs = Tabs(*site)
    yield tabs
    for page in tabs.pages:
        if not page.isClosed():
            await page.close()
    assert tabs.errors == []


async def call(tabs: Tabs) -> Any:
    """A tab in a web call."""
    page = await tabs.open()
    await run(page, "globalThis.s = await navigator.mediaDevices.getUserMedia({ audio: true })")
    await until_state(page, "active")
    return page


async def playing(tabs: Tabs, path: str = "") -> Any:
    page = await tabs.open(path)
    await run(page, "await a.play()")
    await until_state(page, "active")
    return page


async def test_playback_stops_other_playback(tabs: Tabs) -> None:
    first, second = await playing(tabs), await playing(tabs)
    await until_state(first, "inactive")
    assert await run(first, f"{UNTIL} await until(() => a.paused, a); return log") == ["active", "inactive"]
    await run(first, "await a.play()")
    await until_state(first, "active")
    await until_state(second, "inactive")


async def test_transient_solo_interrupts_while_it_sounds(tabs: Tabs) -> None:
    music, prompt = await playing(tabs), await tabs.open()
    await run(prompt, "navigator.audioSession.type = 'transient-solo'; await a.play()")
    await until_state(music, "interrupted")
    await run(music, f"{UNTIL} await until(() => a.paused, a)")
    await run(prompt, "a.pause()")
    await until_state(music, "active")
    await run(music, f"{UNTIL} await until(() => !a.paused, a)")
    await until_state(prompt, "inactive")


async def test_call_refuses_playback_that_begins_later(tabs: Tabs) -> None:
    await call(tabs)
    late = await tabs.open()
    await run(late, f"{UNTIL} await a.play(); await until(() => a.paused, a)")
    assert await run(late, "return navigator.audioSession.state") == "inactive"


async def close(page: Any) -> None:
    await page.close()


async def crash(page: Any) -> None:
    crashed = asyncio.Event()
    page.on("error", lambda _: crashed.set())
    request = asyncio.ensure_future(page._client.send("Page.crash"))
    await crashed.wait()
    request.cancel()  # It is never answered.


async def reload(page: Any) -> None:
    await page.reload()


async def leave(page: Any) -> None:
    await page.goto(page.url + "other")


@pytest.mark.parametrize("end", [close, crash, reload, leave])
async def test_end_of_a_tab_ends_what_it_did(tabs: Tabs, end: Callable[[Any], Awaitable[None]]) -> None:
    music, other = await playing(tabs), await call(tabs)
    await until_state(music, "interrupted")
    async with asyncio.timeout(SECONDS_TO_WAIT):
        await end(other)
    await until_state(music, "active")
    if end is crash:
        tabs.pages.remove(other)


async def test_end_of_a_tab_without_locks(tabs: Tabs) -> None:
    tabs.url = tabs.url.replace("localhost", INSECURE)
    music, other = await playing(tabs, "quick"), await tabs.open("quick")
    assert await run(music, "return navigator.locks === undefined")
    await run(other, "navigator.audioSession.type = 'play-and-record'; await a.play()")
    await until_state(music, "interrupted")
    async with asyncio.timeout(SECONDS_TO_WAIT):
        await crash(other)
    tabs.pages.remove(other)
    await until_state(music, "active")


async def test_tabs_whose_locks_are_refused(tabs: Tabs) -> None:
    first, second = await playing(tabs, "refused"), await playing(tabs, "refused")
    await until_state(first, "inactive")
    await close(second)
    await run(first, "await a.play()")
    await until_state(first, "active")


@pytest.mark.parametrize("end", ["before", "after"])
async def test_interrupted_tab_comes_back_from_the_cache(tabs: Tabs, end: str) -> None:
    """Chromium pauses what plays in a page that it puts aside; what an interruption had paused is ours."""
    other, music = await tabs.open(), await playing(tabs)
    await run(other, "globalThis.s = await navigator.mediaDevices.getUserMedia({ audio: true })")
    await until_state(music, "interrupted")
    await run(music, f"{UNTIL} await until(() => a.paused, a)")
    await music.goto(tabs.url + "other")
    if end == "before":
        await run(other, "s.getTracks()[0].stop()")
    else:
        await run(
            other,
            "globalThis.c = new BroadcastChannel('audio-session'); globalThis.back = new Promise("
            "(resolve) => (c.onmessage = (event) => event.data.asks && resolve()))",
        )
    # pyppeteer waits for ever for a page that does not load.
    await music.evaluate("history.back()")
    if end == "after":
        await run(other, "await back; s.getTracks()[0].stop()")
    cdp = await music.target.createCDPSession()
    script = f"(async () => {{ {UNTIL} await until(() => !a.paused, a); return persisted + String(log) }})()"
    shown = await cdp.send("Runtime.evaluate", {"expression": script, "awaitPromise": True})
    assert shown["result"]["value"] == "trueactive,interrupted,active"


async def test_frames_are_of_the_tab(tabs: Tabs) -> None:
    page = await playing(tabs, "framed")
    frame = page.frames[1]
    await run(page, "navigator.audioSession.type = 'playback'")
    await run(frame, "navigator.audioSession.type = 'transient-solo'; await a.play()")
    await until_state(frame, "active")
    await until_state(page, "inactive")
    # Displaced within its tab, it plays on; what comes from another tab reaches both.
    assert not await run(page, "return a.paused")
    await call(tabs)
    await until_state(frame, "interrupted")
    await until_state(page, "interrupted")


async def test_frame_that_goes_takes_its_session_along(tabs: Tabs) -> None:
    page, other = await tabs.open("framed"), await playing(tabs)
    await run(page.frames[1], "navigator.audioSession.type = 'play-and-record'; await a.play()")
    await until_state(other, "interrupted")
    await run(page, "document.querySelector('iframe').remove()")
    await until_state(other, "active")


async def test_frame_that_navigates_begins_anew(tabs: Tabs) -> None:
    page, other = await tabs.open("framed"), await playing(tabs)
    await run(page.frames[1], "navigator.audioSession.type = 'play-and-record'; await a.play()")
    await until_state(other, "interrupted")
    await run(
        page, "const f = document.querySelector('iframe'); await new Promise(r => { f.onload = r; f.src = '/other' })"
    )
    await until_state(other, "active")


async def test_srcdoc_and_blank_frames(tabs: Tabs) -> None:
    # The page in front: what loads in a tab behind does not play before it is shown.
    other, page = await playing(tabs), await tabs.open()
    frame = "const f = document.createElement('iframe');"
    await run(page, frame + "f.srcdoc = inner; document.body.append(f)")
    await until_state(other, "interrupted")
    await run(page, "document.querySelector('iframe').remove()")
    await until_state(other, "active")
    await run(page, frame + "document.body.append(f); f.contentDocument.write(inner)")
    await until_state(other, "interrupted")


async def test_strict_policy(tabs: Tabs) -> None:
    page = await tabs.open("strict")
    await run(page, "await document.querySelector('audio').play()")
    await until_state(page, "active")


async def test_module(tabs: Tabs) -> None:
    page = await tabs.open("module")
    assert await run(page, "return installed") == [True, False, True]


async def test_native_audio_session(tabs: Tabs) -> None:
    assert await run(await tabs.open("native"), "return navigator.audioSession") == "native"
    assert await run(await tabs.open("forced"), "return navigator.audioSession.state") == "inactive"


async def test_page_sees_nothing_else(tabs: Tabs) -> None:
    bare, page = await tabs.open("other"), await tabs.open("strict")
    names = "return Reflect.ownKeys(globalThis).map(String).sort()"
    assert set(await run(page, names)) - set(await run(bare, names)) == {"AudioSession"}
    async with asyncio.timeout(SECONDS_TO_WAIT):
        assert await page.evaluate("[...Object.getOwnPropertySymbols(navigator)].length") == 0
        assert await page.evaluate("[AudioSession.name, String(AudioSession)]") == [
            "AudioSession",
            "function AudioSession() { [native code] }",
        ]
