"""Sound that leaves a graph as a track of a MediaStream."""

from __future__ import annotations

from shim.audio.samples import Block
from shim.media.streams.streams import BufferedSource

from .contexts import LiveContext
from .renderer import Part
from .tap import Tap


class DestinationTrack:
    """The source behind the track of one `MediaStreamAudioDestinationNode`: filled from the renderer, in its thread."""

    def __init__(self, context: LiveContext, node: Part, channels: int) -> None:
        self.source = BufferedSource(channels, round(context.rate))
        self._context = context
        self._tap = Tap(context.renderer, node, channels, self._take)

    def _take(self, block: Block, at: float) -> None:
        self.source.push(self._context.to_loop(at), block)

    def close(self) -> None:
        self._tap.close()
