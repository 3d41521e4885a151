"""The voice of a media element."""

from __future__ import annotations

from collections.abc import Callable

from shim.audio.envelope import FADE
from shim.audio.readers import FileReader
from shim.audio.resource import MediaResource
from shim.audio.voice import Reader, Voice
from shim.media.source.buffered import BufferedMedia
from shim.media.streams.reader import StreamReader
from shim.media.streams.streams import Stream

from .host import Playhead

_SAME = 0.002
"""Seconds that a position may be off and still be where playback would have come to."""


class ElementVoice(Voice):
    """Sounds what an element's playheads say; the time is its event loop's."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__(now, gain=0.0)
        self._playing: Playhead | None = None

    def hear(self, playhead: Playhead) -> None:
        """The element's speaker plays something else, or nothing, from now on."""
        playing = self._playing
        self.gain.change(playhead.time, playhead.gain, FADE)
        if playing is not None and _goes_on(playing, playhead):
            return
        self._playing = None
        self.end(playhead.time)
        reader = self._reader(playhead) if playhead.running else None
        if reader is not None:
            self._playing = playhead
            self.begin(playhead.time, reader)

    def _reader(self, playhead: Playhead) -> Reader | None:
        source = playhead.source
        if isinstance(source, Stream):
            return StreamReader(source, self.now)
        # Browsers are silent when they play backwards.
        if not isinstance(source, MediaResource | BufferedMedia) or playhead.rate <= 0 or not source.audio_tracks:
            return None
        return FileReader(source, playhead.time, playhead.position, playhead.rate, keeps_pitch=playhead.keeps_pitch)


def _goes_on(before: Playhead, after: Playhead) -> bool:
    if not after.running or after.source is not before.source or after.rate != before.rate:
        return False
    if after.keeps_pitch != before.keeps_pitch:
        return False
    return abs(before.position + (after.time - before.time) * before.rate - after.position) < _SAME
