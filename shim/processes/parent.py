"""The process that worker processes are forked from, `python -m shim.processes.parent MODULE ARGUMENT...`, and the end
of it in the process that wants workers.

OPTIMIZATION: it imports what they need, once for all workers, while whoever wants them does something else. And it is
safe to fork, which a process with threads is not.

Requests come on its stdin, a socket, and each is answered: 0, with a worker's socket and the file that it prints to, by
the id of a new worker; the id of a worker, which is then killed with all that it started, by its exit code. It ends
with its stdin, and so do all workers.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Coroutine
from contextlib import suppress
from importlib import import_module
from typing import IO, Any, NoReturn

# OPTIMIZATION: what only the process itself needs is imported there, and this starts before much else is imported.

SECONDS_TO_START = 60.0
_SECONDS_TO_END = 5.0
_NUMBER = struct.Struct("i")
_NEW = 0
_LAST_WORDS = 2000
_lock = threading.Lock()
_parents: dict[tuple[int, str, tuple[str, ...]], Parent] = {}
Serve = Callable[[socket.socket], Coroutine[Any, Any, None]]
"""Work of a worker, with the socket that it has in common with whoever wanted it."""


class ProcessError(RuntimeError):
    """A process could not be started."""


class Parent:
    """The end of it in the process that wants workers. Threads may share it.

    The module has `prepare(*arguments)`, which imports what workers need and returns what they do: a `Serve`.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._what = " ".join(arguments) or module
        self._lock = threading.Lock()
        self._prints = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the process
        self._requests, requests = socket.socketpair()
        self._requests.settimeout(SECONDS_TO_START)
        with requests:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, module, *arguments],
                stdin=requests.fileno(),
                stdout=self._prints,
                stderr=self._prints,
                start_new_session=True,
            )

    def fork(self, jobs: socket.socket, prints: IO[bytes]) -> int:
        """Starts a worker; its id. Raises `ProcessError`."""
        try:
            return self._request(_NEW, jobs.fileno(), prints.fileno())
        except TimeoutError:
            raise ProcessError(f"{self._what} did not start within {SECONDS_TO_START:g} s") from None
        except OSError as error:
            if error.errno == errno.EBADF:  # whoever wanted it has given up, and closed its files
                raise ProcessError(f"{self._what} was not started: its socket was closed") from None
            message = f"{self._what}: the parent of the workers ended with {self._process.wait()}"
            raise ProcessError(message + last_words(self._prints)) from None

    def end(self, worker: int) -> int:
        """Kills a worker that was not ended before; its exit code."""
        try:
            return self._request(worker)
        except OSError:  # the parent was killed
            _kill(worker)
            return -signal.SIGKILL

    def _request(self, number: int, *files: int) -> int:
        """Raises `OSError`."""
        with self._lock:
            socket.send_fds(self._requests, [_NUMBER.pack(number)], files)
            answer = self._requests.recv(_NUMBER.size)
        if not answer:
            raise ConnectionResetError
        return int(_NUMBER.unpack(answer)[0])

    def close(self) -> None:
        """Kills all workers, and ends the process."""
        with suppress(OSError):  # it has ended
            self._requests.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with self._lock:
            self._requests.close()
            self._prints.close()


def parent_of(module: str, *arguments: str) -> Parent:
    """The one for a module and its arguments, which begins to start if there is none."""
    key = os.getpid(), module, arguments  # a process that was forked from this one has parents of its own
    with _lock:
        if key not in _parents:
            _parents[key] = Parent(module, *arguments)
        return _parents[key]


@atexit.register
def close_parents() -> None:
    """Kills all worker processes that this process has started."""
    with _lock:
        parents = [_parents.pop(key) for key in list(_parents) if key[0] == os.getpid()]
    for parent in parents:
        parent.close()


def last_words(prints: IO[bytes]) -> str:
    """The last line of what a process has printed, as the end of a message."""
    prints.seek(0, os.SEEK_END)
    prints.seek(max(0, prints.tell() - _LAST_WORDS))
    words = prints.read().decode(errors="replace").strip().rpartition("\n")[2]
    return f": {words}" if words else ""


def _main() -> None:
    module, *arguments = sys.argv[1:]
    gc.disable()  # OPTIMIZATION: imports leave nothing to free, and looking for it takes 15 ms
    serve: Serve = import_module(module).prepare(*arguments)
    gc.enable()
    requests = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    workers: set[int] = set()
    while True:
        request, files, _, _ = socket.recv_fds(requests, _NUMBER.size, 2)
        if not request:
            break
        (number,) = _NUMBER.unpack(request)
        if number == _NEW:
            answer = _fork(serve, requests, *files)
            workers.add(answer)
        else:
            answer = _end(number)
            workers.remove(number)
        requests.send(_NUMBER.pack(answer))
    for worker in workers:
        _kill(worker)
    for worker in workers:
        _end(worker)
    os._exit(0)  # OPTIMIZATION: there is nothing to lose, and freeing all takes 20 ms


def _fork(serve: Serve, requests: socket.socket, jobs: int, prints: int) -> int:
    worker = os.fork()
    if not worker:
        requests.close()
        _work(serve, jobs, prints)
    with suppress(OSError):  # it has done so itself
        os.setpgid(worker, worker)
    os.close(jobs)
    os.close(prints)
    return worker


def _work(serve: Serve, jobs: int, prints: int) -> NoReturn:
    """The course of a worker, from its beginning to its end."""
    import asyncio

    code = 1
    try:
        os.setpgid(0, 0)
        os.dup2(prints, 1)
        os.dup2(prints, 2)
        asyncio.run(serve(socket.socket(fileno=jobs)))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _kill(worker: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(worker, signal.SIGKILL)


def _end(worker: int) -> int:
    _kill(worker)
    return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


if __name__ == "__main__":
    _main()
