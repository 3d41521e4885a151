"""Choosing what to play and getting it: the load, resource selection and resource fetch algorithms."""

import math
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from shim.media.element_state import NetworkState, ReadyState
from shim.media.errors import MediaError, MediaErrorCode, MediaFetchError, UnusableMediaError
from shim.media.host import BlobProvider, Cancellable, FetchedMedia, MediaElementHost, SourceCandidate, StreamProvider
from shim.media.mime import can_play_type
from shim.media.playing import Playback
from shim.media.resource import AudioTrackInfo, MediaResource, VideoTrackInfo

# https://html.spec.whatwg.org/multipage/media.html#stall-timeout
STALL_TIMEOUT = 3.0

Failed = Callable[[str], None]


class Loading(Playback):
    """The algorithms of https://html.spec.whatwg.org/multipage/media.html#loading-the-media-resource"""

    def __init__(self, host: MediaElementHost, *, is_video: bool) -> None:
        super().__init__(host, is_video=is_video)
        self._provider: BlobProvider | StreamProvider | None = None
        self._selection: object | None = None
        """The running instance of resource selection; steps of an earlier one must do nothing."""
        self._fetch: Cancellable | None = None
        self._stall_timer: Cancellable | None = None
        self._deferred_fetch: Callable[[], None] | None = None
        self._explicit_load = False
        self._considered_sources: list[Any] = []
        self._waiting_for_source = False

    @property
    def plays_stream(self) -> bool:
        """Whether a MediaStream was given to it: https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements"""
        return self._provider is not None and not isinstance(self._provider, BlobProvider)

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
        self.seeking = False
        self._seek = None
        self._resource = None
        self._stream = None
        self._stream_ended = False
        self.is_tainted = False
        if self._cue_alarm is not None:
            self.host.text_tracks_reset()
        self._clock.reset()
        self._sync_playback()

    def _stop_fetching(self) -> None:
        for handle in (self._fetch, self._stall_timer):
            if handle is not None:
                handle.cancel()
        self._fetch = self._stall_timer = self._deferred_fetch = None

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
            self._fetch_provider(self._provider)
        elif src is not None:
            self._use_src_attribute(src)
        else:
            self._try_next_source()

    # Mode is attribute.
    def _use_src_attribute(self, src: str) -> None:
        # 1. - 3.
        url = self.host.parse_url(src) if src else None
        if url is None:
            self._failed_with_source(
                f"the src attribute {src!r} is no valid URL" if src else "the src attribute is empty"
            )
            return
        self.current_src = url
        # 5.
        self._fetch_url(url, self._failed_with_source)

    # Failed with attribute, failed with media provider.
    def _failed_with_source(self, message: str) -> None:
        promises = self._take_pending_play_promises()
        self._queue_task(
            lambda: self._media_source_failed(message),
            self._rejecting(promises, "NotSupportedError", f"Failed to load because {message}"),
        )

    # https://html.spec.whatwg.org/multipage/media.html#dedicated-media-source-failure-steps
    def _media_source_failed(self, message: str) -> None:
        selection = self._selection
        # 1.
        self.error = MediaError(MediaErrorCode.SRC_NOT_SUPPORTED, message)
        # 2.
        self._forget_resource()
        # 3.
        self.network_state = NetworkState.NO_SOURCE
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
        renderable = candidate.type is None or can_play_type(candidate.type) != ""
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

    # https://html.spec.whatwg.org/multipage/media.html#concept-media-load-resource (mode is remote)
    def _fetch_url(self, url: str, failed: Failed) -> None:
        # 1. Optional steps: preload=none waits until somebody wants the media.
        if self._holds_fetch_back():
            # 1.1
            self.network_state = NetworkState.IDLE
            # 1.2
            self._queue_event("suspend")
            # 1.3
            self._queue_task(lambda: self._set_delaying_the_load_event(False))
            # 1.5
            self._deferred_fetch = lambda: self._start_fetch(url, failed)
            return
        self._start_fetch(url, failed)

    def _holds_fetch_back(self) -> bool:
        """INTEROP: an explicit `load()` fetches despite preload=none. Metadata and auto load the same: everything."""
        if self._explicit_load or not self.paused:
            return False
        if (self.host.get_attribute("preload") or "").lower() != "none":
            return False
        return not (self.eligible_for_autoplay and self.host.allowed_to_play())

    def _resume_deferred_fetch(self) -> None:
        if self._deferred_fetch is not None:
            start, self._deferred_fetch = self._deferred_fetch, None
            # 1.6 - 1.7
            self._set_delaying_the_load_event(True)
            self.network_state = NetworkState.LOADING
            start()

    def _start_fetch(self, url: str, failed: Failed) -> None:
        # 8.
        self._begin(self._fetch_and_open(url, failed))

    def _fetch_provider(self, provider: BlobProvider | StreamProvider) -> None:
        """Mode is local."""
        if isinstance(provider, BlobProvider):
            fetched = FetchedMedia(provider.data, provider.content_type)
            self._begin(self._open(fetched, self._failed_with_source))
        else:
            self._stream = provider
            self.stream_changed()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        stalls_at = self.host.now() + STALL_TIMEOUT
        self._stall_timer = self.host.call_at(stalls_at, lambda: self._queue_event("stalled"), awaited=False)
        self._fetch = self.host.spawn(work)

    async def _fetch_and_open(self, url: str, failed: Failed) -> None:
        try:
            fetched = await self.host.fetch(url)
        except MediaFetchError as error:
            self._fetch_failed(failed, str(error))
        else:
            await self._open(fetched, failed)

    async def _open(self, fetched: FetchedMedia, failed: Failed) -> None:
        try:
            resource = await self.host.in_thread(lambda: MediaResource.open(fetched.data, fetched.content_type))
        except UnusableMediaError as error:
            self._fetch_failed(failed, error.error.message)
        else:
            self._fetch_ended()
            self._queue_task(lambda: self._resource_fetched(resource, fetched.is_tainted))

    def _fetch_failed(self, failed: Failed, message: str) -> None:
        self._fetch_ended()
        failed(message)

    def _fetch_ended(self) -> None:
        self._fetch = None
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    # https://html.spec.whatwg.org/multipage/media.html#media-data-processing-steps-list
    def _resource_fetched(self, resource: MediaResource, is_tainted: bool) -> None:
        """The entire resource has been fetched, and its metadata is known."""
        selection = self._selection
        self.host.fire("progress")
        if self._selection is not selection:
            return
        self.network_state = NetworkState.IDLE
        self.host.fire("suspend")
        if self._selection is not selection:
            return
        self._resource = resource
        self.is_tainted = is_tainted
        self._metadata_known(resource.duration, resource.audio_tracks, resource.video_tracks)
        self._queue_task(lambda: self._data_decoded(resource))

    def _metadata_known(
        self, duration: float, audio_tracks: Sequence[AudioTrackInfo], video_tracks: Sequence[VideoTrackInfo]
    ) -> None:
        self.audio_tracks = tuple(audio_tracks)
        self.video_tracks = tuple(video_tracks)
        # 3. - 4.
        self._clock.reset(duration)
        self._queue_event("durationchange")
        # 5.
        if self.is_video and self.video_tracks:
            self._queue_event("resize")
        # 6.
        self._have_metadata()
        # 8. - 9.
        start, self._default_playback_start_position = self._default_playback_start_position, 0.0
        if start > 0:
            self._seek_to(start)
        self._sync_playback()

    def _data_decoded(self, resource: MediaResource) -> None:
        if resource.decode_error is None:
            self._have_enough_data()
            return
        # https://html.spec.whatwg.org/multipage/media.html#fatal-decode-error
        # 2.
        self.error = MediaError(MediaErrorCode.DECODE, resource.decode_error)
        # 3.
        self.network_state = NetworkState.IDLE
        # 4.
        self._set_delaying_the_load_event(False)
        # 5.
        self._sync_playback()
        self.host.fire("error")

    # https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements
    def stream_changed(self) -> None:
        """To be called when the stream in `srcObject` has gained or lost a track, or has become (in)active."""
        stream = self._stream
        if stream is None:
            return
        plays = self._has_something_to_play(stream)
        if self.ready_state == ReadyState.HAVE_NOTHING:
            if plays:
                self._queue_task(self._stream_has_data)
            return
        self.audio_tracks = tuple(stream.audio_tracks)
        self.video_tracks = tuple(stream.video_tracks)
        if not plays and not self._stream_ended:
            self._queue_task(lambda: self._stream_over(stream))
        resumes = plays and self._stream_ended and self.host.get_attribute("autoplay") is not None
        if resumes and self.host.allowed_to_play():
            self.internal_play_steps()
        self._sync_playback()

    def _stream_over(self, stream: StreamProvider) -> None:
        """The stream has become inactive; the duration is where it ended."""
        if self._stream is not stream or self._stream_ended or self._has_something_to_play(stream):
            return
        self._stream_ended = True
        self._clock.end = self._clock.position(self.host.now())
        self._sync_playback()
        self.host.fire("durationchange")
        if self._stream is stream and self._stream_ended:
            self._fire_end_of_playback()

    def _stream_has_data(self) -> None:
        stream = self._stream
        if stream is None or self.ready_state != ReadyState.HAVE_NOTHING:
            return
        self.network_state = NetworkState.IDLE
        self._metadata_known(math.inf, stream.audio_tracks, stream.video_tracks)
        self._queue_task(self._have_enough_data)
