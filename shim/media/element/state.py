"""The state of a media element, its queue of tasks and play promises, and what follows from the state.

The algorithms are in `playing.py` and `loading.py`; `element.py` has what a page sees.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from enum import IntEnum

from shim.audio.errors import MediaError
from shim.audio.resource import AudioTrackInfo, MediaResource, VideoTrackInfo
from shim.media.services import Cancellable
from shim.media.source.buffered import BufferedMedia
from shim.media.source.ranges import TimeRanges

from .clock import PlaybackClock
from .host import MediaElementHost, Playhead, StreamProvider


class NetworkState(IntEnum):
    """https://html.spec.whatwg.org/multipage/media.html#dom-media-networkstate"""

    EMPTY = 0
    IDLE = 1
    LOADING = 2
    NO_SOURCE = 3


class ReadyState(IntEnum):
    """https://html.spec.whatwg.org/multipage/media.html#ready-states"""

    HAVE_NOTHING = 0
    HAVE_METADATA = 1
    HAVE_CURRENT_DATA = 2
    HAVE_FUTURE_DATA = 3
    HAVE_ENOUGH_DATA = 4


class _MediaElementTask:
    """A queued task; `settle` is the part of it that resolves or rejects play promises."""

    __slots__ = ("settle", "steps")

    def __init__(self, steps: Callable[[], None] | None, settle: Callable[[], None] | None) -> None:
        self.steps = steps
        self.settle = settle


