"""The sound of a stream as a voice reads it."""

from __future__ import annotations

from collections.abc import Callable

from shim.audio.envelope import RATE
from shim.audio.readers import to_stereo
from shim.audio.samples import Block
from shim.lazy import np

from .streams import Stream, Track


class StreamReader:
    """The audio tracks of a stream, those that it had at each time. `now` is the event loop's."""

    def __init__(self, stream: Stream, now: Callable[[], float]) -> None:
        self._stream = stream
        self._now = now
        self._tracks = [(0.0, self._found())]
        """From when on it has which."""
        stream.listeners.add(self._changed)

    def _found(self) -> list[Track]:
        return [track for track in self._stream.tracks if track.kind == "audio"]

    def _changed(self) -> None:
        if (found := self._found()) != self._tracks[-1][1]:
            self._tracks.append((self._now(), found))

    def read(self, start: float, frames: int) -> Block:
        """See `Reader.read`."""
        while len(self._tracks) > 1 and self._tracks[1][0] <= start:
            del self._tracks[0]
        mix = np.zeros((frames, 2), np.float32)
        ends = [max(0, min(frames, round((at - start) * RATE))) for at, _ in self._tracks[1:]]
        for (_, tracks), first, last in zip(self._tracks, [0, *ends], [*ends, frames], strict=True):
            if first < last:
                for track in tracks:
                    mix[first:last] += to_stereo(track.samples(start + first / RATE, last - first, RATE))
        return mix

    def close(self) -> None:
        self._stream.listeners.discard(self._changed)
