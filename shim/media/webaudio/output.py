"""Output of a live context: whether anything but silence arrives at its destination, and the samples themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shim.engine.event_loop import Timer
from shim.engine.realm import Realm

from .renderer import Part
from .tap import Sink, Tap

if TYPE_CHECKING:
    from .contexts import LiveContext

_INTERVAL = 0.05
_WINDOW = 0.15
"""Seconds between two looks at the output, and the least that each look covers."""
_SILENT = 0x80


class Output:
    """The one place where everything that a context sounds passes by.

    Looking costs 0.02 ms twenty times a second, only while the context runs and somebody watches, and does not keep the
    page from being idle.
    """

    def __init__(self, realm: Realm, context: LiveContext) -> None:
        self._realm = realm
        self._context = context
        self._sounds = False
        self._watcher: Callable[[bool], None] | None = None
        self._analyser: Part | None = None
        self._timer: Timer | None = None
        self._taps: set[Tap] = set()

    def watch(self, watcher: Callable[[bool], None]) -> None:
        """Calls `watcher`, in a task, whenever the output starts or ceases to be non-zero."""
        self._watcher = watcher
        if self._analyser is None:
            self._analyser = self._make_analyser()
        self.resume()

    def _make_analyser(self) -> Part:
        """Analyser of the output, whose samples become 1 where they are not 0, so that neither the mix down to one
        channel nor quantization can hide them."""
        renderer = self._context.renderer
        louder = renderer.node("GainNode", {"gain": 1e12})
        shape = renderer.node("WaveShaperNode", {"curve": [1.0, 0.0, 1.0]})
        size = 32
        while size < self._context.rate * _WINDOW and size < 32768:
            size *= 2
        analyser = renderer.node("AnalyserNode", {"fftSize": size})
        self._context.destination.connect(louder)
        louder.connect(shape)
        shape.connect(analyser)
        return analyser

    def resume(self) -> None:
        """Told that the context runs again."""
        if self._watcher is not None and self._timer is None and self._context.running:
            self._schedule()

    def _schedule(self) -> None:
        loop = self._realm.loop
        self._timer = loop.call_at(loop.now() + _INTERVAL, self._look, self._realm, counts=False)

    def _look(self) -> None:
        self._timer = None
        if not self._context.running or self._context.closed:
            return
        assert self._watcher is not None
        assert self._analyser is not None
        samples = self._analyser.ask(lambda it: it.getByteTimeDomainData(bytearray(it.fftSize)))
        sounds = samples.count(_SILENT) != len(samples)
        self._schedule()
        if sounds != self._sounds:
            self._sounds = sounds
            self._watcher(sounds)

    def tap(self, sink: Sink, channels: int = 2) -> Tap:
        """Gives `sink` every block of samples from now on, until the tap or the context is closed."""
        tap = Tap(self._context.renderer, self._context.destination, channels, sink)
        self._taps.add(tap)
        return tap

    def close_tap(self, tap: Tap) -> None:
        """Undoes `tap`."""
        tap.close()
        self._taps.discard(tap)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for tap in self._taps:
            tap.close()
        self._taps.clear()