class MediaElementState(ABC):
    """Fields and derived properties of a media element; `is_video` tells `<video>` from `<audio>`."""

    def __init__(self, host: MediaElementHost, *, is_video: bool) -> None:
        self.host = host
        self.is_video = is_video
        self.network_state = NetworkState.EMPTY
        self.ready_state = ReadyState.HAVE_NOTHING
        self.error: MediaError | None = None
        self.current_src = ""
        self.paused = True
        self.seeking = False
        self.audio_tracks: Sequence[AudioTrackInfo] = ()
        self.video_tracks: Sequence[VideoTrackInfo] = ()
        self.delaying_the_load_event = False
        self.show_poster = True
        """https://html.spec.whatwg.org/multipage/media.html#show-poster-flag"""
        self.is_tainted = False
        """True when the loaded media is CORS-cross-origin: https://html.spec.whatwg.org/#cors-cross-origin"""

        self._resource: MediaResource | None = None
        self._stream: StreamProvider | None = None
        self._buffers: BufferedMedia | None = None
        self._stream_ended = False
        self._volume = 1.0
        self._muted = host.get_attribute("muted") is not None
        self._playback_rate = 1.0
        self._preserves_pitch = True
        self._default_playback_rate = 1.0
        self._default_playback_start_position = 0.0
        self._can_autoplay = True
        self._clock = PlaybackClock()
        self._official_position: float | None = None
        self._tasks: dict[_MediaElementTask, None] = {}
        self._pending_play_promises: list[int] = []
        self._edge_timer: Cancellable | None = None
        self._edge_due: float | None = None
        self._timeupdate_timer: Cancellable | None = None
        self._fragment_end = math.inf
        """The position (seconds) at which the URL's fragment lets playback pause, once."""
        self._fragment_timer: Cancellable | None = None
        self._cue_alarm: float | None = None
        """The next position (seconds) at which a cue starts or ends; None when there are no text tracks."""
        self._cue_timer: Cancellable | None = None
        self._told_playhead: tuple[object, ...] = (False, (1.0, True), self.gain, None, ((), ()), False, False)

    # -- what follows from the state

    @property
    def duration(self) -> float:
        """In seconds; NaN without media, infinite for a stream."""
        return self._clock.end if self.ready_state >= ReadyState.HAVE_METADATA else math.nan

    @property
    def loop(self) -> bool:
        return self.host.get_attribute("loop") is not None

    @property
    def gain(self) -> float:
        """Linear, 0 when muted: https://html.spec.whatwg.org/multipage/media.html#effective-media-volume"""
        return 0.0 if self._muted else self._volume

    @property
    def forwards(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#direction-of-playback"""
        return self._clock.rate >= 0

    @property
    def has_audio(self) -> bool:
        """True when the loaded media has an audio track."""
        return bool(self.audio_tracks)

    @property
    def blocked(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#blocked-media-element"""
        return self.ready_state <= ReadyState.HAVE_CURRENT_DATA

    @property
    def potentially_playing(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#potentially-playing"""
        return not self.paused and self.error is None and not self.blocked and not self.has_ended_playback

    @property
    def has_content_now(self) -> bool:
        """True when a capture of the element gets anything: https://w3c.github.io/mediacapture-fromelement/"""
        return self.potentially_playing and self._clock.rate > 0 and not self.is_tainted

    @property
    def has_ended_playback(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#ended-playback"""
        if self.ready_state < ReadyState.HAVE_METADATA:
            return False
        if self._stream_ended:
            return True
        if self._buffers is not None and self.forwards and not self._buffers.is_ended:
            return False
        position = self._clock.position(self.host.now())
        if self.forwards:
            return position >= self._clock.end and not self.loop
        return position <= 0

    @property
    def eligible_for_autoplay(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#eligible-for-autoplay

        INTEROP: as in Chromium, the "autoplay" permissions policy counts where a sound may not start by itself anyway.
        FIXME: the sandboxed automatic features flag is not asked for.
        """
        return self._can_autoplay and self.paused and self.host.get_attribute("autoplay") is not None

    @property
    def seekable(self) -> TimeRanges:
        """Everything that is loaded; nothing of a stream."""
        if self._buffers is not None:
            return self._buffers.seekable
        return ((0.0, self._clock.end),) if self._resource is not None and self._clock.end > 0 else ()

    def position(self, now: float) -> float:
        """The current playback position at the host time `now`, in seconds."""
        return self._clock.position(now)

    # -- tasks and promises

    def _queue_task(self, steps: Callable[[], None] | None, settle: Callable[[], None] | None = None) -> None:
        """https://html.spec.whatwg.org/multipage/media.html#queue-a-media-element-task"""
        task = _MediaElementTask(steps, settle)
        self._tasks[task] = None

        def run() -> None:
            if task not in self._tasks:
                return  # the load algorithm has removed it
            del self._tasks[task]
            if task.steps is not None:
                task.steps()
            if task.settle is not None:
                task.settle()

        self.host.queue_task(run)

    def _queue_event(self, event_type: str) -> None:
        self._queue_task(lambda: self.host.fire(event_type))

    def _remove_pending_tasks(self) -> None:
        """Steps 3 to 5 of the load algorithm: promises that a pending task would settle are settled now."""
        pending = list(self._tasks)
        self._tasks.clear()
        for task in pending:
            if task.settle is not None:
                task.settle()

    def _take_pending_play_promises(self) -> list[int]:
        """https://html.spec.whatwg.org/multipage/media.html#take-pending-play-promises"""
        promises = self._pending_play_promises
        self._pending_play_promises = []
        return promises

    def _resolving(self, promises: list[int]) -> Callable[[], None] | None:
        """https://html.spec.whatwg.org/multipage/media.html#resolve-pending-play-promises"""
        return (lambda: self.host.resolve_play(promises)) if promises else None

    def _rejecting(self, promises: list[int], name: str, message: str) -> Callable[[], None] | None:
        """https://html.spec.whatwg.org/multipage/media.html#reject-pending-play-promises"""
        return (lambda: self.host.reject_play(promises, name, message)) if promises else None

    # -- what runs the clock

    def _sync_playback(self, jumped: bool = False) -> None:
        """Brings the clock, its two timers and the host's view of the playhead in line with the state.

        Called after every change of it; `jumped` says that the position changed other than by playing.
        """
        now = self.host.now()
        # The timer for the end may have come due and not have run yet; stopping it now would lose the end.
        edge = self._clock.reaches_edge_at()
        overdue = edge is not None and edge <= now and self._edge_due is not None and self._edge_due <= now
        if not overdue or self.seeking:
            if self.potentially_playing and not self.seeking:
                self._clock.run(now)
            else:
                self._clock.stop(now)
            self._schedule_timers(now)
        self._official_position = None
        running = self._clock.running
        source = self._resource or self._stream or self._buffers
        tracks = (self.audio_tracks, self.video_tracks)
        speed = (self._clock.rate, self._preserves_pitch)
        told = (running, speed, self.gain, source, tracks, self.has_content_now, self.has_ended_playback)
        if jumped or told != self._told_playhead:
            self._told_playhead = told
            self.host.playhead_changed(
                Playhead(
                    now, self._clock.position(now), self._clock.rate, running, self.gain, source, self._preserves_pitch
                )
            )

    def _set_delaying_the_load_event(self, delaying: bool) -> None:
        """https://html.spec.whatwg.org/multipage/media.html#delaying-the-load-event-flag"""
        if self.delaying_the_load_event != delaying:
            self.delaying_the_load_event = delaying
            self.host.delay_load_event(delaying)

    @abstractmethod
    def _schedule_timers(self, now: float) -> None:
        """Sets the timers for the end and for `timeupdate` as the clock asks for."""

    @abstractmethod
    def _metadata_known(
        self, duration: float, audio_tracks: Sequence[AudioTrackInfo], video_tracks: Sequence[VideoTrackInfo]
    ) -> None:
        """The steps of https://html.spec.whatwg.org/multipage/media.html#media-data-processing-steps-list once the
        duration, in seconds, and the tracks are known."""

    @abstractmethod
    def _select_resource(self, explicit: bool = False) -> None:
        """https://html.spec.whatwg.org/multipage/media.html#concept-media-load-algorithm"""

    @abstractmethod
    def _resume_deferred_fetch(self) -> None:
        """Goes on with a fetch that `preload=none` holds back, if there is one."""
