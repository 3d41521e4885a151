"""`SourceBuffer`: takes segments, and keeps the coded frames in them. https://w3c.github.io/media-source/#sourcebuffer

`coded_frames.py` has what becomes of frames; `media_source.py` has the parent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from shim.audio.coded import CodedTrack
from shim.engine.memory import OutOfMemoryError
from shim.engine.realm import HostError, dom_exception

from .byte_stream import InitSegment, InvalidSegmentError
from .coded_frames import CodedFrames
from .formats import is_type_supported, parser_of
from .ranges import TimeRanges, intersect, subtract

if TYPE_CHECKING:
    from .media_source import MediaSource

AppendMode = Literal["segments", "sequence"]
_MB = 1024 * 1024
# INTEROP: as in Chromium on a desktop.
AUDIO_QUOTA, VIDEO_QUOTA = 12 * _MB, 150 * _MB


class SourceBuffer:
    """A source buffer of `source`; `number` names it to script."""

    def __init__(self, source: MediaSource, number: int, type_: str) -> None:
        self._source = source
        self._host = source.host
        self.number = number
        self.type = type_
        self.updating = False
        self.append_window_start = 0.0
        self.append_window_end = math.inf
        self.is_active = False
        self.has_init_segment = False
        """[[first initialization segment received flag]]"""
        self._pending_init_segment = False
        """[[pending initialization segment for changeType flag]]"""
        self._parser = parser_of(type_)
        self._frames = CodedFrames(self)
        self._frames.mode = "sequence" if self._parser.generates_timestamps else "segments"
        self._operation: object | None = None
        """The append or removal that is running."""
        self._removing = False
        self._counted = 0
        """Bytes that the page's account has for it."""
        self._before: TimeRanges = ()
        """The ranges that were buffered before the running operation."""

    # -- attributes

    @property
    def mode(self) -> AppendMode:
        return self._frames.mode

    # https://w3c.github.io/media-source/#dom-sourcebuffer-mode
    @mode.setter
    def mode(self, mode: AppendMode) -> None:
        # 1. - 2.
        self._require_idle()
        # 4.
        if self._parser.generates_timestamps and mode == "segments":
            raise HostError("TypeError", f"A SourceBuffer of {self.type} generates time stamps: its mode is sequence.")
        # 5.
        self._source.reopen()
        # 6.
        self._require_between_segments()
        # 7. - 8.
        self._frames.set_mode(mode)

    @property
    def timestamp_offset(self) -> float:
        return self._frames.timestamp_offset

    # https://w3c.github.io/media-source/#dom-sourcebuffer-timestampoffset
    @timestamp_offset.setter
    def timestamp_offset(self, offset: float) -> None:
        # 2. - 3.
        self._require_idle()
        # 4.
        self._source.reopen()
        # 5.
        self._require_between_segments()
        # 6. - 7.
        self._frames.set_offset(offset)

    # https://w3c.github.io/media-source/#dom-sourcebuffer-appendwindowstart
    def set_window_start(self, start: float) -> None:
        """`appendWindowStart = ...`"""
        # 1. - 2.
        self._require_idle()
        # 3.
        if not 0 <= start < self.append_window_end:
            raise HostError("TypeError", f"appendWindowStart {start} is not from 0 to {self.append_window_end}.")
        # 4.
        self.append_window_start = start

    # https://w3c.github.io/media-source/#dom-sourcebuffer-appendwindowend
    def set_window_end(self, end: float) -> None:
        """`appendWindowEnd = ...`"""
        # 1. - 2.
        self._require_idle()
        # 3. - 4.
        if not end > self.append_window_start:
            raise HostError("TypeError", f"appendWindowEnd {end} is not above {self.append_window_start}.")
        # 5.
        self.append_window_end = end

    # https://w3c.github.io/media-source/#dom-sourcebuffer-buffered
    @property
    def buffered(self) -> TimeRanges:
        """The ranges in which all of its tracks have frames."""
        # 1.
        self._require_member()
        return self.ranges

    @property
    def ranges(self) -> TimeRanges:
        """`buffered`, in or out of its MediaSource."""
        # 2.
        highest = self.end
        # 3.
        found: TimeRanges = ((0.0, highest),) if highest > 0 else ()
        # 4.
        for track in self._frames.tracks.values():
            # 4.1
            ranges = track.ranges
            # 4.2
            if ranges and self._source.ready_state == "ended":
                ranges = (*ranges[:-1], (ranges[-1][0], highest))
            # 4.3 - 4.4
            found = intersect(found, ranges)
        return found

    @property
    def end(self) -> float:
        """The highest end of its track buffers' ranges."""
        return max((track.end for track in self._frames.tracks.values()), default=0.0)

    @property
    def highest_timestamp(self) -> float:
        """The highest presentation time of a frame; -1 without one."""
        return max((t.frames[-1].pts for t in self._frames.tracks.values() if t.frames), default=-1.0)

    @property
    def audio(self) -> Sequence[CodedTrack]:
        """Its audio tracks, as they are described now."""
        return [t.description for t in self._frames.tracks.values() if t.is_audio]

    @property
    def video(self) -> Sequence[CodedTrack]:
        """Its video tracks, as they are described now."""
        return [t.description for t in self._frames.tracks.values() if not t.is_audio]

    @property
    def frames(self) -> CodedFrames:
        """The coded frames that are buffered."""
        return self._frames

    # -- methods

    # https://w3c.github.io/media-source/#dom-sourcebuffer-appendbuffer
    def append_buffer(self, data: bytes) -> None:
        """Takes bytes of segments."""
        # 1.
        self._prepare_append(len(data))
        # 2.
        self._parser.push(data)
        # 3. - 4.
        self._begin(removing=False)
        # 5.
        operation = self._operation
        self._host.queue_task(lambda: self._append(operation))

    # https://w3c.github.io/media-source/#dom-sourcebuffer-abort
    def abort(self) -> None:
        """Ends the append under way, and forgets the bytes of a segment that is not whole."""
        # 1.
        self._require_member()
        # 2.
        if self._source.ready_state != "open":
            raise dom_exception("InvalidStateError", "The MediaSource is not open.")
        # 3.
        if self._removing:
            raise dom_exception("InvalidStateError", "A removal is under way; wait for updateend.")
        # 4.
        self.abort_update()
        # 5.
        self._reset_parser()
        # 6. - 7.
        self.append_window_start, self.append_window_end = 0.0, math.inf

    def abort_update(self) -> None:
        """If an append is under way, it ends."""
        if self.updating:
            self._operation = None
            self.updating = self._removing = False
            self._queue_event("abort")
            self._queue_event("updateend")

    # https://w3c.github.io/media-source/#dom-sourcebuffer-changetype
    def change_type(self, type_: str) -> None:
        """Changes the type of the data that is appended from now on."""
        # 1.
        if type_ == "":
            raise HostError("TypeError", "The type is empty.")
        # 2. - 3.
        self._require_idle()
        # 4.
        if not is_type_supported(type_):
            raise dom_exception("NotSupportedError", f"The type {type_!r} is not supported.")
        # 5.
        self._source.reopen()
        # 6.
        self._reset_parser()
        # 7. - 8.
        self.type = type_
        self._parser = parser_of(type_)
        if self._parser.generates_timestamps:
            self._frames.set_mode("sequence")
        # 9.
        self._pending_init_segment = True

    # https://w3c.github.io/media-source/#dom-sourcebuffer-remove
    def remove(self, start: float, end: float) -> None:
        """Removes what is between two times, in seconds."""
        # 1. - 2.
        self._require_idle()
        # 3. - 4.
        duration = self._source.duration
        if not 0 <= start <= duration:
            raise HostError("TypeError", f"{start} s is not in the presentation, which lasts {duration} s.")
        # 5.
        if not end > start:
            raise HostError("TypeError", f"The end of the removal, {end} s, is not after its start, {start} s.")
        # 6.
        self._source.reopen()
        # 7. https://w3c.github.io/media-source/#sourcebuffer-range-removal
        # 7.3 - 7.4
        self._begin(removing=True)
        operation = self._operation
        # 7.5
        self._host.queue_task(lambda: self._remove(operation, start, end))

    def _remove(self, operation: object, start: float, end: float) -> None:
        if self._operation is not operation:
            return
        # 7.6
        self._frames.remove(start, end, self._source.duration)
        # 7.7 - 7.9
        self._finish()

    # -- appending

    # https://w3c.github.io/media-source/#sourcebuffer-prepare-append
    def _prepare_append(self, size: int) -> None:
        # 1. - 2.
        self._require_idle()
        # 3. - 4.
        if self._source.has_element_error:
            raise dom_exception("InvalidStateError", "The media element has an error.")
        # 5.
        self._source.reopen()
        # 6. https://w3c.github.io/media-source/#sourcebuffer-coded-frame-eviction
        quota = self.quota
        held = len(self._parser.input) + self._frames.data_size
        if held + size > quota:
            before = self.ranges
            self._frames.evict(held + size - quota, self._source.position)
            held = len(self._parser.input) + self._frames.data_size
            self.tell_change(before)
        # 7.
        if held + size > quota:
            message = f"{held} bytes are buffered of {quota}, and {size} more do not fit: remove() some first."
            raise dom_exception("QuotaExceededError", message)
        try:
            # what is appended, and the frames that are made of it
            self._count(len(self._parser.input) + self._frames.size + 2 * size)
        except OutOfMemoryError:
            message = f"The page's memory has no room for {size} bytes more: remove() some first."
            raise dom_exception("QuotaExceededError", message) from None

    @property
    def quota(self) -> int:
        """Bytes that it may hold."""
        is_video = self.type.lower().startswith("video/")
        return VIDEO_QUOTA if self.video or (is_video and not self.has_init_segment) else AUDIO_QUOTA

    # https://w3c.github.io/media-source/#sourcebuffer-buffer-append
    def _append(self, operation: object) -> None:
        """A piece of the append; the next one is a task of its own, if there is more."""
        if self._operation is not operation:
            return
        try:
            # 1.
            if self._parse_piece():
                self._host.queue_task(lambda: self._append(operation))
                return
            self._count(len(self._parser.input) + self._frames.size)
        except (InvalidSegmentError, OutOfMemoryError) as error:
            self._fail(str(error))
            return
        # 3. - 5.
        self._finish()

    # https://w3c.github.io/media-source/#sourcebuffer-segment-parser-loop
    def _parse_piece(self) -> bool:
        """Takes what comes next from the input buffer; false when more has to be appended first."""
        # 1. - 4., 5.1 and 6.1
        self._parser.accepts_media = self.has_init_segment and not self._pending_init_segment
        parsed = self._parser.parse()
        if parsed is None:
            return False
        if isinstance(parsed, InitSegment):
            # 5.2
            self._take_init_segment(parsed)
        else:
            # 6.2
            self._frames.process(parsed.frames, generates_timestamps=self._parser.generates_timestamps)
            self._source.frames_came(self._frames.group_end)
        return True

    # https://w3c.github.io/media-source/#sourcebuffer-init-segment-received
    def _take_init_segment(self, segment: InitSegment) -> None:
        # 1.
        if math.isnan(self._source.duration):
            self._source.change_duration(math.inf if segment.duration is None else segment.duration)
        # 2.
        if not segment.tracks:
            raise InvalidSegmentError("an initialization segment has no track")
        tracks = {each.number: each.track for each in segment.tracks if each.track is not None}
        # 3.1, 5.1
        if len(tracks) != len(segment.tracks):
            raise InvalidSegmentError("an initialization segment has a track in a codec that is not supported")
        # 3.
        self._frames.describe(tracks, is_first=not self.has_init_segment)
        # 5.6
        if not self.has_init_segment and not self.is_active:
            self.is_active = True
            self._source.activated(self)
        # 6. - 7.
        self.has_init_segment = True
        self._pending_init_segment = False
        # 8. - 9.
        self._source.init_segment_received()

    # https://w3c.github.io/media-source/#sourcebuffer-append-error
    def _fail(self, message: str) -> None:
        # 1.
        self._reset_parser()
        # 2.
        self._operation = None
        self.updating = False
        # 3. - 4.
        self._queue_event("error")
        self._queue_event("updateend")
        # 5.
        self._source.end_of_stream("decode", message)

    # https://w3c.github.io/media-source/#sourcebuffer-reset-parser-state
    def _reset_parser(self) -> None:
        # 1.
        try:
            if self._parser.in_media_segment and self.has_init_segment:
                for frames in (self._parser.parse(), self._parser.rest()):
                    if frames is not None and not isinstance(frames, InitSegment):
                        self._frames.process(frames.frames, generates_timestamps=self._parser.generates_timestamps)
        except InvalidSegmentError:
            pass  # what is left of a damaged segment is given up
        # 2. - 6.
        self._frames.forget_order()
        # 7. - 8.
        self._parser.reset()
        self._source.buffer_changed()

    def _begin(self, *, removing: bool) -> None:
        self._before = self.ranges
        self.updating, self._removing = True, removing
        self._operation = object()
        self._queue_event("updatestart")

    def _finish(self) -> None:
        self._operation = None
        self.updating = self._removing = False
        self._count(len(self._parser.input) + self._frames.size)
        self._queue_event("update")
        self._queue_event("updateend")
        self.tell_change(self._before)
        self._source.buffer_changed()

    # https://w3c.github.io/media-source/#managedsourcebuffer-buffered-change
    def tell_change(self, before: TimeRanges) -> None:
        """Tells script of buffered ranges that are other than `before`, if the source is a managed one."""
        if self._source.is_managed and before != self.ranges:
            self._host.tell_change(self.number, subtract(self.ranges, before), subtract(before, self.ranges))

    def close(self) -> None:
        """Ends the buffer, which is out of its MediaSource; nothing of it is kept."""
        self._operation = None
        self.updating = self._removing = False
        self._parser.reset()
        self._frames.clear()
        self._count(0)

    def _count(self, size: int) -> None:
        """Brings the page's account up to date. Raises `OutOfMemoryError` when there is no room."""
        if size > self._counted:
            self._host.hold(size - self._counted)
        else:
            self._host.let_go(self._counted - size)
        self._counted = size

    # -- what is required

    def _require_member(self) -> None:
        if self not in self._source.buffers:
            raise dom_exception("InvalidStateError", "The SourceBuffer has been removed from its MediaSource.")

    def _require_idle(self) -> None:
        self._require_member()
        if self.updating:
            raise dom_exception("InvalidStateError", "The SourceBuffer is updating; wait for updateend.")

    def _require_between_segments(self) -> None:
        if self._parser.in_media_segment:
            raise dom_exception("InvalidStateError", "The SourceBuffer is within a media segment; abort() it first.")

    def _queue_event(self, event_type: str) -> None:
        self._host.queue_event(self.number, event_type)
