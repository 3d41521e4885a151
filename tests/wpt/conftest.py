"""Folders with test files, and the command run on them as a person does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-c", "from shim.cli.command import main; main()", "wpt", "run"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "wpt_tests"
    folder.mkdir()
    return folder


@pytest.fixture
def run() -> Run:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=100)

    return run
