"""Closing a page frees all that it held: a hundred pages leave the process as large as it was."""

from __future__ import annotations

import asyncio
import gc
import itertools
import weakref
from collections.abc import Awaitable, Callable
from typing import Literal

import psutil
import pytest

from shim import Browser
from shim.engine.realm import Realm
from tests.paths import ROOT

SOUND = (ROOT / "examples" / "sounds" / "tone-1s.wav").as_uri()
GROWTH = 8 * 1024**2
"""Bytes that a process may grow by over the pages that are measured; a leaked page is at least 200 KB."""
ROUNDS = 3
"""Times that pages are measured at the most. The allocator may take more from the system in one of them; a leak shows
in each."""

SCRIPTS = "<p id=p></p><script>p.textContent = 'x'; window.self_ = { window, p }; p.onclick = () => self_</script>"
TIMERS = (
    "<script>setInterval(() => {}, 5); setTimeout(() => {}, 1e6); (function f() { requestAnimationFrame(f) })();"
    "new Promise(() => {}); fetch('data:,x'); new MessageChannel().port1.onmessage = () => {}</script>"
)
MEDIA = f"<audio id=a src='{SOUND}'></audio><script>a.play(); navigator.audioSession.type = 'playback'</script>"
SOUNDS = (
    "<script>c = new AudioContext(); o = c.createOscillator(); o.connect(c.destination); o.start();"
    "s = new AudioBufferSourceNode(c, { buffer: new AudioBuffer({ length: 9, sampleRate: 9000 }), loop: true });"
    "s.start()</script>"
)
HANDLERS = """<script>live = new AudioContext(); live.createMediaStreamDestination();
p = live.createScriptProcessor(256, 1, 1); p.connect(live.destination); p.onaudioprocess = () => {};
buffer = new AudioBuffer({ length: 99, sampleRate: 9000 });
for (const playbackRate of [1, 2]) {
  s = new AudioBufferSourceNode(live, { buffer, playbackRate, loop: true }); s.connect(live.destination); s.start();
}
offline = new OfflineAudioContext(1, 999, 9000); q = offline.createScriptProcessor(256, 1, 1);
q.connect(offline.destination); q.onaudioprocess = () => {};
for (const loop of [true, false]) {
  s = new AudioBufferSourceNode(offline, { buffer, loop }); s.connect(offline.destination); s.start();
}
unused = new OfflineAudioContext(1, 999, 9000); unused.createScriptProcessor(256, 1, 1).onaudioprocess = () => {};
done = offline.startRendering()</script>"""
DATABASES = "<script>opened = indexedDB.open('x'); localStorage.length; sessionStorage.length</script>"
FRAMES = (
    "<iframe id=f srcdoc='<script>var o = {}; top.callback = () => o</script>'></iframe>"
    "<script>held = [f.contentWindow.o, callback, f.contentDocument.body]; f.contentWindow.mine = held;"
    "f.contentDocument.addEventListener('x', () => held)</script>"
)


async def require_no_growth(play: Callable[[], Awaitable[None]]) -> None:
    """Fails when the process grows each time that something is played."""
    process = psutil.Process()
    grown = []
    for _ in range(ROUNDS):
        gc.collect()
        before = process.memory_info().rss
        await play()
        gc.collect()
        grown.append(process.memory_info().rss - before)
        if grown[-1] < GROWTH:
            return
    raise AssertionError(f"the process grew by {', '.join(f'{growth / 1024:.0f} KB' for growth in grown)}")


