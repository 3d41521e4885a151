"""`decodeAudioData`: samples of a whole file at a context's rate. https://webaudio.github.io/web-audio-api/#dom-baseaudiocontext-decodeaudiodata"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shim.audio.errors import UnusableMediaError
from shim.audio.samples import Block
from shim.lazy import av, np

from .package import package

_MAX_SAMPLES = 1 << 26
"""Largest number of samples of all channels together, as an AudioBuffer of the page."""
_AT_ONCE = 1 << 16
"""Frames that are resampled together, at the least: a block of a decoder is much shorter."""


class DecodedSource:
    """A file that is to be decoded: its `channels` and `length` in frames at `rate` are known before. Looking into it
    takes long: make it in a thread.

    Raises `UnusableMediaError` for data that is not an audio file, or too long to be held in memory.
    """

    def __init__(self, data: bytes, rate: float) -> None:
        from shim.audio.errors import MediaErrorCode
        from shim.audio.resource import MediaResource

        def unusable(why: str) -> UnusableMediaError:
            return UnusableMediaError(MediaErrorCode.DECODE, why)

        self._resource = resource = MediaResource.open(data)
        self._rate = rate
        if not resource.audio_tracks or resource.decode_error:
            raise unusable(resource.decode_error or "the file has no audio track")
        if resource.duration * max(rate, resource.sample_rate) * resource.channels > _MAX_SAMPLES:
            raise unusable(f"{resource.duration:.0f} s decode to more than an AudioBuffer may hold")
        self.channels = resource.channels
        given = resource.sample_rate
        frames = round(resource.duration * given)
        self.length = frames if given == rate else round(frames * rate / given)
        if not self.length:
            raise unusable("the file has no samples")

    def decode(self) -> Any:
        """A buffer of the package. Takes long: call it in a thread."""
        return to_buffer(self._samples(), self.channels, self.length, self._rate)

    def _samples(self) -> Iterator[Block]:
        resource = self._resource
        if resource.sample_rate == self._rate:
            return resource.blocks()
        return resample(resource.blocks(), self.channels, resource.sample_rate, self._rate)


def resample(blocks: Iterable[Block], channels: int, given: float, wanted: float) -> Iterator[Block]:
    """Samples, float32 (frames, channels), at another rate."""
    # one channel at a time: any number of them will do, named as a layout or not
    resamplers = [av.AudioResampler("fltp", "mono", round(wanted)) for _ in range(channels)]
    for block in _joined(blocks):
        made = []
        for channel, resampler in enumerate(resamplers):
            mono = np.ascontiguousarray(block[:, channel])[np.newaxis]
            frame = av.AudioFrame.from_ndarray(mono, format="fltp", layout="mono")
            frame.sample_rate = round(given)
            made.append(_joined_frames(resampler.resample(frame)))
        yield np.stack(made, axis=1)
    yield np.stack([_joined_frames(resampler.resample(None)) for resampler in resamplers], axis=1)


def _joined_frames(frames: Iterable[Any]) -> Any:
    parts = [frame.to_ndarray()[0] for frame in frames]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same samples in blocks of `_AT_ONCE` frames or more, but for the last."""
    waiting: list[Block] = []
    frames = 0
    for block in blocks:
        waiting.append(block)
        frames += len(block)
        if frames >= _AT_ONCE:
            yield np.concatenate(waiting)
            waiting, frames = [], 0
    if waiting:
        yield np.concatenate(waiting)


def to_buffer(blocks: Iterable[Block], channels: int, length: int, rate: float) -> Any:
    """A buffer of the package with these samples, float32 (frames, channels); silence where there are too few."""
    buffer = package().AudioBuffer({"numberOfChannels": channels, "length": length, "sampleRate": rate})
    position = 0
    for block in blocks:
        part = block[: length - position]
        for channel in range(channels):
            buffer.copyToChannel(np.ascontiguousarray(part[:, channel]).data, channel, position)
        position += len(part)
        if position == length:
            break
    return buffer
