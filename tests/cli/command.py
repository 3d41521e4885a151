"""Runs the command `audio-shim` as a person does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.apart import fork_python
from tests.paths import ROOT


@dataclass(frozen=True)
class Ran:
    """Result of a run of the command."""

    status: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        (line,) = self.stdout.splitlines()
        return json.loads(line)


def audio_shim(*arguments: str | Path, cwd: Path, grace: float | None = None) -> Ran:
    """`audio-shim ARGUMENTS` in a process of its own, forked from one that has imported the package.

    `grace`: seconds that a page may stay without an answer beyond its time, which a page that hangs is waited for.
    """
    shorter = "" if grace is None else f"from shim.cli import page_process; page_process.GRACE = {grace}; "
    command = f"{shorter}from shim.cli.command import main; main()"
    done = fork_python(command, *map(str, arguments), seconds=100, cwd=cwd, environment=_environment())
    assert done.status is not None, done
    return Ran(done.status, done.out, done.err)


def fresh_audio_shim(*arguments: str | Path, cwd: Path) -> Ran:
    """`audio-shim ARGUMENTS` in a process that imports what it needs; modules in `cwd` come first."""
    command = [sys.executable, "-c", "from shim.cli.command import main; main()", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=_environment(), timeout=100, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
