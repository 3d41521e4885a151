"""Folders with test files, and the command run on them as a person does."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.apart import fork_python

Run = Callable[..., subprocess.CompletedProcess[str]]
_MAIN = "from shim.cli.command import main; main()"
_SHORT = f"from shim.wpt import children, runner; children.HARD_GRACE = 2; runner.SECONDS_TO_CONNECT = 1; {_MAIN}"
COMMAND = [sys.executable, "-c", _MAIN, "wpt", "run"]
SHORT_COMMAND = [sys.executable, "-c", _SHORT, "wpt", "run"]
"""The same, with less patience: a test that hangs is killed 2 s after its time instead of 7."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "wpt_tests"
    folder.mkdir()
    return folder


@pytest.fixture
def run() -> Run:
    """`run(*arguments)` runs the command, in a process that has the package already; `short`: as `SHORT_COMMAND`."""

    def run(*arguments: str | Path, short: bool = False) -> subprocess.CompletedProcess[str]:
        done = fork_python(_SHORT if short else _MAIN, "wpt", "run", *map(str, arguments), seconds=100)
        assert done.status is not None, done
        return subprocess.CompletedProcess(arguments, done.status, done.out, done.err)

    return run
