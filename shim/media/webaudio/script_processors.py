"""Script processors: the renderer's thread waits while the page, in a task of its own, makes a block of samples."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import Callable
from typing import Any

from shim.engine.realm import Realm

from .package import floats, to_bytes
from .renderer import Renderer


class _Block:
    """Samples on their way through the page."""

    __slots__ = ("channels", "done", "samples", "time")

    def __init__(self, samples: bytes, channels: int, time: float) -> None:
        self.samples = samples
        self.channels = channels
        self.time = time
        self.done = threading.Event()


class ScriptProcessors:
    """Carries blocks of samples between the renderers' threads and the page."""

    def __init__(self, realm: Realm, loop: asyncio.AbstractEventLoop) -> None:
        self._realm = realm
        self._loop = loop
        self._waiting: set[_Block] = set()

    def callback(self, number: int, renderer: Renderer) -> Callable[[Any], None]:
        """The function that the package calls with each `audioprocess` event of the node of that number. The package
        keeps it until the context has ended, so it does not keep the page."""
        these, its_renderer = weakref.ref(self), weakref.ref(renderer)

        def handle(event: Any) -> None:
            processors, there = these(), its_renderer()
            if there is None:
                return
            try:
                if processors is not None:
                    processors._process(number, there, event)
            finally:
                there.event_ends()

        return handle

    def _process(self, number: int, renderer: Renderer, event: Any) -> None:
        given = event.inputBuffer
        samples = b"".join(to_bytes(given.getChannelData(c)) for c in range(given.numberOfChannels))
        block = _Block(samples, given.numberOfChannels, float(event.playbackTime))
        if self._realm.closed or self._loop.is_closed() or renderer.is_closed:
            return
        self._waiting.add(block)
        self._loop.call_soon_threadsafe(self._realm.loop.queue_task, lambda: self._run(number, block), self._realm)
        answered = block.done.wait(renderer.patience)
        self._waiting.discard(block)
        if answered and block.samples:
            made = event.outputBuffer
            for channel in range(made.numberOfChannels):
                part = floats(block.samples)[channel * made.length : (channel + 1) * made.length]
                made.copyToChannel(part, channel)

    def _run(self, number: int, block: _Block) -> None:
        try:
            self._realm.hand_bytes(block.samples)
            self._realm.call("processAudio", number, block.time, block.channels)
            block.samples = self._realm.take_bytes()
        finally:
            block.done.set()

    def close(self) -> None:
        """Lets go of renderers that wait: nobody will answer."""
        for block in list(self._waiting):
            block.samples = b""
            block.done.set()
