"""Files that are written as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

from shim.files import write_file
from tests.apart import fork_python

FULL = """
import resource, sys
from shim.files import write_file

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for name in ("old.html", "new.html"):
    try:
        write_file(name, "x" * 100_000)
    except OSError as error:
        print(name, error.strerror)
"""


def test_a_file_for_which_there_is_no_room_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("old")
    outcome = fork_python(FULL, cwd=tmp_path)
    assert outcome.lines == ["old.html File too large", "new.html File too large"], outcome
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"old.html": "old"}


def test_a_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    file, link = tmp_path / "file.html", tmp_path / "link.html"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_file(link, "new\u00fc")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == ("new\u00fc".encode(), 0o640)
    assert {path.name for path in tmp_path.iterdir()} == {"file.html", "link.html"}


def test_what_is_not_a_file_is_written_to() -> None:
    write_file("/dev/null", b"x")
    assert Path("/dev/null").is_char_device()
