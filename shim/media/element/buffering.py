"""Playing what comes piece by piece: the ready state follows what is buffered at the playback position.

https://w3c.github.io/media-source/#mediasource-buffer-monitoring
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from shim.audio.errors import MediaError, MediaErrorCode
from shim.media.source.buffered import BufferedMedia

from .host import MediaElementHost
from .playing import Playback
from .state import NetworkState, ReadyState

# INTEROP: as in Chromium, playback begins although the first frame is this much later, in seconds.
_FIRST_FRAME = 1.0
_BEFORE_RANGE = 0.1
"""Seconds before a range that count as in it: time stamps of encoders begin a little late."""
_ENOUGH = 0.5
"""Seconds ahead of the playback position with which playback is taken to go on uninterrupted."""
_NOTHING_AHEAD = 0.000_5


class Buffering(Playback):
    """A `BufferedPlayer`."""

    def __init__(self, host: MediaElementHost, *, is_video: bool) -> None:
        super().__init__(host, is_video=is_video)
        self._attach_failed: Callable[[str], None] | None = None
        self._has_all = False
        """The end of what is buffered is known to be the end."""

    # https://w3c.github.io/media-source/#mediasource-attach
    def _attach(self, media: BufferedMedia, failed: Callable[[str], None]) -> None:
        self._attach_failed = failed
        self._has_all = False
        self._buffers = media
        if media.attach(self):
            self._set_delaying_the_load_event(False)
        else:
            self._buffers = None
            failed("the MediaSource is attached to a media element already")

    def _detach(self) -> None:
        if self._buffers is not None:
            media, self._buffers = self._buffers, None
            media.detach()

    # -- what is buffered

    def _range_at(self, position: float) -> tuple[float, float] | None:
        """The buffered range that playback goes on in from `position`."""
        if self._buffers is None:
            return None
        found = None
        for number, (start, end) in enumerate(self._buffers.buffered):
            early = _FIRST_FRAME if number == 0 else _BEFORE_RANGE
            if start - early <= position <= end + _NOTHING_AHEAD:
                found = (start, end)
        return found

    def _state_at(self, position: float) -> ReadyState:
        """The steps of https://w3c.github.io/media-source/#mediasource-buffer-monitoring"""
        found = self._range_at(position)
        # 2.
        if found is None:
            return ReadyState.HAVE_METADATA
        ahead = found[1] - position
        # 3.
        if ahead >= _ENOUGH or self._reaches_end(found[1]):
            return ReadyState.HAVE_ENOUGH_DATA
        # 4. - 5.
        return ReadyState.HAVE_FUTURE_DATA if ahead > _NOTHING_AHEAD else ReadyState.HAVE_CURRENT_DATA

    def _reaches_end(self, end: float) -> bool:
        return self._buffers is not None and self._buffers.is_ended and end >= self._clock.end - _NOTHING_AHEAD

    def _is_there(self, position: float) -> bool:
        return self._buffers is None or self._range_at(position) is not None

    def _follow_buffers(self) -> None:
        """Brings the ready state and the clock in line with what is buffered."""
        now = self.host.now()
        position = self._clock.position(now)
        found = self._range_at(position)
        available = position if found is None else found[1]
        if self._reaches_end(available):
            available = math.inf
        self._clock.limit(now, available)
        self._follow_size()
        state = self._state_at(position)
        if self._seek is not None:
            # INTEROP: a seek that waits for data is over before there is more than metadata, as in Chromium.
            state = min(state, self.ready_state)
        if state != self.ready_state:
            self._set_ready_state(state)
        else:
            self._sync_playback()

    def _position_jumped(self) -> None:
        if self._buffers is not None:
            self._follow_buffers()
            self._buffers.played_on()

    def _played_on(self) -> None:
        if self._buffers is not None:
            self._follow_size()
            self._buffers.played_on()

    def _ran_dry(self) -> bool:
        if self._buffers is None or not self.forwards:
            return False
        if self._buffers.is_ended and self._clock.position(self.host.now()) >= self._clock.end:
            return False
        self._follow_buffers()
        self._buffers.played_on()
        return True

    # -- what feeds it says

    @property
    def media_position(self) -> float:
        """See `BufferedPlayer`."""
        return self._clock.position(self.host.now())

    def media_described(self) -> None:
        """See `BufferedPlayer`."""
        media = self._buffers
        if media is None:
            return
        if self.ready_state == ReadyState.HAVE_NOTHING:
            self._metadata_known(media.duration, media.audio_tracks, media.video_tracks)
            if media.start > 0 and self._seek is None:
                self._clock.jump(self.host.now(), media.start)
        else:
            self.audio_tracks = tuple(media.audio_tracks)
            if len(media.video_tracks) != len(self.video_tracks):
                self.video_tracks = tuple(media.video_tracks)
        self.media_changed()

    def _follow_size(self) -> None:
        """The pictures at the playback position may have another size than those before."""
        shown = None if self._buffers is None else self._buffers.video_at(self.media_position)
        before = self.video_tracks[0] if self.video_tracks else None
        if shown is None or before is None or shown is before:
            return
        self.video_tracks = (shown, *self.video_tracks[1:])
        if self.is_video and (shown.width, shown.height) != (before.width, before.height):
            self._queue_event("resize")

    def media_changed(self) -> None:
        """See `BufferedPlayer`."""
        media = self._buffers
        if media is None or self.ready_state == ReadyState.HAVE_NOTHING:
            return
        self._follow_buffers()
        seek, position = self._seek, self.media_position
        if seek is not None and self._is_there(position):
            self._queue_task(lambda: self._finish_seek(seek))
        had_all, self._has_all = self._has_all, media.is_ended
        self.network_state = NetworkState.IDLE if media.is_ended else NetworkState.LOADING
        if media.is_ended and not had_all and not self.seeking and self.forwards and position >= self._clock.end:
            self._reach_edge()

    def media_duration_changed(self) -> None:
        """See `BufferedPlayer`."""
        if self._buffers is None or self.ready_state == ReadyState.HAVE_NOTHING:
            return
        if self._buffers.duration == self._clock.end:
            return
        position = self.media_position
        self._clock.set_end(self.host.now(), self._buffers.duration)
        self._queue_event("durationchange")
        if position > self._buffers.duration:
            self._seek_to(self._buffers.duration)
        self._sync_playback()

    def media_tainted(self) -> None:
        """See `BufferedPlayer`."""
        self.is_tainted = True

    def media_moved(self, position: float) -> None:
        """See `BufferedPlayer`."""
        self._seek_to(position)

    def media_failed(self, kind: Literal["network", "decode"], message: str) -> None:
        """See `BufferedPlayer`."""
        if self._buffers is None:
            return
        if self.ready_state == ReadyState.HAVE_NOTHING and self._attach_failed is not None:
            self._attach_failed(message)
            return
        code = MediaErrorCode.NETWORK if kind == "network" else MediaErrorCode.DECODE
        self._fail(MediaError(code, message))

    # https://html.spec.whatwg.org/multipage/media.html#fatal-decode-error, and where the connection breaks off
    def _fail(self, error: MediaError) -> None:
        # 2.
        self.error = error
        # 3.
        self.network_state = NetworkState.IDLE
        # 4.
        self._set_delaying_the_load_event(False)
        # 5.
        self._sync_playback()
        self._queue_event("error")
