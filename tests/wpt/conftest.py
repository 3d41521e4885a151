"""Folders with test files, and the command run on them as a person does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apart import fork_python

Run = Callable[..., subprocess.CompletedProcess[str]]
_MAIN = "from shim.cli.command import main; main()"
COMMAND = [sys.executable, "-c", _MAIN, "wpt", "run"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "wpt_tests"
    folder.mkdir()
    return folder


@pytest.fixture
def run() -> Run:
    """`run(*arguments)` runs the command, in a process that has the package already."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        done = fork_python(_MAIN, "wpt", "run", *map(str, arguments), seconds=100)
        assert done.status is not None, done
        return subprocess.CompletedProcess(arguments, done.status, done.out, done.err)

    return run
