"""Playing, pausing, seeking, reaching the end: what happens once there is something to play."""

import math
from collections.abc import Callable

from shim.media.services import Cancellable

from .host import StreamProvider
from .state import MediaElementState, NetworkState, ReadyState

TIMEUPDATE_INTERVAL = 0.25


class Playback(MediaElementState):
    """The algorithms of https://html.spec.whatwg.org/multipage/media.html#playing-the-media-resource"""

    _seek: object | None = None
    """The running instance of the seek algorithm; a later one takes its place."""
    _has_loaded_data = False
    """`loadeddata` has been fired, or will be."""

    def _is_there(self, position: float) -> bool:
        """True when there is something to play at a position, in seconds."""
        return True

    def _position_jumped(self) -> None:
        """A seek has set the playback position."""

    def _ran_dry(self) -> bool:
        """True when playback has come to the end of what is there, and not to the end."""
        return False

    def _played_on(self) -> None:
        """The playback position has moved."""

    # https://html.spec.whatwg.org/multipage/media.html#ready-states
    def _set_ready_state(self, state: ReadyState) -> None:
        """Sets the ready state, which tells how much there is to play, and queues the events of the change."""
        before, was_playing = self.ready_state, self.potentially_playing
        self.ready_state = state
        if before == ReadyState.HAVE_NOTHING:
            self._queue_event("loadedmetadata")
        if before < ReadyState.HAVE_CURRENT_DATA <= state and not self._has_loaded_data:
            self._has_loaded_data = True
            self._queue_task(self._fire_loadeddata)
        if state < ReadyState.HAVE_FUTURE_DATA <= before and was_playing:
            self._queue_event("timeupdate")
            self._queue_event("waiting")
        if before < ReadyState.HAVE_FUTURE_DATA <= state:
            self._queue_event("canplay")
            if not self.paused:
                self._notify_about_playing()
        if before < ReadyState.HAVE_ENOUGH_DATA == state:
            # INTEROP: browsers start by themselves before they say `canplaythrough`, not after it.
            if self.eligible_for_autoplay and self.host.allowed_to_play():
                self.paused = False
                self._hide_poster()
                self._queue_event("play")
                self._notify_about_playing()
            self._queue_event("canplaythrough")
        self._sync_playback()

    def _fire_loadeddata(self) -> None:
        self.host.fire("loadeddata")
        self._set_delaying_the_load_event(False)

    # https://html.spec.whatwg.org/multipage/media.html#internal-play-steps
    def internal_play_steps(self) -> None:
        """The steps of `play()` once it is allowed; also for user interfaces and for the resume of an audio session."""
        # 1. Nothing was ever selected.
        if self.network_state == NetworkState.EMPTY:
            self._select_resource()
        # 2. Playing again from the start.
        if self.has_ended_playback and self.forwards:
            self._restart()
        # 3. From paused to playing.
        if self.paused:
            # 3.1
            self.paused = False
            # 3.2
            self._hide_poster()
            # 3.3
            self._queue_event("play")
            # 3.4
            if self.blocked:
                self._queue_event("waiting")
            else:
                self._notify_about_playing()
        # 4. Already playing: the promises are resolved.
        elif not self.blocked:
            self._queue_task(None, self._resolving(self._take_pending_play_promises()))
        # 5.
        self._can_autoplay = False
        self._resume_deferred_fetch()
        self._sync_playback()

    # https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements
    def _has_something_to_play(self, stream: StreamProvider) -> bool:
        """True when the stream is active; for an audio element, when it is audible."""
        return stream.active if self.is_video else bool(stream.audio_tracks)

    def _restart(self) -> None:
        """Back to the earliest position; a stream has none, it plays on if it is active again."""
        if self._stream is not None:
            self._stream_ended = not self._has_something_to_play(self._stream)
            if not self._stream_ended:
                self._clock.end = math.inf
                self._queue_event("durationchange")
        else:
            self._seek_to(0.0)

    # https://html.spec.whatwg.org/multipage/media.html#internal-pause-steps
    def internal_pause_steps(self) -> None:
        """The steps of `pause()`; also for user interfaces, removal, and the suspension of an audio session."""
        # 1.
        self._can_autoplay = False
        # 2.
        if not self.paused:
            # 2.1
            self.paused = True
            # 2.2
            promises = self._take_pending_play_promises()
            # 2.3
            self._queue_task(
                lambda: self._fire_all("timeupdate", "pause"),
                self._rejecting(promises, "AbortError", "The play() request was interrupted by a call to pause()."),
            )
            # 2.4 (the clock stops)
            self._sync_playback()

    # https://html.spec.whatwg.org/multipage/media.html#notify-about-playing
    def _notify_about_playing(self) -> None:
        # 1.
        promises = self._take_pending_play_promises()
        # 2.
        self._queue_task(lambda: self.host.fire("playing"), self._resolving(promises))

    def _fire_all(self, *event_types: str) -> None:
        for event_type in event_types:
            self.host.fire(event_type)

    # https://html.spec.whatwg.org/multipage/media.html#dom-media-seek
    def _seek_to(self, position: float) -> None:
        # 1.
        self.show_poster = False
        # 2.
        if self.ready_state == ReadyState.HAVE_NOTHING:
            return
        # 3. A running seek is given up.
        seek = self._seek = object()
        # 4.
        self.seeking = True
        # 6. - 8. All of a resource is seekable, so clamping finds the nearest seekable position.
        ranges = self.seekable
        if not ranges:
            self.seeking = False
            return
        position = min(max(position, ranges[0][0]), ranges[-1][1])
        # 9. needs nothing: every position of a resource in memory is as quick to reach.
        # 10.
        self._queue_event("seeking")
        # 11. The clock is held until the seek is done.
        self._clock.available = math.inf
        self._clock.jump(self.host.now(), position)
        self._position_jumped()
        self._sync_playback(jumped=True)
        # 12. - 13. A task apart, so that `seeking` is true while its event is handled.
        self._queue_task(lambda: self.host.await_stable_state(lambda: self._finish_seek(seek)))

    def _finish_seek(self, seek: object) -> None:
        if self._seek is not seek:
            return
        # 12. Data that are yet to come finish it: see buffering.py.
        if not self._is_there(self._clock.position(self.host.now())):
            return
        self._seek = None
        # 14.
        self.seeking = False
        # 15.
        self._march(played=False)
        # 16.
        self._queue_event("timeupdate")
        # 17.
        self._queue_event("seeked")
        self._sync_playback()
        # A seek to the end reaches it, whether the element is paused or not.
        if self._ran_dry():
            return
        if self.forwards and self._clock.position(self.host.now()) >= self._clock.end:
            self._reach_edge()

    # https://html.spec.whatwg.org/multipage/media.html#reaches-the-end
    def _reach_edge(self) -> None:
        if not self.forwards:
            # The earliest position, playing backwards.
            self._queue_event("timeupdate")
        elif self.loop and not self._stream_ended:
            # 1. AD-HOC: a paused element stays at its end (https://github.com/whatwg/html/issues/11774).
            if not self.paused:
                self._seek_to(0.0)
        else:
            # 3.
            self._queue_task(self._fire_end_of_playback)

    def _fire_end_of_playback(self) -> None:
        # 3.1
        self.host.fire("timeupdate")
        # 3.2
        if self.has_ended_playback and self.forwards and not self.paused:
            # 3.2.1
            self.paused = True
            # 3.2.2
            self.host.fire("pause")
            # 3.2.3
            promises = self._take_pending_play_promises()
            if promises:
                self.host.reject_play(promises, "AbortError", "The media has ended.")
        # 3.3
        self.host.fire("ended")

    # -- timers

    def _schedule_timers(self, now: float) -> None:
        self._edge_due = self._clock.reaches_edge_at()
        _cancel(self._edge_timer)
        self._edge_timer = None
        if self._edge_due is not None:
            ends = not (self.loop and self.forwards)
            self._edge_timer = self.host.call_at(self._edge_due, self._on_edge, awaited=ends)
        self._schedule_cue_timer(now)
        self._schedule_fragment_end(now)
        moving = self._clock.running and self._clock.rate != 0
        if not moving:
            _cancel(self._timeupdate_timer)
            self._timeupdate_timer = None
        elif self._timeupdate_timer is None:
            self._timeupdate_timer = self._call_at(now + TIMEUPDATE_INTERVAL, self._on_timeupdate)

    def _call_at(self, due: float, callback: Callable[[float], None]) -> Cancellable:
        return self.host.call_at(due, lambda: callback(due), awaited=False)

    def _on_edge(self) -> None:
        self._edge_timer = self._edge_due = None
        self._clock.snap_to_edge(self.host.now())
        self._march()
        if not self._ran_dry():
            self._reach_edge()
        self._sync_playback()

    # https://html.spec.whatwg.org/multipage/media.html#time-marches-on
    def _on_timeupdate(self, due: float) -> None:
        # The steps but 6. are the host's, which has the text tracks.
        self._march()
        self._played_on()
        now = self.host.now()
        edge = self._clock.reaches_edge_at()
        following = due + TIMEUPDATE_INTERVAL
        # A page that was busy for longer than the interval gets one event for it, not a burst.
        following = following if following > now else now + TIMEUPDATE_INTERVAL
        self._timeupdate_timer = self._call_at(following, self._on_timeupdate)
        # 6. At the end, reaching it fires the event.
        if edge is None or now < edge:
            self._queue_event("timeupdate")

    # INTEROP: browsers pause once where the range of a media fragment ends.
    def _schedule_fragment_end(self, now: float) -> None:
        _cancel(self._fragment_timer)
        self._fragment_timer = None
        if (due := self._fragment_ends_at(now)) is not None:
            self._fragment_timer = self.host.call_at(due, self._on_fragment_end, awaited=True)

    def _fragment_ends_at(self, now: float) -> float | None:
        if self._clock.running and self.forwards and self._clock.position(now) >= self._fragment_end:
            return now
        return self._clock.reaches_at(self._fragment_end)

    def _on_fragment_end(self) -> None:
        self._fragment_timer = None
        self._fragment_end = math.inf
        self.internal_pause_steps()

    # -- text tracks

    def set_cue_alarm(self, position: float) -> None:
        """The host has text tracks, and wants to hear when playback gets to `position` (infinite: not any more)."""
        self._cue_alarm = position
        self._schedule_cue_timer(self.host.now())

    def _schedule_cue_timer(self, now: float) -> None:
        _cancel(self._cue_timer)
        self._cue_timer = None
        alarm = self._cue_alarm
        if alarm is not None and (due := self._clock.reaches_at(alarm)) is not None:
            self._cue_timer = self.host.call_at(max(now, due), lambda: self._march(at_least=alarm), awaited=False)

    def _march(self, *, played: bool = True, at_least: float = 0.0) -> None:
        if self._cue_alarm is not None:
            # The clock may be a rounding error short of the cue that it was set for.
            self.host.time_marches_on(max(at_least, self._clock.position(self.host.now())), played=played)

    def _hide_poster(self) -> None:
        if self.show_poster:
            self.show_poster = False
            self._march()


def _cancel(handle: Cancellable | None) -> None:
    if handle is not None:
        handle.cancel()
