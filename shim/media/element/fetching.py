"""Getting what was chosen, and making something to play of it: the resource fetch algorithm."""

import math
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from shim.audio.errors import MediaError, MediaErrorCode, MediaFetchError, UnusableMediaError
from shim.audio.resource import AudioTrackInfo, MediaResource, VideoTrackInfo
from shim.engine.memory import OutOfMemoryError
from shim.media.hls.playlist import is_playlist
from shim.media.hls.presentation import HlsPresentation
from shim.media.services import Cancellable, FetchedMedia
from shim.media.source.buffered import BufferedMedia

from .buffering import Buffering
from .fragments import time_range
from .host import BlobProvider, MediaElementHost, StreamProvider
from .state import NetworkState, ReadyState

# https://html.spec.whatwg.org/multipage/media.html#stall-timeout
STALL_TIMEOUT = 3.0

Failed = Callable[[str], None]


class Fetching(Buffering):
    """The algorithms of https://html.spec.whatwg.org/multipage/media.html#loading-the-media-resource"""

    def __init__(self, host: MediaElementHost, *, is_video: bool) -> None:
        super().__init__(host, is_video=is_video)
        self._selection: object | None = None
        """The running instance of resource selection; steps of an earlier one must do nothing."""
        self._fetch: Cancellable | None = None
        self._stall_timer: Cancellable | None = None
        self._deferred_fetch: Callable[[], None] | None = None
        self._explicit_load = False

    # https://html.spec.whatwg.org/multipage/media.html#concept-media-load-resource (mode is remote)
    def _fetch_url(self, url: str, failed: Failed) -> None:
        if (media := self.host.buffered_media(url)) is not None:
            self._attach(media, failed)
            return
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

    def _fetch_provider(self, provider: BlobProvider | StreamProvider | BufferedMedia, failed: Failed) -> None:
        """Mode is local."""
        if isinstance(provider, BufferedMedia):
            self._attach(provider, failed)
        elif isinstance(provider, BlobProvider):
            fetched = FetchedMedia(provider.data, provider.content_type)
            self._begin(self._open(fetched, failed))
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
            if is_playlist(fetched.data):
                self._fetch_ended()
                text = fetched.data.decode("utf-8", "replace")
                presentation = HlsPresentation(self.host, fetched.url or url, text)
                self._queue_task(lambda: self._attach(presentation, failed))
            else:
                await self._open(fetched, failed)

    async def _open(self, fetched: FetchedMedia, failed: Failed) -> None:
        try:
            self.host.hold(len(fetched.data))
            resource = await self.host.in_thread(lambda: MediaResource.open(fetched.data, fetched.content_type))
        except UnusableMediaError as error:
            self._fetch_failed(failed, error.error.message)
        except OutOfMemoryError as error:
            self._fetch_failed(failed, str(error))
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
        self._set_ready_state(ReadyState.HAVE_METADATA)
        # 8. - 9.
        start, self._default_playback_start_position = self._default_playback_start_position, 0.0
        # 10. What the page asked for goes before what the URL asks for.
        fragment_start, self._fragment_end = time_range(self.current_src)
        if (start := start or fragment_start) > 0:
            self._seek_to(start)
        self._sync_playback()

    def _data_decoded(self, resource: MediaResource) -> None:
        if resource.decode_error is None:
            self._set_ready_state(ReadyState.HAVE_ENOUGH_DATA)
            return
        self._fail(MediaError(MediaErrorCode.DECODE, resource.decode_error))

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
        self._metadata_known(math.inf, stream.audio_tracks, stream.video_tracks)
        self._queue_task(lambda: self._set_ready_state(ReadyState.HAVE_ENOUGH_DATA))

    def _stop_fetching(self) -> None:
        for handle in (self._fetch, self._stall_timer):
            if handle is not None:
                handle.cancel()
        self._fetch = self._stall_timer = self._deferred_fetch = None
