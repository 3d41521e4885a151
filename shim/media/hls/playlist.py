"""Playlists: https://www.rfc-editor.org/rfc/rfc8216#section-4, as text, without a network."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_SEGMENTS = 50_000
MAX_SECONDS = 3600.0
"""Seconds of a segment, and of a target duration."""
_ATTRIBUTE = re.compile(r'(?<![A-Z0-9-])([A-Z0-9-]+)=("[^"]*"|[^",]*)')


class PlaylistError(ValueError):
    """A playlist that cannot be played."""


@dataclass(frozen=True, slots=True)
class Part:
    """A resource, or the part of it from `first` to `last` byte."""

    url: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A media segment. `number`: its media sequence number; `duration` in seconds; `period`: its discontinuity sequence
    number; `header`: its initialization segment."""

    number: int
    part: Part
    duration: float
    period: int
    header: Part | None


@dataclass(frozen=True, slots=True)
class MediaPlaylist:
    """https://www.rfc-editor.org/rfc/rfc8216#section-4.3.3; `is_over`: no more segments will come."""

    segments: tuple[Segment, ...]
    target: float
    is_over: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant stream, and the audio rendition that belongs to it if that has a playlist of its own."""

    url: str
    codecs: str
    audio: str | None


@dataclass(frozen=True, slots=True)
class MasterPlaylist:
    """https://www.rfc-editor.org/rfc/rfc8216#section-4.3.4"""

    variants: tuple[Variant, ...]


def is_playlist(data: bytes) -> bool:
    """https://www.rfc-editor.org/rfc/rfc8216#section-4.3.1.1"""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"#EXTM3U")


def parse(text: str, resolve: Callable[[str], str]) -> MediaPlaylist | MasterPlaylist:
    """`resolve` makes a URI absolute; it raises ValueError for what is not one. Raises `PlaylistError`."""
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines or not lines[0].startswith("#EXTM3U"):
        raise PlaylistError("a playlist does not begin with #EXTM3U")
    try:
        if any(line.startswith("#EXT-X-STREAM-INF:") for line in lines):
            return _master(lines, resolve)
        return _Reader(resolve).read(lines)
    except PlaylistError:
        raise
    except ValueError as error:
        raise PlaylistError(f"a playlist is damaged: {error}") from None


def _attributes(text: str) -> dict[str, str]:
    return {name: value.strip('"') for name, value in _ATTRIBUTE.findall(text)}


def _master(lines: list[str], resolve: Callable[[str], str]) -> MasterPlaylist:
    audio: dict[str, str] = {}
    for line in lines:
        if line.startswith("#EXT-X-MEDIA:"):
            found = _attributes(line.partition(":")[2])
            is_first = found.get("GROUP-ID", "") not in audio or found.get("DEFAULT") == "YES"
            if found.get("TYPE") == "AUDIO" and "URI" in found and is_first:
                audio[found.get("GROUP-ID", "")] = resolve(found["URI"])
    variants: list[Variant] = []
    for line, following in zip(lines, [*lines[1:], "#"], strict=True):
        if line.startswith("#EXT-X-STREAM-INF:") and not following.startswith("#"):
            found = _attributes(line.partition(":")[2])
            variants.append(Variant(resolve(following), found.get("CODECS", ""), audio.get(found.get("AUDIO", ""))))
    if not variants:
        raise PlaylistError("a master playlist has no variant stream")
    return MasterPlaylist(tuple(variants))


class _Reader:
    """Reads a media playlist line by line."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self._resolve = resolve
        self._segments: list[Segment] = []
        self._number = self._period = 0
        self._target = 0.0
        self._duration: float | None = None
        self._range: tuple[int, int | None] | None = None
        self._header: Part | None = None
        self._is_over = False

    def read(self, lines: list[str]) -> MediaPlaylist:
        for line in lines:
            if line.startswith("#"):
                self._tag(*line.split(":", 1))
            else:
                self._uri(line)
        if not self._target:
            raise PlaylistError("a media playlist has no #EXT-X-TARGETDURATION")
        return MediaPlaylist(tuple(self._segments), self._target, self._is_over)

    def _tag(self, tag: str, value: str = "") -> None:
        if tag == "#EXTINF":
            self._duration = _seconds(value.partition(",")[0])
        elif tag == "#EXT-X-TARGETDURATION":
            self._target = max(0.1, _seconds(value))
        elif tag == "#EXT-X-MEDIA-SEQUENCE":
            self._number = int(value)
        elif tag == "#EXT-X-DISCONTINUITY-SEQUENCE":
            self._period = int(value)
        elif tag == "#EXT-X-DISCONTINUITY":
            self._period += 1
        elif tag == "#EXT-X-BYTERANGE":
            self._range = _byte_range(value)
        elif tag == "#EXT-X-ENDLIST":
            self._is_over = True
        elif tag == "#EXT-X-MAP":
            found = _attributes(value)
            length, first = _byte_range(found["BYTERANGE"]) if "BYTERANGE" in found else (0, None)
            last = (first or 0) + length - 1 if length else None
            self._header = Part(self._resolve(found.get("URI", "")), (first or 0) if length else None, last)
        elif tag == "#EXT-X-KEY" and _attributes(value).get("METHOD", "NONE") != "NONE":
            raise PlaylistError("the segments are encrypted, which is not supported")

    def _uri(self, line: str) -> None:
        if self._duration is None:
            raise PlaylistError("a segment has no #EXTINF")
        if len(self._segments) >= MAX_SEGMENTS:
            raise PlaylistError(f"a playlist has more than {MAX_SEGMENTS} segments")
        part = Part(self._resolve(line))
        if self._range is not None:
            length, first = self._range
            before = self._segments[-1].part if self._segments else None
            if first is None and before is not None and before.url == part.url and before.last is not None:
                first = before.last + 1
            part = Part(part.url, first or 0, (first or 0) + length - 1)
        self._segments.append(Segment(self._number, part, self._duration, self._period, self._header))
        self._number += 1
        self._duration = self._range = None


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= MAX_SECONDS or math.isnan(value):
        raise PlaylistError(f"{text!r} is not a duration that a segment can have")
    return value


def _byte_range(text: str) -> tuple[int, int | None]:
    length, _, first = text.partition("@")
    if int(length) <= 0 or (first and int(first) < 0):
        raise PlaylistError(f"{text!r} is not a range of bytes")
    return int(length), int(first) if first else None
