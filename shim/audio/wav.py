"""Writes a WAV file of 32-bit floats that can be read at any time, however its writer ends."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from .envelope import RATE
from .samples import Block

_CHANNELS = 2
_FRAME = 4 * _CHANNELS
_FLOAT = 3
_HEADER = struct.Struct("<4sI4s 4sIHHIIHHH 4sII 4sI")
_LARGEST = 2**32 - 1


class WavFile:
    """Stereo at `RATE`. Raises `OSError` when it cannot be written.

    A file of more than 4 GB (3 hours) says that its data go on to its end, as far as the format lets it.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._file = Path(path).open("wb")  # noqa: SIM115 - it stays open as long as the object
        self._frames = 0
        self._write_header()

    def _write_header(self) -> None:
        size = self._frames * _FRAME
        self._file.seek(0)
        self._file.write(
            _HEADER.pack(
                *(b"RIFF", min(_LARGEST, _HEADER.size - 8 + size), b"WAVE"),
                *(b"fmt ", 18, _FLOAT, _CHANNELS, RATE, RATE * _FRAME, _FRAME, 32, 0),
                *(b"fact", 4, min(_LARGEST, self._frames)),
                *(b"data", min(_LARGEST, size)),
            )
        )
        self._file.seek(0, os.SEEK_END)

    def write(self, block: Block) -> None:
        """Adds frames; the file is whole afterwards."""
        self._file.write(block.astype("<f4", copy=False).tobytes())
        self._frames += len(block)
        self._write_header()
        self._file.flush()

    def close(self) -> None:
        """Nothing is added any more."""
        self._file.close()
