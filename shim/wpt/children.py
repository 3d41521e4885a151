"""Runs a job in a worker process that is kept for the next one, and killed when a test hangs it.

`run_job` is what executors run, in threads here and in the workers of a cluster.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

import msgspec

from .harness import Harness
from .jobs import SOFT_GRACE, Done, Failed, Job, Message, Ready
from .results import TestResult, TestStatus

SECONDS_TO_START = 60.0
HARD_GRACE = SOFT_GRACE + 3.0
"""Seconds beyond a test's own time after which its process is killed."""
_LAST_WORDS = 2000
_lock = threading.Lock()
_children: set[_Child] = set()


class ProductError(RuntimeError):
    """A product could not be started."""


class Outcome(msgspec.Struct, frozen=True):
    """A result, and the version of the product that it is of."""

    product: str
    version: str
    result: TestResult


_Kind = tuple[str, Harness, float]
"""What a worker process can be used for again: product, harness, multiplier of time-outs."""


class _Child:
    """A worker process."""

    def __init__(self, kind: _Kind) -> None:
        self.kind = kind
        self.version = ""
        self.is_idle = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shim.wpt.worker", kind[0]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
        )
        self._timed_out = False

    def run(self, job: Job) -> TestResult:
        """Raises `ProductError`."""
        process = self._process
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.write(msgspec.json.encode(job) + b"\n")
            process.stdin.flush()
        if not self.version:
            ready = self._read(SECONDS_TO_START)
            if isinstance(ready, Failed):
                raise ProductError(ready.message)
            if isinstance(ready, Ready):
                self.version = ready.version
            elif self._timed_out:
                raise ProductError(f"{job.product} did not start within {SECONDS_TO_START:g} s")
        seconds = job.test.timeout * job.timeout_multiplier + HARD_GRACE
        message = self._read(seconds)
        if isinstance(message, Done):
            return message.result
        if self._timed_out:
            return TestResult(
                job.test.id,
                TestStatus.TIMEOUT,
                f"the page did not answer for {seconds:g} s and was killed",
                round(seconds * 1000),
            )
        return TestResult(job.test.id, TestStatus.CRASH, self._last_words())

    def _read(self, seconds: float) -> Message | None:
        """The next message; None when the process ended, or was killed for saying nothing for that long."""
        assert self._process.stdout is not None
        timer = threading.Timer(seconds, self._time_out)
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        return msgspec.json.decode(line, type=Message) if line.endswith(b"\n") else None

    def _time_out(self) -> None:
        self._timed_out = True
        self._kill()

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _last_words(self) -> str:
        code = self._process.wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - _LAST_WORDS))
        words = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]
        return f"the process of the page ended with {code}" + (f": {words}" if words else "")

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kills the process and what it started."""
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            with suppress(BrokenPipeError):
                stream.close()  # type: ignore[union-attr]


def run_job(job: Job) -> Outcome:
    """Runs a test in a worker process. Raises `ProductError`."""
    child = _take(job)
    result = None
    try:
        result = child.run(job)
        return Outcome(job.product, child.version, result)
    finally:
        if result is not None and result.status not in (TestStatus.TIMEOUT, TestStatus.CRASH):
            child.is_idle = True
        else:
            with _lock:
                _children.discard(child)
            child.end()


def start_child(product: str, harness: Harness, timeout_multiplier: float) -> None:
    """Starts a worker process for a job that is still to come."""
    with _lock:
        child = _Child((product, harness, timeout_multiplier))
        child.is_idle = True
        _children.add(child)


def _take(job: Job) -> _Child:
    kind = (job.product, job.harness, job.timeout_multiplier)
    with _lock:
        for child in _children:
            # One that died before its first job is a crash like any other.
            if child.is_idle and child.kind == kind and (child.is_alive or not child.version):
                child.is_idle = False
                return child
        child = _Child(kind)
        _children.add(child)
        return child


def end_children() -> None:
    """Kills all worker processes of this process."""
    with _lock:
        children = list(_children)
        _children.clear()
    for child in children:
        child.end()
