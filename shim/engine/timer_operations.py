"""Host operations for timers, animation frames and the clock of a realm. https://html.spec.whatwg.org/#timers"""

from __future__ import annotations

from functools import partial

from .event_loop import Timer
from .realm import Realm, ScriptError, operation

FRAME = 1 / 60
"""Seconds between animation frames."""
_CLAMPED = 0.004


class TimerOperations:
    """Host operations of `js/platform/html/timers.js`."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._timers: dict[int, Timer] = {}
        self._nesting = 0
        self._frame: Timer | None = None
        self.frame_steps = "runFrames"
        """The helper of js/platform that runs a frame."""

    @operation
    def now(self) -> float:
        """Milliseconds since the document's time origin. https://www.w3.org/TR/hr-time/#dom-domhighrestimestamp"""
        return round((self._realm.loop.now() - self._realm.time_origin) * 1000, 6)

    @operation
    def wall_clock(self) -> float:
        """Milliseconds since 1970."""
        return self._realm.loop.clock.date() * 1000

    @operation
    def set_timer(self, id_: int, delay: float, repeat: bool) -> None:
        """https://html.spec.whatwg.org/#timer-initialisation-steps; `delay` in milliseconds"""
        nesting = self._nesting
        seconds = max(0.0, delay if delay == delay and delay < 2**31 else 0.0) / 1000
        if nesting > 5 and seconds < _CLAMPED:
            seconds = _CLAMPED
        self._start(id_, seconds, repeat, nesting)

    def _start(self, id_: int, seconds: float, repeat: bool, nesting: int) -> None:
        loop = self._realm.loop
        run = partial(self._run, id_, seconds, repeat, nesting)
        self._timers[id_] = loop.call_at(loop.now() + seconds, run, self._realm, counts=False if repeat else None)

    def _run(self, id_: int, seconds: float, repeat: bool, nesting: int) -> None:
        self._timers.pop(id_, None)
        self._nesting = nesting + 1
        try:
            if repeat:
                self._start(id_, max(seconds, _CLAMPED), repeat, nesting)
            self._realm.call("runTimer", id_)
        finally:
            self._nesting = 0

    @operation
    def clear_timer(self, id_: int) -> None:
        timer = self._timers.pop(id_, None)
        if timer is not None:
            timer.cancel()

    @operation
    def request_frame(self, delay: float, counts: bool) -> None:
        """Asks for a frame after `delay` milliseconds, and no sooner than one may follow another; there is one at a
        time. `counts`: whether idleness waits for it if it is near."""
        loop = self._realm.loop
        due = loop.now() + max(FRAME, delay / 1000)
        asked = self._frame
        if asked is not None:
            counts = counts or asked.counts is None
            due = min(due, asked.due)
            asked.cancel()
        self._frame = loop.call_at(due, self._run_frame, self._realm, counts=None if counts else False)

    def _run_frame(self) -> None:
        self._frame = None
        self._realm.call(self.frame_steps, self.now())

    @operation
    def run_string(self, source: str) -> None:
        """A timer's handler that is a string."""
        self._realm.run_script(source, self._realm.url)

    @operation
    def queue_task(self, number: int) -> None:
        """https://html.spec.whatwg.org/#queue-a-task; `$.runTask(number)` runs it"""
        self._realm.loop.queue_task(lambda: self._realm.call("runTask", number), self._realm)

    @operation
    def current_task(self) -> int:
        """The number of the task that runs: each has another one."""
        return self._realm.loop.tasks_run

    @operation
    def document_url(self) -> str:
        return self._realm.url

    @operation
    def report_error(self, message: str, url: str, line: int, column: int, stack: str) -> None:
        self._realm.uncaught(ScriptError(message, url, int(line), int(column), stack))

    def close(self) -> None:
        self._timers.clear()
        self._frame = None
