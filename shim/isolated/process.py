"""The host's end of a page's process: calls, messages, and the watch that kills it when it does not answer."""

from __future__ import annotations

import asyncio
import itertools
import os
import select
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

import msgspec
import psutil

from shim import errors
from shim.clock import Clock
from shim.errors import Error, EvaluationError
from shim.processes.parent import Parent, ProcessError, last_words, parent_of

from .messages import Answered, Ask, Call, Cancel, Done, Failed, FromPage, GiveUp, Ping, Pong, Value
from .pipe import BadFrame, Pipe, encode

GRACE = 2.0
"""Seconds beyond `script_timeout` after which a process that does not answer is killed."""
MEMORY_LIMIT = 2 * 1024**3
"""Bytes that the process of a page may hold, or twice its `memory_limit` if that is more."""
_BEAT = 0.5
_READS = 64
"""Reads of what it has said until it is taken for silent."""
_SLICE = 0.05
"""Seconds after which a caller that stands still looks whether it is still wanted."""
_WAITS = {"wait for function", "wait until idle", "evaluate"}
"""Calls that may end only as time passes. Their errors say what they waited for."""
_ERRORS: dict[str, type[Exception]] = {
    "Error": Error,
    "NavigationError": errors.NavigationError,
    "TimeoutError": errors.TimeoutError,
    "ValueError": ValueError,
    "TypeError": TypeError,
}


class Ended(Error):
    """The process has ended, or ends before it answers."""


def agents() -> Parent:
    """The process that those of pages are forked from, which begins to start if there is none."""
    return parent_of("shim.isolated.agent.serve")


