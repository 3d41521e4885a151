"""The sound of a track buffer."""

from __future__ import annotations

from collections.abc import Iterator

from shim.audio.coded import CodedFrame, FrameDecoder
from shim.audio.samples import Block
from shim.lazy import np

from .track_buffer import TrackBuffer

_RUN_UP = 0.1
"""Seconds that decoders with state need before their samples are right."""
_SLIP = 0.01
"""Seconds that time stamps may be off without a gap or an overlap being heard: WebM rounds them."""
_GAP = 0.2
"""Seconds without a frame that are played as silence."""
_LONGEST_SILENCE = 2.0
"""Seconds before the first frame that are played as silence."""


def sound_of(track: TrackBuffer, start: float, rate: int) -> Iterator[Block]:
    """The samples at `rate` from `start` seconds on, decoded as they are asked for. It ends where no frame is
    there now; whoever needs more asks anew."""
    if track.covering(start) is None and not 0 < _until_next(track, start) < _LONGEST_SILENCE:
        return
    cursor = round(start * rate)
    has_begun = False
    decoder: FrameDecoder | None = None
    expected = start
    for frame, following in _frames_from(track, start - _RUN_UP):
        if decoder is None or not frame.track.goes_on(decoder.track) or abs(frame.pts - expected) > _RUN_UP:
            decoder = FrameDecoder(frame.track)
        expected = frame.end
        ends = frame.pts + frame.duration if following is None else following.pts
        for time, samples in decoder.decode(frame):
            first = round(time * rate)
            if abs(first - cursor) <= _SLIP * rate:
                first = cursor
            # A frame that another one was appended over is heard up to there.
            last = first + len(samples)
            if (ends + _SLIP) * rate < last:
                last = max(first, round(ends * rate))
            if first > cursor:
                if has_begun and first - cursor > _GAP * rate:
                    return
                yield np.zeros((first - cursor, samples.shape[1]), np.float32)
                cursor = first
            part = samples[cursor - first : last - first]
            if len(part):
                has_begun = True
                yield part
                cursor += len(part)


def _until_next(track: TrackBuffer, time: float) -> float:
    at = track.index(time)
    return track.frames[at].pts - time if at < len(track.frames) else 0.0


def _frames_from(track: TrackBuffer, start: float) -> Iterator[tuple[CodedFrame, CodedFrame | None]]:
    """The frames from `start` seconds on, each with the one behind it; the buffer may change meanwhile."""
    at = max(0, track.index(start) - 1)
    frames = track.frames
    frame = frames[at] if at < len(frames) else None
    while frame is not None:
        at = track.index(frame.pts + 1e-7)
        following = track.frames[at] if at < len(track.frames) else None
        yield frame, following
        # It may have come only now.
        at = track.index(frame.pts + 1e-7)
        frame = track.frames[at] if at < len(track.frames) else None
