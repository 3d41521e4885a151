"""`decodeAudioData`: samples of a whole file at a context's rate. https://webaudio.github.io/web-audio-api/#dom-baseaudiocontext-decodeaudiodata"""

from __future__ import annotations

from typing import Any

from shim.audio.errors import UnusableMediaError
from shim.audio.samples import Block
from shim.lazy import av, np

from .package import package

_MAX_SAMPLES = 1 << 26
"""Largest number of samples of all channels together, as an AudioBuffer of the page."""


def decode(data: bytes, rate: float) -> tuple[Any, int, int]:
    """A buffer of the package, its channels and its length in frames. Takes long: call it in a thread.

    Raises `UnusableMediaError` for data that is not an audio file, or too long to be held in memory.
    """
    from shim.audio.errors import MediaErrorCode
    from shim.audio.resource import MediaResource

    def unusable(why: str) -> UnusableMediaError:
        return UnusableMediaError(MediaErrorCode.DECODE, why)

    resource = MediaResource.open(data)
    if not resource.audio_tracks or resource.decode_error:
        raise unusable(resource.decode_error or "the file has no audio track")
    if resource.duration * max(rate, resource.sample_rate) * resource.channels > _MAX_SAMPLES:
        raise unusable(f"{resource.duration:.0f} s decode to more than an AudioBuffer may hold")
    samples = resample(resource.decode(), resource.sample_rate, rate)
    if not len(samples):
        raise unusable("the file has no samples")
    return to_buffer(samples, rate), samples.shape[1], len(samples)


def resample(samples: Block, given: float, wanted: float) -> Block:
    """Samples, float32 (frames, channels), at another rate; exact in length."""
    if given == wanted or not len(samples):
        return samples
    length = round(len(samples) * wanted / given)
    result = np.zeros((length, samples.shape[1]), np.float32)
    for channel in range(samples.shape[1]):  # one at a time: any number of channels will do, named as a layout or not
        resampler = av.AudioResampler("fltp", "mono", round(wanted))
        mono = np.ascontiguousarray(samples[:, channel])[np.newaxis]
        frame = av.AudioFrame.from_ndarray(mono, format="fltp", layout="mono")
        frame.sample_rate = round(given)
        parts = [f.to_ndarray()[0] for f in (*resampler.resample(frame), *resampler.resample(None))]
        made = np.concatenate(parts)[:length]
        result[: len(made), channel] = made
    return result


def to_buffer(samples: Block, rate: float) -> Any:
    """A buffer of the package with these samples, float32 (frames, channels)."""
    frames, channels = samples.shape
    buffer = package().AudioBuffer({"numberOfChannels": channels, "length": frames, "sampleRate": rate})
    for channel in range(channels):
        buffer.copyToChannel(np.ascontiguousarray(samples[:, channel]).data, channel)
    return buffer
