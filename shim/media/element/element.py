"""`MediaElement`: the host half of HTMLMediaElement, as a page sees it.

Attributes of the IDL under their names in Python's spelling; what a page's DOM tells the element; and what the audio
session and reports ask of it. It knows neither script nor an event loop: see `host.MediaElementHost`.
"""

from shim.audio.errors import MediaDOMException, MediaErrorCode
from shim.media.services import Cancellable
from shim.media.source.buffered import BufferedMedia
from shim.media.source.ranges import TimeRanges

from .host import BlobProvider, StreamProvider
from .loading import Loading
from .state import NetworkState, ReadyState

MIN_PLAYBACK_RATE = 1 / 16
MAX_PLAYBACK_RATE = 16.0

__all__ = ["MediaElement", "NetworkState", "ReadyState"]


class MediaElement(Loading):
    """https://html.spec.whatwg.org/multipage/media.html#htmlmediaelement

    An element with a `src` or `<source>` children when it is made is told so by `attribute_changed("src")` or
    `source_inserted()`, in the same way as when they come later. Times are in seconds, volumes linear.
    """

    # -- IDL

    @property
    def src_object(self) -> BlobProvider | StreamProvider | BufferedMedia | None:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-srcobject"""
        return self._provider

    @src_object.setter
    def src_object(self, provider: BlobProvider | StreamProvider | BufferedMedia | None) -> None:
        self._provider = provider
        self._load()

    def load(self) -> None:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-load"""
        self._load(explicit=True)

    # https://html.spec.whatwg.org/multipage/media.html#dom-media-play
    def play(self, promise: int) -> None:
        """`promise` is the embedder's name for the promise that it gives the page and that the host settles."""
        # 1.
        if not self.host.allowed_to_play():
            message = "play() failed because the user didn't interact with the document first."
            self.host.reject_play([promise], "NotAllowedError", message)
            return
        # 2.
        if self.error is not None and self.error.code == MediaErrorCode.SRC_NOT_SUPPORTED:
            message = f"Failed to load because {self.error.message}"
            self.host.reject_play([promise], "NotSupportedError", message)
            return
        # 3.
        self._pending_play_promises.append(promise)
        # 4.
        self.internal_play_steps()

    # https://html.spec.whatwg.org/multipage/media.html#dom-media-pause
    def pause(self) -> None:
        """Pauses playback."""
        # 1.
        if self.network_state == NetworkState.EMPTY:
            self._select_resource()
        # 2.
        self.internal_pause_steps()

    @property
    def current_time(self) -> float:
        """The official playback position, which stays the same while a script runs.

        https://html.spec.whatwg.org/multipage/media.html#dom-media-currenttime
        """
        if self._default_playback_start_position != 0:
            return self._default_playback_start_position
        if self._official_position is not None:
            return self._official_position
        position = self._clock.position(self.host.now())
        if self._clock.running:
            self._official_position = position
            self.host.await_stable_state(self._forget_official_position)
        return position

    @current_time.setter
    def current_time(self, time: float) -> None:
        if self.plays_stream:
            return
        if self.ready_state == ReadyState.HAVE_NOTHING:
            self._default_playback_start_position = time
        else:
            self._seek_to(time)

    def _forget_official_position(self) -> None:
        self._official_position = None

    def fast_seek(self, time: float) -> None:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-fastseek"""
        self._seek_to(time)

    @property
    def ended(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-ended

        AD-HOC: as of now, not as of the last time the event loop began a turn.
        """
        return self.has_ended_playback and self.forwards

    @property
    def playback_rate(self) -> float:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-playbackrate

        0, or from 1/16 to 16 in either direction; raises MediaDOMException (NotSupportedError) outside of that.
        1 of a stream, where setting it is ignored.
        """
        return 1.0 if self.plays_stream else self._playback_rate

    @playback_rate.setter
    def playback_rate(self, rate: float) -> None:
        if rate != 0 and not MIN_PLAYBACK_RATE <= abs(rate) <= MAX_PLAYBACK_RATE:
            raise MediaDOMException(
                "NotSupportedError",
                f"The playback rate {rate} is not supported: give 0 or {MIN_PLAYBACK_RATE} to {MAX_PLAYBACK_RATE}.",
            )
        if rate == self._playback_rate or self.plays_stream:
            return
        self._playback_rate = rate
        self._clock.set_rate(self.host.now(), rate)
        self._queue_event("ratechange")
        self._sync_playback()

    @property
    def preserves_pitch(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-preservespitch"""
        return self._preserves_pitch

    @preserves_pitch.setter
    def preserves_pitch(self, preserves: bool) -> None:
        self._preserves_pitch = preserves
        self._sync_playback()

    @property
    def default_playback_rate(self) -> float:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-defaultplaybackrate"""
        return 1.0 if self.plays_stream else self._default_playback_rate

    @default_playback_rate.setter
    def default_playback_rate(self, rate: float) -> None:
        if rate != self._default_playback_rate and not self.plays_stream:
            self._default_playback_rate = rate
            self._queue_event("ratechange")

    @property
    def volume(self) -> float:
        """Linear, from 0 to 1; raises MediaDOMException (IndexSizeError) outside of that.

        https://html.spec.whatwg.org/multipage/media.html#dom-media-volume
        """
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        if not 0 <= volume <= 1:
            raise MediaDOMException("IndexSizeError", f"The volume {volume} is outside the range [0, 1].")
        if volume != self._volume:
            self._volume = volume
            self._volume_changed()

    @property
    def muted(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-muted"""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        if muted != self._muted:
            self._muted = muted
            self._volume_changed()

    def _volume_changed(self) -> None:
        self._queue_event("volumechange")
        if not self.host.allowed_to_play():
            self.internal_pause_steps()
        self._sync_playback()

    @property
    def buffered(self) -> TimeRanges:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-buffered"""
        return self.seekable if self._buffers is None else self._buffers.buffered

    @property
    def played(self) -> TimeRanges:
        """https://html.spec.whatwg.org/multipage/media.html#dom-media-played"""
        now = self.host.now()
        position, official = self._clock.position(now), self.current_time
        return tuple((start, official if end == position else end) for start, end in self._clock.played(now))

    @property
    def video_size(self) -> tuple[int, int]:
        """`videoWidth` and `videoHeight`, in CSS pixels; (0, 0) without video."""
        return (self.video_tracks[0].width, self.video_tracks[0].height) if self.video_tracks else (0, 0)

    # -- what the DOM tells the element

    def attribute_changed(self, name: str) -> None:
        """To be called after a content attribute has been set or removed."""
        if name == "src" and (src := self.host.get_attribute("src")) is not None:
            # An object URL may be revoked as soon as it is set.
            url = self.host.parse_url(src)
            self._source_of_src = self.host.buffered_media(url) if url else None
            self._load()
        elif name == "preload" and (self.host.get_attribute("preload") or "").lower() != "none":
            self._resume_deferred_fetch()
        elif name == "loop":
            self._sync_playback()

    # https://html.spec.whatwg.org/multipage/media.html#playing-the-media-resource:media-element-83
    def removed_from_document(self) -> None:
        """To be called after the element has been removed from a document: it pauses unless it is put back at once."""
        # 1. - 3.
        self.host.await_stable_state(lambda: None if self.host.in_document() else self.internal_pause_steps())

    def close(self) -> None:
        """Ends everything without a word to the page: its document is going away."""
        self._selection = None
        self._tasks.clear()
        self._pending_play_promises.clear()
        self._stop_fetching()
        self._forget_resource()
        self.paused = True
        self.network_state = NetworkState.EMPTY
        self._sync_playback()
        self._set_delaying_the_load_event(False)

    # -- what the audio session and reports ask

    @property
    def under_way(self) -> list[Cancellable]:
        """The timers and background work of now; they are the document's that the element is in."""
        timers = (self._edge_timer, self._timeupdate_timer, self._stall_timer, self._cue_timer, self._fragment_timer)
        handles = (self._fetch, *timers)
        return [handle for handle in handles if handle is not None]
