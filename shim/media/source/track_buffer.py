"""A track buffer: the coded frames of one track, by presentation time. https://w3c.github.io/media-source/#track-buffer"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from shim.audio.coded import CodedFrame, CodedTrack

from .ranges import TimeRanges

_pts = attrgetter("pts")
_FEW = 16
_REORDERED = 16
"""Frames that may be decoded between two that are shown one behind the other."""


class TrackBuffer:
    """`description` is the track as the latest initialization segment describes it."""

    def __init__(self, number: int, description: CodedTrack) -> None:
        self.number = number
        self.description = description
        self.frames: list[CodedFrame] = []
        """Sorted by presentation time. What is taken away is gone from a list, never changed in it."""
        self.size = 0
        """Bytes that the frames take."""
        self.last_dts: float | None = None
        self.last_duration: float | None = None
        self.highest_end: float | None = None
        self.needs_key = True
        self._gap = 0.0
        self._ranges: TimeRanges | None = ()

    @property
    def is_audio(self) -> bool:
        return self.description.kind == "audio"

    def forget_order(self) -> None:
        """Forgets the last frame, so that the next one does not have to continue it."""
        self.last_dts = self.last_duration = self.highest_end = None
        self.needs_key = True

    # https://w3c.github.io/media-source/#track-buffer-ranges
    @property
    def ranges(self) -> TimeRanges:
        """INTEROP: gaps of up to twice the longest frame do not count, as in Chromium: time stamps are rounded."""
        if self._ranges is None:
            found: list[tuple[float, float]] = []
            start = end = 0.0
            for frame in self.frames:
                if end and frame.pts <= end + self._gap:
                    end = max(end, frame.end)
                    continue
                if end > start:
                    found.append((start, end))
                start, end = frame.pts, frame.end
            if end > start:
                found.append((start, end))
            self._ranges = tuple(found)
        return self._ranges

    @property
    def end(self) -> float:
        """End of the last range, in seconds; 0 when the buffer is empty."""
        return self.ranges[-1][1] if self.frames and self.ranges else 0.0

    def index(self, time: float) -> int:
        """The place of the first frame at `time` or after it."""
        return bisect_left(self.frames, time, key=_pts)

    def covering(self, time: float) -> CodedFrame | None:
        """The frame whose presentation interval has `time` in it."""
        found = self.shown_at(time)
        return found if found is not None and time < found.end else None

    def shown_at(self, time: float) -> CodedFrame | None:
        """The frame that began last at `time`."""
        at = bisect_right(self.frames, time, key=_pts) - 1
        return self.frames[at] if at >= 0 else None

    def add(self, frame: CodedFrame) -> None:
        """Puts a frame where it belongs."""
        at = bisect_right(self.frames, frame.pts, key=_pts)
        self.frames.insert(at, frame)
        self.size += frame.size
        self._gap = max(self._gap, 2 * frame.duration)
        if (
            self._ranges
            and len(self._ranges) < _FEW
            and at == len(self.frames) - 1
            and frame.pts <= self._ranges[-1][1] + self._gap
        ):
            # OPTIMIZATION: frames mostly come one behind the other
            start, end = self._ranges[-1]
            self._ranges = (*self._ranges[:-1], (start, max(end, frame.end)))
        else:
            self._ranges = None

    def cut_short(self, frame: CodedFrame, end: float) -> None:
        """The frame ends earlier than it did."""
        shorter = CodedFrame(frame.track, frame.pts, frame.dts, end - frame.pts, frame.data, frame.is_key)
        self.frames[self.index(frame.pts)] = shorter
        self.size += shorter.size - frame.size
        self._ranges = None

    def remove(self, start: float, end: float, *, also_before: bool = False) -> list[CodedFrame]:
        """Removes the frames that begin in [start, end), and those after them that depend on them.

        `also_before`: those too that are shown before them and decoded after them.
        """
        first, last = self.index(start), self.index(end)
        if first == last:
            return []
        while last < len(self.frames) and not self.frames[last].is_key:
            last += 1
        removed = self.frames[first:last]
        del self.frames[first:last]
        if also_before:
            earliest = min(frame.dts for frame in removed)
            before = [f for f in self.frames[max(0, first - _REORDERED) : first] if f.dts > earliest and not f.is_key]
            for frame in before:
                self.frames.remove(frame)
            removed += before
        self.size -= sum(frame.size for frame in removed)
        self._ranges = None
        return removed

    def next_key(self, time: float) -> float | None:
        """The time of the first random access point at `time` or after it."""
        for frame in self.frames[self.index(time) :]:
            if frame.is_key:
                return frame.pts
        return None


def forget_order(tracks: Iterable[TrackBuffer]) -> None:
    """`TrackBuffer.forget_order` of all."""
    for track in tracks:
        track.forget_order()
