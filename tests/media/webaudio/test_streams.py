"""Media elements and streams in a graph, and out of it."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from shim import Browser, Page
from tests.media.webaudio.conftest import AudioPage

PEAK = """(() => {
  const f = new Float32Array(analyser.frequencyBinCount), t = new Float32Array(2048);
  analyser.getFloatFrequencyData(f); analyser.getFloatTimeDomainData(t);
  return [f.indexOf(Math.max(...f)) * context.sampleRate / analyser.fftSize, Math.max(...t)];
})()"""
MAKE = """(globalThis.context = new AudioContext(),
  globalThis.analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 }), 0)"""


def tone(frequency: float, seconds: float) -> bytes:
    signal = np.sin(2 * np.pi * frequency * np.arange(int(seconds * 44100)) / 44100) * 16384
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(44100)
        out.writeframes(signal.astype("<i2").tobytes())
    return file.getvalue()


async def hears(page: Page, frequency: float, amplitude: float) -> None:
    """Waits until the analyser has the tone, then looks some more: never is it another, or louder.

    A busy machine leaves gaps: the renderer's thread may come late.
    """
    await page.wait_for_function(f"{PEAK}[1] > {amplitude * 0.98}", timeout=20)
    for _ in range(8):
        found, level = await page.evaluate(PEAK)
        assert level < amplitude * 1.1
        assert level < amplitude * 0.1 or found == pytest.approx(frequency, abs=20)
        await page.wait(0.06)


@pytest.mark.real_time
async def test_media_element_sounds_in_the_graph_while_it_plays(browser: Browser) -> None:
    page = await browser.new_page()
    page.route("**/tone.wav", body=tone(880, 5), content_type="audio/wav")
    await page.set_content("<audio src=tone.wav></audio>", url="https://example.test/")
    await page.evaluate(MAKE)
    await page.evaluate(
        """(async () => {
          globalThis.element = document.querySelector("audio");
          globalThis.source = context.createMediaElementSource(element);
          element.volume = 0.5;
          source.connect(analyser);
          await element.play();
        })()"""
    )
    await hears(page, 880, 0.25)
    await page.evaluate("element.pause()")
    await page.wait_for_function(f"{PEAK}[1] === 0", timeout=20)
    again = "(() => { try { context.createMediaElementSource(element) } catch (error) { return error.name } })()"
    assert await page.evaluate(again) == "InvalidStateError"
    assert await page.evaluate("source.mediaElement === element")
    assert [str(error) for error in page.errors] == []


@pytest.mark.real_time
async def test_microphone_sounds_in_the_graph(page: AudioPage) -> None:
    await page.evaluate(MAKE)
    await page.evaluate(
        """(async () => {
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
          new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
        })()"""
    )
    await hears(page.page, 440, 0.25)


async def test_destination_is_a_stream_that_another_context_can_play(page: AudioPage) -> None:
    await page.evaluate(MAKE)
    assert await page.evaluate(
        """(() => {
          const other = new AudioContext(), destination = other.createMediaStreamDestination();
          const o = new OscillatorNode(other, { frequency: 1000 });
          o.connect(destination); o.start();
          context.createMediaStreamSource(destination.stream).connect(analyser);
          return [destination.stream === destination.stream, destination.stream.getAudioTracks().length];
        })()"""
    ) == [True, 1]
    await hears(page.page, 1000, 1)


async def test_stream_without_audio_is_refused(page: AudioPage) -> None:
    await page.evaluate(MAKE)
    refused = await page.evaluate("thrown(() => context.createMediaStreamSource(new MediaStream()))")
    assert refused == "InvalidStateError"
