"""The position of playback at a given time. Arithmetic only: the time of day is always an argument, in seconds."""

import math
from dataclasses import dataclass

from shim.media.source.ranges import TimeRanges, merge_range


@dataclass(slots=True)
class PlaybackClock:
    """A position on a media timeline that moves by `rate` media seconds a second while the clock runs.

    `end` is the duration: infinite for a stream, 0 before it is known. What was passed while running is in `played`.
    """

    end: float = 0.0
    rate: float = 1.0
    available: float = math.inf
    """The position, in seconds, that playback gets to with what is there now."""
    _position: float = 0.0
    _running_since: float | None = None
    _played: TimeRanges = ()

    @property
    def running(self) -> bool:
        return self._running_since is not None

    def position(self, now: float) -> float:
        """The position in seconds, between 0 and `end`."""
        if self._running_since is None:
            return self._position
        return min(self._edge, max(0.0, self._position + (now - self._running_since) * self.rate))

    @property
    def _edge(self) -> float:
        return min(self.end, max(self.available, self._position))

    def played(self, now: float) -> TimeRanges:
        """The ranges passed by normal playback, normalized."""
        if self._running_since is None:
            return self._played
        position = self.position(now)
        return merge_range(self._played, min(self._position, position), max(self._position, position))

    def reaches_edge_at(self) -> float | None:
        """The time at which the position gets to `end`, or as far as it can (to 0 at a negative rate); None when it
        never will."""
        if self._running_since is None or self.rate == 0:
            return None
        distance = self._edge - self._position if self.rate > 0 else -self._position
        return None if math.isinf(distance) else self._running_since + distance / self.rate

    def reaches_at(self, position: float) -> float | None:
        """The time at which playback forwards gets to `position`; None when it is past it, or never will by itself."""
        if self._running_since is None or self.rate <= 0 or not self._position < position <= self._edge:
            return None
        return None if math.isinf(position) else self._running_since + (position - self._position) / self.rate

    def run(self, now: float) -> None:
        """Starts the clock, if it does not run."""
        if self._running_since is None:
            self._running_since = now

    def stop(self, now: float) -> None:
        """Stops the clock where it is."""
        self._played = self.played(now)
        self._position = self.position(now)
        self._running_since = None

    def set_rate(self, now: float, rate: float) -> None:
        """Goes on from the same position at another rate."""
        self._rebase(now, self.position(now))
        self.rate = rate

    def limit(self, now: float, available: float) -> None:
        """Playback goes on from where it is, up to `available`."""
        self._rebase(now, self.position(now))
        self.available = available

    def set_end(self, now: float, end: float) -> None:
        """The timeline has another length."""
        self._rebase(now, self.position(now))
        self.end = end

    def jump(self, now: float, position: float) -> None:
        """Moves to `position` without passing what lies between."""
        self._rebase(now, min(self.end, max(0.0, position)))

    def snap_to_edge(self, now: float) -> None:
        """Ends up exactly at the edge that playback goes towards: a timer may fire a little early."""
        if self.running:
            edge = self._edge if self.rate > 0 else 0.0
            self._played = merge_range(self._played, min(self._position, edge), max(self._position, edge))
            self._position = edge
            self._running_since = now

    def reset(self, end: float = 0.0) -> None:
        """A new timeline of length `end`: stopped, at 0, nothing played; the rate stays."""
        self.end = end
        self.available = math.inf
        self._position = 0.0
        self._running_since = None
        self._played = ()

    def _rebase(self, now: float, position: float) -> None:
        self._played = self.played(now)
        self._position = position
        if self._running_since is not None:
            self._running_since = now
