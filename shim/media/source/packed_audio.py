"""MP3 and ADTS: frames one behind the other, without time stamps.

https://w3c.github.io/mse-byte-stream-format-mpeg-audio/
"""

from __future__ import annotations

from dataclasses import dataclass

from shim.audio.coded import CodedFrame, CodedTrack
from shim.audio.resource import AudioTrackInfo

from .byte_stream import PIECE, ByteStreamParser, Frames, InitSegment, InvalidSegmentError, Parsed, SegmentTrack

_ADTS_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MP3_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
MAX_GARBAGE = 128 * 1024
"""Bytes between frames after which the rest is not sound either."""
_ID3_HEADER, _ID3V1_SIZE = 10, 128


@dataclass(frozen=True, slots=True)
class _Frame:
    """Facts from a frame header: size in bytes, samples, and the rate in Hz and the channels of the decoded sound."""

    size: int
    samples: int
    rate: int
    channels: int


class PackedAudioParser(ByteStreamParser):
    """MP3 (`codec` "mp3") or ADTS ("aac")."""

    generates_timestamps = True

    def __init__(self, codec: str) -> None:
        super().__init__()
        self._codec = codec
        self._header_size = 7 if codec == "aac" else 4
        self._track: CodedTrack | None = None
        self._shape: tuple[int, int] | None = None
        self._skipping = 0
        self._garbage = 0

    def reset(self) -> None:
        super().reset()
        self._skipping = self._garbage = 0

    def parse(self) -> Parsed | None:
        frames: list[tuple[int, CodedFrame]] = []
        while len(frames) < PIECE:
            if self._skipping:
                dropped = min(self._skipping, len(self.input))
                self._drop(dropped)
                self._skipping -= dropped
            # An ID3 header is the longest that has to be there for it to be told what comes.
            if len(self.input) < _ID3_HEADER:
                break
            if self._skip_tag():
                continue
            header = _adts(self.input) if self._codec == "aac" else _mp3(self.input)
            if header is None:
                self._skip_garbage()
                continue
            if (header.rate, header.channels) != self._shape:
                if frames:
                    break
                return self._new_track(header)
            if len(self.input) < header.size:
                break
            data = bytes(self.input[: header.size])
            self._drop(header.size)
            self._garbage = 0
            assert self._track is not None
            if not (self._codec == "mp3" and _is_index(data)):
                duration = header.samples / header.rate
                frames.append((1, CodedFrame(self._track, 0.0, 0.0, duration, data, True)))
        return Frames(frames) if frames else None

    def _skip_tag(self) -> bool:
        if self.input[:3] == b"ID3":
            size = 0
            for byte in self.input[6:10]:
                size = size << 7 | byte & 0x7F
            self._skipping = size + _ID3_HEADER + (_ID3_HEADER if self.input[5] & 0x10 else 0)
        elif self.input[:3] == b"TAG":
            self._skipping = _ID3V1_SIZE
        return self._skipping > 0

    def _skip_garbage(self) -> None:
        at = self.input.find(b"\xff", 1)
        dropped = at if at >= 0 else len(self.input)
        self._garbage += dropped
        if self._garbage > MAX_GARBAGE:
            raise InvalidSegmentError(f"the bytes are not {self._codec} audio")
        self._drop(dropped)

    def _new_track(self, header: _Frame) -> InitSegment:
        self._shape = (header.rate, header.channels)
        info = AudioTrackInfo("1", self._codec, header.channels, header.rate, "", "")
        self._track = CodedTrack(info, b"")
        return InitSegment((SegmentTrack(1, self._track),), None)


# ISO/IEC 14496-3, 1.A.2
def _adts(data: bytearray) -> _Frame | None:
    if data[0] != 0xFF or data[1] & 0xF6 != 0xF0:
        return None
    rate = data[2] >> 2 & 0xF
    channels = (data[2] & 1) << 2 | data[3] >> 6
    size = (data[3] & 3) << 11 | data[4] << 3 | data[5] >> 5
    if rate >= len(_ADTS_RATES) or size < 8 or not channels:
        return None
    return _Frame(size, 1024 * ((data[6] & 3) + 1), _ADTS_RATES[rate], 8 if channels == 7 else channels)


# ISO/IEC 11172-3, 2.4.2.3
def _mp3(data: bytearray) -> _Frame | None:
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    bitrate, rate = data[2] >> 4, data[2] >> 2 & 3
    if data[0] != 0xFF or data[1] & 0xE0 != 0xE0 or layer != 1 or version == 1 or rate == 3 or bitrate in (0, 15):
        return None
    hertz = _MP3_RATES[version][rate]
    samples = 1152 if version == 3 else 576
    size = samples // 8 * _MP3_BITRATES[version == 3][bitrate] * 1000 // hertz + (data[2] >> 1 & 1)
    return _Frame(size, samples, hertz, 1 if data[3] >> 6 == 3 else 2)


def _is_index(data: bytes) -> bool:
    """True for a frame that holds a table of the file instead of sound."""
    return any(data[at : at + 4] in (b"Xing", b"Info") for at in (13, 21, 36)) or data[36:40] == b"VBRI"
