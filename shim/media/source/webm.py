"""WebM. https://w3c.github.io/mse-byte-stream-format-webm/ on RFC 8794 (EBML) and RFC 9559 (Matroska)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from shim.audio.coded import CodedFrame, CodedTrack
from shim.audio.resource import VideoTrackInfo

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

_EBML, _SEGMENT, _CLUSTER, _INFO, _TRACKS = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B
_SEEK_HEAD, _CUES, _CHAPTERS, _TAGS, _ATTACHMENTS = 0x114D9B74, 0x1C53BB6B, 0x1043A770, 0x1254C367, 0x1941A469
_VOID, _CRC = 0xEC, 0xBF
_TIMECODE, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK, _BLOCK_DURATION, _REFERENCE = 0xE7, 0xA3, 0xA0, 0xA1, 0x9B, 0xFB
_POSITION, _PREVIOUS_SIZE = 0xA7, 0xAB
_TIMECODE_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK_ENTRY, _TRACK_NUMBER, _TRACK_TYPE, _DEFAULT_DURATION = 0xAE, 0xD7, 0x83, 0x23E383
_IN_SEGMENT = frozenset({_INFO, _TRACKS, _SEEK_HEAD, _CUES, _CHAPTERS, _TAGS, _ATTACHMENTS, _VOID, _CRC, _CLUSTER})
_IN_CLUSTER = frozenset({_TIMECODE, _SIMPLE_BLOCK, _BLOCK_GROUP, _POSITION, _PREVIOUS_SIZE, _VOID, _CRC})
_UNKNOWN_SIZE = b"\x01" + b"\xff" * 7
_EMPTY_CLUSTER = b"\x1f\x43\xb6\x75\x83\xe7\x81\x00"
# INTEROP: what Chromium takes for a frame whose duration nothing tells.
_AUDIO_DURATION, _VIDEO_DURATION = 0.023, 0.063


@dataclass(slots=True)
class _Track:
    number: int
    track: CodedTrack | None
    default_duration: float | None
    last_duration: float | None = None
    waiting: CodedFrame | None = None
    """A frame that lasts until the next one of its track."""


class WebmParser(ByteStreamParser):
    """Elements of WebM."""

    def __init__(self) -> None:
        super().__init__()
        self._tracks: dict[int, _Track] = {}
        self._scale = 0.001
        self._cluster_left: float | None = None
        """Bytes that the cluster which is being read has left, infinite when it does not say; None outside of one."""
        self._cluster_time = 0.0
        self._skipping = 0
        self._head: dict[int, bytes] = {}
        """The elements of the initialization segment that is being read, whole."""

    def reset(self) -> None:
        super().reset()
        self._cluster_left = None
        self._skipping = 0
        self._head = {}
        for track in self._tracks.values():
            track.waiting = None

    def parse(self) -> Parsed | None:
        frames: list[tuple[int, CodedFrame]] = []
        while len(frames) < PIECE:
            if self._skipping:
                dropped = min(self._skipping, len(self.input))
                self._take(dropped)
                self._skipping -= dropped
                if self._skipping:
                    break
            if self._cluster_left is not None and self._cluster_left <= 0:
                self._end_cluster(frames)
            element = _header(self.input)
            if element is None:
                break
            id_, header, size = element
            if self._cluster_left is not None:
                if id_ not in _IN_CLUSTER and self._cluster_left == float("inf"):
                    self._end_cluster(frames)
                elif not self._read_in_cluster(id_, header, size, frames):
                    break
                continue
            if id_ in (_EBML, _SEGMENT) or id_ in _IN_SEGMENT:
                if id_ not in (_SEGMENT, _CLUSTER) and size is None:
                    raise InvalidSegmentError(f"element {id_:X} does not say its size")
            else:
                raise InvalidSegmentError(f"element {id_:X} is not one that a segment may have at its top level")
            if id_ == _CLUSTER:
                self._begin_media_segment()
                self._take(header)
                self._cluster_left = float("inf") if size is None else size
                self._cluster_time = 0.0
            elif id_ == _SEGMENT:
                self._take(header)
            elif id_ in (_EBML, _INFO, _TRACKS):
                assert size is not None
                if size > MAX_HEADER:
                    raise InvalidSegmentError(f"element {id_:X} has {size} bytes, more than the limit of {MAX_HEADER}")
                if len(self.input) < header + size:
                    break
                if id_ == _EBML:
                    self._head = {}
                self._head[id_] = bytes(self.input[: header + size])
                self._take(header + size)
                if id_ == _TRACKS:
                    return self._initialization()
            else:
                assert size is not None
                self._skipping = header + size
        return Frames(frames) if frames else None

    def rest(self) -> Frames:
        found: list[tuple[int, CodedFrame]] = []
        self._flush(found)
        return Frames(found)

    def _take(self, size: int) -> None:
        self._drop(size)
        if self._cluster_left is not None:
            self._cluster_left -= size

    # -- initialization segments

    def _initialization(self) -> InitSegment:
        head = self._head
        entries = [
            dict(_children(content)) for id_, content in _children(_content(head[_TRACKS])) if id_ == _TRACK_ENTRY
        ]
        if _EBML not in head or _INFO not in head:
            raise InvalidSegmentError("an initialization segment lacks its header, or its segment information")
        info = dict(_children(_content(head[_INFO])))
        self._scale = _unsigned(info.get(_TIMECODE_SCALE, b"\x0f\x42\x40")) / 1e9
        duration = _float(info[_DURATION]) * self._scale if _DURATION in info else None
        header = head[_EBML] + b"\x18\x53\x80\x67" + _UNKNOWN_SIZE + head[_INFO] + head[_TRACKS] + _EMPTY_CLUSTER
        tracks, _ = tracks_of(header, "matroska")
        entries = [entry for entry in entries if _unsigned(entry.get(_TRACK_TYPE, b"")) in (1, 2)]
        if len(entries) != len(tracks):
            raise InvalidSegmentError(f"{len(entries)} tracks are declared and {len(tracks)} can be read")
        self._tracks = {}
        for entry, track in zip(entries, tracks, strict=True):
            number = _unsigned(entry.get(_TRACK_NUMBER, b""))
            default = _unsigned(entry[_DEFAULT_DURATION]) / 1e9 if _DEFAULT_DURATION in entry else None
            self._tracks[number] = _Track(number, track, default)
        segment_tracks = tuple(SegmentTrack(each.number, each.track) for each in self._tracks.values())
        return InitSegment(segment_tracks, duration if duration and duration > 0 else None)

    # -- media segments

    def _read_in_cluster(self, id_: int, header: int, size: int | None, frames: list[tuple[int, CodedFrame]]) -> bool:
        """Reads an element of a cluster; false when it has not come whole."""
        if id_ not in _IN_CLUSTER or size is None:
            raise InvalidSegmentError(f"element {id_:X} is not one that a cluster may have")
        assert self._cluster_left is not None
        if header + size > self._cluster_left:
            raise InvalidSegmentError("an element does not fit into its cluster")
        if id_ in (_TIMECODE, _SIMPLE_BLOCK, _BLOCK_GROUP):
            if size > MAX_HEADER:
                raise InvalidSegmentError(f"a block has {size} bytes, more than the limit of {MAX_HEADER}")
            if len(self.input) < header + size:
                return False
            content = bytes(self.input[header : header + size])
            self._take(header + size)
            if id_ == _TIMECODE:
                self._cluster_time = _unsigned(content) * self._scale
            elif id_ == _SIMPLE_BLOCK:
                self._block(content, None, None, frames)
            else:
                group = dict(_children(content))
                if _BLOCK in group:
                    duration = _unsigned(group[_BLOCK_DURATION]) * self._scale if _BLOCK_DURATION in group else None
                    self._block(group[_BLOCK], duration, _REFERENCE not in group, frames)
        else:
            self._skipping = header + size
        return True

    def _block(
        self, block: bytes, duration: float | None, is_key: bool | None, frames: list[tuple[int, CodedFrame]]
    ) -> None:
        number, at = _vint(block, 0)
        if number is None or at + 3 > len(block):
            raise InvalidSegmentError("a block is shorter than its header")
        time, flags = struct.unpack_from(">hB", block, at)
        if flags & 0x06:
            raise InvalidSegmentError("a block has several frames (lacing)")
        track = self._tracks.get(number)
        if track is None or track.track is None:
            return
        data = block[at + 3 :]
        pts = self._cluster_time + time * self._scale
        self._end_waiting(track, pts, frames)
        if duration is None:
            duration = _opus_duration(data) if track.track.info.codec.endswith("opus") else track.default_duration
        is_audio = track.track.kind == "audio"
        key = is_audio or (bool(flags & 0x80) if is_key is None else is_key)
        frame = CodedFrame(track.track, pts, pts, duration or 0.0, data, key)
        if duration is None:
            track.waiting = frame
        else:
            track.last_duration = duration
            frames.append((number, frame))

    def _end_waiting(self, track: _Track, until: float | None, frames: list[tuple[int, CodedFrame]]) -> None:
        frame = track.waiting
        if frame is None or track.track is None:
            return
        track.waiting = None
        if until is not None and until > frame.pts:
            frame.duration = track.last_duration = until - frame.pts
        else:
            is_video = isinstance(track.track.info, VideoTrackInfo)
            frame.duration = track.last_duration or (_VIDEO_DURATION if is_video else _AUDIO_DURATION)
        frames.append((track.number, frame))

    def _flush(self, frames: list[tuple[int, CodedFrame]]) -> None:
        for track in self._tracks.values():
            self._end_waiting(track, None, frames)

    def _end_cluster(self, frames: list[tuple[int, CodedFrame]]) -> None:
        self._flush(frames)
        self._cluster_left = None
        self.in_media_segment = False


def _vint(data: bytes | bytearray, at: int) -> tuple[int | None, int]:
    """A number of variable length and where it ends; None when all of its bits are set. Raises IndexError."""
    first = data[at]
    length = 9 - first.bit_length()
    if length > 8 or at + length > len(data):
        raise IndexError
    value = int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1)
    return (None if value == (1 << 7 * length) - 1 else value), at + length


def _header(data: bytearray | bytes, at: int = 0) -> tuple[int, int, int | None] | None:
    """The id of the element that begins here, the size of its header, and that of its content if it says one."""
    if at >= len(data):
        return None
    length = 9 - data[at].bit_length()
    if length > 4:
        raise InvalidSegmentError(f"{data[at]:02X} does not begin an element")
    if at + length >= len(data):
        return None
    if data[at + length] == 0:
        raise InvalidSegmentError("the size of an element has more than 8 bytes")
    try:
        size, end = _vint(data, at + length)
    except IndexError:
        return None
    return int.from_bytes(data[at : at + length], "big"), end - at, size


def _children(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        element = _header(content, at)
        id_, header, size = element if element is not None else (0, 0, None)
        if size is None or at + header + size > len(content):
            raise InvalidSegmentError("an element does not fit into the one around it")
        yield id_, content[at + header : at + header + size]
        at += header + size


def _content(element: bytes) -> bytes:
    found = _header(element)
    assert found is not None
    return element[found[1] :]


def _unsigned(content: bytes) -> int:
    return int.from_bytes(content[:8], "big")


def _float(content: bytes) -> float:
    if len(content) not in (4, 8):
        return 0.0
    value: float = struct.unpack(">f" if len(content) == 4 else ">d", content)[0]
    return value if 0 <= value < 1e15 else 0.0


def _opus_duration(packet: bytes) -> float | None:
    """https://www.rfc-editor.org/rfc/rfc6716#section-3.1"""
    if not packet:
        return None
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = (0.01, 0.02, 0.04, 0.06)[config % 4]
    elif config < 16:
        frame = (0.01, 0.02)[config % 2]
    else:
        frame = (0.0025, 0.005, 0.01, 0.02)[config % 4]
    in_code_3 = packet[1] & 0x3F if len(packet) > 1 else 0
    return frame * (1, 2, 2, in_code_3)[code] or None
