"""The coded frames of a SourceBuffer: how they get into its track buffers and out of them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from shim.audio.coded import OVERHEAD, CodedFrame, CodedTrack

from .byte_stream import InvalidSegmentError
from .track_buffer import TrackBuffer, forget_order

_MICROSECOND = 0.000_001
_KEPT = 1.0
"""Seconds before the playback position that are not evicted."""


class AppendWindow(Protocol):
    """https://w3c.github.io/media-source/#append-window"""

    append_window_start: float
    append_window_end: float


class CodedFrames:
    """The track buffers of one SourceBuffer, whose append window is `window`."""

    def __init__(self, window: AppendWindow) -> None:
        self._window = window
        self.tracks: dict[int, TrackBuffer] = {}
        self.mode: Literal["segments", "sequence"] = "segments"
        self.timestamp_offset = 0.0
        self._group_start: float | None = None
        """[[group start timestamp]]"""
        self.group_end = 0.0
        """[[group end timestamp]]"""

    @property
    def size(self) -> int:
        """Bytes that all frames take."""
        return sum(track.size for track in self.tracks.values())

    @property
    def data_size(self) -> int:
        """Bytes of coded data in them."""
        return sum(track.size - OVERHEAD * len(track.frames) for track in self.tracks.values())

    def set_mode(self, mode: Literal["segments", "sequence"]) -> None:
        """Steps 7 and 8 of setting https://w3c.github.io/media-source/#dom-sourcebuffer-mode"""
        if mode == "sequence":
            self._group_start = self.group_end
        self.mode = mode

    def set_offset(self, offset: float) -> None:
        """Steps 6 and 7 of setting https://w3c.github.io/media-source/#dom-sourcebuffer-timestampoffset"""
        if self.mode == "sequence":
            self._group_start = offset
        self.timestamp_offset = offset

    def forget_order(self) -> None:
        """Steps 2 to 6 of https://w3c.github.io/media-source/#sourcebuffer-reset-parser-state"""
        forget_order(self.tracks.values())
        if self.mode == "sequence":
            self._group_start = self.group_end

    # https://w3c.github.io/media-source/#sourcebuffer-init-segment-received steps 3 and 5
    def describe(self, tracks: Mapping[int, CodedTrack], *, is_first: bool) -> None:
        """An initialization segment has come. Raises `InvalidSegmentError` when its tracks are not those of before."""
        if is_first:
            # 5.5
            self.tracks = {number: TrackBuffer(number, track) for number, track in tracks.items()}
            return
        # 3.1
        for kind in ("audio", "video"):
            before = [track for track in self.tracks.values() if track.description.kind == kind]
            now = [(number, track) for number, track in tracks.items() if track.kind == kind]
            if len(now) != len(before):
                raise InvalidSegmentError(
                    f"an initialization segment has {len(now)} {kind} tracks instead of {len(before)}"
                )
            if len(now) > 1 and {number for number, _ in now} != {track.number for track in before}:
                raise InvalidSegmentError(f"an initialization segment has other {kind} tracks than the first one")
            # 3.2 A single track of a kind may have another number now.
            for buffer, (number, track) in zip(before, now, strict=True):
                found = next((each for each in before if each.number == number), buffer)
                found.number, found.description = number, track
        self.tracks = {track.number: track for track in self.tracks.values()}
        # 3.3
        for each in self.tracks.values():
            each.needs_key = True

    # https://w3c.github.io/media-source/#sourcebuffer-coded-frame-processing
    def process(self, frames: Sequence[tuple[int, CodedFrame]], *, generates_timestamps: bool) -> None:
        """Frames of some tracks, in decoding order. Time stamps are rounded to microseconds."""
        # 1.
        for number, frame in frames:
            track = self.tracks.get(number)
            if track is not None:
                self._process_frame(track, frame, generates_timestamps)

    def _process_frame(self, track: TrackBuffer, frame: CodedFrame, generates_timestamps: bool) -> None:
        # 1.1 - 1.2
        original = (0.0, 0.0) if generates_timestamps else (frame.pts, frame.dts)
        duration = frame.duration
        while True:
            pts, dts = original
            # 1.3
            if self.mode == "sequence" and self._group_start is not None:
                # 1.3.1
                self.timestamp_offset = round(self._group_start - pts, 6)
                # 1.3.2
                self.group_end = self._group_start
                # 1.3.3
                for each in self.tracks.values():
                    each.needs_key = True
                # 1.3.4
                self._group_start = None
            # 1.4
            pts += self.timestamp_offset
            dts += self.timestamp_offset
            # 1.6
            if track.last_dts is None or track.last_duration is None:
                break
            step = dts - track.last_dts
            if -_MICROSECOND < step <= 2 * track.last_duration + _MICROSECOND:
                break
            # 1.6.1
            if self.mode == "segments":
                self.group_end = pts
            else:
                self._group_start = self.group_end
            # 1.6.2 - 1.6.5
            forget_order(self.tracks.values())
        # 1.7
        end = pts + duration
        # 1.8 - 1.9
        is_outside = (
            pts < self._window.append_window_start - _MICROSECOND or end > self._window.append_window_end + _MICROSECOND
        )
        if is_outside:
            track.needs_key = True
        elif frame.is_key or not track.needs_key:
            # 1.10
            track.needs_key = False
            self._add(track, CodedFrame(frame.track, round(pts, 6), round(dts, 6), duration, frame.data, frame.is_key))
            # 1.17
            track.last_dts = dts
            # 1.18
            track.last_duration = duration
            # 1.19
            if track.highest_end is None or end > track.highest_end:
                track.highest_end = end
            # 1.20
            self.group_end = max(self.group_end, end)
            # 1.21
            if generates_timestamps:
                self.timestamp_offset = end

    def _add(self, track: TrackBuffer, frame: CodedFrame) -> None:
        # 1.11 - 1.13
        if track.last_dts is None and (overlapped := track.covering(frame.pts)) is not None:
            if track.is_audio:
                # https://w3c.github.io/media-source/#sourcebuffer-audio-splice-frame
                if overlapped.pts < frame.pts - _MICROSECOND:
                    track.cut_short(overlapped, frame.pts)
                else:
                    track.remove(overlapped.pts, overlapped.pts + _MICROSECOND)
            elif frame.pts < overlapped.pts + _MICROSECOND:
                track.remove(overlapped.pts, overlapped.pts + _MICROSECOND)
        # 1.14 - 1.15
        start: float | None = None
        if track.highest_end is None:
            start = frame.pts
        elif track.highest_end <= frame.pts + _MICROSECOND:
            start = track.highest_end
        if start is not None:
            track.remove(start - _MICROSECOND / 2, frame.end - _MICROSECOND)
        # 1.16
        track.add(frame)

    # https://w3c.github.io/media-source/#sourcebuffer-coded-frame-removal
    def remove(self, start: float, end: float, duration: float) -> None:
        """Removes what is between two times, in seconds."""
        # 3.
        for track in self.tracks.values():
            # 3.1 - 3.2
            until = track.next_key(end)
            # 3.3
            until = duration + _MICROSECOND if until is None else until
            removed = track.remove(start, until, also_before=True)
            if track.last_dts is not None and any(abs(f.dts - track.last_dts) < _MICROSECOND for f in removed):
                # 3.3.1
                if self.mode == "segments":
                    self.group_end = removed[-1].pts
                else:
                    self._group_start = self.group_end
                # 3.3.2 - 3.3.5
                forget_order(self.tracks.values())

    # https://w3c.github.io/media-source/#sourcebuffer-coded-frame-eviction
    def evict(self, size: int, position: float) -> None:
        """Removes about so many bytes of data, if they are there: what has been played, the oldest first, and then what
        is farthest ahead of the playback position, but for the range that it is in."""
        for track in self.tracks.values():
            while size > 0 and track.frames and (until := _step(track, position)) is not None:
                size -= sum(len(frame.data) for frame in track.remove(track.frames[0].pts, until))
        for track in self.tracks.values():
            ranges = track.ranges
            while size > 0 and ranges and ranges[-1][0] > position + _KEPT:
                size -= sum(len(frame.data) for frame in track.remove(ranges[-1][0], ranges[-1][1]))
                ranges = ranges[:-1]
            if size > 0 and track.last_dts is not None and not track.frames:
                track.forget_order()

    def clear(self) -> None:
        """Nothing is buffered."""
        self.tracks = {}


def _step(track: TrackBuffer, position: float) -> float | None:
    """The end of the first second or so of a track, up to which decoding can be left out; None when that is near the
    playback position."""
    until = track.next_key(track.frames[0].pts + 1.0)
    return until if until is not None and until <= position - _KEPT else None
