"""A recording of a stream: WebM, MP4 or Matroska with Opus, and with pictures when it has video tracks, in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from shim.lazy import av

from .streams import Stream

RATE = 48_000
"""Frames of sound a second."""
_MILLISECOND = Fraction(1, 1000)
_VPX = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
ENCODERS = {
    "vp8": ("libvpx", _VPX),
    "vp9": ("libvpx-vp9", _VPX),
    "h264": ("libx264", {"preset": "ultrafast", "tune": "zerolatency"}),
}
"""FFmpeg's encoders of the kinds of pictures, with their fastest options."""
_MATROSKA = {"live": "1", "cluster_time_limit": "500"}
CONTAINERS = {
    "webm": _MATROSKA,
    "matroska": _MATROSKA,
    "mp4": {"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "500000"},
}
"""FFmpeg's containers, with options that have them written in pieces."""


@dataclass(frozen=True, slots=True)
class Format:
    """Contents of a recording. `audio_bits`: bits a second of the sound, None without any. `video`: one of `ENCODERS`,
    None without pictures. `container`: one of `CONTAINERS`."""

    audio_bits: int | None
    video: str | None = None
    container: str = "webm"


class _Pipe:
    """A file that can only be written, as FFmpeg sees it."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        found = bytes(self.waiting)
        self.waiting.clear()
        return found


class Recording:
    """Encodes what a stream sounds like, stereo, from `start` (seconds of the loop) on.

    AD-HOC: video tracks have no pictures, so what is encoded of them is black, one picture each time it advances.
    """

    def __init__(self, stream: Stream, start: float, format_: Format) -> None:
        self.stream = stream
        self._cursor = start
        self._frames = 0
        self._pipe = _Pipe()
        options = CONTAINERS[format_.container]
        self._container = av.open(cast(Any, self._pipe), "w", format=format_.container, options=options)
        self._sound = None
        if format_.audio_bits is not None:
            self._sound = self._container.add_stream("libopus", rate=RATE, layout="stereo")
            self._sound.bit_rate = format_.audio_bits
        self._pictures = None
        if format_.video is not None:
            first = stream.video_tracks[0]
            encoder, fastest = ENCODERS[format_.video]
            made = self._container.add_stream(encoder, rate=30, options=fastest)
            self._pictures = cast("av.VideoStream", made)
            self._pictures.width, self._pictures.height = first.width + first.width % 2, first.height + first.height % 2
            self._pictures.pix_fmt = "yuv420p"
            self._pictures.time_base = self._pictures.codec_context.time_base = _MILLISECOND

    def advance(self, now: float) -> None:
        """Encodes what has sounded since the last call."""
        frames = int((now - self._cursor) * RATE)
        if frames <= 0:
            return
        self._encode_picture()
        if self._sound is not None:
            block = self.stream.samples(self._cursor, frames, RATE, 2)
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="stereo")
            frame.sample_rate = RATE
            frame.pts = self._frames
            frame.time_base = Fraction(1, RATE)
            self._container.mux(self._sound.encode(frame))
        self._frames += frames
        self._cursor += frames / RATE

    def _encode_picture(self) -> None:
        if self._pictures is None:
            return
        frame = av.VideoFrame(self._pictures.width, self._pictures.height, "yuv420p")
        for plane, value in zip(frame.planes, (16, 128, 128), strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        frame.pts = self._frames * 1000 // RATE
        frame.time_base = _MILLISECOND
        self._container.mux(self._pictures.encode(frame))

    def skip_to(self, now: float) -> None:
        """Leaves out the sound since the last call."""
        self._cursor = now

    @property
    def waiting(self) -> int:
        """Bytes of the file that are new."""
        return len(self._pipe.waiting)

    def take(self) -> bytes:
        """The part of the file that is new."""
        return self._pipe.take()

    def finish(self) -> bytes:
        """The rest of the file."""
        if self._sound is not None:
            self._container.mux(self._sound.encode(None))
        if self._pictures is not None:
            self._container.mux(self._pictures.encode(None))
        self._container.close()
        return self._pipe.take()