async def open_and_close(browser: Browser, html: str, times: int) -> None:
    for number in range(times):
        page = await browser.new_page()
        await page.set_content(html, url=SOUND.rpartition("/")[0] + "/page.html")
        if number % 10 == 0:
            await page.evaluate("1")
        await page.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("html", "times"),
    [
        (SCRIPTS, 150),
        (TIMERS, 100),
        (MEDIA, 100),
        (FRAMES, 100),
        (SOUNDS, 100),
        ("<audio src=nope.wav autoplay></audio>", 100),
    ],
    ids=["scripts", "timers", "media", "frames", "sounds", "broken media"],
)
async def test_pages_that_were_closed_take_no_memory(html: str, times: int) -> None:
    async with Browser() as browser:
        await open_and_close(browser, html, times // 3)
        await require_no_growth(lambda: open_and_close(browser, html, times))
        assert (browser.pages, browser.documents.living, browser.frames) == ([], {}, {})


@pytest.mark.parametrize("clock", ["system", "manual"])
async def test_handlers_of_the_audio_package_do_not_keep_its_contexts(clock: Literal["system", "manual"]) -> None:
    async with Browser(clock=clock) as browser:

        async def play(times: int) -> None:
            for _ in range(times):
                page = await browser.new_page()
                await page.set_content(HANDLERS)
                await page.evaluate("done.then(() => 0)")
                await page.close()
                await asyncio.sleep(0.01)

        await play(60)
        await require_no_growth(lambda: play(120))


async def test_origins_that_store_nothing_take_no_memory() -> None:
    async with Browser() as browser:
        numbers = itertools.count()

        async def play(times: int) -> None:
            for _ in range(times):
                page = await browser.new_page()
                await page.set_content(DATABASES, url=f"https://{next(numbers)}.test/")
                await page.evaluate(
                    "async () => { await new Promise(done => opened.onsuccess = done); opened.result.close();"
                    "await new Promise(done => indexedDB.deleteDatabase('x').onsuccess = done) }"
                )
                await page.close()

        await play(100)
        await require_no_growth(lambda: play(300))


async def test_documents_that_were_navigated_away_take_no_memory() -> None:
    async with Browser() as browser:
        page = await browser.new_page()

        async def navigate(times: int) -> None:
            for _ in range(times):
                await page.set_content(TIMERS)

        await navigate(40)
        await require_no_growth(lambda: navigate(100))
        assert len(browser.documents.living) == 1


async def test_frames_that_were_removed_take_no_memory() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<body>", url="https://a.test/")
        script = """() => { const f = document.createElement('iframe'); document.body.append(f);
            f.contentWindow.kept = f.contentDocument.createElement('p'); f.remove() }"""

        async def make_frames(times: int) -> None:
            for _ in range(times):
                await page.evaluate(script)

        await make_frames(100)
        await require_no_growth(lambda: make_frames(300))
        assert (len(browser.documents.living), len(browser.frames)) == (1, 1)


async def test_a_document_that_is_gone_waits_for_no_garbage_collection() -> None:
    gc.disable()
    try:
        async with Browser() as browser:
            page = await browser.new_page()
            await page.set_content(SCRIPTS)
            first = weakref.ref(page.main_frame.live_document())
            await page.set_content(SCRIPTS)
            second = weakref.ref(page.main_frame.live_document())
            assert (first(), second() is None) == (None, False)
            await page.close()
            assert second() is None
    finally:
        gc.enable()


async def test_a_page_that_was_closed_is_held_by_nothing() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(SCRIPTS, url="https://a.test/")
        await page.evaluate("void (sessionStorage.k = 'v')")
        closed = weakref.ref(page)
        await page.close()
        del page
        await browser.loop.settle()
        gc.collect()
        assert closed() is None


SILENT_PROCESSOR = "registerProcessor('p', class extends AudioWorkletProcessor { process() { return true } })"


@pytest.mark.parametrize(
    "script",
    [
        "s = new AudioBufferSourceNode(c, { buffer: new AudioBuffer({ length: 9e5, sampleRate: 9000 }) });"
        "s.playbackRate.value = 2; s.onended = () => {}; s.start(); s.loop = true",
        "p = c.createScriptProcessor(256, 1, 1); p.connect(c.destination);"
        "await new Promise((done) => { p.onaudioprocess = done })",
        "d = c.createMediaStreamDestination(); c.createMediaStreamSource(d.stream).connect(d)",
        f"await c.audioWorklet.addModule('data:text/javascript,' + encodeURIComponent(`{SILENT_PROCESSOR}`));"
        "w = new AudioWorkletNode(c, 'p'); w.connect(c.destination); w.port.postMessage(1);"
        "await new Promise((done) => setTimeout(done, 50))",
    ],
    ids=["ended", "script processor", "stream destination", "worklet"],
)
async def test_what_the_audio_package_never_frees_does_not_keep_the_page(script: str) -> None:
    others = _realms()  # of tests that ran before
    before = set(map(id, others))
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<body>", url="https://a.test/")
        await page.evaluate(f"async () => {{ globalThis.c = new AudioContext(); {script} }}")
        realms = [weakref.ref(realm) for realm in _realms() if id(realm) not in before]
        del others
        assert realms
        await page.close()
        del page
        await browser.loop.settle()
        for _ in range(200):
            gc.collect()
            if not (left := [realm for realm in realms if realm() is not None]):
                break
            await asyncio.sleep(0.05)  # threads of the package still return from the page's handlers
        assert left == []


def _realms() -> list[Realm]:
    return [thing for thing in gc.get_objects() if isinstance(thing, Realm)]


async def test_a_port_that_reaches_nobody_does_not_keep_its_page() -> None:
    """A port on its way is kept for whoever gets its message; a message to a frame that has gone comes to nobody."""
    gc.collect()
    before = len(_realms())  # of tests that ran before
    async with Browser() as browser:
        for _ in range(250):
            page = await browser.new_page()
            await page.set_content(
                "<iframe id=f></iframe><script>const a = new MessageChannel, b = new MessageChannel;"
                "f.contentWindow.postMessage(0, '*', [a.port1]); f.remove();"
                "a.port2.postMessage('kept', [b.port1, b.port2])</script>",
                url="https://a.test/",
            )
            await page.close()
        gc.collect()
        assert len(_realms()) - before < 250
