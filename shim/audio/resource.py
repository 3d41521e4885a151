"""A media resource held in memory: its tracks, its real duration and its samples, by PyAV.

The bytes come from the open web. The container format is told from the bytes and forced, only formats and codecs that
browsers play are let in, every other file or address a container may name is refused, and size and time are bounded.
"""

import io
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from shim.lazy import av, np

from .container_sniff import sniff_container
from .errors import MediaErrorCode, UnusableMediaError
from .samples import bounded

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from numpy.typing import NDArray

MAX_BYTES = 256 * 1024 * 1024
MAX_PIXELS = 8192 * 4320
MAX_CHANNELS = 32
SAMPLE_RATES = range(3_000, 768_001)
MAX_DURATION = 7 * 24 * 3600.0
# Less than this many bytes a second is not sound: the header lies, or the packets will prove it right.
PLAUSIBLE_BYTES_PER_SECOND = 100
MAX_DECODED_BYTES = 1024 * 1024 * 1024
SCAN_SECONDS = 5.0
# Decoders with state (Opus, MP3) need this much of a run-up after a seek before their samples are right.
PREROLL_SECONDS = 0.5
FIRST_FRAME_PACKETS = 100

AUDIO_CODECS = frozenset(
    {"mp3", "mp3float", "aac", "opus", "libopus", "vorbis", "flac", "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le"}
    | {"pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw"}
)
VIDEO_CODECS = frozenset({"h264", "vp8", "vp9", "av1", "libdav1d"})

_CONTAINER_OPTIONS = {
    # No protocol has this name: whatever a container refers to, FFmpeg must not open it.
    "protocol_whitelist": "none",
    "codec_whitelist": ",".join(sorted(AUDIO_CODECS | VIDEO_CODECS)),
    "max_streams": "32",
    "probesize": "2000000",
    "max_pixels": str(MAX_PIXELS),
}