class Process:
    """One process. `on_message` gets what it says but for answers to calls; `answer` answers its script; `on_end` is
    called once, with the reason, or with None when it was ended on purpose."""

    def __init__(
        self, worker: int, end: socket.socket, prints: IO[bytes], limit: float, memory_limit: int, clock: Clock
    ) -> None:
        self.limit = limit
        """Seconds that it may stay without an answer."""
        self.reason: str | None = None
        """The reason why it ended."""
        self.ended = False
        self.heard = 0
        """Messages that came from it."""
        self.on_message: Callable[[FromPage], None] = lambda message: None
        self.answer: Callable[[Ask], Value] = lambda ask: None
        self.on_end: Callable[[str | None], None] = lambda reason: None
        self.before_sending: Callable[[msgspec.Struct], None] = lambda message: None
        """Called with each message before it is sent."""
        self._clock = clock
        self._worker = worker
        self._prints = prints
        self._socket = end
        self._pipe: Pipe[FromPage] = Pipe(end, FromPage)
        self._loop = asyncio.get_running_loop()
        self._outgoing = bytearray()
        self._numbers = itertools.count(1)
        self._calls: dict[int, asyncio.Future[Value]] = {}
        self._is_asked = False
        self._pinged: float | None = None
        """When it was asked for an answer that has not come."""
        self._memory_limit = memory_limit
        self._watched = psutil.Process(worker)
        self._reaped: asyncio.Future[int] | None = None
        self._loop.add_reader(end.fileno(), self._readable)
        self._timer = self._loop.call_later(self._beat, self._watch)

    @classmethod
    async def start(cls, script_timeout: float, memory_limit: int, clock: Clock) -> Process:
        """Forks one, for pages with these limits. Raises `Error`."""
        parent = agents()
        ours, theirs = socket.socketpair()
        prints = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the process
        starting = asyncio.ensure_future(asyncio.to_thread(parent.fork, theirs, prints))
        try:
            worker = await asyncio.shield(starting)
        except asyncio.CancelledError:
            # its files stay open while the thread sends them: their numbers would be those of other files
            starting.add_done_callback(lambda _: _give_up(parent, starting, ours, theirs, prints))
            raise
        except ProcessError as error:
            _close(ours, theirs, prints)
            raise Error(f"the process of a page did not start: {error}") from None
        theirs.close()
        return cls(worker, ours, prints, script_timeout + GRACE, max(MEMORY_LIMIT, 2 * memory_limit), clock)

    # calls ------------------------------------------------------------------------------------------------------------

    def send(self, message: msgspec.Struct) -> None:
        """Sends a message, now or when the process reads on. Does not wait."""
        if self.ended:
            return
        self.before_sending(message)
        had_to_wait = bool(self._outgoing)
        self._outgoing += encode(message)
        if not had_to_wait:
            self._write()
            if self._outgoing and not self.ended:
                self._loop.add_writer(self._socket.fileno(), self._writable)

    def _writable(self) -> None:
        self._write()
        if not self._outgoing and not self.ended:
            self._loop.remove_writer(self._socket.fileno())

    def _write(self) -> None:
        try:
            while self._outgoing:
                del self._outgoing[: self._socket.send(self._outgoing, socket.MSG_DONTWAIT)]
        except BlockingIOError:
            pass
        except OSError:
            self._outgoing.clear()  # its end is read, too

    async def call(self, name: str, *arguments: Any) -> Any:
        """The answer to a call. Raises what it raised there, and `Error` when the process ends, or in another event
        loop than that of the page."""
        if asyncio.get_running_loop() is not self._loop:
            raise Error("an isolated page belongs to the event loop that it was opened in: await it there")
        number, answer = self._post(name, arguments)
        try:
            if name not in _WAITS:
                return await answer
            with self._clock.waiting(lambda why: self.send(GiveUp(number, why))):
                return await answer
        except asyncio.CancelledError:
            self.send(Cancel(number))
            raise
        finally:
            self._calls.pop(number, None)

    def call_now(self, name: str, *arguments: Any) -> Any:
        """The same while the caller's thread stands still, what else the process says is taken meanwhile. Raises
        `Error` for a handler of a dialog, whose answer is what the process waits for."""
        if self._is_asked:
            raise Error("the page waits for the answer to its dialog, and does not show its document meanwhile")
        number, answer = self._post(name, arguments)
        deadline = time.monotonic() + self.limit
        task = asyncio.current_task()
        try:
            while not answer.done():
                select.select([self._socket], [self._socket] if self._outgoing else [], [], _SLICE)
                self._write()
                self._readable()
                if task is not None and task.cancelling():
                    raise asyncio.CancelledError
                if time.monotonic() > deadline:
                    self.end(self._silence)
            return answer.result()
        finally:
            self._calls.pop(number, None)

    def _post(self, name: str, arguments: tuple[Any, ...]) -> tuple[int, asyncio.Future[Value]]:
        if self.ended:
            raise Ended(self.reason or "the page is closed")
        number = next(self._numbers)
        answer = self._calls[number] = self._loop.create_future()
        self.send(Call(number, name, list(arguments)))
        return number, answer

    # what it says -----------------------------------------------------------------------------------------------------

    def _readable(self) -> None:
        if self.ended:
            return
        try:
            is_open = self._pipe.read()
            came = self._pipe.came
            while came and not self.ended:
                self._take(came.popleft())
        except BadFrame as error:
            self.end(f"its process sent {error}")
            return
        if not is_open and not self.ended:
            self._died()

    def take_what_came(self) -> None:
        """Takes what the process has said by now, also that it ended."""
        self._catch_up(lambda: False)

    def _catch_up(self, is_enough: Callable[[], bool]) -> None:
        for _ in range(_READS):
            if self.ended or is_enough() or not select.select([self._socket], [], [], 0)[0]:
                return
            self._readable()

    def _answers(self) -> bool:
        return self._pinged is None

    def _take(self, message: FromPage) -> None:
        self.heard += 1
        match message:
            case Pong():
                self._pinged = None
            case Ask():
                self._is_asked = True
                try:
                    self.send(Answered(self.answer(message)))
                finally:
                    self._is_asked = False
            case Done():
                self._settle(message.number, message.value)
            case Failed():
                self._settle(message.number, _error_of(message))
            case _:
                self.on_message(message)

    def _settle(self, number: int, outcome: Value | Exception) -> None:
        call = self._calls.get(number)
        if call is None or call.done():
            return
        self._clock.woken()
        if isinstance(outcome, Exception):
            call.set_exception(outcome)
        else:
            call.set_result(outcome)

    # the watch --------------------------------------------------------------------------------------------------------

    @property
    def _beat(self) -> float:
        return min(_BEAT, self.limit / 4)

    @property
    def _silence(self) -> str:
        return f"it did not answer for {self.limit:g} s, and its process was killed"

    @property
    def is_silent(self) -> bool:
        """True while it owes an answer for longer than one takes."""
        return self._pinged is not None and time.monotonic() - self._pinged > _BEAT

    def _watch(self) -> None:
        if self._pinged is None:
            self._pinged = time.monotonic()
            self.send(Ping())
        elif time.monotonic() - self._pinged > self.limit:
            self._catch_up(self._answers)  # this process may have been the one that stood still
            if not self._answers():
                self.end(self._silence)
        with suppress(psutil.Error):
            if not self.ended and self._watched.memory_info().rss > self._memory_limit:
                self.end(f"it took more than {self._memory_limit // 1024**2} MB of memory, and its process was killed")
        if not self.ended:
            self._timer = self._loop.call_later(self._beat, self._watch)

    # the end ----------------------------------------------------------------------------------------------------------

    def _died(self) -> None:
        code = agents().end(self._worker)
        how = f"signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"exit code {code}"
        words = last_words(self._prints)
        self._finish(f"its process ended by itself with {how}{words}")

    def end(self, reason: str | None = None) -> None:
        """Kills the process, at once. `reason`: None when that is what its user wants."""
        if self.ended:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._worker, signal.SIGKILL)
        if self._loop.is_closed():
            agents().end(self._worker)
        else:
            self._reaped = self._loop.run_in_executor(None, agents().end, self._worker)
        self._finish(reason)

    def _finish(self, reason: str | None) -> None:
        self.ended = True
        self.reason = reason
        self._timer.cancel()
        if not self._loop.is_closed():
            self._loop.remove_reader(self._socket.fileno())
            self._loop.remove_writer(self._socket.fileno())
        self._socket.close()
        self._prints.close()
        for call in self._calls.values():
            if not call.done():
                call.set_exception(Ended(f"the page crashed: {reason}" if reason else "the page is closed"))
        self.on_end(reason)

    async def until_gone(self) -> None:
        """Returns when nothing is left of a process that has ended."""
        if self._reaped is not None:
            await self._reaped


def _error_of(message: Failed) -> Exception:
    if message.kind == "EvaluationError":
        return EvaluationError(message.text, message.stack)
    if message.kind == "RouteMistake" and message.text.isdecimal():
        return RouteMistake(int(message.text))
    return _ERRORS.get(message.kind, Error)(message.text)


class RouteMistake(Exception):
    """A route's handler raised something, which is kept by this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _close(*files: socket.socket | IO[bytes]) -> None:
    for file in files:
        file.close()


def _give_up(parent: Parent, starting: asyncio.Future[int], *files: socket.socket | IO[bytes]) -> None:
    """Ends a worker that nobody waits for any more, once it has started."""
    _close(*files)
    if not starting.cancelled() and starting.exception() is None:
        parent.end(starting.result())
