"""`audio-shim run --record`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import audio_shim
from tests.sound import Sound, wav


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tone.wav").write_bytes(wav(700, 1))
    return tmp_path


def test_a_run_is_recorded(folder: Path) -> None:
    (folder / "page.html").write_text("<audio autoplay src=tone.wav></audio>")
    outputs = ("--record", "out.wav", "--report", "out.html")
    ran = audio_shim("run", "page.html", "--json", "--for", "3", *outputs, cwd=folder)
    assert (ran.status, ran.stderr) == (0, "")
    sound = Sound(folder / "out.wav")
    on, off = (item["t"] for item in ran.report["timeline"])
    assert sound.level(700, on + 0.1, off - 0.1) == pytest.approx(0.5, abs=0.01)
    assert sound.peak(off + 0.05, sound.duration) == 0
    report = (folder / "out.html").read_text(encoding="utf-8")
    assert "<audio controls" in report
    assert "data:audio/wav;base64" in report


@pytest.mark.real_time
def test_a_page_that_hangs_leaves_what_was_heard_before(folder: Path) -> None:
    (folder / "page.html").write_text(
        "<audio autoplay src=tone.wav onplaying='setTimeout(() => { while (true); }, 700)'></audio>"
    )
    ran = audio_shim("run", "page.html", "--for", "4", "--record", "out.wav", cwd=folder, grace=0.5)
    assert ran.status == 124
    sound = Sound(folder / "out.wav")
    assert sound.loudest(700, 0, sound.duration) == pytest.approx(0.5, abs=0.01)


def test_a_page_that_cannot_be_loaded_leaves_a_file_that_can_be_read(folder: Path) -> None:
    ran = audio_shim("run", "http://127.0.0.1:1/", "--record", "out.wav", cwd=folder)
    assert ran.status == 1
    sound = Sound(folder / "out.wav")
    assert not sound.samples.any()


@pytest.mark.parametrize(("path", "reason"), [("page.html/out.wav", "File exists"), (".", "Is a directory")])
def test_a_file_that_cannot_be_written_is_a_bad_argument(folder: Path, path: str, reason: str) -> None:
    (folder / "page.html").write_text("<p>")
    ran = audio_shim("run", "page.html", "--record", path, cwd=folder)
    assert (ran.status, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert f"{path} cannot be written: {reason}" in ran.stderr
