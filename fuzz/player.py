"""The parent's side of a process that plays cases: one that dies, hangs, or takes too much memory is seen and ended."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).resolve().parents[1]
START = 60.0
PATIENCE = 75.0
"""Seconds after which a case is ended that has not answered: twice what the process itself waits, and for repeats."""
MEMORY = 1024**3
"""Bytes that a process may grow by during one case: pages may take 256 MB of script, and as much beside it."""
_BEAT = 0.05
_TAIL = 6000


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a case. `problem`: empty when all is well, else `kind: text`. `memory`: bytes of the process."""

    problem: str
    memory: int
    lives: bool


class Player:
    """A process that plays the cases of a target."""

    def __init__(self, target: str, *, isolated: bool = False) -> None:
        self._target = target
        self._errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", "fuzz.worker", target, *["isolated"] * isolated],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._seen = 0
        self.lives = True
        if self._line(START, None) != "started\n":
            raise RuntimeError(f"the process for {target} did not start: {self._said()}")

    def play(self, number: int, pieces: list[str] | None = None) -> Answer:
        """Plays one case, made by its number unless its pieces are given."""
        assert self._process.stdin is not None
        case = {"number": number} if pieces is None else {"number": number, "pieces": pieces}
        with suppress(OSError):
            self._process.stdin.write(json.dumps(case) + "\n")
            self._process.stdin.flush()
        line = self._line(PATIENCE, self._memory() + MEMORY)
        if not line.startswith("{"):
            self.lives = False
            status = self.end()
            said = line or f"died: status {status}"
            return Answer(f"{said}\n{self._said()}", 0, lives=False)
        answer = json.loads(line)
        problems = list(answer["problems"])
        # a refusal of the audio package by a panic, which no page script comes to, writes a trace all the same
        if (said := self._said()) and not (self._target == "operations" and "panicked at" in said):
            problems.append(f"stderr: {said}")
        return Answer("\n".join(problems), answer["memory"], lives=True)

    def _line(self, seconds: float, memory: int | None) -> str:
        """The next line of the process; or, when it has to be ended, the reason; empty when it has died."""
        end = time.monotonic() + seconds
        while True:
            with suppress(queue.Empty):
                return self._lines.get(timeout=_BEAT)
            if time.monotonic() > end:
                return f"hang: no answer for {seconds:g} s"
            if memory is not None and (now := self._memory()) > memory:
                return f"memory: the process grew to {now >> 20} MB"

    def _memory(self) -> int:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put("")

    def _said(self) -> str:
        """Lines that the process wrote on stderr since it was asked last."""
        self._errors.seek(self._seen)
        said = self._errors.read()
        self._seen = self._errors.tell()
        return said if len(said) <= _TAIL else f"…{said[-_TAIL:]}"

    def end(self, patience: float = 20.0) -> int | None:
        """Ends the process: its status, None when it had to be killed."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            return self._process.wait(patience if self.lives else 0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return None
        finally:
            self.lives = False
            self._reader.join()

    def last_words(self) -> str:
        """Output of the process after its last case: at its end, once it has ended."""
        return self._said()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
        self._errors.close()
