"""`MediaSource`: the source buffers of a media element. https://w3c.github.io/media-source/#mediasource"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, Protocol

from shim.audio.coded import CodedTrack
from shim.audio.resource import AudioTrackInfo, VideoTrackInfo
from shim.audio.samples import Block
from shim.engine.realm import HostError, dom_exception

from .buffered import BufferedMedia, BufferedPlayer
from .formats import is_type_supported
from .ranges import TimeRanges, end_of, intersect, union
from .sound import sound_of
from .source_buffer import SourceBuffer

ReadyState = Literal["closed", "open", "ended"]
EndOfStreamError = Literal["", "network", "decode"]
MAX_BUFFERS = 16
"""Source buffers of one MediaSource. INTEROP: as in Chromium."""
_STREAM_BELOW, _STREAM_UNTIL = 10.0, 30.0
"""Seconds ahead of the playback position at which a ManagedMediaSource asks for data, and has enough."""


class SourceHost(Protocol):
    """Services of the document. An object is named by its number; `part` is the one of its lists, or ""."""

    def queue_task(self, task: Callable[[], None]) -> None:
        """Queues a task; tasks run in order."""

    def queue_event(self, number: int, event_type: str, part: str = "") -> None:
        """Queues a task to fire a simple event."""

    def tell_change(self, number: int, added: TimeRanges, removed: TimeRanges) -> None:
        """Queues a task to fire `bufferedchange`."""

    def new_number(self) -> int:
        """A number for a new object."""

    def hold(self, size: int) -> None:
        """So many bytes more are kept. Raises OutOfMemoryError when the page may not hold as much."""

    def let_go(self, size: int) -> None:
        """So many bytes less are kept."""


class MediaSource(BufferedMedia):
    """Source that script fills and its element plays: see `BufferedMedia`."""

    def __init__(self, host: SourceHost, *, is_managed: bool) -> None:
        self.host = host
        self.is_managed = is_managed
        self.number = host.new_number()
        self.ready_state: ReadyState = "closed"
        self.buffers: list[SourceBuffer] = []
        self.streaming = False
        """https://w3c.github.io/media-source/#dom-managedmediasource-streaming"""
        self._duration = math.nan
        self._live: tuple[float, float] | None = None
        self._player: BufferedPlayer | None = None

    # -- what the page sees

    @property
    def duration(self) -> float:
        """In seconds. https://w3c.github.io/media-source/#dom-mediasource-duration"""
        return math.nan if self.ready_state == "closed" else self._duration

    def set_duration(self, duration: float) -> None:
        """`duration = ...`"""
        # 1.
        if not duration >= 0:
            raise HostError("TypeError", f"The duration {duration} is negative or not a number.")
        # 2. - 3.
        self._require_open_and_idle()
        # 4.
        self.change_duration(duration)

    @property
    def active_buffers(self) -> list[SourceBuffer]:
        """https://w3c.github.io/media-source/#dom-mediasource-activesourcebuffers"""
        return [buffer for buffer in self.buffers if buffer.is_active]

    # https://w3c.github.io/media-source/#dom-mediasource-addsourcebuffer
    def add_source_buffer(self, type_: str) -> SourceBuffer:
        """A new source buffer of that type."""
        # 1.
        if type_ == "":
            raise HostError("TypeError", "The type is empty.")
        # 2.
        if not is_type_supported(type_):
            raise dom_exception("NotSupportedError", f"The type {type_!r} is not supported.")
        # 3.
        if len(self.buffers) >= MAX_BUFFERS:
            message = f"A MediaSource has {MAX_BUFFERS} source buffers at most."
            raise dom_exception("QuotaExceededError", message)
        # 4.
        if self.ready_state != "open":
            raise dom_exception("InvalidStateError", "The MediaSource is not open; wait for sourceopen.")
        # 5. - 7.
        buffer = SourceBuffer(self, self.host.new_number(), type_)
        # 8.
        self.buffers.append(buffer)
        # 9.
        self.host.queue_event(self.number, "addsourcebuffer", "sourceBuffers")
        return buffer

    # https://w3c.github.io/media-source/#dom-mediasource-removesourcebuffer
    def remove_source_buffer(self, buffer: SourceBuffer) -> None:
        """The source buffer, and all that is in it, goes."""
        # 1.
        if buffer not in self.buffers:
            raise dom_exception("NotFoundError", "The SourceBuffer is not one of this MediaSource.")
        # 2.
        buffer.abort_update()
        # 9. - 10.
        if buffer.is_active:
            buffer.is_active = False
            self.host.queue_event(self.number, "removesourcebuffer", "activeSourceBuffers")
        # 11.
        self.buffers.remove(buffer)
        self.host.queue_event(self.number, "removesourcebuffer", "sourceBuffers")
        # 12.
        buffer.close()
        # 3. - 8.
        if self._player is not None and buffer.has_init_segment:
            self._player.media_described()
        self.buffer_changed()

    # https://w3c.github.io/media-source/#dom-mediasource-endofstream
    def end(self, error: EndOfStreamError) -> None:
        """`endOfStream()`"""
        # 1. - 2.
        self._require_open_and_idle()
        # 3.
        self.end_of_stream(error, f"the page ended the stream with the error {error!r}")

    # https://w3c.github.io/media-source/#dom-mediasource-setliveseekablerange
    def set_live_seekable_range(self, start: float, end: float) -> None:
        """Sets the range, in seconds, that a stream without end can be seeked in."""
        # 1.
        self._require_open()
        # 2.
        if start < 0 or start > end:
            raise HostError("TypeError", f"{start} to {end} is not a range of times.")
        # 3.
        self._live = (start, end)

    # https://w3c.github.io/media-source/#dom-mediasource-clearliveseekablerange
    def clear_live_seekable_range(self) -> None:
        """Takes `set_live_seekable_range` back."""
        # 1.
        self._require_open()
        # 2.
        self._live = None

    def _require_open(self) -> None:
        if self.ready_state != "open":
            raise dom_exception("InvalidStateError", "The MediaSource is not open.")

    def _require_open_and_idle(self) -> None:
        self._require_open()
        if any(buffer.updating for buffer in self.buffers):
            raise dom_exception("InvalidStateError", "A SourceBuffer is updating; wait for updateend.")

    # -- what its source buffers say

    @property
    def has_element_error(self) -> bool:
        """True when the media element has an error."""
        return self._player is not None and self._player.error is not None

    @property
    def position(self) -> float:
        """The playback position of the media element, in seconds."""
        return 0.0 if self._player is None else self._player.media_position

    def reopen(self) -> None:
        """The first half of what each change of an ended MediaSource does."""
        if self.ready_state == "ended":
            self.ready_state = "open"
            self.host.queue_event(self.number, "sourceopen")

    def activated(self, buffer: SourceBuffer) -> None:
        """A source buffer has come to have active tracks."""
        self.host.queue_event(self.number, "addsourcebuffer", "activeSourceBuffers")

    def init_segment_received(self) -> None:
        """Steps 8 and 9 of https://w3c.github.io/media-source/#sourcebuffer-init-segment-received"""
        if self._player is not None and all(buffer.has_init_segment for buffer in self.buffers):
            self._player.media_described()

    def frames_came(self, group_end: float) -> None:
        """Step 5 of https://w3c.github.io/media-source/#sourcebuffer-coded-frame-processing"""
        if group_end > self._duration:
            self.change_duration(group_end)
        self.buffer_changed()

    def buffer_changed(self) -> None:
        """Something was added to a source buffer, or taken away."""
        if self._player is not None:
            self._player.media_changed()
        self._monitor()

    # https://w3c.github.io/media-source/#duration-change-algorithm
    def change_duration(self, duration: float) -> None:
        """The new duration, in seconds, is no shorter than what is buffered."""
        # 1.
        if duration == self._duration:
            return
        # 2.
        if duration < max((buffer.highest_timestamp for buffer in self.buffers), default=-1.0):
            message = f"The duration {duration} s would cut off what is buffered: remove() that first."
            raise dom_exception("InvalidStateError", message)
        # 3. - 4.
        highest = max((buffer.end for buffer in self.buffers), default=0.0)
        # 5.
        self._duration = max(duration, highest)
        # 6.
        if self._player is not None:
            self._player.media_duration_changed()

    # https://w3c.github.io/media-source/#end-of-stream-algorithm
    def end_of_stream(self, error: EndOfStreamError, message: str) -> None:
        """No more comes; `message` says what is wrong, if anything is."""
        # 1.
        self.ready_state = "ended"
        # 2.
        self.host.queue_event(self.number, "sourceended")
        # 3.
        if not error:
            before = {buffer: buffer.ranges for buffer in self.buffers}
            self.change_duration(max((buffer.end for buffer in self.buffers), default=0.0))
            for buffer, ranges in before.items():
                buffer.tell_change(ranges)
            self.buffer_changed()
        elif self._player is not None:
            self._player.media_failed(error, message)

    # -- what its element plays

    @property
    def audio(self) -> Sequence[CodedTrack]:
        """Audio tracks of all source buffers."""
        return [track for buffer in self.buffers for track in buffer.audio]

    @property
    def audio_tracks(self) -> Sequence[AudioTrackInfo]:
        return [track.info for track in self.audio if isinstance(track.info, AudioTrackInfo)]

    @property
    def video_tracks(self) -> Sequence[VideoTrackInfo]:
        tracks = [track for buffer in self.buffers for track in buffer.video]
        return [track.info for track in tracks if isinstance(track.info, VideoTrackInfo)]

    @property
    def is_ended(self) -> bool:
        return self.ready_state == "ended"

    # https://w3c.github.io/media-source/#dom-htmlmediaelement-buffered
    @property
    def buffered(self) -> TimeRanges:
        # 1. - 2.
        active = self.active_buffers
        # 3.
        highest = max((end_of(buffer.ranges) for buffer in active), default=0.0)
        # 4.
        found: TimeRanges = ((0.0, highest),) if highest > 0 else ()
        # 5.
        for buffer in active:
            ranges = buffer.ranges
            if ranges and self.ready_state == "ended":
                ranges = (*ranges[:-1], (ranges[-1][0], highest))
            found = intersect(found, ranges)
        return found

    # https://w3c.github.io/media-source/#dom-htmlmediaelement-seekable
    @property
    def seekable(self) -> TimeRanges:
        # 2.
        if math.isnan(self.duration):
            return ()
        # 3.
        if math.isinf(self.duration):
            buffered = self.buffered
            # 3.1
            if self._live is not None:
                ranges = union((*buffered, self._live))
                return ((ranges[0][0], ranges[-1][1]),) if ranges else ()
            # 3.2
            return ((0.0, end_of(buffered)),) if buffered else ()
        # 4.
        return ((0.0, self.duration),) if self.duration > 0 else ()

    @property
    def sample_rate(self) -> int:
        tracks = self.audio_tracks
        return tracks[0].sample_rate if tracks else 0

    def video_at(self, position: float) -> VideoTrackInfo | None:
        for buffer in self.buffers:
            for track in buffer.frames.tracks.values():
                if not track.is_audio and (frame := track.shown_at(position)) is not None:
                    return frame.track.info if isinstance(frame.track.info, VideoTrackInfo) else None
        return None

    def blocks(self, start: float) -> Iterator[Block]:
        """The first audio track's samples from `start` seconds on, as far as they are there."""
        for buffer in self.buffers:
            for track in buffer.frames.tracks.values():
                if track.is_audio:
                    return sound_of(track, start, self.sample_rate)
        return iter(())

    # https://w3c.github.io/media-source/#mediasource-attach
    def attach(self, player: BufferedPlayer) -> bool:
        if self.ready_state != "closed":
            return False
        self._player = player
        self.ready_state = "open"
        self.host.queue_event(self.number, "sourceopen")
        self._monitor()
        return True

    # https://w3c.github.io/media-source/#mediasource-detach
    def detach(self) -> None:
        self._player = None
        self.ready_state = "closed"
        self.streaming = False
        self._duration = math.nan
        self._live = None
        if self.active_buffers:
            self.host.queue_event(self.number, "removesourcebuffer", "activeSourceBuffers")
        if self.buffers:
            self.host.queue_event(self.number, "removesourcebuffer", "sourceBuffers")
        buffers, self.buffers = self.buffers, []
        for buffer in buffers:
            buffer.close()
        self.host.queue_event(self.number, "sourceclose")

    def played_on(self) -> None:
        """The playback position has moved."""
        self._monitor()

    # https://w3c.github.io/media-source/#managedsourcebuffer-monitoring
    def _monitor(self) -> None:
        """INTEROP: `streaming` is true while data is wanted, as in Safari; the standard's step has it the other way
        round."""
        if not self.is_managed or self._player is None:
            return
        position = self.position
        ahead = next((end - position for start, end in self.buffered if start - 0.1 <= position <= end), 0.0)
        reaches_end = ahead > 0 and position + ahead >= self._duration
        wants = not reaches_end and ahead < (_STREAM_UNTIL if self.streaming else _STREAM_BELOW)
        if wants != self.streaming:
            self.streaming = wants
            self.host.queue_event(self.number, "startstreaming" if wants else "endstreaming")
