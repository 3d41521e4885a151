"""The outline of a WAV file: how far its samples reach, part for part."""

from __future__ import annotations

import struct
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from shim.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORMATS = {(1, 16): ("<i2", 2**15), (3, 32): ("<f4", 1)}
"""The type of a sample and its full scale, by format and bits: 16-bit integers, and floats as `WavFile` writes them."""
_FEW_FRAMES = 2**20
"""Frames that are in memory at once, about."""


class Peaks(NamedTuple):
    """`lows` and `highs`: the lowest and the highest sample of each part, of all channels, full scale at 1.0. Parts are
    equally long, and `seconds` together."""

    seconds: float
    lows: list[float]
    highs: list[float]


class _Data(NamedTuple):
    """Samples as (frames, channels), their rate, and the value that is full scale."""

    samples: NDArray[Any]
    rate: int
    full: int


def read_peaks(path: str | PathLike[str], parts: int) -> Peaks | None:
    """The outline in at most so many parts; None if the file is not such a WAV file, or has no frames.

    What its header says to be there and is not is left out. Raises OSError when it cannot be read.
    """
    path = Path(path)
    found = _data(path)
    if found is None:
        return None
    samples, rate, full = found
    parts = min(parts, len(samples))
    edges = [len(samples) * part // parts for part in range(parts + 1)]
    lows: list[float] = []
    highs: list[float] = []
    at_once = max(1, _FEW_FRAMES * parts // len(samples))
    for first in range(0, parts, at_once):
        chosen = edges[first : first + at_once + 1]
        block = samples[chosen[0] : chosen[-1]]
        starts = [edge - chosen[0] for edge in chosen[:-1]]
        lows += np.minimum.reduceat(block.min(axis=1), starts).tolist()
        highs += np.maximum.reduceat(block.max(axis=1), starts).tolist()
    return Peaks(len(samples) / rate, [low / full for low in lows], [high / full for high in highs])


def _data(path: Path) -> _Data | None:
    """The samples of a file, which stay in it.

    RIFF: <https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html>
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        riff, _, wave = struct.unpack("<4sI4s", file.read(12).ljust(12, b"\0"))
        if (riff, wave) != (b"RIFF", b"WAVE"):
            return None
        form = None
        while len(head := file.read(8)) == 8:
            name, length = struct.unpack("<4sI", head)
            if name == b"fmt " and length >= 16:
                form = struct.unpack("<HHIIHH", file.read(16).ljust(16, b"\0"))
                length -= 16
            elif name == b"data" and form is not None:
                return _mapped(path, file.tell(), min(length, size - file.tell()), form)
            file.seek(length + length % 2, 1)
    return None


def _mapped(path: Path, offset: int, length: int, form: tuple[int, ...]) -> _Data | None:
    format_, channels, rate, _, _, bits = form
    if (format_, bits) not in _FORMATS or not channels or not rate:
        return None
    kind, full = _FORMATS[format_, bits]
    frames = length // (channels * bits // 8)
    if not frames:
        return None
    return _Data(np.memmap(path, kind, "r", offset, (frames, channels)), rate, full)
