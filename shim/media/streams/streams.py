"""MediaStreams and their tracks on the host's side: where samples come from and who gets them.

Samples are pulled by time: a source gives any stretch of its signal, and time is the browser's event loop's. So a media
element, an AudioContext, a recorder and a peer connection can all read one track, each at its own rate.
https://w3c.github.io/mediacapture-main/#stream-api
"""

from __future__ import annotations

import itertools
import json
import math
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shim.audio.resource import AudioTrackInfo, VideoTrackInfo
from shim.audio.samples import Block, bounded
from shim.engine.errors import HostError
from shim.engine.numbers import unguessable
from shim.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class AudioSource(Protocol):
    """Source of an audio track's samples."""

    @property
    def channels(self) -> int:
        """The number of channels that `samples` gives."""

    @property
    def sample_rate(self) -> int:
        """The rate at which the source is best read, in Hz; it can be read at any."""

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """`frames` frames at `rate` Hz from `start` (seconds of the event loop) on; silence where there is nothing."""


@dataclass(frozen=True, slots=True)
class VideoSource:
    """Source of a video track's pictures: there are none, but they have a size (pixels) and a rate (Hz)."""

    width: int
    height: int
    frame_rate: float


class BufferedSource:
    """A source that is fed as it goes, for producers that cannot be asked for any time they like.

    It keeps the last `SECONDS` that were pushed. Readers come after the producer: what they ask for beyond is silence.
    """

    SECONDS = 4

    def __init__(self, channels: int, sample_rate: int) -> None:
        self.channels = channels
        self.sample_rate = sample_rate
        self._ring = np.zeros((self.SECONDS * sample_rate, channels), np.float32)
        self._end = 0
        """The frame after the last one that was pushed, counted from time 0 of the loop."""

    def push(self, start: float, block: Block) -> None:
        """Takes the samples from `start` (seconds) on; a gap to what came before is silence, an overlap is replaced."""
        size = len(self._ring)
        first = round(start * self.sample_rate)
        if first - self._end >= size:
            self._ring[:] = 0
        elif first > self._end:
            self._ring[np.arange(self._end, first) % size] = 0
        kept = bounded(block[-size:])
        last = first + len(block)
        self._ring[np.arange(last - len(kept), last) % size] = kept
        self._end = max(self._end, last)

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`."""
        at = start * self.sample_rate + np.arange(frames) * (self.sample_rate / rate)
        if rate == self.sample_rate:
            return self._frames(np.rint(at).astype(np.int64))
        before = np.floor(at).astype(np.int64)
        part = (at - before).astype(np.float32)[:, None]
        return self._frames(before) * (1 - part) + self._frames(before + 1) * part

    def _frames(self, numbers: NDArray[np.int64]) -> Block:
        there = (numbers < self._end) & (numbers >= max(0, self._end - len(self._ring)))
        return np.where(there[:, None], self._ring[numbers % len(self._ring)], np.float32(0))

    @property
    def end(self) -> float:
        """Seconds up to which samples were pushed."""
        return self._end / self.sample_rate


class Track:
    """A MediaStreamTrack. It is itself a source: what it gives is what the page lets through.

    `origin` is whatever made the track (a device, a peer connection); `settings` is what `getSettings()` answers.
    """

    def __init__(
        self,
        number: int,
        kind: str,
        label: str,
        source: AudioSource | VideoSource,
        origin: object,
        now: Callable[[], float],
    ) -> None:
        self.number = number
        self.kind = kind
        self.label = label
        self.source = source
        self.origin = origin
        self.uuid = str(uuid.uuid4())
        self.streams: dict[Stream, None] = {}
        """The streams that have it, as long as a page has them."""
        self.settings: dict[str, object] = {}
        self._enabled = True
        self._muted = False
        self._ended = False
        self._now = now
        self._flowed = [(-math.inf, True)]
        """From when on it let sound through, or not: readers come later."""

    @property
    def enabled(self) -> bool:
        """https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-enabled"""
        return self._enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self._enabled = enabled
        self._note_flow()

    @property
    def muted(self) -> bool:
        """https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-muted"""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._note_flow()

    @property
    def ended(self) -> bool:
        """True when the track is over for good."""
        return self._ended

    @ended.setter
    def ended(self, ended: bool) -> None:
        self._ended = ended
        self._note_flow()

    def _note_flow(self) -> None:
        if self.flows != self._flowed[-1][1]:
            now = self._now()
            self._flowed.append((now, self.flows))
            while self._flowed[1][0] < now - BufferedSource.SECONDS:
                del self._flowed[0]

    @property
    def channels(self) -> int:
        """See `AudioSource.channels`; 0 for video."""
        return 0 if isinstance(self.source, VideoSource) else self.source.channels

    @property
    def sample_rate(self) -> int:
        """See `AudioSource.sample_rate`; 0 for video."""
        return 0 if isinstance(self.source, VideoSource) else self.source.sample_rate

    @property
    def flows(self) -> bool:
        """True when anything but silence can come out. https://w3c.github.io/mediacapture-main/#track-enabled"""
        return self.enabled and not self.muted and not self.ended

    def samples(self, start: float, frames: int, rate: int) -> Block:
        """See `AudioSource.samples`: silence while the track was disabled, muted or ended."""
        if isinstance(self.source, VideoSource) or (not self.flows and self._flowed[-1][0] <= start):
            return np.zeros((frames, self.channels), np.float32)
        block = self.source.samples(start, frames, rate)
        for (begin, flows), (end, _) in itertools.pairwise([*self._flowed, (math.inf, True)]):
            if not flows and end > start and begin < start + frames / rate:
                first, last = (round(min(max(0.0, (at - start) * rate), frames)) for at in (begin, end))
                block = block.copy()
                block[first:last] = 0
        return block


class Stream:
    """A MediaStream: a set of tracks, and what a media element's `srcObject` plays (`StreamProvider`)."""

    def __init__(self, number: int, uuid_: str = "") -> None:
        self.number = number
        self.uuid = uuid_ or str(uuid.uuid4())
        self.tracks: list[Track] = []
        self.listeners: set[Callable[[], None]] = set()
        """Called when a track comes, goes or ends, from inside the step that did it."""

    @property
    def live(self) -> list[Track]:
        """The tracks that have not ended, in the order in which they were added."""
        return [track for track in self.tracks if not track.ended]

    @property
    def active(self) -> bool:
        """True when any track is live."""
        return bool(self.live)

    @property
    def audio_tracks(self) -> list[AudioTrackInfo]:
        """The live audio tracks."""
        tracks = [track for track in self.live if track.kind == "audio"]
        return [AudioTrackInfo(t.uuid, "pcm_f32le", t.channels, t.sample_rate, t.label, "") for t in tracks]

    @property
    def video_tracks(self) -> list[VideoTrackInfo]:
        """The live video tracks."""
        found = [(track, track.source) for track in self.live]
        return [
            VideoTrackInfo(track.uuid, "raw", source.width, source.height, track.label, "")
            for track, source in found
            if isinstance(source, VideoSource)
        ]

    def samples(self, start: float, frames: int, rate: int, channels: int) -> Block:
        """The live audio tracks mixed: see `AudioSource.samples`. Mono goes to every channel."""
        mixed = np.zeros((frames, channels), np.float32)
        for track in self.live:
            if track.kind == "audio":
                block = track.samples(start, frames, rate)
                common = min(channels, block.shape[1])
                mixed[:, : channels if block.shape[1] == 1 else common] += block[:, :common]
        return mixed

    def add(self, track: Track) -> None:
        """The track comes in. Tells the listeners."""
        self.tracks.append(track)
        track.streams[self] = None
        self.changed()

    def remove(self, track: Track) -> None:
        """The track, if it is there, goes. Tells the listeners."""
        if self in track.streams:
            self.tracks.remove(track)
            del track.streams[self]
            self.changed()

    def changed(self) -> None:
        """Tells the listeners."""
        for listener in list(self.listeners):
            listener()


class Streams:
    """Every track and stream of a browser, by the numbers that pages' objects carry as `$.impl(object).id`.

    `now` is the time of the browser's event loop.
    """

    def __init__(self, now: Callable[[], float] = lambda: 0.0) -> None:
        self._now = now
        self._tracks: dict[int, Track] = {}
        self._streams: dict[int, Stream] = {}

    def track(self, number: int) -> Track:
        """The track of that number; a number without one is a TypeError in the page."""
        found = self.find_track(int(number))
        if found is None:
            raise HostError("TypeError", "parameter is not of type 'MediaStreamTrack'.")
        return found

    def find_track(self, number: int) -> Track | None:
        """The track of that number, if a page has it."""
        return self._tracks.get(number)

    def stream(self, number: int) -> Stream:
        """The stream of that number; a number without one is a TypeError in the page."""
        found = self._streams.get(int(number))
        if found is None:
            raise HostError("TypeError", "parameter is not of type 'MediaStream'.")
        return found

    def add_track(self, kind: str, label: str, source: AudioSource | VideoSource, origin: object = None) -> Track:
        """A new live track; `$.newTrack(track.number)` makes the page's object for it."""
        number = unguessable(self._tracks)
        track = self._tracks[number] = Track(number, kind, label, source, origin, self._now)
        return track

    def clone_track(self, track: Track) -> Track:
        """https://w3c.github.io/mediacapture-main/#track-clone"""
        clone = self.add_track(track.kind, track.label, track.source, track.origin)
        clone.enabled, clone.muted, clone.ended = track.enabled, track.muted, track.ended
        clone.settings = dict(track.settings)
        return clone

    @property
    def tracks(self) -> list[Track]:
        """All tracks that a page holds, the oldest first."""
        return list(self._tracks.values())

    @property
    def live_tracks(self) -> list[Track]:
        """All tracks that have not ended."""
        return [track for track in self._tracks.values() if not track.ended]

    def end_track(self, track: Track) -> None:
        """The track is over for good: its streams are told."""
        if not track.ended:
            track.ended = True
            for stream in list(track.streams):
                stream.changed()

    def add_stream(self, uuid_: str = "") -> Stream:
        """A new stream without tracks."""
        number = unguessable(self._streams)
        stream = self._streams[number] = Stream(number, uuid_)
        return stream

    def release_stream(self, number: int) -> None:
        """The page has lost the stream."""
        stream = self._streams.pop(int(number), None)
        if stream is not None:
            for track in stream.tracks:
                track.streams.pop(stream, None)

    def release_track(self, number: int) -> None:
        """The page has lost the track."""
        self._tracks.pop(int(number), None)

    def describe(self, track: Track) -> str:
        """The initial state of a page's object for the track, as JSON."""
        return json.dumps({"kind": track.kind, "uuid": track.uuid, "label": track.label, "muted": track.muted})
