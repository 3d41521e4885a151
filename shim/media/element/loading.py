"""Choosing what to play: the load and resource selection algorithms. Getting it is in `fetching.py`."""

from collections.abc import Callable
from typing import Any

from shim.audio.errors import MediaError, MediaErrorCode
from shim.media.mime import can_play_type
from shim.media.source.buffered import BufferedMedia

from .fetching import Fetching
from .host import BlobProvider, MediaElementHost, SourceCandidate, StreamProvider
from .state import NetworkState, ReadyState

_BECAUSE = "Failed to load because "


class Loading(Fetching):
    """The algorithms of https://html.spec.whatwg.org/multipage/media.html#loading-the-media-resource"""

    def __init__(self, host: MediaElementHost, *, is_video: bool) -> None:
        super().__init__(host, is_video=is_video)
        self._provider: BlobProvider | StreamProvider | BufferedMedia | None = None
        self._considered_sources: list[Any] = []
        self._waiting_for_source = False
        self._source_of_src: BufferedMedia | None = None
        """The MediaSource that the `src` attribute was an object URL of when it was set."""

    @property
    def plays_stream(self) -> bool:
        """True when a MediaStream was given to it:
        https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements"""
        return self._provider is not None and not isinstance(self._provider, BlobProvider | BufferedMedia)

    # https://html.spec.whatwg.org/multipage/media.html#media-element-load-algorithm
    def _load(self, explicit: bool = False) -> None:
        # 2.
        self._selection = None
        # 3. - 5.
        self._remove_pending_tasks()
        # 6.
        if self.network_state in (NetworkState.LOADING, NetworkState.IDLE):
            self._queue_event("abort")
        # 7.
        if self.network_state != NetworkState.EMPTY:
            # 7.1
            self._queue_event("emptied")
            # 7.2
            self._stop_fetching()
            # 7.8 is decided before the clock forgets where it is.
            was_at_start = self._clock.position(self.host.now()) == 0
            # 7.4, 7.5, 7.7, 7.10. INTEROP: no `waiting` for a fall of readyState that the page asked for itself.
            self._forget_resource()
            # 7.6
            if not self.paused:
                self.paused = True
                promises = self._take_pending_play_promises()
                if promises:
                    message = "The play() request was interrupted by a new load request."
                    self.host.reject_play(promises, "AbortError", message)
            # 7.8
            if not was_at_start:
                self._queue_event("timeupdate")
        # 8. A stream has a rate of its own.
        if self.plays_stream:
            self._clock.set_rate(self.host.now(), 1.0)
        elif self._playback_rate != self._default_playback_rate:
            self._playback_rate = self._default_playback_rate
            self._clock.set_rate(self.host.now(), self._playback_rate)
            self._queue_event("ratechange")
        else:
            self._clock.set_rate(self.host.now(), self._playback_rate)
        # 9.
        self.error = None
        self._can_autoplay = True
        # 10.
        self._select_resource(explicit)

    def _forget_resource(self) -> None:
        """Forgets tracks, position, duration and what was played."""
        self.audio_tracks = ()
        self.video_tracks = ()
        self.ready_state = ReadyState.HAVE_NOTHING
        self._has_loaded_data = False
        self.seeking = False
        self._seek = None
        self._resource = None
        self.host.hold(0)
        self._stream = None
        self._detach()
        self._stream_ended = False
        self.is_tainted = False
        if self._cue_alarm is not None:
            self.host.text_tracks_reset()
        self._clock.reset()
        self._sync_playback()

    # https://html.spec.whatwg.org/multipage/media.html#concept-media-load-algorithm
    def _select_resource(self, explicit: bool = False) -> None:
        self._explicit_load = explicit
        self._considered_sources = []
        self._waiting_for_source = False
        # 1.
        self.network_state = NetworkState.NO_SOURCE
        # 2.
        self.show_poster = True
        # 3.
        self._set_delaying_the_load_event(True)
        # 4.
        self._in_stable_state(self._new_selection(), self._choose_mode)

    def _new_selection(self) -> object:
        self._selection = object()
        return self._selection

    def _in_stable_state(self, selection: object, steps: Callable[[], None]) -> None:
        self.host.await_stable_state(lambda: steps() if self._selection is selection else None)

    def _choose_mode(self) -> None:
        # 6.
        src = self.host.get_attribute("src")
        if self._provider is None and src is None and not self.host.source_candidates():
            self.network_state = NetworkState.EMPTY
            self._set_delaying_the_load_event(False)
            return
        # 7.
        self.network_state = NetworkState.LOADING
        # 8.
        self._queue_event("loadstart")
        # 9.
        if self._provider is not None:
            self.current_src = ""
            self._fetch_provider(self._provider, self._failed_with_source)
        elif src is not None:
            self._use_src_attribute(src)
        else:
            self._try_next_source()

    # Mode is attribute.
    def _use_src_attribute(self, src: str) -> None:
        # 1. - 3.
        url = self.host.parse_url(src) if src else None
        if url is None:
            self._failed_with_unusable_source(
                f"the src attribute {src!r} is not a valid URL" if src else "the src attribute is empty"
            )
            return
        self.current_src = url
        source, self._source_of_src = self._source_of_src, None
        if source is not None:
            self._attach(source, self._failed_with_source)
            return
        # 5.
        self._fetch_url(url, self._failed_with_source)

    # Failed with attribute, failed with media provider.
    def _failed_with_source(self, message: str) -> None:
        promises = self._take_pending_play_promises()

        def fail() -> None:
            self._media_source_failed(message)
            self._tell_of_failed_source()

        self._queue_task(fail, self._rejecting(promises, "NotSupportedError", _BECAUSE + message))

    def _failed_with_unusable_source(self, message: str) -> None:
        """INTEROP: where nothing is fetched, browsers change the element's state at once and queue only the rest."""
        promises = self._take_pending_play_promises()
        self._media_source_failed(message)
        self._queue_task(
            self._tell_of_failed_source, self._rejecting(promises, "NotSupportedError", _BECAUSE + message)
        )

    # https://html.spec.whatwg.org/multipage/media.html#dedicated-media-source-failure-steps
    def _media_source_failed(self, message: str) -> None:
        # 1.
        self.error = MediaError(MediaErrorCode.SRC_NOT_SUPPORTED, message)
        # 2.
        self._forget_resource()
        # 3.
        self.network_state = NetworkState.NO_SOURCE

    def _tell_of_failed_source(self) -> None:
        selection = self._selection
        # 5. The handler may load something else, which keeps delaying the load event.
        self.host.fire("error")
        # 7. (6. is what settles the task)
        if self._selection is selection:
            self._set_delaying_the_load_event(False)

    # Mode is children: find next candidate (steps 12. to 25.).
    def _try_next_source(self) -> None:
        candidate = self._next_source()
        if candidate is None:
            # 17.
            self._waiting_for_source = True
            self.network_state = NetworkState.NO_SOURCE
            # 19.
            self._queue_task(lambda: self._set_delaying_the_load_event(False))
            return
        self._considered_sources.append(candidate.handle)
        # 2. - 6.
        url = self.host.parse_url(candidate.src) if candidate.src else None
        renderable = not candidate.type or can_play_type(candidate.type) != ""
        if url is None or not candidate.media_matches or not renderable:
            self._failed_with_element(candidate)
            return
        # 7.
        self.current_src = url
        # 9.
        self._fetch_url(url, lambda message: self._failed_with_element(candidate))

    # Failed with elements (steps 9. to 11.).
    def _failed_with_element(self, candidate: SourceCandidate) -> None:
        selection = self._selection
        self._queue_task(lambda: self.host.fire_at_source(candidate.handle, "error"))
        if selection is not None:
            self._queue_task(lambda: self._in_stable_state(selection, self._forget_and_try_next_source))

    def _forget_and_try_next_source(self) -> None:
        self._forget_resource()
        self._try_next_source()

    def _next_source(self) -> SourceCandidate | None:
        """The first `<source>` after the last one considered that is still a child.

        AD-HOC: instead of the standard's pointer between two nodes. They differ when every considered child has been
        removed: then all that are left count as new.
        """
        candidates = list(self.host.source_candidates())
        handles = [candidate.handle for candidate in candidates]
        for considered in reversed(self._considered_sources):
            if considered in handles:
                candidates = candidates[handles.index(considered) + 1 :]
                break
        return candidates[0] if candidates else None

    # https://html.spec.whatwg.org/multipage/embedded-content.html#the-source-element:html-element-insertion-steps
    def source_inserted(self) -> None:
        """To be called when a `<source>` child has been inserted."""
        if self.host.get_attribute("src") is not None or self._provider is not None:
            return
        if self.network_state == NetworkState.EMPTY:
            self._select_resource()
        elif self._waiting_for_source and self._selection is not None:
            # 22.
            self._waiting_for_source = False
            self._in_stable_state(self._selection, self._look_again)

    def _look_again(self) -> None:
        # 23. - 25.
        self._set_delaying_the_load_event(True)
        self.network_state = NetworkState.LOADING
        self._try_next_source()
