"""Sound that comes into a graph from outside, block by block: that of media elements and of tracks of streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from shim.engine.event_loop import Timer
from shim.engine.realm import Realm
from shim.media.host import Playhead
from shim.media.resource import MediaResource
from shim.media.streams import Block, Track

from .contexts import LiveContext
from .decoding import to_buffer
from .package import contained, package

if TYPE_CHECKING:
    from shim.media.element import MediaElement

_INTERVAL = 0.05
_LEAD = 0.1
"""Seconds between two blocks, and how far ahead of the renderer they are scheduled: that much later are they heard."""
_LONGEST = 1.0
_RATES = (3000.0, 768000.0)


class Feed(Protocol):
    """Gives what is heard at a time of the event loop."""

    def take(self, start: float, end: float) -> tuple[Block, float] | None:
        """The samples between two times, and their rate; None for silence. A call goes on where the last one ended."""


class Feeder:
    """Puts a feed's blocks into a graph, one buffer source after the other, while the context runs."""

    def __init__(self, realm: Realm, context: LiveContext, node: Any, feed: Feed) -> None:
        self._loop = realm.loop
        self._realm = realm
        self._context = context
        self._node = node
        self._feed = feed
        self._heard = realm.loop.now()
        self._due = 0.0
        self._timer: Timer | None = None
        self._pump()

    def _pump(self) -> None:
        if self._context.closed:
            return
        now = self._loop.now()
        self._timer = self._loop.call_at(now + _INTERVAL, self._pump, self._realm, counts=False)
        taken = self._feed.take(max(self._heard, now - _LONGEST), now)
        self._heard = now
        if taken is not None and len(taken[0]) and self._context.running:
            self._schedule(*taken)

    def _schedule(self, block: Block, rate: float) -> None:
        now = self._context.now
        if not now < self._due < now + 3 * _LEAD:
            self._due = now + _LEAD
        with contained():
            source = package().AudioBufferSourceNode(self._context.renderer, {})
            source.buffer = to_buffer(block, rate)
            source.connect(self._node)
            source.start(self._due)
        self._due += len(block) / rate


class TrackFeed:
    """A track of a MediaStream."""

    def __init__(self, track: Track) -> None:
        self._track = track

    def take(self, start: float, end: float) -> tuple[Block, float] | None:
        rate = self._track.sample_rate
        if not self._track.flows or not rate:
            return None
        first = round(start * rate)
        return self._track.samples(first / rate, round(end * rate) - first, rate), rate


class ElementFeed:
    """What a media element plays, at its volume and speed; its pitch goes with its speed."""

    def __init__(self, media: MediaElement) -> None:
        self._playhead: Playhead | None = None
        self._blocks: Iterator[Block] = iter(())
        self._rest: Block | None = None
        self._at: tuple[MediaResource, float] | None = None
        """The resource and the position, in seconds, that `_blocks` has come to."""
        watch_playhead(media, self._moved)

    def _moved(self, playhead: Playhead) -> None:
        self._playhead = playhead

    def take(self, start: float, end: float) -> tuple[Block, float] | None:
        playhead = self._playhead
        if playhead is None or not playhead.running or not isinstance(playhead.source, MediaResource):
            return None
        resource = playhead.source
        rate = resource.sample_rate * playhead.rate
        if not resource.audio_tracks or not _RATES[0] <= rate <= _RATES[1] or playhead.gain == 0:
            return None
        position = playhead.position + max(0.0, start - playhead.time) * playhead.rate
        frames = round((end - max(start, playhead.time)) * rate)
        if frames <= 0:
            return None
        if self._at is None or self._at[0] is not resource or abs(self._at[1] - position) > _LEAD:
            self._blocks, self._rest = resource.blocks(position), None
            self._at = (resource, position)
        samples = self._read(frames, resource.channels)
        self._at = (resource, self._at[1] + frames / resource.sample_rate)
        return samples * np.float32(playhead.gain), rate

    def _read(self, frames: int, channels: int) -> Block:
        made = np.zeros((frames, channels), np.float32)
        filled = 0
        while filled < frames:
            block = self._rest if self._rest is not None else next(self._blocks, None)
            if block is None:
                break
            part = block[: frames - filled]
            made[filled : filled + len(part)] = part
            filled += len(part)
            self._rest = block[len(part) :] if len(part) < len(block) else None
        return made


# FIXME: the element's host should have listeners of its own, for recorders too; until then its method is wrapped.
def watch_playhead(media: MediaElement, listener: Callable[[Playhead], None]) -> None:
    """Calls `listener` with the element's playhead as it is now, and with every change of it."""
    host: Any = media.host
    before = host.playhead_changed

    def both(playhead: Playhead) -> None:
        before(playhead)
        listener(playhead)

    host.playhead_changed = both
    media._sync_playback(jumped=True)
