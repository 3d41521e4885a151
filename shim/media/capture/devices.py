"""The microphones, cameras and speakers that a browser offers its pages, all of them fake, and their signals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from shim.audio.resource import MediaResource
from shim.audio.samples import Block
from shim.audio.tone import Tone
from shim.lazy import np
from shim.media.streams.streams import AudioSource, VideoSource


@dataclass(frozen=True, slots=True)
class Silence:
    """A microphone that hears nothing."""

    channels: int = 1
    sample_rate: int = 48_000

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`."""
        return np.zeros((frames, self.channels), np.float32)


class Recording:
    """A file's sound, over and over, beginning at time 0 of the loop. Raises `OSError` or `UnusableMediaError`."""

    def __init__(self, path: str | Path) -> None:
        resource = MediaResource.open(Path(path).read_bytes())
        self.channels = resource.channels
        self.sample_rate = resource.sample_rate
        self._samples = resource.decode()
        if not len(self._samples):
            raise ValueError(f"{path} has no sound in it: give a file with an audio track")

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`; other rates than the file's are interpolated."""
        length = len(self._samples)
        at = (start * self.sample_rate) % length + np.arange(frames) * (self.sample_rate / rate)
        before = at.astype(np.int64)
        part = (at - before).astype(np.float32)[:, None]
        return self._samples[before % length] * (1 - part) + self._samples[(before + 1) % length] * part


@dataclass(frozen=True, eq=False)
class InputDevice:
    """Common part of microphones and cameras. Devices of one `group` belong to the same piece of hardware."""

    label: str
    group: str = field(default="built-in", kw_only=True)

    def device_id(self, origin: str) -> str:
        """The same in every run, another for each origin.

        https://w3c.github.io/mediacapture-main/#dom-mediadeviceinfo-deviceid
        """
        return _hash(f"{origin} {type(self).__name__} {self.label}")

    def group_id(self, origin: str) -> str:
        """https://w3c.github.io/mediacapture-main/#dom-mediadeviceinfo-groupid"""
        return _hash(f"{origin} group {self.group}")


@dataclass(frozen=True, eq=False)
class Microphone(InputDevice):
    """`signal` is what it hears: a `Tone`, `Silence`, a `Recording`, or any other `AudioSource`."""

    label: str = "Fake Microphone"
    signal: AudioSource = field(default_factory=Tone)

    @property
    def source(self) -> AudioSource:
        """The source of its tracks' samples."""
        return self.signal


@dataclass(frozen=True, eq=False)
class Camera(InputDevice):
    """A camera without pictures: `facing` user, environment, left, right, or nowhere; pixels; frames a second."""

    label: str = "Fake Camera"
    facing: str = "user"
    max_width: int = 1920
    max_height: int = 1080
    max_frame_rate: float = 60.0

    @cached_property
    def source(self) -> VideoSource:
        """The source of its tracks' pictures, unless they are told otherwise."""
        return VideoSource(min(640, self.max_width), min(480, self.max_height), min(30.0, self.max_frame_rate))


@dataclass(frozen=True, eq=False)
class Speaker(InputDevice):
    """An output, which pages can only see in the list of devices."""

    label: str = "Fake Speaker"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
