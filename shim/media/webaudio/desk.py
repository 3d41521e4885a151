"""Work that renderers wait for, and that only the thread of the pages can do."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
import weakref
from collections.abc import Callable

_LONG = 0.1
"""Seconds that one piece of work may take without consequence; a render quantum lasts 0.003 s."""
_STEP = 0.001
"""Seconds between two looks at what is waited for."""

Job = Callable[[], None]


class Desk:
    """The jobs of one asyncio loop: done between its callbacks, and also while its thread waits for a renderer.

    Jobs run script of worklets, in runtimes of their own: script of the page that is under way does not see them.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = weakref.ref(loop)
        self._thread = threading.get_ident()
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._rests_until = 0.0
        self._is_behind = False

    @property
    def is_here(self) -> bool:
        """True when the calling thread is the one whose jobs these are."""
        return threading.get_ident() == self._thread

    @property
    def rests(self) -> bool:
        """True when nothing is to be asked for now: jobs took long, and the pages get as much time as those had, or a
        job was given up and nothing was done since."""
        return self._is_behind or time.monotonic() < self._rests_until

    def give_up(self) -> None:
        """Told that a job was waited for in vain: nobody else has to wait as long until the thread is back."""
        self._is_behind = True

    def post(self, job: Job) -> bool:
        """Adds a job, from any thread. False when nobody will do it."""
        loop = self._loop()
        if loop is None or loop.is_closed():
            return False
        self._jobs.put(job)
        try:
            loop.call_soon_threadsafe(self._do_one)
        except RuntimeError:  # closed meanwhile
            return False
        return True

    def soon(self, call: Job, delay: float = 0.0) -> None:
        """Calls after the current turn of the loop, or `delay` seconds from now. Called in its thread."""
        loop = self._loop()
        if loop is not None and not loop.is_closed():
            loop.call_later(delay, call)

    def _do_one(self, patience: float = 0.0) -> None:
        try:
            job = self._jobs.get(timeout=patience) if patience else self._jobs.get_nowait()
        except queue.Empty:
            return
        start = time.monotonic()
        try:
            job()
        finally:
            self._is_behind = False
            end = time.monotonic()
            if end - start > _LONG:
                self._rests_until = end + (end - start)

    def wait(self, until: Callable[[], bool], patience: float) -> bool:
        """Waits in any thread, without the interpreter lock, for something that renderers do: in the thread of the
        pages the jobs are done meanwhile. Returns whether it came to be within `patience` seconds."""
        limit = time.monotonic() + patience
        while not until():
            if time.monotonic() > limit:
                return False
            if self.is_here:
                self._do_one(_STEP)
            else:
                time.sleep(_STEP)
        return True


_desks: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Desk] = weakref.WeakKeyDictionary()


def desk_of(loop: asyncio.AbstractEventLoop) -> Desk:
    """The desk of a loop; first called in the thread that runs it."""
    found = _desks.get(loop)
    if found is None:
        found = _desks[loop] = Desk(loop)
    return found
