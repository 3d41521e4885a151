"""Capture of what a media element plays, as tracks of a MediaStream. https://w3c.github.io/mediacapture-fromelement/

The sound is the element's own, whatever its volume is and whether it is muted.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from shim.audio.envelope import RATE
from shim.audio.samples import Block
from shim.lazy import np
from shim.media.streams.streams import BufferedSource, Streams, Track, VideoSource

from .host import Playhead
from .voice import ElementVoice

if TYPE_CHECKING:
    from shim.engine.realm import Realm

    from .element import MediaElement

FRAME_RATE = 30.0
"""The frame rate, in Hz, of a captured video track, which has no pictures."""


class CapturedSound:
    """The source of a captured audio track. It is read like any other, at any time of the last few seconds."""

    sample_rate = RATE

    def __init__(self, now: Callable[[], float], channels: int) -> None:
        self.channels = channels
        self._now = now
        self._voice = ElementVoice(now)
        self._buffer = BufferedSource(channels, RATE)
        self._filled = round(now() * RATE)

    def hear(self, playhead: Playhead) -> None:
        """The element plays something else, or nothing, from now on."""
        self._skip_to(playhead.time - BufferedSource.SECONDS)
        self._voice.hear(replace(playhead, gain=1.0))

    def _skip_to(self, time: float) -> None:
        """Nobody reads what was before."""
        first = round(time * RATE)
        if first > self._filled:
            self._filled = first
            self._voice.add_to(np.zeros((0, 2), np.float32), first / RATE)

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`."""
        # one frame more, for readers at another rate
        self._fill(min(self._now(), start + frames / rate + 1 / RATE))
        return self._buffer.samples(start, frames, rate)

    def _fill(self, until: float) -> None:
        self._skip_to(until - BufferedSource.SECONDS)
        first, last = self._filled, round(until * RATE)
        if last > first:
            block = np.zeros((last - first, 2), np.float32)
            self._voice.add_to(block, first / RATE)
            self._buffer.push(first / RATE, block[:, : self.channels])
            self._filled = last

    def close(self) -> None:
        """The element plays no more."""
        self._voice.close()


class ElementCapture:
    """One call of `captureStream()`: keeps the tracks of a stream as the element's are.

    AD-HOC: several audio tracks of a MediaStream that the element plays are captured as one, mixed.
    """

    def __init__(self, media: MediaElement, realm: Realm, streams: Streams, stream: int) -> None:
        self._media = media
        self._realm = realm
        self._streams = streams
        self._stream = stream
        self._source: object = None
        """The resource or stream that `_tracks` are captured from."""
        self._tracks: dict[str, Track] = {}
        self._sound: CapturedSound | None = None

    def follow(self, playhead: Playhead) -> None:
        """To be called whenever the element's state has changed."""
        if playhead.source is not self._source:
            self._end(list(self._tracks))
            self._source = playhead.source
        wanted = self._wanted()
        self._end([kind for kind in self._tracks if kind not in wanted])
        for kind in wanted:
            if kind not in self._tracks:
                self._begin(kind)
        if self._sound is not None:
            self._sound.hear(replace(playhead, running=playhead.running and not self._media.is_tainted))
        self._mute(not self._media.has_content_now)

    def _wanted(self) -> list[str]:
        media = self._media
        if media.ready_state < media.ready_state.HAVE_METADATA or media.ended:
            return []
        return [kind for kind, found in (("audio", media.audio_tracks), ("video", media.video_tracks)) if found]

    def _begin(self, kind: str) -> None:
        media = self._media
        source: CapturedSound | VideoSource
        if kind == "audio":
            tracks = media.audio_tracks
            source = self._sound = CapturedSound(
                media.host.now, 1 if len(tracks) == 1 and tracks[0].channels == 1 else 2
            )
        else:
            source = VideoSource(*media.video_size, FRAME_RATE)
        track = self._tracks[kind] = self._streams.add_track(kind, "", source, self)
        track.muted = not media.has_content_now
        self._realm.call("capturedTrackCame", self._stream, track.number)

    def _end(self, kinds: list[str]) -> None:
        for kind in kinds:
            track = self._tracks.pop(kind)
            ended = [t for t in self._streams.live_tracks if t.source is track.source]
            for each in ended:
                self._streams.end_track(each)
            self._realm.call("capturedTrackWent", self._stream, track.number, json.dumps([t.number for t in ended]))
            if kind == "audio" and self._sound is not None:
                self._sound.close()
                self._sound = None

    def _mute(self, muted: bool) -> None:
        sources = [track.source for track in self._tracks.values()]
        for track in self._streams.live_tracks:
            if track.origin is self and track.source in sources and track.muted != muted:
                track.muted = muted
                self._realm.call("capturedTrackMuted", track.number, muted)

    def close(self) -> None:
        """The element is gone."""
        self._end(list(self._tracks))
