"""Contents of a recording: the level of a tone, silence, clicks; and files with tones for what is recorded."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

RATE = 48_000


def wav(frequency: float, seconds: float, *, amplitude: float = 0.5, rate: int = 44_100, channels: int = 1) -> bytes:
    """A file with a sine."""
    signal = np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate) * amplitude * 32767
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(signal.astype("<i2").repeat(channels).tobytes())
    return file.getvalue()


class Sound:
    """A recorded file, as any player reads it. Times are seconds from its beginning."""

    def __init__(self, path: Path) -> None:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            assert (stream.codec_context.name, stream.rate, stream.channels) == ("pcm_f32le", RATE, 2)
            blocks = [frame.to_ndarray().reshape(-1, 2) for frame in container.decode(stream)]
        self.samples: NDArray[np.float32] = np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32)

    @property
    def duration(self) -> float:
        return len(self.samples) / RATE

    def part(self, start: float, end: float) -> NDArray[np.float64]:
        """The left side between two times."""
        return self._between(start, end)[:, 0].astype(np.float64)

    def _between(self, start: float, end: float) -> NDArray[np.float32]:
        assert 0 <= start < end <= self.duration + 0.001, (start, end, self.duration)
        return self.samples[round(start * RATE) : round(end * RATE)]

    def level(self, frequency: float, start: float, end: float) -> float:
        """The amplitude of a tone between two times."""
        part = self.part(start, end)
        window = np.hanning(len(part))
        turned = part * window * np.exp(-2j * np.pi * frequency * np.arange(len(part)) / RATE)
        return float(2 * abs(turned.sum()) / window.sum())

    def loudest(self, frequency: float, start: float, end: float) -> float:
        """The level of a tone where it is clearest: of a source that may falter while the machine is busy."""
        return max(self.level(frequency, at, at + 0.05) for at in np.arange(start, end - 0.05, 0.02))

    def peak(self, start: float, end: float) -> float:
        """The largest sample, of both sides."""
        return float(np.abs(self._between(start, end)).max())

    def roughness(self, start: float, end: float, above: float) -> float:
        """The largest amplitude of any frequency above one, in any 20 ms: a click is in all of them."""
        size = RATE // 50
        window = np.blackman(size)
        part = self.part(start, end)
        blocks = np.lib.stride_tricks.sliding_window_view(part, size)[:: size // 4]
        spectra = np.abs(np.fft.rfft(blocks * window, axis=1)) * 2 / window.sum()
        return float(spectra[:, int(above * size / RATE) :].max())
