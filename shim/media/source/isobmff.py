"""Fragmented MP4. https://w3c.github.io/mse-byte-stream-format-isobmff/ on ISO/IEC 14496-12."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from shim.audio.coded import CodedFrame

from .byte_stream import (
    MAX_HEADER,
    PIECE,
    ByteStreamParser,
    Frames,
    InitSegment,
    InvalidSegmentError,
    Parsed,
    SegmentTrack,
    tracks_of,
)

MAX_SAMPLES = 200_000
"""Samples of one fragment."""
_TOP_LEVEL = frozenset(b"ftyp pdin bloc moov moof mfra mdat free skip meta meco styp sidx ssix prft uuid emsg".split())
_IS_NON_SYNC = 0x10000


@dataclass(slots=True)
class _Sample:
    """A sample of a fragment whose data may be yet to come; `offset` is its place in the whole byte stream."""

    number: int
    offset: int
    size: int
    pts: float
    dts: float
    duration: float
    is_key: bool


@dataclass(slots=True)
class _TrackTable:
    """Facts of a track from the movie box: its clock, the beginning of its timeline, the defaults of its samples."""

    segment: SegmentTrack
    timescale: int
    shift: float = 0.0
    defaults: tuple[int, int, int] = (0, 0, 0)
    """Duration, size and flags."""
    ends: float = field(default=0.0)
    """The decoding time, in seconds, where the last fragment ended."""


class IsoBmffParser(ByteStreamParser):
    """Boxes of fragmented MP4."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: dict[int, _TrackTable] = {}
        self._offset = 0
        """The place of `input` in the whole byte stream."""
        self._skipping = 0
        """Bytes of a box that are of no interest."""
        self._data_end: int | None = None
        """Offset, in bytes, of the end of the media data box that is being read."""
        self._samples: list[_Sample] = []
        """Samples that are yet to come, the next one last."""

    def reset(self) -> None:
        super().reset()
        self._skipping = 0
        self._data_end = None
        self._samples = []

    def parse(self) -> Parsed | None:
        while True:
            if self._skipping:
                dropped = min(self._skipping, len(self.input))
                self._drop(dropped)
                self._skipping -= dropped
                if self._skipping:
                    return None
            if self._data_end is not None:
                found = self._take_samples(self._data_end)
                if found.frames:
                    return found
                if self._data_end is not None:
                    return None
            if (box := self._next_box()) is None:
                return None
            kind, header, size = box
            if kind == b"mdat":
                self._drop(header)
                self._data_end = self._offset + size - header
            elif kind in (b"moov", b"moof"):
                if len(self.input) < size:
                    return None
                body = bytes(self.input[header:size])
                if kind == b"moov":
                    whole = bytes(self.input[:size])
                    self._drop(size)
                    return self._movie(whole, body)
                self._fragment(body, self._offset)
                self._drop(size)
            else:
                # A media segment may begin with these.
                self.in_media_segment = self.in_media_segment or kind in (b"styp", b"sidx")
                self._skipping = size

    def _drop(self, size: int) -> None:
        super()._drop(size)
        self._offset += size

    def _next_box(self) -> tuple[bytes, int, int] | None:
        """The type of the box that begins here, the size of its header and its whole size."""
        if len(self.input) < 8:
            return None
        size, kind = struct.unpack_from(">I4s", self.input)
        header = 8
        if kind not in _TOP_LEVEL:
            raise InvalidSegmentError(f"{kind!r} is not a box that a segment may have at its top level")
        if size == 1:
            if len(self.input) < 16:
                return None
            (size,) = struct.unpack_from(">Q", self.input, 8)
            header = 16
        if size < header:
            raise InvalidSegmentError(f"a box of type {kind!r} says that it has {size} bytes")
        if kind in (b"moov", b"moof") and size > MAX_HEADER:
            raise InvalidSegmentError(f"a box of type {kind!r} has {size} bytes, more than the limit of {MAX_HEADER}")
        if kind == b"moof":
            self._begin_media_segment()
        return kind, header, size

    # -- initialization segments

    def _movie(self, whole: bytes, body: bytes) -> InitSegment:
        self.in_media_segment = False
        self._samples = []
        tracks, _ = tracks_of(whole, "mov")
        tables: list[_TrackTable] = []
        defaults: dict[int, tuple[int, int, int]] = {}
        timescale, duration = 0, 0
        for kind, box in _boxes(body):
            if kind == b"mvhd":
                timescale, duration = _clock(box)
            elif kind == b"mvex":
                for inner, extends in _boxes(box):
                    if inner == b"trex":
                        number, _, *rest = _unpack(">5I", extends, 4)
                        defaults[number] = (rest[0], rest[1], rest[2])
                    elif inner == b"mehd" and not duration:
                        duration = _unpack(">Q" if extends[:1] == b"\1" else ">I", extends, 4)[0]
        for kind, box in _boxes(body):
            if kind == b"trak" and (table := _track(box, timescale)) is not None:
                tables.append(table)
        if len(tables) != len(tracks):
            raise InvalidSegmentError(f"{len(tables)} tracks are declared and {len(tracks)} can be read")
        for table, track in zip(tables, tracks, strict=True):
            table.segment = SegmentTrack(table.segment.number, track)
            table.defaults = defaults.get(table.segment.number, table.defaults)
        self._tables = {table.segment.number: table for table in tables}
        known = timescale and duration and duration not in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
        return InitSegment(tuple(table.segment for table in tables), duration / timescale if known else None)

    # -- media segments

    def _fragment(self, body: bytes, start: int) -> None:
        if self._samples:
            raise InvalidSegmentError("a fragment ends before all of its samples have come")
        samples: list[_Sample] = []
        for kind, box in _boxes(body):
            if kind == b"traf":
                self._track_fragment(box, start, samples)
        samples.sort(key=lambda sample: sample.offset, reverse=True)
        self._samples = samples

    def _track_fragment(self, body: bytes, start: int, samples: list[_Sample]) -> None:
        boxes = list(_boxes(body))
        header = next((box for kind, box in boxes if kind == b"tfhd"), None)
        if header is None:
            raise InvalidSegmentError("a track fragment has no header")
        flags, number = _unpack(">II", header, 0)
        table = self._tables.get(number)
        if table is None:
            return
        base, (duration, size, sample_flags) = start, table.defaults
        at = 8
        for flag, form in ((0x1, ">Q"), (0x2, ">I"), (0x8, ">I"), (0x10, ">I"), (0x20, ">I")):
            if flags & flag:
                (value,) = _unpack(form, header, at)
                at += struct.calcsize(form)
                if flag == 0x1:
                    raise InvalidSegmentError("a fragment says where its data is in the file, not in the segment")
                if flag == 0x8:
                    duration = value
                elif flag == 0x10:
                    size = value
                elif flag == 0x20:
                    sample_flags = value
        time: int | None = None
        for kind, box in boxes:
            if kind == b"tfdt":
                (time,) = _unpack(">Q" if box[:1] == b"\1" else ">I", box, 4)
        ticks = round(table.ends * table.timescale) if time is None else time
        place = base
        for kind, box in boxes:
            if kind == b"trun":
                ticks, place = self._run(box, table, (duration, size, sample_flags), ticks, (base, place), samples)
        table.ends = ticks / table.timescale

    def _run(
        self,
        box: bytes,
        table: _TrackTable,
        defaults: tuple[int, int, int],
        ticks: int,
        places: tuple[int, int],
        samples: list[_Sample],
    ) -> tuple[int, int]:
        """Adds the samples of a run; the decoding time and the place where it ends."""
        version_flags, count = _unpack(">II", box, 0)
        flags = version_flags & 0xFFFFFF
        if count + len(samples) > MAX_SAMPLES:
            raise InvalidSegmentError(f"a fragment has more than {MAX_SAMPLES} samples")
        base, place = places
        at, first_flags = 8, None
        if flags & 0x1:
            place = base + _unpack(">i", box, at)[0]
            at += 4
        if flags & 0x4:
            (first_flags,) = _unpack(">I", box, at)
            at += 4
        form = ">" + "".join(
            "i" if flag == 0x800 and version_flags >> 24 else "I"
            for flag in (0x100, 0x200, 0x400, 0x800)
            if flags & flag
        )
        stride = struct.calcsize(form)
        if at + stride * count > len(box):
            raise InvalidSegmentError("a run has fewer samples than it says")
        if place < base:
            raise InvalidSegmentError("a run's data begins before its fragment")
        timescale, shift = table.timescale, table.shift
        is_audio = table.segment.track is not None and table.segment.track.kind == "audio"
        number = table.segment.number
        values = struct.iter_unpack(form, box[at : at + stride * count]) if stride else iter([()] * count)
        for index, entry in enumerate(values):
            (duration, size, sample_flags), offset, field_at = defaults, 0, 0
            if flags & 0x100:
                duration, field_at = entry[field_at], field_at + 1
            if flags & 0x200:
                size, field_at = entry[field_at], field_at + 1
            if flags & 0x400:
                sample_flags, field_at = entry[field_at], field_at + 1
            elif index == 0 and first_flags is not None:
                sample_flags = first_flags
            if flags & 0x800:
                offset = entry[field_at]
            samples.append(
                _Sample(
                    number,
                    place,
                    size,
                    (ticks + offset) / timescale + shift,
                    ticks / timescale + shift,
                    duration / timescale,
                    is_audio or not sample_flags & _IS_NON_SYNC,
                )
            )
            ticks += duration
            place += size
        return ticks, place

    def _take_samples(self, data_end: int) -> Frames:
        """The samples whose data has come. At the end of the media data box `_data_end` becomes None."""
        frames: list[tuple[int, CodedFrame]] = []
        have = min(self._offset + len(self.input), data_end)
        samples = self._samples
        while samples and len(frames) < PIECE:
            sample = samples[-1]
            if sample.offset < self._offset:
                raise InvalidSegmentError("a sample's data is not in the media data of its fragment")
            if sample.offset + sample.size > have:
                break
            samples.pop()
            at = sample.offset - self._offset
            track = self._tables[sample.number].segment.track
            if track is not None and sample.size:
                data = bytes(self.input[at : at + sample.size])
                frames.append(
                    (sample.number, CodedFrame(track, sample.pts, sample.dts, sample.duration, data, sample.is_key))
                )
        # What lies between samples, and before the next one, is of no interest.
        following = samples[-1].offset if samples else data_end
        self._drop(max(0, min(have, following) - self._offset))
        if self._offset == data_end and len(frames) < PIECE:
            self._data_end = None
            self.in_media_segment = bool(samples)
        # INTEROP: tracks that lie one behind the other are mixed by time, as in Chromium.
        frames.sort(key=lambda frame: frame[1].dts)
        return Frames(frames)


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes in another one: type and content."""
    at = 0
    while at + 8 <= len(body):
        size, kind = struct.unpack_from(">I4s", body, at)
        header = 8
        if size == 1 and at + 16 <= len(body):
            (size,) = struct.unpack_from(">Q", body, at + 8)
            header = 16
        elif size == 0:
            size = len(body) - at
        if size < header or at + size > len(body):
            raise InvalidSegmentError(f"a box of type {kind!r} does not fit into the one around it")
        yield kind, body[at + header : at + size]
        at += size


def _unpack(form: str, box: bytes, at: int) -> tuple[int, ...]:
    if at + struct.calcsize(form) > len(box):
        raise InvalidSegmentError("a box is shorter than what it says it holds")
    return struct.unpack_from(form, box, at)


def _clock(box: bytes) -> tuple[int, int]:
    """Timescale and duration of a movie or media header."""
    form, at = (">IQ", 20) if box[:1] == b"\1" else (">II", 12)
    timescale, duration = _unpack(form, box, at)
    return timescale, duration


def _find(body: bytes, *path: bytes) -> bytes | None:
    for name in path:
        found = next((box for kind, box in _boxes(body) if kind == name), None)
        if found is None:
            return None
        body = found
    return body


def _track(box: bytes, movie_timescale: int) -> _TrackTable | None:
    """The table of an audio or video track; None for other tracks."""
    handler, header, media = _find(box, b"mdia", b"hdlr"), _find(box, b"tkhd"), _find(box, b"mdia", b"mdhd")
    if handler is None or header is None or media is None:
        raise InvalidSegmentError("a track lacks a header")
    if handler[8:12] not in (b"soun", b"vide"):
        return None
    (number,) = _unpack(">I", header, 20 if header[:1] == b"\1" else 12)
    timescale, _ = _clock(media)
    if not timescale:
        raise InvalidSegmentError("a track's timescale is 0")
    return _TrackTable(SegmentTrack(number, None), timescale, _shift(box, timescale, movie_timescale))


def _shift(box: bytes, timescale: int, movie_timescale: int) -> float:
    """Seconds by which an edit list moves a track: an empty edit delays it, the first other one cuts its beginning."""
    edits = _find(box, b"edts", b"elst")
    if edits is None:
        return 0.0
    is_long = edits[:1] == b"\1"
    (count,) = _unpack(">I", edits, 4)
    delay = 0.0
    for index in range(min(count, 16)):
        duration, time = _unpack(">Qq" if is_long else ">Ii", edits, 8 + index * (20 if is_long else 12))
        if time >= 0:
            return delay - time / timescale
        delay += duration / movie_timescale if movie_timescale else 0.0
    return delay
