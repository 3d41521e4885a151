"""Ends of the sources of a context, computed from what the page asked of them."""

from __future__ import annotations

import heapq
import math
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shim.engine.event_loop import Timer
from shim.engine.realm import Realm

if TYPE_CHECKING:
    from .contexts import Context, LiveContext, OfflineContext
    from .nodes import Node

_LEAST = 0.003
"""Seconds between two looks at the context's time."""


class _Source:
    """A source that was started. Times are the context's, in seconds."""

    __slots__ = ("end", "ended", "has_buffer", "is_watched", "node", "start")

    def __init__(self, node: Node, start: float, ended: Callable[[], None]) -> None:
        self.node = node
        self.start = start
        self.end = math.inf
        self.ended = ended
        self.has_buffer = node.inner.ask(lambda it: hasattr(it, "buffer"))
        self.is_watched = False


class Endings:
    """Tells that sources have ended, by what the page asked of them.

    The package tells of an end that is not known beforehand: of a buffer whose speed changes, or that is set, or
    changes its loop, while it plays. It keeps a source that got a handler, and its context, until the end has come, and
    for good if that never comes.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sources: dict[int, _Source] = {}
        self._varied: set[int] = set()

    def start(
        self, number: int, node: Node, when: float, offset: float, duration: float, ended: Callable[[], None]
    ) -> None:
        """A source was started; `offset` and `duration` are negative when they do not apply. Calls `ended` in the
        pages' thread, once."""
        source = self._sources[number] = _Source(node, max(when, self._context.now), ended)
        if source.has_buffer:
            loops, seconds, speed = node.inner.ask(_length)
            if number in self._varied or speed < 0:
                self._listen(number)
            left = math.inf if loops else max(0.0, seconds - max(offset, 0.0))
            left = min(left, duration if duration >= 0 else math.inf)
            self._expect(number, source.start + left / speed if speed > 0 else math.inf)
        self._varied.discard(number)

    def stop(self, number: int, when: float) -> None:
        """A source is to end at a time at the latest."""
        source = self._sources.get(number)
        if source is not None:
            self._expect(number, min(source.end, max(when, source.start)))

    def changes(self, number: int) -> None:
        """The buffer, loop or speed of a source is about to change, which counts while it plays."""
        source = self._sources.get(number)
        if source is not None and source.has_buffer:
            self._listen(number)

    def varies(self, number: int) -> None:
        """The speed of a source is about to be automated."""
        if number not in self._sources:
            self._varied.add(number)
        self.changes(number)

    def _expect(self, number: int, end: float) -> None:
        """A source ends at that time, unless something changes."""
        raise NotImplementedError

    def _listen(self, number: int) -> None:
        source = self._sources[number]
        if not source.is_watched:
            source.is_watched = True
            source.node.inner.handle_end(_handler(weakref.ref(self), number))

    def call_end(self, number: int) -> None:
        """A source has ended. Called in a thread of the package's."""
        self._context.call_soon(lambda: self._end(number))

    def _end(self, number: int) -> None:
        source = self._sources.pop(number, None)
        if source is not None:
            source.ended()


def _handler(endings: weakref.ref[Endings], number: int) -> Callable[[], None]:
    """The handler of a source's end. The package may keep it for ever, so it does not keep the page."""

    def handle() -> None:
        if (there := endings()) is not None:
            there.call_end(number)

    return handle


class OfflineEndings(Endings):
    """Tells that the sources of an offline context have ended, while that renders them: the package does."""

    def __init__(self, context: OfflineContext, length: float) -> None:
        super().__init__(context)
        self._length = length

    def _expect(self, number: int, end: float) -> None:
        self._sources[number].end = end
        if end <= self._length:
            self._listen(number)


class LiveEndings(Endings):
    """Tells that the sources of a live context have ended, when its time has come to it."""

    def __init__(self, realm: Realm, context: LiveContext) -> None:
        super().__init__(context)
        self._realm = realm
        self._live = context
        self._timer: Timer | None = None
        self._queue: list[tuple[float, int]] = []
        """Known ends, some of which are no longer so."""
        context.listeners.append(self._look)

    def _expect(self, number: int, end: float) -> None:
        if end < math.inf:
            self._sources[number].end = end
            heapq.heappush(self._queue, (end, number))
            if self._queue[0][0] == end:
                self._look()

    def _look(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._live.closed:
            self._sources.clear()
            self._queue.clear()
            return
        now = self._context.now
        while self._queue and self._queue[0][0] <= now:
            end, number = heapq.heappop(self._queue)
            source = self._sources.get(number)
            if source is not None and source.end == end and not source.is_watched:
                self._end(number)
        if self._queue and self._live.running:
            due = self._realm.loop.now() + max(self._queue[0][0] - now, _LEAST)
            self._timer = self._realm.loop.call_at(due, self._look, self._realm, counts=False)


def _length(it: Any) -> tuple[bool, float, float]:
    """Facts about a source of the package's: it plays without an end, its buffer's length in seconds, and its speed."""
    speed = float(it.playbackRate.value) * 2 ** (float(it.detune.value) / 1200)
    if it.buffer is None:
        return True, 0.0, speed
    return bool(it.loop), float(it.buffer.duration), speed
