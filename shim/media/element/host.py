"""Services of the page to a media element, and what an element can be given to play besides a URL.

The element holds no event loop, no DOM and no network: whoever embeds it implements `MediaElementHost`.
"""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from shim.audio.resource import AudioTrackInfo, MediaResource, VideoTrackInfo
from shim.media.services import Cancellable, FetchedMedia
from shim.media.source.buffered import BufferedMedia

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """A `<source>` child. `handle` names it to the host and is compared by `==`; `src` and `type` are its attributes.

    `media_matches` is false when it has a `media` attribute that does not match the environment.
    """

    handle: Any
    src: str | None
    type: str | None = None
    media_matches: bool = True


@dataclass(frozen=True, slots=True)
class BlobProvider:
    """A Blob given to `srcObject`."""

    data: bytes
    content_type: str = ""


class StreamProvider(Protocol):
    """A MediaStream given to `srcObject`. Whoever owns it calls `MediaElement.stream_changed()` when it changes."""

    @property
    def active(self) -> bool:
        """True when any track is live."""

    @property
    def audio_tracks(self) -> Sequence[AudioTrackInfo]:
        """The live audio tracks."""

    @property
    def video_tracks(self) -> Sequence[VideoTrackInfo]:
        """The live video tracks."""


@dataclass(frozen=True, slots=True)
class Playhead:
    """Signal of an element's speaker from `time` on (host seconds) until the next Playhead.

    While `running`, the sample at host time t is the one at `position + (t - time) * rate` seconds of `source`, times
    `gain` (linear, 0 when muted). With `keeps_pitch` it sounds as high as at a rate of 1.
    """

    time: float
    position: float
    rate: float
    running: bool
    gain: float
    source: MediaResource | StreamProvider | BufferedMedia | None
    keeps_pitch: bool = True


class MediaElementHost(Protocol):
    """The document, event loop and network of one media element. All times are in seconds of `now()`."""

    def now(self) -> float:
        """A clock that never goes back."""

    def queue_task(self, task: Callable[[], None]) -> None:
        """Queues a task on the element's media element event task source; tasks run in order."""

    def await_stable_state(self, steps: Callable[[], None]) -> None:
        """Queues a microtask: `steps` run when the current task's script is done."""

    def call_at(self, due: float, callback: Callable[[], None], *, awaited: bool) -> Cancellable:
        """Calls back once `now()` has reached `due`, as early as possible. `awaited`: the page is not idle before."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> Cancellable:
        """Runs `work` in the background; the page is not idle before it is done."""

    def hold(self, size: int) -> None:
        """The media resource has so many bytes, 0 when there is none. Raises OutOfMemoryError when the page may not
        hold as much."""

    def in_thread(self, call: Callable[[], T]) -> Awaitable[T]:
        """Runs a call that takes long off the event loop."""

    def fetch(self, url: str, byte_range: tuple[int, int] | None = None) -> Awaitable[FetchedMedia]:
        """Fetches a media resource, or its bytes from the first to the last that are given.

        Raises MediaFetchError when there is none (an HTTP error status included).
        """

    def parse_url(self, url: str) -> str | None:
        """`url` made absolute against the document's base URL, or None when it does not parse."""

    def buffered_media(self, url: str) -> BufferedMedia | None:
        """The MediaSource that the object URL is of."""

    def get_attribute(self, name: str) -> str | None:
        """A content attribute of the element, None when it is absent."""

    def source_candidates(self) -> Sequence[SourceCandidate]:
        """The element's `<source>` children, in tree order."""

    def in_document(self) -> bool:
        """True when the element is in a document."""

    def allowed_to_play(self) -> bool:
        """https://html.spec.whatwg.org/multipage/media.html#allowed-to-play"""

    def fire(self, event_type: str) -> None:
        """Dispatches a trusted, simple event at the element, now."""

    def fire_at_source(self, handle: Any, event_type: str) -> None:
        """Dispatches a trusted, simple event at a `<source>` child, now."""

    def resolve_play(self, promises: Sequence[int]) -> None:
        """Resolves promises that `play` was called with."""

    def reject_play(self, promises: Sequence[int], name: str, message: str) -> None:
        """Rejects promises that `play` was called with, with a DOMException of that name."""

    def delay_load_event(self, delaying: bool) -> None:
        """Told when the element starts or stops delaying its document's load event."""

    def time_marches_on(self, position: float, *, played: bool) -> None:
        """Text tracks are to look at the position: it was come to by playing, or else by a jump."""

    def text_tracks_reset(self) -> None:
        """The resource is gone: no cue is active."""

    def playhead_changed(self, playhead: Playhead) -> None:
        """Told about every start, stop, jump, change of rate, gain or source: what a recorder needs."""
