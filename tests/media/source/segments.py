"""Segments of a tone, made by FFmpeg: an initialization segment, and media segments of about a second."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import av
import numpy as np

RATE = 48_000
MP4 = 'audio/mp4; codecs="mp4a.40.2"'
WEBM = 'audio/webm; codecs="opus"'
TYPES = {"mp4": MP4, "webm": WEBM, "adts": "audio/aac", "mp3": "audio/mpeg"}
_CODECS = {"mp4": "aac", "webm": "libopus", "adts": "aac", "mp3": "libmp3lame", "mpegts": "aac"}
_OPTIONS = {
    "mp4": {"movflags": "empty_moov+default_base_moof+frag_custom"},
    "webm": {"cluster_time_limit": "1000", "dash": "0"},
}


@dataclass(frozen=True)
class Segments:
    """`header` is empty where the format has none."""

    header: bytes
    media: tuple[bytes, ...]

    @property
    def whole(self) -> bytes:
        return self.header + b"".join(self.media)


@cache
def encoded(kind: str, seconds: float = 4.0, frequency: float = 440.0) -> bytes:
    """A file with a tone at an amplitude of 0.5."""
    file = io.BytesIO()
    format_name = {"adts": "adts", "mp3": "mp3", "mpegts": "mpegts"}.get(kind, kind)
    options: dict[str, str] = {"movflags": "empty_moov+default_base_moof+frag_every_frame"} if kind == "mp4" else {}
    if kind == "webm":
        options = {"cluster_time_limit": "1000"}
    with av.open(file, "w", format=format_name, options=options) as container:
        stream: Any = container.add_stream(_CODECS[kind], rate=RATE, layout="mono")
        stream.bit_rate = 96_000
        samples = 0.5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * RATE)) / RATE)
        for start in range(0, len(samples), 1024):
            block = samples[start : start + 1024].astype(np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


@cache
def segments(kind: str, seconds: float = 4.0, frequency: float = 440.0) -> Segments:
    """A tone in segments: with `kind` "mp4" or "webm" they can be appended in any order."""
    data = encoded(kind, seconds, frequency)
    if kind == "mp4":
        places = [start for start, type_ in _boxes(data) if type_ == b"moof"]
        chosen = places[:: RATE // 1024]
        end = next((start for start, type_ in _boxes(data) if type_ == b"mfra"), len(data))
    elif kind == "webm":
        chosen = _places(data, b"\x1f\x43\xb6\x75")
        end = next(iter(_places(data, b"\x1c\x53\xbb\x6b")), len(data))
    else:
        chosen = list(range(0, len(data), len(data) // round(seconds) + 1))
        end = len(data)
    cuts = [*chosen, end]
    return Segments(data[: chosen[0]], tuple(data[a:b] for a, b in pairwise(cuts)))


def _boxes(data: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 8 <= len(data):
        found.append((at, data[at + 4 : at + 8]))
        at += max(8, int.from_bytes(data[at : at + 4], "big"))
    return found


def _places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found
