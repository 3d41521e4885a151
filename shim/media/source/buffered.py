"""Media that come piece by piece, and the media element that plays them, as they see each other."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from shim.audio.errors import MediaError
from shim.audio.resource import AudioTrackInfo, VideoTrackInfo
from shim.audio.samples import Block

from .ranges import TimeRanges


class BufferedPlayer(Protocol):
    """A media element as what it is fed by sees it. Times in seconds."""

    @property
    def error(self) -> MediaError | None:
        """The error of the element, None when there is none."""

    @property
    def media_position(self) -> float:
        """The playback position."""

    def media_described(self) -> None:
        """To be called when the tracks and the duration are known, and when they have become others."""

    def media_changed(self) -> None:
        """To be called when `buffered` or `is_ended` has changed."""

    def media_duration_changed(self) -> None:
        """To be called when `duration` has changed."""

    def media_tainted(self) -> None:
        """To be called when some of the media came from another origin, without CORS."""

    def media_moved(self, position: float) -> None:
        """To be called when playback can only go on from another position."""

    def media_failed(self, kind: Literal["network", "decode"], message: str) -> None:
        """To be called when nothing more comes because of an error."""


class BufferedMedia(ABC):
    """Media that come piece by piece: a MediaSource, or a playlist. Times in seconds."""

    @property
    @abstractmethod
    def audio_tracks(self) -> Sequence[AudioTrackInfo]: ...
    @property
    @abstractmethod
    def video_tracks(self) -> Sequence[VideoTrackInfo]: ...
    @property
    @abstractmethod
    def duration(self) -> float: ...
    @property
    def start(self) -> float:
        """The position at which playback begins."""
        return 0.0

    @property
    @abstractmethod
    def buffered(self) -> TimeRanges: ...
    @property
    @abstractmethod
    def seekable(self) -> TimeRanges: ...
    @property
    @abstractmethod
    def is_ended(self) -> bool:
        """True when all that there is has come."""

    @property
    @abstractmethod
    def sample_rate(self) -> int:
        """The rate of `blocks` in Hz; 0 without sound."""

    @abstractmethod
    def video_at(self, position: float) -> VideoTrackInfo | None:
        """The first video track as it is at `position`."""

    @abstractmethod
    def blocks(self, start: float) -> Iterator[Block]:
        """The samples from `start` on, as far as they are there."""

    @abstractmethod
    def attach(self, player: BufferedPlayer) -> bool:
        """An element begins to play it; false when it cannot."""

    @abstractmethod
    def detach(self) -> None:
        """The element plays something else, or nothing."""

    @abstractmethod
    def played_on(self) -> None:
        """To be called now and then while the position moves, and when it has jumped."""
