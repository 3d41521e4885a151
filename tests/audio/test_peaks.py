"""The outline of a WAV file, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from shim.audio.peaks import read_peaks
from shim.audio.wav import WavFile
from tests.report.scene import tone


def test_floats_of_all_channels(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    file = WavFile(path)
    file.write(np.array([[0, 0.25], [-0.5, 0], [0, 0], [1, 0], [0, 0], [0, -0.125]], np.float32))
    file.close()
    seconds, lows, highs = read_peaks(path, 3)
    assert seconds == 6 / 48_000
    assert (lows, highs) == ([-0.5, 0, -0.125], [0.25, 1, 0])
    assert len(read_peaks(path, 100).lows) == 6


def test_integers_of_16_bits(tmp_path: Path) -> None:
    seconds, lows, highs = read_peaks(tone(tmp_path / "a.wav", 1), 4)
    assert seconds == 1
    assert highs == pytest.approx([8000 / 2**15] * 4, abs=0.001)
    assert lows == pytest.approx([-8000 / 2**15] * 4, abs=0.001)


def test_a_long_file_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    file = WavFile(path)
    ramp = np.linspace(0, 1, 3_000_000, dtype=np.float32)
    file.write(np.stack([ramp, -ramp], 1))
    file.close()
    _, lows, highs = read_peaks(path, 30)
    assert highs == pytest.approx([(n + 1) / 30 for n in range(30)], abs=1e-4)
    assert lows == pytest.approx([-(n + 1) / 30 for n in range(30)], abs=1e-4)


@pytest.mark.parametrize("cut", [0, 11, 30, 43, 58])
def test_what_is_not_there_is_not_read(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.wav"
    file = WavFile(path)
    file.write(np.ones((100, 2), np.float32))
    file.close()
    path.write_bytes(path.read_bytes()[:cut])
    assert read_peaks(path, 10) is None


def test_other_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF\x04\0\0\0AVI " + bytes(100))
    assert read_peaks(tmp_path / "a.wav", 10) is None
    with pytest.raises(OSError, match="No such file"):
        read_peaks(tmp_path / "none.wav", 10)
