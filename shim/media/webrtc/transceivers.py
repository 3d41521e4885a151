"""Transceivers of a peer connection: one transceiver for each m= section of audio or video.
https://w3c.github.io/webrtc-pc/#rtcrtptransceiver-interface"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from shim.audio.envelope import RATE
from shim.audio.samples import Block
from shim.lazy import np
from shim.media.streams.streams import Streams, Track, VideoSource

from .meters import LAG, Meter
from .sdp import receives, sends

if TYPE_CHECKING:
    from .exchange import Exchange

DELAY = 0.1
"""Seconds that sound takes from one peer to the other."""


class RemoteAudio:
    """Output of a receiver: the other side's track as it was `DELAY` ago, mono as Opus is by default."""

    channels = 1
    sample_rate = 48_000

    def __init__(self, transceiver: Transceiver) -> None:
        self._transceiver = transceiver

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`."""
        far = self._transceiver.far
        track = far.track if far is not None and self._transceiver.flows and far.active else None
        if track is None or not track.channels:
            return np.zeros((frames, 1), np.float32)
        return track.samples(start - DELAY, frames, rate).mean(axis=1, keepdims=True, dtype=np.float32)


class Transceiver:
    """A sender and a receiver. `planned_mid` is the mid that an offer gave it which has not been set yet."""

    def __init__(
        self, peer: Exchange, number: int, kind: str, direction: str, streams: Streams, track_id: str = ""
    ) -> None:
        self.peer = peer
        self.number = number
        self.kind = kind
        self.direction = direction
        self.current_direction: str | None = None
        self.mid: str | None = None
        self.planned_mid: str | None = None
        self.track: Track | None = None
        self.stream_ids: list[str] = []
        self.was_added_by_track = False
        self.came_with_offer = False
        """True when a description of the other side made it."""
        self.has_sent = False
        self.stopped = False
        self.remote_streams: list[str] = []
        self.is_announced = False
        """True when the page was told of the track that comes in."""
        source = RemoteAudio(self) if kind == "audio" else VideoSource(640, 480, 30.0)
        self.receiver = streams.add_track(kind, "", source, self)
        self.receiver.muted = True
        if track_id:
            self.receiver.uuid = track_id
        self.receiver.label = f"remote {kind}"
        self.active = True
        """https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active"""
        self.ssrc = secrets.randbelow(2**32 - 1) + 1
        self.sent = Meter()
        self.received = Meter()

    @property
    def far(self) -> Transceiver | None:
        """The other side's transceiver, while there is one."""
        other = self.peer.other
        if other is None or self.mid is None:
            return None
        return next((t for t in other.transceivers if t.mid == self.mid), None)

    @property
    def flows(self) -> bool:
        """True when media arrive."""
        far = self.far
        if far is None or self.stopped or far.stopped or not self.is_announced or not self.peer.is_connected:
            return False
        return far.track is not None and receives(self.current_direction) and sends(far.current_direction)

    def measure(self, start: float, end: float) -> None:
        """Counts what has gone through between two times.

        A disabled track sends silence, as browsers do; one that is muted or has ended has nothing to send.
        """
        far = self.far
        self._count(self.sent, self.track, far is not None and far.flows and self._has_media, start, end)
        comes = far is not None and self.flows and far._has_media
        self._count(self.received, self.receiver, comes, start, end)

    def _count(self, meter: Meter, track: Track | None, flows: bool, start: float, end: float) -> None:
        if track is None or not flows:
            meter.rest()
        elif isinstance(track.source, VideoSource):
            meter.add_pictures(end - start, track.source.frame_rate)
        else:
            first, last = (round((at - LAG) * RATE) for at in (start, end))
            meter.add_sound(track.samples(first / RATE, last - first, RATE))

    @property
    def _has_media(self) -> bool:
        return self.active and self.track is not None and not self.track.muted and not self.track.ended
