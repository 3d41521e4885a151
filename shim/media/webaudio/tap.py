"""Takes samples out of a running graph, in blocks."""

from __future__ import annotations

import weakref
from array import array
from collections.abc import Callable
from typing import Any

from shim.audio.samples import Block
from shim.lazy import np

from .package import QUANTUM
from .renderer import Part, Renderer

FRAMES = 1024

Sink = Callable[[Block, float], None]
"""Gets a block, float32 (frames, channels), and the context's time of its first frame; called in a thread of its."""


class Tap:
    """Passes what a node of the package puts out to a sink until it is closed."""

    def __init__(self, renderer: Renderer, node: Part, channels: int, sink: Sink) -> None:
        # The package's streams could be read too, but whoever waits for their next block keeps all of Python waiting.
        self._processor = renderer.make(lambda context: context.createScriptProcessor(FRAMES, channels, 1))
        self._node = node
        self._closed = False
        # The event's time is when what the page makes of the block would be heard.
        latency = (2 * FRAMES - QUANTUM) / renderer.rate

        # The package keeps the handler until the context has ended, so that does not keep the tap.
        this, its_renderer = weakref.ref(self), weakref.ref(renderer)

        def process(event: Any) -> None:
            tap, there = this(), its_renderer()
            if there is None:
                return
            try:
                if tap is not None:
                    tap._pass(event, latency)
            finally:
                there.event_ends()

        self._sink = sink
        self._processor.handle_blocks(process)
        node.connect(self._processor)

    def _pass(self, event: Any, latency: float) -> None:
        if not self._closed:
            block = event.inputBuffer
            samples = [array("f", block.getChannelData(c)) for c in range(block.numberOfChannels)]
            self._sink(np.array(samples, np.float32).T, float(event.playbackTime) - latency)

    def close(self) -> None:
        """No block is passed on any more."""
        if not self._closed:
            self._closed = True
            self._node.disconnect(self._processor)