@dataclass(frozen=True, slots=True)
class AudioTrackInfo:
    """One audio track. `sample_rate` is in Hz; `language` is empty when the file does not say."""

    id: str
    codec: str
    channels: int
    sample_rate: int
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class VideoTrackInfo:
    """One video track. `width` and `height` are in CSS pixels."""

    id: str
    codec: str
    width: int
    height: int
    label: str
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class MediaResource:
    """Playable media bytes.

    `duration` is in seconds. `decode_error` is set when the container is sound but its audio does not decode: such a
    resource has metadata and fails as soon as it should play.
    """

    data: bytes
    container: str
    duration: float
    audio_tracks: tuple[AudioTrackInfo, ...]
    video_tracks: tuple[VideoTrackInfo, ...]
    decode_error: str | None

    @classmethod
    def open(cls, data: bytes, content_type: str = "") -> "MediaResource":
        """Inspects `data`; may take seconds for a large file, so event loops call it in a thread.

        The format is told from the bytes alone; `content_type` only makes the error message clearer.
        Raises UnusableMediaError (SRC_NOT_SUPPORTED) when no browser would play the bytes.
        """
        if len(data) > MAX_BYTES:
            _unsupported(f"the resource has {len(data)} bytes, more than the limit of {MAX_BYTES}")
        container_format = sniff_container(data)
        if container_format is None:
            of_type = f" (served as {content_type})" if content_type else ""
            _unsupported(f"the bytes are in no audio or video format that browsers play{of_type}")
        try:
            with open_container(data, container_format) as container:
                audio_tracks = tuple(playable_audio(container))
                video_tracks = tuple(playable_video(container))
                if not audio_tracks and not video_tracks:
                    _unsupported(f"the {container_format} file has no track in a codec that browsers play")
                duration = _header_duration(container, data)
            if duration is None:
                duration = _scanned_duration(data, container_format)
        except (av.error.FFmpegError, ValueError, OverflowError, PermissionError) as error:
            _unsupported(f"the {container_format} file is damaged: {reason_of(error)}")
        if not 0 <= duration <= MAX_DURATION:
            _unsupported(f"the {container_format} file says that it lasts {duration:.0f} s")
        decode_error = _first_frame_error(data, container_format) if audio_tracks else None
        return cls(data, container_format, duration, audio_tracks, video_tracks, decode_error)

    @property
    def sample_rate(self) -> int:
        """The sample rate of the first audio track in Hz; 0 without one."""
        return self.audio_tracks[0].sample_rate if self.audio_tracks else 0

    @property
    def channels(self) -> int:
        """The number of channels of the first audio track; 0 without one."""
        return self.audio_tracks[0].channels if self.audio_tracks else 0

    @property
    def video_size(self) -> tuple[int, int] | None:
        """Width and height of the first video track, in CSS pixels."""
        return (self.video_tracks[0].width, self.video_tracks[0].height) if self.video_tracks else None

    def decode(self, start: float = 0.0, end: float | None = None) -> "NDArray[np.float32]":
        """The samples of the first audio track between two times in seconds, as float32 (frames, channels).

        The shape is exact: what lies outside the track or does not decode is silence. Raises ValueError for a range
        that is negative or that would need more than MAX_DECODED_BYTES; `blocks` has no such limit.
        """
        end = self.duration if end is None else end
        first = round(start * self.sample_rate)
        frames = round(end * self.sample_rate) - first
        if frames < 0 or start < 0:
            raise ValueError(f"cannot decode from {start} s to {end} s: give 0 <= start <= end")
        if frames * self.channels * 4 > MAX_DECODED_BYTES:
            raise ValueError(f"{end - start:.0f} s decode to more than {MAX_DECODED_BYTES} bytes: decode them in parts")
        samples = np.zeros((frames, self.channels), np.float32)
        filled = 0
        for block in self.blocks(start):
            if filled >= frames:
                break
            part = block[: frames - filled]
            samples[filled : filled + len(part)] = part
            filled += len(part)
        return samples

    def blocks(self, start: float = 0.0) -> "Iterator[NDArray[np.float32]]":
        """The first audio track from `start` seconds on, decoded as it is asked for, without gaps.

        Yields float32 (frames, channels) at `sample_rate`. Packets that do not decode become silence.
        """
        if not self.audio_tracks or start >= self.duration:
            return
        track = self.audio_tracks[0]
        with open_container(self.data, self.container) as container:
            stream = next(stream for stream in container.streams.audio if str(stream.index) == track.id)
            offset = _start_offset(container)
            if start > PREROLL_SECONDS:
                # A container that cannot seek is read from where it stands: frames know their time.
                with suppress(av.error.FFmpegError):
                    container.seek(int((start - PREROLL_SECONDS + offset) * av.time_base), backward=True)
            cursor = round(start * track.sample_rate)
            end = round(self.duration * track.sample_rate)
            for frame in _decoded_frames(container, stream, track):
                position = round((float(frame.time or 0.0) - offset) * track.sample_rate)
                samples = frame.to_ndarray().reshape(-1, track.channels).astype(np.float32, copy=False)
                if position > cursor:
                    # A jump in the time stamps; long ones come in pieces, so that a lying file does not fill memory.
                    for silent in range(cursor, min(position, end), track.sample_rate):
                        length = min(track.sample_rate, min(position, end) - silent)
                        yield np.zeros((length, track.channels), np.float32)
                    cursor = position
                samples = samples[cursor - position : max(0, end - position)]
                if len(samples):
                    yield bounded(samples)
                    cursor += len(samples)


def _unsupported(message: str) -> NoReturn:
    raise UnusableMediaError(MediaErrorCode.SRC_NOT_SUPPORTED, message)


def reason_of(error: Exception) -> str:
    """FFmpeg's description of an error."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _refuse_to_open(url: str, flags: int, options: dict[str, str]) -> NoReturn:
    raise PermissionError(f"media may not refer to other resources: {url}")


def open_container(data: bytes, container_format: str) -> "InputContainer":
    """The container in bytes that are not to be trusted: see the module's docstring."""
    return av.open(io.BytesIO(data), "r", format=container_format, options=_CONTAINER_OPTIONS, io_open=_refuse_to_open)


