"""Runs a job in a worker process that is kept for the next one, and killed when a test hangs it.

`run_job` is what executors run, in threads here and in the workers of a cluster.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from contextlib import suppress

import msgspec

from shim.processes.parent import SECONDS_TO_START, Parent, ProcessError, close_parents, last_words

from .harness import Harness
from .jobs import SOFT_GRACE, Done, Failed, Job, Message, Ready
from .products import workers_of
from .results import TestResult, TestStatus

HARD_GRACE = SOFT_GRACE + 2.0
"""Seconds beyond a test's own time after which its process is killed."""
_lock = threading.Lock()
_children: set[_Child] = set()


class Outcome(msgspec.Struct, frozen=True):
    """A result, and the version of the product that it is of. `began`: milliseconds since 1970."""

    product: str
    version: str
    began: int
    result: TestResult


_Kind = tuple[str, Harness, float]
"""The use that a worker process can be put to again: product, harness, multiplier of time-outs."""


class _Child:
    """A worker process."""

    def __init__(self, parent: Parent, kind: _Kind) -> None:
        """Raises `ProcessError`."""
        self.kind = kind
        self.version = ""
        self.is_idle = False
        self._parent = parent
        self._code: int | None = None
        self._prints = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the process
        self._jobs, jobs = socket.socketpair()
        self._messages = self._jobs.makefile("rb")
        with jobs:
            self._id = parent.fork(jobs, self._prints)

    def run(self, job: Job) -> TestResult:
        """The process is of no use after a TIMEOUT or a CRASH. Raises `ProcessError`."""
        with suppress(OSError):  # the process has died
            self._jobs.sendall(msgspec.json.encode(job) + b"\n")
        if not self.version:
            try:
                ready = self._read(SECONDS_TO_START)
            except TimeoutError:
                raise ProcessError(f"{job.product} did not start within {SECONDS_TO_START:g} s") from None
            if isinstance(ready, Failed):
                raise ProcessError(ready.message)
            if isinstance(ready, Ready):
                self.version = ready.version
        seconds = job.test.timeout * job.timeout_multiplier + HARD_GRACE
        try:
            message = self._read(seconds)
        except TimeoutError:
            reason = f"the page did not answer for {seconds:g} s and was killed"
            return TestResult(job.test.id, TestStatus.TIMEOUT, reason, round(seconds * 1000))
        if isinstance(message, Done):
            return message.result
        words = last_words(self._prints)
        return TestResult(job.test.id, TestStatus.CRASH, f"the process of the page ended with {self.end()}{words}")

    def _read(self, seconds: float) -> Message | None:
        """The next message, None when the process ended. Raises `TimeoutError`, and then the process is of no use."""
        self._jobs.settimeout(seconds)
        try:
            line = self._messages.readline()
        except ConnectionError:
            return None
        return msgspec.json.decode(line, type=Message) if line.endswith(b"\n") else None

    @property
    def is_alive(self) -> bool:
        """True while the process lives; it is idle, and so says nothing until it ends."""
        self._jobs.settimeout(0)
        try:
            self._jobs.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except ConnectionError:
            pass
        return False

    def end(self) -> int:
        """Kills the process and what it started; its exit code."""
        if self._code is None:
            self._code = self._parent.end(self._id)
            self.close()
        return self._code

    def close(self) -> None:
        """The process has ended."""
        for file in (self._messages, self._jobs, self._prints):
            file.close()


def run_job(job: Job) -> Outcome:
    """Runs a test in a worker process. Raises `ProcessError`."""
    began = round(time.time() * 1000)
    child = _take((job.product, job.harness, job.timeout_multiplier))
    result = None
    try:
        result = child.run(job)
        return Outcome(job.product, child.version, began, result)
    finally:
        if result is not None and result.status not in (TestStatus.TIMEOUT, TestStatus.CRASH):
            child.is_idle = True
        else:
            with _lock:
                _children.discard(child)
            child.end()


def _take(kind: _Kind) -> _Child:
    with _lock:
        for child in _children:
            if child.is_idle and child.kind == kind and child.is_alive:
                child.is_idle = False
                return child
    child = _Child(workers_of(kind[0]), kind)
    with _lock:
        _children.add(child)
    return child


def end_children() -> None:
    """Kills all worker processes of this process."""
    close_parents()
    with _lock:
        idle = [child for child in _children if child.is_idle]
        _children.clear()
    for child in idle:
        child.close()
