"""Parsers of byte stream formats: initialization segments, coded frames, and the ends of media segments.

https://w3c.github.io/media-source/#byte-stream-formats
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from shim.audio.coded import CodedFrame, CodedTrack, DamagedHeaderError, coded_tracks

MAX_HEADER = 16 * 1024 * 1024
"""Bytes of an initialization segment, or of what describes the frames of a media segment."""
PIECE = 500
"""Frames that are parsed at a time at most, so that a long segment does not hold up the page."""


class InvalidSegmentError(Exception):
    """Bytes that violate the format."""


@dataclass(frozen=True, slots=True)
class SegmentTrack:
    """A track as an initialization segment names it; `track` is None when its codec cannot be played."""

    number: int
    track: CodedTrack | None


@dataclass(frozen=True, slots=True)
class InitSegment:
    """https://w3c.github.io/media-source/#init-segment; `duration` in seconds, None when it says none."""

    tracks: tuple[SegmentTrack, ...]
    duration: float | None


@dataclass(frozen=True, slots=True)
class Frames:
    """Coded frames of one track or several, in decoding order: the number of the track, and the frame."""

    frames: list[tuple[int, CodedFrame]]


Parsed = InitSegment | Frames


class ByteStreamParser(ABC):
    """Cuts bytes that come in any pieces. `in_media_segment`: the append state is PARSING_MEDIA_SEGMENT."""

    generates_timestamps = False
    """https://www.w3.org/TR/mse-byte-stream-format-registry/ "Generate Timestamps Flag" """

    def __init__(self) -> None:
        self.input = bytearray()
        self.in_media_segment = False
        self.accepts_media = False
        """An initialization segment has come, and media segments may follow."""

    def push(self, data: bytes) -> None:
        """More bytes have come."""
        self.input += data

    @abstractmethod
    def parse(self) -> Parsed | None:
        """The next thing in the bytes, None when more are needed. Raises `InvalidSegmentError`.

        One call looks at a bounded piece.
        """

    def rest(self) -> Frames:
        """Frames that were held back until what follows them is known, when nothing does."""
        return Frames([])

    def reset(self) -> None:
        """Forgets the bytes that are there. https://w3c.github.io/media-source/#sourcebuffer-reset-parser-state"""
        self.input.clear()
        self.in_media_segment = False

    def _begin_media_segment(self) -> None:
        if not self.accepts_media:
            raise InvalidSegmentError("a media segment came before an initialization segment")
        self.in_media_segment = True

    def _drop(self, size: int) -> None:
        del self.input[:size]


def tracks_of(header: bytes, container_format: str) -> tuple[list[CodedTrack | None], float | None]:
    """`coded_tracks`; raises `InvalidSegmentError`."""
    try:
        return coded_tracks(header, container_format)
    except DamagedHeaderError as error:
        raise InvalidSegmentError(str(error)) from None
