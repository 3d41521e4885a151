"""The polyfill in a real Chromium, injected into its pages."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from shim import Device
from shim.inject import inject
from shim.session import MIX_ALL, Interruption
from shim.session.document import AudioSession
from tests.polyfill.chromium import MARKS, SECONDS_TO_WAIT, served
from tests.real_browsers import FAKE_MEDIA, launched

pytestmark = MARKS
PAGE = """<!doctype html><title>x</title><script>
  globalThis.log = [];
  navigator.audioSession.onstatechange = () => log.push(navigator.audioSession.state);
</script>"""


class ChromiumPage:
    """A tab in Chromium on a device, its documents numbered as they appear. ``until`` waits for the device."""

    def __init__(self, page: Any, device: Device) -> None:
        self.page = page
        self.device = device
        self.heard = asyncio.Event()
        device.watch(self.heard.set)

    @property
    def sessions(self) -> list[AudioSession]:
        """Sessions of the documents, in the order in which they appeared."""
        every = [session for tab in self.device.core.tabs.values() for session in tab.sessions()]
        return sorted(every, key=lambda session: session.id)

    async def run(self, script: str) -> Any:
        return await self.page.evaluate(f"async () => {{ {script} }}")

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            while not holds():
                self.heard.clear()
                await self.heard.wait()

    async def until_states(self, *states: str) -> None:
        """Waits for the states of all documents, in the order in which they appeared."""
        await self.until(
            lambda: not any(s.pending for s in self.sessions) and [s.state for s in self.sessions] == [*states]
        )

    async def until_state(self, state: str) -> None:
        await self.until_states(state)
        assert await self.run("return navigator.audioSession.state") == state

    async def until_elements(self, **expected: tuple[bool, bool]) -> None:
        """Waits for (audible, interrupted) by kind."""
        elements = self.sessions[0].elements
        await self.until(lambda: {e.kind: (e.audible, e.interrupted) for e in elements.values()} == expected)

    def begin(self) -> Interruption:
        call, notifications = self.device.core.begin_interruption("phone call", self.device.now())
        self.device.tell(notifications)
        return call

    def end(self, call: Interruption) -> None:
        self.device.tell(self.device.core.end_interruption(call, self.device.now()))


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[tuple[Any, str]]:
    async with served({"": PAGE}) as url, launched(*FAKE_MEDIA, "--js-flags=--expose-gc") as browser:
        yield browser, url


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: tuple[Any, str]) -> AsyncIterator[ChromiumPage]:
    chromium, url = browser
    tab = await chromium.newPage()
    device = Device(MIX_ALL)
    injection = await inject(tab, device)
    await tab.goto(url)
    yield ChromiumPage(tab, device)
    assert device.faults == []
    await tab.close()
    await injection.close()


async def test_interface(page: ChromiumPage) -> None:
    assert await page.run(
        "const get = Object.getOwnPropertyDescriptor(Navigator.prototype, 'audioSession').get;"
        "return [String(navigator.audioSession), navigator.audioSession instanceof EventTarget,"
        "  [get, AudioSession, HTMLMediaElement.prototype.play, AudioContext].every(f => /native code/.test(f)),"
        "  AudioContext.prototype.constructor === AudioContext, new Audio() instanceof Audio]"
    ) == ["[object AudioSession]", True, True, True, True]


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


@pytest.mark.real_time
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
    assert page.sessions[0].elements == {}


async def test_audio_context_that_is_closed_while_it_is_interrupted(page: ChromiumPage) -> None:
    await page.run(
        "globalThis.c = new AudioContext(); const o = new OscillatorNode(c); o.connect(c.destination); o.start()"
    )
    await page.until_state("active")
    call = page.begin()
    await page.until_elements(audiocontext=(False, True))
    answer = "const resumed = c.resume().catch((error) => error.name); await c.close(); return resumed"
    assert await page.run(answer) == "InvalidStateError"
    page.end(call)
    await page.until_state("inactive")


async def test_microphone(page: ChromiumPage) -> None:
    track = "const [t] = stream.getAudioTracks();"
    await page.run("globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true })")
    await page.until_state("active")
    assert page.sessions[0].computed_type == "play-and-record"
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
    assert str(page.device.timeline[-1].cause) == f"displaced by document {page.sessions[1].id}"
    await page.run("a.muted = true; a.muted = false")
    await page.until_states("active", "inactive")


async def test_element_that_moves_takes_its_sound_along(page: ChromiumPage) -> None:
    await page.run(FRAME + "globalThis.a = new Audio('/tone.wav'); document.body.append(a); await a.play()")
    await page.until_states("active", "inactive")
    await page.run("w.document.body.append(a); await a.play()")
    await page.until_states("inactive", "active")
    await page.run("document.body.append(a); await a.play()")
    await page.until_states("active", "inactive")
