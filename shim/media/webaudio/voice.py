"""The voice of an AudioContext: its output, block by block as it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shim.audio.envelope import FADE
from shim.audio.readers import SourceReader
from shim.audio.samples import Block
from shim.audio.voice import Voice
from shim.media.streams.streams import BufferedSource

if TYPE_CHECKING:
    from .contexts import LiveContext


class ContextVoice(Voice):
    """Sounds what comes out of a context while it runs and has a speaker; the time is its event loop's."""

    def __init__(self, context: LiveContext, now: Callable[[], float]) -> None:
        super().__init__(now, on_close=self._stop_listening)
        self._context = context
        self._source = BufferedSource(2, round(context.rate))
        self._tap = context.output.tap(self._take)
        context.listeners.append(self._context_changed)
        self._context_changed()

    def _take(self, block: Block, at: float) -> None:
        self._source.push(self._context.to_loop(at), block)

    def _context_changed(self) -> None:
        now = self.now()
        if self._context.is_heard:
            self.begin(now, SourceReader(self._source.samples))
        else:
            # The rest of the last block comes out only when the context runs again.
            self.end(min(now, self._source.end - FADE))

    def _stop_listening(self) -> None:
        self._context.listeners.remove(self._context_changed)
        self._context.output.close_tap(self._tap)
