"""A voice: one thing that sounds, now and then, with a gain of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from shim.lazy import np

from .envelope import FADE, RATE, Envelope
from .samples import Block

_SHORTEST = 0.001
"""Seconds below which a sound is none; so a page that plays and pauses without end opens no file each time."""


class Reader(Protocol):
    """Source of a stretch of sound."""

    def read(self, start: float, frames: int) -> Block:
        """The next `frames` stereo frames at `RATE`, the first of which is heard at `start`; calls go on in order."""

    def close(self) -> None:
        """No more is read."""


class _Stretch:
    """Sound without a break from `begin` on."""

    def __init__(self, begin: float, reader: Reader) -> None:
        self.begin = begin
        self.end = float("inf")
        self._reader = reader

    def add_to(self, mix: Block, start: float) -> None:
        """Adds what is heard from `start` on, with a short fade at both ends."""
        first = max(0, round((self.begin - start) * RATE))
        last = round(min(len(mix), (self.end + FADE - start) * RATE))
        if first >= last or self.end - self.begin < _SHORTEST:
            return
        at = start + first / RATE
        block = self._reader.read(at, last - first)
        if at < self.begin + FADE or start + last / RATE > self.end:
            times = at + np.arange(len(block)) / RATE
            fade = np.minimum((times - self.begin) / FADE, (self.end + FADE - times) / FADE)
            smooth = np.sin(np.pi / 2 * np.clip(fade, 0, 1)) ** 2
            block = block * smooth.astype(np.float32)[:, None]
        mix[first:last] += block

    def close(self) -> None:
        self._reader.close()


class Voice:
    """Times are in seconds of `now()`. It is told of everything before it is asked for its time.

    `on_close` is called once, when nobody listens any more.
    """

    def __init__(self, now: Callable[[], float], gain: float = 1.0, on_close: Callable[[], None] | None = None) -> None:
        self.now = now
        self.gain = Envelope(gain)
        self.on_close = on_close
        self._stretches: list[_Stretch] = []

    def begin(self, at: float, reader: Reader) -> None:
        """The voice sounds from `at` on; its sound from before is over."""
        self.end(at)
        self._stretches.append(_Stretch(at, reader))

    def end(self, at: float) -> None:
        """The voice falls silent at `at`."""
        if self._stretches and self._stretches[-1].end > at:
            self._stretches[-1].end = at

    @property
    def is_silent(self) -> bool:
        """True when the voice has nothing to sound."""
        return not self._stretches

    def add_to(self, mix: Block, start: float) -> None:
        """Adds to stereo frames what is heard from `start` on; goes on where the last call ended."""
        self.gain.forget(start)
        if not self._stretches:
            return
        own = np.zeros_like(mix)
        for stretch in self._stretches:
            stretch.add_to(own, start)
        self.gain.apply(own, start)
        mix += own
        end = start + len(mix) / RATE
        for stretch in [s for s in self._stretches if s.end + FADE <= end]:
            stretch.close()
            self._stretches.remove(stretch)

    def close(self) -> None:
        """Nobody listens any more."""
        for stretch in self._stretches:
            stretch.close()
        self._stretches.clear()
        if self.on_close is not None:
            self.on_close()
            self.on_close = None
