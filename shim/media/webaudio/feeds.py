"""Sound that comes into a graph from outside, block by block: that of media elements and of tracks of streams."""

from __future__ import annotations

import math
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, Protocol

from shim.audio.envelope import RATE
from shim.audio.samples import Block
from shim.engine.event_loop import Timer
from shim.engine.realm import Realm
from shim.lazy import np
from shim.media.streams.streams import Track

from .contexts import LiveContext
from .decoding import to_buffer
from .package import contained
from .renderer import Part

if TYPE_CHECKING:
    from shim.media.element.document_host import DocumentMediaHost

_INTERVAL = 0.05
_LEAD = 0.1
"""Seconds between two blocks, and how far ahead of the renderer they are scheduled: that much later are they heard."""
_BEHIND = 0.06
"""Seconds that a track is read later: what is made block by block is there by then."""
_SLACK = 0.005
"""Seconds that a block may be off, so that it goes on where the one before it ends."""
_LONGEST = 1.0


class Taken(NamedTuple):
    """Samples, their rate in Hz, and the time of the first of them."""

    samples: Block
    rate: float
    start: float


class Feed(Protocol):
    """Gives what is heard at a time of the event loop."""

    def take(self, start: float, end: float) -> Taken | None:
        """The samples between two times; None for silence. A call goes on where the last one ended."""


class Feeder:
    """Puts a feed's blocks into a graph, one buffer source after the other, while the context runs.

    Each has its place in the context's time, whenever it gets there; the part that would come too late is left out.
    """

    def __init__(self, realm: Realm, context: LiveContext, node: Part, feed: Feed) -> None:
        self._loop = realm.loop
        self._realm = realm
        self._context = context
        self._node = node
        self._feed = feed
        self._heard = realm.loop.now()
        self._end = 0.0
        """The context's time at which the last block ends."""
        self._timer: Timer | None = None
        self._pump()

    def _pump(self) -> None:
        if self._context.closed:
            return
        now = self._loop.now()
        self._timer = self._loop.call_at(now + _INTERVAL, self._pump, self._realm, counts=False)
        taken = self._feed.take(max(self._heard, now - _LONGEST), now)
        self._heard = now
        if taken is not None and taken.samples.any() and self._context.running:
            self._schedule(*taken)

    def _schedule(self, block: Block, rate: float, start: float) -> None:
        due = self._context.from_loop(start) + _LEAD
        if abs(due - self._end) < _SLACK:
            due = self._end
        # Never do two blocks sound at once.
        late = max(0, ceil((max(self._context.now, self._end) - due) * rate))
        if late >= len(block):
            return
        self._end = due + len(block) / rate
        with contained():
            source = self._context.renderer.node("AudioBufferSourceNode", {})
            sound = block[late:]
            buffer = to_buffer([sound], sound.shape[1], len(sound), rate)
            source.tell(lambda it: setattr(it, "buffer", buffer))
            source.connect(self._node)
            source.tell(lambda it: it.start(due + late / rate))


class TrackFeed:
    """A track of a MediaStream."""

    def __init__(self, realm: Realm, track: Track) -> None:
        self._track = track
        self._begun = math.inf
        """From when on it is heard: what the script that connects it does to the track in the same turn counts."""
        loop = realm.loop
        loop.await_stable_state(lambda: setattr(self, "_begun", loop.now()), realm)

    def take(self, start: float, end: float) -> Taken | None:
        rate = self._track.sample_rate
        if not rate:
            return None
        first, last = (round((at - _BEHIND) * rate) for at in (start, end))
        block = self._track.samples(first / rate, last - first, rate)
        early = min(max(0.0, (self._begun - first / rate) * rate), len(block))
        block[: ceil(early)] = 0
        return Taken(block, rate, first / rate + _BEHIND)


class ElementFeed:
    """Sound of a media element, at its volume and speed; silence while what it plays is CORS-cross-origin.

    https://webaudio.github.io/web-audio-api/#MediaElementAudioSourceOptions-security

    AD-HOC: of more than two channels it is mixed down to two.
    """

    def __init__(self, host: DocumentMediaHost) -> None:
        self._host = host
        self._voice = host.divert()

    def take(self, start: float, end: float) -> Taken | None:
        first, last = round(start * RATE), round(end * RATE)
        block = np.zeros((last - first, 2), np.float32)
        self._voice.add_to(block, first / RATE)
        if self._host.element.is_tainted:
            return None
        tracks = self._host.element.audio_tracks
        is_mono = len(tracks) == 1 and tracks[0].channels == 1
        return Taken(block[:, :1] if is_mono else block, RATE, first / RATE)
