"""A gain over time: straight ramps from one value to the next."""

from __future__ import annotations

from bisect import bisect_left

from shim.lazy import np

from .samples import Block

RATE = 48_000
"""Frames a second of what is mixed."""
FADE = 0.006
"""Seconds that a sound which starts or stops at once takes to do so, lest it click."""


class Envelope:
    """Times are in seconds; it is asked for them in order, and told of a change before it is asked for its time."""

    def __init__(self, gain: float = 1.0) -> None:
        self._times = [0.0]
        self._gains = [gain]

    @property
    def target(self) -> float:
        """The gain that it comes to."""
        return self._gains[-1]

    def change(self, at: float, gain: float, ramp: float) -> None:
        """From `at` on it goes to `gain` in `ramp` seconds, from wherever an earlier ramp has come to."""
        if gain == self.target:
            return
        first = bisect_left(self._times, at)
        around = slice(max(0, first - 1), first + 1)
        now = float(np.interp(at, self._times[around], self._gains[around]))
        self._times[first:] = [at, at + ramp]
        self._gains[first:] = [now, gain]

    def apply(self, block: Block, start: float) -> None:
        """Multiplies a block, whose first frame is at `start`, in place."""
        if start >= self._times[-1]:
            block *= np.float32(self.target)
        else:
            times = start + np.arange(len(block)) / RATE
            block *= np.interp(times, self._times, self._gains).astype(np.float32)[:, None]

    def forget(self, before: float) -> None:
        """Nobody asks for times before that any more."""
        passed = max(0, bisect_left(self._times, before) - 1)
        del self._times[:passed], self._gains[:passed]
