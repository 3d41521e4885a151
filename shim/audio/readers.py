"""Readers of a voice's sound: a file from some position on, a file over and over, a tone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from shim.lazy import av, np

from .envelope import RATE
from .resource import MediaResource
from .samples import Block
from .stretch import at_tempo
from .tone import Tone

_LEFT_OUT = 0.001
"""Seconds that may be missing between two reads before a file is read from elsewhere."""


class Decodable(Protocol):
    """Something that can be read from any position on: a media resource, or one that is yet to come whole."""

    @property
    def sample_rate(self) -> int:
        """In Hz."""

    def blocks(self, start: float) -> Iterator[Block]:
        """Its samples from `start` seconds on."""


class FileReader:
    """A media resource that was at `position` (seconds) at the time `at`, `rate` times as fast. With `keeps_pitch` it
    sounds as high as at its own rate."""

    def __init__(
        self, resource: Decodable, at: float, position: float, rate: float = 1.0, *, keeps_pitch: bool = True
    ) -> None:
        self._resource = resource
        self._at = at
        self._position = position
        self._rate = rate
        self._is_stretched = keeps_pitch and rate not in (0.0, 1.0)
        self._blocks: Iterator[Block] | None = None
        self._rest: Block | None = None
        self._next = 0.0

    def read(self, start: float, frames: int) -> Block:
        """See `Reader.read`; silence after the end."""
        if self._blocks is None or abs(start - self._next) > _LEFT_OUT:
            self._blocks = self._open(max(0.0, self._position + (start - self._at) * self._rate))
            self._rest = None
        self._next = start + frames / RATE
        made = np.zeros((frames, 2), np.float32)
        filled = 0
        while filled < frames:
            block = self._rest if self._rest is not None else next(self._blocks, None)
            if block is None:
                # There may be more the next time.
                self._blocks = self._blocks if isinstance(self._resource, MediaResource) else None
                break
            part = block[: frames - filled]
            made[filled : filled + len(part)] = part
            filled += len(part)
            self._rest = block[len(part) :] if len(part) < len(block) else None
        return made

    def _open(self, position: float) -> Iterator[Block]:
        if self._is_stretched:
            return at_tempo(self._resampled(position, 1.0), self._rate)
        return self._resampled(position, self._rate)

    def _resampled(self, position: float, speed: float) -> Iterator[Block]:
        """Stereo blocks at `RATE` from `position` on, `speed` times as fast and as high."""
        rate = round(self._resource.sample_rate * speed)
        resampler = av.AudioResampler("flt", "stereo", RATE)
        for block in self._resource.blocks(position):
            frame = av.AudioFrame.from_ndarray(to_stereo(block).reshape(1, -1), format="flt", layout="stereo")
            frame.sample_rate = rate
            for made in resampler.resample(frame):
                yield made.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)
        for made in resampler.resample(None):
            yield made.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)

    def close(self) -> None:
        self._blocks = iter(())
        self._rest = None


class LoopReader:
    """A media resource over and over, from `position` (seconds) on."""

    def __init__(self, resource: MediaResource, position: float) -> None:
        self._resource = resource
        self._length = max(1, round(resource.duration * RATE))
        self._next = round(position * RATE) % self._length
        self._reader = FileReader(resource, 0.0, 0.0)

    def read(self, start: float, frames: int) -> Block:
        """See `Reader.read`."""
        made = np.empty((frames, 2), np.float32)
        filled = 0
        while filled < frames:
            part = min(frames - filled, self._length - self._next)
            made[filled : filled + part] = self._reader.read(self._next / RATE, part)
            filled += part
            self._next += part
            if self._next == self._length:
                self._reader.close()
                self._next = 0
                self._reader = FileReader(self._resource, 0.0, 0.0)
        return made

    def close(self) -> None:
        self._reader.close()


class SourceReader:
    """Something that can be asked for any time: `samples(start, frames, RATE)`."""

    def __init__(self, samples: Callable[[float, int, int], Block]) -> None:
        self._samples = samples

    def read(self, start: float, frames: int) -> Block:
        """See `Reader.read`."""
        return to_stereo(self._samples(start, frames, RATE))

    def close(self) -> None:
        """Nothing is open."""


def tone(frequency: float, amplitude: float) -> SourceReader:
    """A sine, in Hz and linear."""
    return SourceReader(Tone(frequency, amplitude).samples)


# https://webaudio.github.io/web-audio-api/#down-mix
def to_stereo(block: Block) -> Block:
    """Frames of any layout as left and right: mono to both, 4 and 6 channels mixed down, of others the first two."""
    channels = block.shape[1]
    if channels == 2:
        return np.ascontiguousarray(block)
    if channels == 1:
        return np.repeat(block, 2, axis=1)
    if channels == 4:
        return np.ascontiguousarray((block[:, :2] + block[:, 2:]) * np.float32(0.5))
    if channels == 6:
        side = block[:, 2:3] + block[:, 4:6]
        return np.ascontiguousarray(block[:, :2] + np.float32(np.sqrt(0.5)) * side)
    return np.ascontiguousarray(block[:, :2])
