"""The polyfill in a real Chromium, joined to the host through a CDP binding."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest_asyncio

from shim.polyfill import polyfill_source
from shim.session import Interruption
from shim.session_host import Delivery, SessionHost
from tests.polyfill.chromium import MARKS, SECONDS_TO_WAIT, launched, served

pytestmark = MARKS


class ChromiumPage:
    """A tab in Chromium under a SessionHost, its documents numbered as they appear. ``until`` waits for the host."""

    def __init__(self, page: Any, cdp: Any) -> None:
        self.page = page
        self.cdp = cdp
        self.host = SessionHost()
        self.heard = asyncio.Event()
        self._documents: dict[int, int] = {}
        self._deliveries: asyncio.Queue[Delivery] = asyncio.Queue()
        self._pump = asyncio.ensure_future(self._deliver())
        cdp.on("Runtime.bindingCalled", lambda event: self._hear(event["executionContextId"], event["payload"]))

    def _hear(self, context: int, text: str) -> None:
        if context not in self._documents:
            self._documents[context] = self.host.add_document(min(self._documents.values(), default=None))
        document = self._documents[context]
        self._queue(self.host.receive(document, text, asyncio.get_running_loop().time()))
        self.heard.set()

    def _queue(self, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            self._deliveries.put_nowait(delivery)

    async def _deliver(self) -> None:
        while True:
            delivery = await self._deliveries.get()
            context = next(c for c, document in self._documents.items() if document == delivery.document)
            expression = f"link.onmessage({json.dumps(delivery.text)})"
            await self.cdp.send("Runtime.evaluate", {"expression": expression, "contextId": context})

    @property
    def document(self) -> int:
        return min(self._documents.values())

    async def run(self, script: str) -> Any:
        return await self.page.evaluate(f"async () => {{ {script} }}")

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while not holds():
                self.heard.clear()
                await self.heard.wait()

    async def until_states(self, *states: str) -> None:
        """Waits for the states of all documents, in the order in which they appeared."""
        sessions = [self.host.device.session(document) for document in sorted(self._documents.values())]
        await self.until(lambda: not any(s.pending for s in sessions) and [s.state for s in sessions] == [*states])

    async def until_state(self, state: str) -> None:
        await self.until_states(state)
        assert await self.run("return navigator.audioSession.state") == state

    async def until_elements(self, **expected: tuple[bool, bool]) -> None:
        """Waits for (audible, interrupted) by kind."""
        elements = self.host.device.session(self.document).elements
        await self.until(lambda: {e.kind: (e.audible, e.interrupted) for e in elements.values()} == expected)

    def begin(self) -> Interruption:
        call, deliveries = self.host.begin_interruption("phone call", asyncio.get_running_loop().time())
        self._queue(deliveries)
        return call

    def end(self, call: Interruption) -> None:
        self._queue(self.host.end_interruption(call, asyncio.get_running_loop().time()))

    async def close(self) -> None:
        self._pump.cancel()
        assert self.host.faults == []
        await self.page.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[tuple[Any, str]]:
    async with served({"": "<!doctype html><title>x</title>"}) as url, launched("--js-flags=--expose-gc") as browser:
        yield browser, url


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: tuple[Any, str]) -> AsyncIterator[ChromiumPage]:
    chromium, url = browser
    tab = await chromium.newPage()
    # A session of its own: pyppeteer reads the calls of all bindings of its session as those of exposeFunction.
    cdp = await tab.target.createCDPSession()
    await cdp.send("Runtime.enable")
    await cdp.send("Runtime.addBinding", {"name": "sendToHost"})
    await tab.evaluateOnNewDocument(
        "() => { globalThis.link = { send: (s) => sendToHost(s) };"
        f"globalThis.installed = ({polyfill_source()})(window, link);"
        "globalThis.log = []; navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state) }"
    )
    page = ChromiumPage(tab, cdp)
    await tab.goto(url)
    yield page
    await page.close()


async def test_interface(page: ChromiumPage) -> None:
    assert await page.run(
        "const get = Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession').get;"
        "return [installed, String(navigator.audioSession), navigator.audioSession instanceof EventTarget,"
        "  [get, AudioSession, HTMLMediaElement.prototype.play, AudioContext].every(f => /native code/.test(f)),"
        "  AudioContext.prototype.constructor === AudioContext, new Audio() instanceof Audio]"
    ) == [True, "[object AudioSession]", True, True, True, True]


async def test_audio_element(page: ChromiumPage) -> None:
    await page.run("globalThis.a = new Audio('/tone.wav'); await a.play()")
    await page.until_state("active")
    await page.run("a.muted = true")
    await page.until_state("inactive")
    await page.run("a.muted = false; a.currentTime = 5")
    await page.until_state("active")
    call = page.begin()
    await page.until_state("interrupted")
    await page.until_elements(audio=(False, True))
    assert await page.run("return a.paused")
    page.end(call)
    await page.until_elements(audio=(True, False))
    assert not await page.run("return a.paused")
    await page.run("a.pause()")
    await page.until_state("inactive")
    assert await page.run("return log") == ["active", "inactive", "active", "interrupted", "active", "inactive"]


async def test_element_in_markup_that_autoplays_and_is_removed(page: ChromiumPage) -> None:
    await page.run("document.body.innerHTML = '<audio autoplay src=/tone.wav></audio>'")
    await page.until_state("active")
    await page.run("document.body.innerHTML = ''")
    await page.until_state("inactive")


async def test_audio_context(page: ChromiumPage) -> None:
    await page.run(
        "globalThis.c = new AudioContext(); globalThis.g = new GainNode(c, { gain: 0 }); g.connect(c.destination);"
        "const o = new OscillatorNode(c); o.connect(g); o.start()"
    )
    await page.run("await new Promise(r => setTimeout(r, 400))")
    assert await page.run("return [c.state, navigator.audioSession.state]") == ["running", "inactive"]
    await page.run("g.gain.value = 0.5")
    await page.until_state("active")
    call = page.begin()
    await page.until_elements(audiocontext=(False, True))
    assert await page.run("return c.state") == "interrupted"
    page.end(call)
    await page.until_elements(audiocontext=(True, False))
    assert await page.run("return c.state") == "running"
    await page.run("g.disconnect()")
    await page.until_state("inactive")
    await page.run("g.connect(c.destination)")
    await page.until_state("active")
    await page.run("await c.close()")
    await page.until_state("inactive")
    assert page.host.device.session(page.document).elements == {}


async def test_microphone(page: ChromiumPage) -> None:
    track = "const [t] = stream.getAudioTracks();"
    await page.run("globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true })")
    await page.until_state("active")
    assert page.host.device.session(page.document).computed_type == "play-and-record"
    call = page.begin()
    await page.until_elements(microphone=(False, True))
    assert await page.run(f"{track} t.enabled = false; t.enabled = true; return [t.muted, t.enabled]") == [True, True]
    page.end(call)
    await page.until_elements(microphone=(True, False))
    assert await page.run(f"{track} return [t.muted, t.enabled]") == [False, True]
    await page.run("globalThis.copy = stream.clone(); stream.getAudioTracks()[0].stop()")
    await page.until_elements(microphone=(True, False))
    assert await page.run("return navigator.audioSession.state") == "active"
    await page.run("navigator.audioSession.type = 'playback'")
    await page.until_state("inactive")
    assert await page.run("return copy.getAudioTracks()[0].readyState") == "ended"


async def test_capture_is_refused_under_other_types(page: ChromiumPage) -> None:
    request = "navigator.mediaDevices.getUserMedia"
    await page.run("navigator.audioSession.type = 'ambient'")
    assert await page.run(f"return {request}({{ audio: true }}).catch(e => e.name)") == "InvalidStateError"
    assert await page.run(f"return (await {request}({{ video: true }})).getTracks().length") == 1
    await page.run("navigator.audioSession.type = 'play-and-record'")
    assert await page.run(f"return (await {request}({{ audio: true }})).getTracks().length") == 1


async def test_stream_element_with_and_without_audio(page: ChromiumPage) -> None:
    await page.run(
        "globalThis.v = document.createElement('video');"
        "v.srcObject = await navigator.mediaDevices.getUserMedia({ video: true }); await v.play()"
    )
    assert await page.run("return navigator.audioSession.state") == "inactive"
    await page.run(
        "const c = new AudioContext(), d = c.createMediaStreamDestination(); globalThis.w = new Audio();"
        "w.srcObject = d.stream; await w.play()"
    )
    await page.until_state("active")


FRAME = (
    "const f = document.createElement('iframe'); f.src = '/';"
    "await new Promise(r => { f.onload = r; document.body.append(f) }); globalThis.w = f.contentWindow;"
)


async def test_frames_displace_each_other(page: ChromiumPage) -> None:
    await page.run(
        FRAME + "navigator.audioSession.type = 'playback'; globalThis.a = new Audio('/tone.wav'); await a.play()"
    )
    await page.until_states("active", "inactive")
    await page.run(
        "w.navigator.audioSession.type = 'transient-solo'; globalThis.b = new w.Audio('/tone.wav'); await b.play()"
    )
    await page.until_states("inactive", "active")
    assert not await page.run("return a.paused")
    assert await page.run("return [log, w.log]") == [["active", "inactive"], ["active"]]
    assert str(page.host.device.timeline[-1].cause) == "displaced by document 2"
    await page.run("a.muted = true; a.muted = false")
    await page.until_states("active", "inactive")


async def test_element_that_moves_takes_its_sound_along(page: ChromiumPage) -> None:
    await page.run(FRAME + "globalThis.a = new Audio('/tone.wav'); document.body.append(a); await a.play()")
    await page.until_states("active", "inactive")
    await page.run("w.document.body.append(a); await a.play()")
    await page.until_states("inactive", "active")
    await page.run("document.body.append(a); await a.play()")
    await page.until_states("active", "inactive")
