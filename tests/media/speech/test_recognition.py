"""SpeechRecognition hears what the test says to the microphones, and loses the microphone to a call."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shim import Browser

RECORD = """
  globalThis.log = [];
  globalThis.make = (options) => {
    const r = Object.assign(new SpeechRecognition(), options);
    for (const type of ["start", "audiostart", "soundstart", "speechstart", "speechend", "soundend", "audioend", "end"])
      r.addEventListener(type, () => log.push(type));
    r.onerror = (e) => log.push(`error ${e.error}`);
    const shown = (result) => `${result.isFinal ? "" : "…"}${result[0].transcript}`;
    r.onresult = (e) => log.push([...e.results].slice(e.resultIndex).map(shown));
    return r;
  };
"""


class Listener:
    """A page with recognitions, and what they told."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def open(self) -> None:
        self.page = await self.browser.new_page()
        await self.page.set_content(f"<script>{RECORD}</script>", url="https://listener.test/")

    async def run(self, script: str) -> object:
        found = await self.page.evaluate(script)
        await self.browser.device.settle()
        return found

    async def log(self) -> object:
        await self.browser.device.settle()
        return await self.page.evaluate("log.splice(0)")


@pytest_asyncio.fixture
async def listener() -> AsyncIterator[Listener]:
    async with Browser(clock="manual") as browser:
        listener = Listener(browser)
        await listener.open()
        yield listener


async def test_a_sentence_is_one_result_and_ends_the_recognition(listener: Listener) -> None:
    await listener.run("void (r = make()).start()")
    assert await listener.log() == ["start", "audiostart"]
    assert await listener.run("[navigator.audioSession.state, navigator.audioSession.type]") == ["active", "auto"]
    listener.browser.capture.say("turn it down", confidence=0.75)
    assert await listener.log() == [
        *["soundstart", "speechstart", "speechend", "soundend", "audioend", ["turn it down"], "end"]
    ]
    listener.browser.capture.say("nobody hears this")
    assert await listener.log() == []
    assert await listener.run("navigator.audioSession.state") == "inactive"


async def test_a_continuous_recognition_goes_on_and_tells_what_it_heard_so_far(listener: Listener) -> None:
    await listener.run("void (r = make({ continuous: true, interimResults: true })).start()")
    await listener.log()
    listener.browser.capture.say("one two")
    listener.browser.capture.say("three")
    assert await listener.log() == ["soundstart", "speechstart", ["…one"], ["one two"], ["three"]]
    await listener.run("r.stop()")
    assert await listener.log() == ["speechend", "soundend", "audioend", "end"]


async def test_a_call_takes_the_microphone_away(listener: Listener) -> None:
    await listener.run("void (r = make({ continuous: true })).start()")
    await listener.log()
    async with listener.browser.device.phone_call():
        assert await listener.log() == ["audioend", "error audio-capture", "end"]
        await listener.run("r.start()")
        assert await listener.log() == ["error audio-capture", "end"]
    await listener.run("r.start()")
    assert await listener.log() == ["start", "audiostart"]


async def test_silence_denial_and_abortion_are_errors(listener: Listener) -> None:
    await listener.run("void (r = make()).start()")
    await listener.log()
    assert await listener.run("(() => { try { r.start() } catch (e) { return e.name } })()") == "InvalidStateError"
    await listener.browser.clock.run_for(8.1)
    assert await listener.log() == ["audioend", "error no-speech", "end"]
    await listener.run("r.start(), r.abort()")
    assert await listener.log() == ["error aborted", "end"]
    listener.browser.capture.permissions.set(["microphone"], "denied")
    await listener.run("r.start()")
    assert await listener.log() == ["error not-allowed", "end"]


async def test_a_type_without_recording_lets_nobody_listen(listener: Listener) -> None:
    await listener.run("navigator.audioSession.type = 'playback'; void (r = make()).start()")
    assert await listener.log() == ["error audio-capture", "end"]


async def test_it_listens_to_a_track_of_the_page(listener: Listener) -> None:
    await listener.run("""(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      globalThis.track = stream.getAudioTracks()[0];
      globalThis.r = new webkitSpeechRecognition();
      try { r.start(stream.getVideoTracks()[0]) } catch (e) { log.push(e.name) }
      r = make();
      r.start(track);
    })()""")
    listener.browser.capture.say("hello")
    assert (await listener.log())[:3] == ["InvalidStateError", "start", "audiostart"]  # type: ignore[index]
    assert await listener.run("[track.readyState, r instanceof webkitSpeechRecognition]") == ["live", True]


async def test_nothing_is_refused(listener: Listener) -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        listener.browser.capture.say(" ")
    with pytest.raises(ValueError, match="confidence"):
        listener.browser.capture.say("a", confidence=2)
