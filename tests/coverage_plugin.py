"""Coverage plugin: a process that the project kills saves first what was measured of it.

The command kills the process of a page, and the runner of web platform tests its workers, also when they have done all
that they were to do; SIGKILL leaves them no time to save. Here a signal at which they save and end goes before it.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from multiprocessing import popen_fork
from typing import Any

_SAVE = signal.SIGUSR2
_SECONDS_TO_SAVE = 2.0
_SECONDS_BETWEEN = 0.01

_kill_group = os.killpg
_kill_process = popen_fork.Popen.kill


def coverage_init(registry: Any, options: Any) -> None:
    """Called by coverage in each process that it measures."""
    os.killpg = _save_and_kill_group
    popen_fork.Popen.kill = _save_and_kill  # type: ignore[method-assign]
    if threading.current_thread() is threading.main_thread():
        signal.signal(_SAVE, lambda *_: os._exit(0))  # coverage saves in `os._exit`: patch = _exit


def _save_and_kill_group(group: int, number: int) -> None:
    if number == signal.SIGKILL:
        _let_save(group)
    _kill_group(group, number)


def _save_and_kill(process: popen_fork.Popen) -> None:
    _let_save(process.pid)
    _kill_process(process)


def _let_save(child: int) -> None:
    """Returns when the child has ended, or has not in time: one that hangs does not run the handler."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, _SAVE)
        deadline = time.monotonic() + _SECONDS_TO_SAVE
        while time.monotonic() < deadline:
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return
            time.sleep(_SECONDS_BETWEEN)
