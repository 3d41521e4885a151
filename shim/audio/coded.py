"""Coded frames as they come in pieces, without a file around them: the tracks they belong to and their sound, by PyAV.

The bytes come from the open web; see `resource.py` for what is let in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from shim.lazy import av, np

from .resource import AudioTrackInfo, VideoTrackInfo, open_container, playable_audio, playable_video, reason_of
from .samples import Block, bounded

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

_MICROSECOND = Fraction(1, 1_000_000)


OVERHEAD = 240
"""Bytes that a frame takes in memory beside its data, about."""


class DamagedHeaderError(ValueError):
    """Bytes that should describe tracks and do not."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedTrack:
    """A track of which coded frames come. `extradata` is what its decoder needs to know."""

    info: AudioTrackInfo | VideoTrackInfo
    extradata: bytes

    @property
    def kind(self) -> Literal["audio", "video"]:
        return "audio" if isinstance(self.info, AudioTrackInfo) else "video"

    def goes_on(self, other: CodedTrack) -> bool:
        """True when the decoder of the other one goes on with its frames."""
        same = self.extradata == other.extradata and self.info.codec == other.info.codec
        return self is other or (same and _shape(self.info) == _shape(other.info))


def _shape(info: AudioTrackInfo | VideoTrackInfo) -> tuple[int, int]:
    return (info.channels, info.sample_rate) if isinstance(info, AudioTrackInfo) else (info.width, info.height)


@dataclass(slots=True, eq=False)
class CodedFrame:
    """A coded frame. Times in seconds; `is_key`: decoding can begin here."""

    track: CodedTrack
    pts: float
    dts: float
    duration: float
    data: bytes
    is_key: bool

    @property
    def end(self) -> float:
        return round(self.pts + self.duration, 6)

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return len(self.data) + OVERHEAD


def coded_tracks(header: bytes, container_format: str) -> tuple[list[CodedTrack | None], float | None]:
    """The tracks of a file's header in their order, None for those that browsers do not play; and the duration in
    seconds, if the header says one.

    Raises `DamagedHeaderError` when it cannot be read.
    """
    try:
        with open_container(header, container_format) as container:
            infos: list[AudioTrackInfo | VideoTrackInfo] = [*playable_audio(container), *playable_video(container)]
            playable = {info.id: info for info in infos}
            tracks: list[CodedTrack | None] = []
            for stream in container.streams:
                if stream.type in ("audio", "video"):
                    info = playable.get(str(stream.index))
                    extradata = bytes(stream.codec_context.extradata or b"") if info is not None else b""
                    tracks.append(None if info is None else CodedTrack(info, extradata))
            duration = container.duration
    except (av.error.FFmpegError, ValueError, OverflowError, PermissionError) as error:
        raise DamagedHeaderError(f"the {container_format} header is damaged: {reason_of(error)}") from None
    return tracks, None if duration is None else duration / av.time_base


class FrameDecoder:
    """Decodes the frames of one audio track, in their order."""

    def __init__(self, track: CodedTrack) -> None:
        assert isinstance(track.info, AudioTrackInfo)
        self.track = track
        self._info = track.info
        self._context: Any = av.CodecContext.create(track.info.codec, "r")
        self._context.extradata = track.extradata or None
        self._shape: tuple[str, str, int] | None = None
        self._resampler: Any = None

    def decode(self, frame: CodedFrame) -> Iterator[tuple[float, Block]]:
        """Its samples at the track's rate and channels, and their time in seconds. What does not decode is left out: a
        browser plays on over it."""
        packet = av.Packet(frame.data)
        packet.pts = packet.dts = round(frame.pts * 1_000_000)
        packet.time_base = _MICROSECOND
        try:
            for decoded in self._context.decode(packet):
                yield from self._converted(decoded, frame.pts)
        except (av.error.FFmpegError, ValueError):
            return

    def _converted(self, decoded: AudioFrame, pts: float) -> Iterator[tuple[float, Block]]:
        time = pts if decoded.pts is None else decoded.pts / 1_000_000
        shape = (decoded.format.name, decoded.layout.name, decoded.sample_rate)
        if shape != self._shape:
            self._shape = shape
            self._resampler = av.AudioResampler("flt", decoded.layout, self._info.sample_rate)
        for made in self._resampler.resample(decoded):
            yield time, bounded(made.to_ndarray().reshape(-1, made.layout.nb_channels).astype(np.float32, copy=False))


def coded_packets(data: bytes, container_format: str) -> tuple[dict[int, CodedTrack], list[tuple[int, CodedFrame]]]:
    """The tracks of a whole piece of media by number, and its frames. Raises `DamagedHeaderError`."""
    try:
        with open_container(data, container_format) as container:
            infos: list[AudioTrackInfo | VideoTrackInfo] = [*playable_audio(container), *playable_video(container)]
            tracks = {
                int(info.id): CodedTrack(info, bytes(container.streams[int(info.id)].codec_context.extradata or b""))
                for info in infos
            }
            frames = []
            for packet in container.demux():
                track = tracks.get(packet.stream_index)
                if track is None or packet.pts is None or packet.time_base is None:
                    continue
                pts = float(packet.pts * packet.time_base)
                dts = pts if packet.dts is None else float(packet.dts * packet.time_base)
                duration = float((packet.duration or 0) * packet.time_base) or _FRAME_DURATION
                is_key = packet.is_keyframe or track.kind == "audio"
                frames.append((packet.stream_index, CodedFrame(track, pts, dts, duration, bytes(packet), is_key)))
    except (av.error.FFmpegError, ValueError, OverflowError, PermissionError) as error:
        raise DamagedHeaderError(f"the {container_format} data are damaged: {reason_of(error)}") from None
    return tracks, frames


_FRAME_DURATION = 0.04
"""Seconds that a frame is taken to last when its file does not say."""
