"""The waveform of a recording, as the drawing has it."""

from __future__ import annotations

from shim.audio.peaks import read_peaks

from .html import Recorded
from .lanes import Heard

_PARTS = 4_000
"""Parts of a recording that can be told apart."""


def heard_in(recording: Recorded) -> Heard | None:
    """Waveform of a recording; None for one without samples. Raises OSError."""
    peaks = read_peaks(recording.path, _PARTS)
    if peaks is None:
        return None
    lows = [round(low, 4) for low in peaks.lows]
    highs = [round(high, 4) for high in peaks.highs]
    return Heard(recording.start, recording.start + peaks.seconds, lows, highs)