def _codec_name(stream: Any) -> str:
    context = stream.codec_context
    return context.name if context is not None else ""


def playable_audio(container: "InputContainer") -> Iterator[AudioTrackInfo]:
    """The audio tracks that browsers play. The id is the stream's index."""
    for stream in container.streams.audio:
        codec = _codec_name(stream)
        if codec not in AUDIO_CODECS or stream.sample_rate not in SAMPLE_RATES:
            continue
        channels = stream.codec_context.channels
        if not 1 <= channels <= MAX_CHANNELS:
            continue
        label, language = _names(stream.metadata)
        yield AudioTrackInfo(str(stream.index), codec, channels, stream.sample_rate, label, language)


def playable_video(container: "InputContainer") -> Iterator[VideoTrackInfo]:
    """The video tracks that browsers play. The id is the stream's index."""
    for stream in container.streams.video:
        codec = _codec_name(stream)
        if codec not in VIDEO_CODECS or not stream.width or not stream.height:
            continue
        label, language = _names(stream.metadata)
        yield VideoTrackInfo(str(stream.index), codec, stream.width, stream.height, label, language)


def _names(metadata: dict[str, str]) -> tuple[str, str]:
    language = metadata.get("language", "")
    return metadata.get("title", ""), "" if language == "und" else language


def _start_offset(container: "InputContainer") -> float:
    """The start of the file's own clock, in seconds; the media timeline starts at 0."""
    return max(0, container.start_time or 0) / av.time_base


def _header_duration(container: "InputContainer", data: bytes) -> float | None:
    """In seconds; None where the file does not say, or FFmpeg only estimates, or what it says cannot be."""
    container_format = container.format.name
    # Ogg's end counts the encoder's delay, and raw AAC has no header at all.
    if container.duration is None or container_format in ("aac", "ogg"):
        return None
    if container_format == "mp3" and not any(mark in data[: 64 * 1024] for mark in (b"Xing", b"Info", b"VBRI")):
        return None
    duration = container.duration / av.time_base
    return duration if duration * PLAUSIBLE_BYTES_PER_SECOND <= len(data) else None


def _scanned_duration(data: bytes, container_format: str) -> float:
    """The end of the last packet, in seconds, read without decoding."""
    end = 0.0
    deadline = time.monotonic() + SCAN_SECONDS
    with open_container(data, container_format) as container:
        offset = _start_offset(container)
        for count, packet in enumerate(container.demux()):
            if packet.pts is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            if count % 1000 == 999 and time.monotonic() > deadline:
                _unsupported(f"finding the end of the {container_format} file took more than {SCAN_SECONDS:.0f} s")
    return max(0.0, end - offset)


def _first_frame_error(data: bytes, container_format: str) -> str | None:
    """The reason why the start of the first audio track does not decode; None when it does or the track is empty."""
    last_error = None
    with open_container(data, container_format) as container:
        track = next(playable_audio(container))
        packets = container.demux(container.streams.get(int(track.id))[0])
        for _ in range(FIRST_FRAME_PACKETS):
            try:
                packet = next(packets, None)
                if packet is None:
                    break
                if packet.decode():
                    return None
            except (av.error.FFmpegError, ValueError) as error:
                last_error = f"the {track.codec} audio does not decode: {reason_of(error)}"
    return last_error


def _decoded_frames(
    container: "InputContainer", stream: "AudioStream", track: AudioTrackInfo
) -> Iterator["AudioFrame"]:
    """Frames as packed float32 in the track's own layout and rate."""
    resampler = None
    shape: tuple[str, str, int] | None = None
    try:
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except (av.error.FFmpegError, ValueError):
                continue  # a browser plays on over a packet it cannot decode
            for frame in frames:
                if (frame.format.name, frame.layout.name, frame.sample_rate) != shape:
                    shape = (frame.format.name, frame.layout.name, frame.sample_rate)
                    resampler = av.AudioResampler("flt", stream.layout, track.sample_rate)
                if resampler is not None:
                    yield from resampler.resample(frame)
    except av.error.FFmpegError:
        return  # the container breaks off here: what came before it has played
