"""`decodeAudioData`."""

from __future__ import annotations

import base64
import io
import wave

import numpy as np
import pytest

from tests.media.webaudio.conftest import AudioPage


def tone(rate: int, seconds: float = 0.5, channels: int = 1) -> str:
    """A WAV file with 440 Hz at half scale, as an expression for an ArrayBuffer."""
    signal = np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate) * 16384
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(np.repeat(signal.astype("<i2"), channels).tobytes())
    text = base64.b64encode(file.getvalue()).decode()
    return f"Uint8Array.from(atob('{text}'), (c) => c.charCodeAt(0)).buffer"


@pytest.mark.parametrize("rate", [8000, 44100, 48000])
async def test_file_is_decoded_at_the_rate_of_the_context(page: AudioPage, rate: int) -> None:
    length, channels, found_rate, samples = await page.evaluate(
        f"""(async () => {{
          const b = await new OfflineAudioContext(1, 1, 48000).decodeAudioData({tone(rate, channels=2)});
          return [b.length, b.numberOfChannels, b.sampleRate, Array.from(b.getChannelData(1))];
        }})()"""
    )
    assert (length, channels, found_rate) == (24000, 2, 48000)
    expected = np.sin(2 * np.pi * 440 * np.arange(24000) / 48000) / 2
    assert np.abs(np.array(samples) - expected)[200:-200].max() < 0.01


async def test_decoded_buffer_plays_without_coming_into_script(page: AudioPage) -> None:
    (samples,) = await page.render(
        f"""const s = context.createBufferSource(); s.buffer = await context.decodeAudioData({tone(48000)});
        s.connect(context.destination); s.start();"""
    )
    assert np.abs(samples - np.sin(2 * np.pi * 440 * np.arange(4096) / 48000) / 2).max() < 1e-3


async def test_data_is_detached_and_callbacks_are_called(page: AudioPage) -> None:
    assert await page.evaluate(
        f"""(async () => {{
          const context = new AudioContext(), data = {tone(48000)}, calls = [];
          const decoded = context.decodeAudioData(data, (buffer) => calls.push(buffer.length));
          const detached = [data.byteLength, await context.decodeAudioData(data).catch((e) => e.name)];
          await decoded;
          const failed = await context.decodeAudioData(new ArrayBuffer(100), null,
            (e) => calls.push(e.name)).catch((e) => e.name);
          return [detached, calls, failed, await context.decodeAudioData({{}}).catch((e) => e.name)];
        }})()"""
    ) == [[0, "DataCloneError"], [24000, "EncodingError"], "EncodingError", "TypeError"]
