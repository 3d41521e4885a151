"""One media playlist: which of its segments are needed, and the frames of those that have come."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from shim.audio.coded import CodedFrame, CodedTrack, DamagedHeaderError, coded_packets
from shim.audio.container_sniff import sniff_container
from shim.media.source.byte_stream import ByteStreamParser, Frames, InitSegment, InvalidSegmentError
from shim.media.source.coded_frames import CodedFrames
from shim.media.source.isobmff import IsoBmffParser
from shim.media.source.packed_audio import PackedAudioParser
from shim.media.source.ranges import TimeRanges, intersect

from .playlist import MediaPlaylist, Segment

_SLIP = 0.25
"""Seconds that a segment may be off from where the playlist has it."""


class Timeline(Protocol):
    """Timeline that renditions of one presentation share: the offset of each period's time stamps, in seconds."""

    offsets: dict[int, float]


class _Window:
    append_window_start = 0.0
    append_window_end = math.inf


class Rendition:
    """`starts` has the time of each segment on the presentation's timeline, in seconds, by number."""

    def __init__(self, url: str, timeline: Timeline) -> None:
        self.url = url
        self.playlist = MediaPlaylist((), 1.0, is_over=False)
        self.frames = CodedFrames(_Window())
        self.starts: dict[int, float] = {}
        self._timeline = timeline
        self._loaded: dict[int, float] = {}
        """The segments that are there, by number, and where they end in seconds."""
        self._header: object = None

    def update(self, playlist: MediaPlaylist) -> bool:
        """The playlist has been loaded, anew maybe; true when it has something new."""
        is_new = playlist != self.playlist
        self.playlist = playlist
        time = 0.0
        if playlist.segments and self.starts:
            last = max(self.starts)
            first = playlist.segments[0].number
            # Segments that were never seen are taken to have been as long as they may.
            time = self.starts.get(first, self.starts[last] + max(0, first - last) * playlist.target)
        starts: dict[int, float] = {}
        for segment in playlist.segments:
            starts[segment.number] = time = self.starts.get(segment.number, time)
            time += segment.duration
        self.starts = starts
        self._loaded = {number: end for number, end in self._loaded.items() if number in starts}
        return is_new

    @property
    def end(self) -> float:
        """End of the last segment, in seconds."""
        if not self.playlist.segments:
            return 0.0
        last = self.playlist.segments[-1]
        return self._loaded.get(last.number, self.starts[last.number] + last.duration)

    @property
    def start(self) -> float:
        """Beginning of the first segment, in seconds."""
        return self.starts[self.playlist.segments[0].number] if self.playlist.segments else 0.0

    @property
    def is_loaded(self) -> bool:
        """True when the last segment is there."""
        return bool(self.playlist.segments) and self.playlist.segments[-1].number in self._loaded

    @property
    def ranges(self) -> TimeRanges:
        """The ranges that all tracks have buffered."""
        ranges: TimeRanges = ((0.0, math.inf),) if self.frames.tracks else ()
        for track in self.frames.tracks.values():
            ranges = intersect(ranges, track.ranges)
        return ranges

    def wanted(self, position: float, until: float) -> Segment | None:
        """The first segment that is not there and that holds something between two times."""
        for segment in self.playlist.segments:
            start = self.starts[segment.number]
            if start >= until:
                return None
            if start + segment.duration > position and segment.number not in self._loaded:
                return segment
        return None

    def take(self, segment: Segment, header: bytes | None, data: bytes) -> None:
        """A segment has come. Raises `InvalidSegmentError`."""
        tracks, frames = _frames_of(header, data)
        if not frames:
            raise InvalidSegmentError("a segment has no audio or video")
        self.frames.describe(tracks, is_first=not self.frames.tracks)
        start = self.starts[segment.number]
        first = min(frame.pts for _, frame in frames)
        offsets = self._timeline.offsets
        offset = offsets.setdefault(segment.period, start - first)
        if abs(first + offset - start) > max(_SLIP, segment.duration):
            # The time stamps are not what the playlist says: the playlist counts.
            offset = offsets[segment.period] = start - first
        self.frames.timestamp_offset = offset
        self.frames.forget_order()
        self.frames.process(frames, generates_timestamps=False)
        self._loaded[segment.number] = max(frame.end for _, frame in frames) + offset

    def skip(self, segment: Segment) -> None:
        """The segment cannot be had."""
        self._loaded[segment.number] = self.starts[segment.number] + segment.duration

    def evict(self, before: float) -> None:
        """Removes the frames before a time, in seconds."""
        for segment in self.playlist.segments:
            if self.starts[segment.number] + segment.duration < before:
                self._loaded.pop(segment.number, None)
        self.frames.remove(0.0, before, before)


def _frames_of(header: bytes | None, data: bytes) -> tuple[dict[int, CodedTrack], Sequence[tuple[int, CodedFrame]]]:
    """The tracks and the frames of a segment: fragmented MP4, MPEG-2 TS, ADTS or MP3."""
    parser: ByteStreamParser
    if header is not None:
        parser = IsoBmffParser()
    elif data[:1] == b"\x47":
        try:
            return coded_packets(data, "mpegts")
        except DamagedHeaderError as error:
            raise InvalidSegmentError(str(error)) from None
    else:
        parser = PackedAudioParser("mp3" if sniff_container(data) == "mp3" else "aac")
    parser.accepts_media = True
    parser.push((header or b"") + data)
    tracks: dict[int, CodedTrack] = {}
    frames: list[tuple[int, CodedFrame]] = []
    while (parsed := parser.parse()) is not None:
        if isinstance(parsed, InitSegment):
            tracks |= {each.number: each.track for each in parsed.tracks if each.track is not None}
        elif isinstance(parsed, Frames):
            frames += parsed.frames
    if parser.generates_timestamps:
        time = 0.0
        for _, frame in frames:
            frame.pts = frame.dts = time
            time += frame.duration
    return tracks, frames
