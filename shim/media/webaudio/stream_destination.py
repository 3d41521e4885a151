"""Sound that leaves a graph as a track of a MediaStream."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from shim.engine.event_loop import EventLoop
from shim.media.streams import BufferedSource

from .tap import Tap

_DRIFT = 0.2
"""Seconds that a track's samples may be apart from the event loop's time before they are moved."""


class DestinationTrack:
    """The source behind the track of one `MediaStreamAudioDestinationNode`: filled from the renderer, in its thread."""

    def __init__(self, loop: EventLoop, renderer: Any, node: Any, channels: int) -> None:
        self._rate = round(renderer.sampleRate)
        self.source = BufferedSource(channels, self._rate)
        self._loop = loop
        self._at: float | None = None
        self._tap = Tap(renderer, node, channels, self._take)

    def _take(self, block: NDArray[np.float32], _time: float) -> None:
        length = len(block) / self._rate
        start = self._loop.now() - length
        if self._at is None or abs(self._at - start) > _DRIFT:
            self._at = start
        self.source.push(self._at, block)
        self._at += length

    def close(self) -> None:
        self._tap.close()
