"""Time of a device and of all that is on it: the system's, or one that moves only when it is told to.

There is one clock for a device, its browsers, their event loops, media and recordings. Times are seconds since it was
made. On a manual clock what is real (loading, decoding, scripts) takes no time at all: the time stands until it is
done. See docs/clock.md.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, Literal, Protocol, TypeVar

from .errors import Error

ClockName = Literal["system", "manual"]
CLOCKS: tuple[ClockName, ...] = ("system", "manual")
"""The names of the clocks that there are."""
START = 1_767_225_600.0
"""The date with which a manual clock begins unless it is told another, in seconds since 1970: 2026-01-01, UTC."""
STANDSTILL = 1.0
"""Seconds of real time after which a wait gives up that nothing can end before a manual clock goes on."""
MOST_REAL_SECONDS = 1_000.0
"""Seconds of real time that nobody lets pass on purpose."""
TURNS = 6
"""Turns of asyncio's loop that callers get when they may have something to do before the time goes on."""
_BREATH = 64
"""Steps of a manual clock after which everything else in asyncio's loop gets a turn."""

_LAST = 1 << 60
_DEAF = 1.0
"""Seconds of real time that a wait has to say why it was in vain."""

T = TypeVar("T")


def waited(seconds: float, error: TimeoutError) -> str:
    """The end of the message of a wait of so many seconds that ended with this error: how long it took, or why it could
    not succeed."""
    return str(error) or f"within {seconds:g} s"


class Alarm(Protocol):
    """Handle of a callback, from `Clock.call_at`."""

    def cancel(self) -> object:
        """Forgets the callback."""


class Follower(Protocol):
    """Worker that acts at times of a clock; its actions take no time of that clock."""

    @property
    def is_resting(self) -> bool:
        """True when it has nothing to do before the time goes on."""

    @property
    def is_listening(self) -> bool:
        """True when something may come from outside, without the time going on."""

    @property
    def renders(self) -> bool:
        """True when `pass_time` does something."""

    async def rest(self) -> None:
        """Returns when what can be done now is done; it may return early, but not without having done some of it."""

    async def pass_time(self, until: float) -> None:
        """Does what takes until then. The time becomes `until` afterwards."""


class Time(ABC):
    """Time as event loops have it: it is read and waited for; somebody else may let it pass."""

    is_manual: bool

    @property
    def is_moving(self) -> bool:
        """True while somebody lets the time of a manual clock pass."""
        return False

    @property
    def stands_still(self) -> bool:
        """True while nobody does, nobody has anything to do before the time goes on, and nobody listens."""
        return False

    @abstractmethod
    def now(self) -> float:
        """Seconds since the clock was made. It never goes back."""

    @abstractmethod
    def date(self) -> float:
        """Seconds since 1970, as `Date` in pages has it."""

    @abstractmethod
    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        """Calls back, in asyncio's loop, once it is `when`."""

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Returns when so much time has passed, which others have to let pass if the clock is manual."""

    @abstractmethod
    def follow(self, follower: Follower) -> None:
        """The follower is heard before the time goes on."""

    @abstractmethod
    def leave(self, follower: Follower) -> None:
        """Undoes `follow`."""

    @asynccontextmanager
    async def limit(self, seconds: float) -> AsyncIterator[None]:
        """Raises `TimeoutError` (Python's own) after so many seconds of this clock."""
        async with asyncio.timeout(None) as limit:

            def end() -> None:
                self.woken()
                limit.reschedule(asyncio.get_running_loop().time())

            alarm = self.call_at(self.now() + seconds, end)
            try:
                yield
            finally:
                alarm.cancel()

    @asynccontextmanager
    async def patience(self, seconds: float | None) -> AsyncIterator[None]:
        """For a wait: raises `TimeoutError` (Python's own) after so many seconds of real time; on a manual clock also
        when nothing can happen any more before the clock goes on."""
        async with asyncio.timeout(seconds):
            yield

    @contextmanager
    def waiting(self, end: Callable[[str], object]) -> Iterator[None]:
        """For a wait in another process: `end` is called with the reason when a `run_until` has no more time for it."""
        yield

    @abstractmethod
    def woken(self) -> None:
        """A caller's coroutine goes on soon."""


class Clock(Time):
    """Base of both clocks, by which a caller lets time pass."""

    @abstractmethod
    async def pause_at(self, time: float) -> None:
        """Lets the time pass until it is `time`. A manual clock raises `ValueError` when it is later already."""

    async def run_for(self, seconds: float) -> None:
        """Lets so much time pass; what is due meanwhile happens in its order, each at its time."""
        await self.pause_at(_sum(self.now(), seconds))

    @abstractmethod
    async def fast_forward(self, seconds: float) -> None:
        """Lets so much time pass at once, as if the lid was closed: what was due meanwhile happens now, and once.

        Raises `Error` on a system clock.
        """

    @abstractmethod
    async def run_until(self, awaitable: Awaitable[T], *, timeout: float) -> T:
        """Lets the time pass that `awaitable` takes, and returns what it gives. After `timeout` seconds of this clock
        it is cancelled: with `TimeoutError` (Python's own) or, if it is a wait of a page, with its error."""


class SystemClock(Clock):
    """The time that passes by itself. `origin`: when it is 0, by `time.monotonic`, which all processes share."""

    is_manual = False

    def __init__(self, origin: float | None = None) -> None:
        self._origin = time.monotonic() if origin is None else origin

    def now(self) -> float:
        return time.monotonic() - self._origin

    def date(self) -> float:
        return time.time()

    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        return asyncio.get_running_loop().call_later(max(0.0, when - self.now()), callback)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(_duration(seconds))

    async def pause_at(self, time: float) -> None:
        await asyncio.sleep(max(0.0, time - self.now()))

    async def run_for(self, seconds: float) -> None:
        if _duration(seconds) >= MOST_REAL_SECONDS:
            raise ValueError(f"{seconds:g} s of real time would pass; {seconds:g} ms are run_for({seconds / 1000:g})")
        await asyncio.sleep(_duration(seconds))

    async def fast_forward(self, seconds: float) -> None:
        raise Error('the time of the system cannot jump: make the browser with Browser(clock="manual")')

    async def run_until(self, awaitable: Awaitable[T], *, timeout: float) -> T:
        async with asyncio.timeout(timeout):
            return await awaitable

    def follow(self, follower: Follower) -> None:
        """Nothing: this time asks nobody."""

    def leave(self, follower: Follower) -> None:
        """Nothing."""

    def woken(self) -> None:
        """Nothing."""


class _Alarm:
    """A callback of a manual clock."""

    __slots__ = ("callback", "when")

    def __init__(self, when: float, callback: Callable[[], object]) -> None:
        self.when = when
        self.callback: Callable[[], object] | None = callback

    def cancel(self) -> None:
        self.callback = None


class _Work:
    """Something real that is under way; while it sleeps by the clock, the clock does not wait for it."""

    def __init__(self, on_sleep: Callable[[], object]) -> None:
        self.sleepers = 0
        self.on_sleep = on_sleep


class _Wait:
    """A wait of a task that is under way. `why`: the end of the message of its error."""

    def __init__(self, limit: asyncio.Timeout) -> None:
        self._limit = limit
        self.why = ""

    def end(self, why: str) -> None:
        """Ends a wait that was in vain."""
        self.why = why
        self._limit.reschedule(asyncio.get_running_loop().time())


_work: ContextVar[_Work | None] = ContextVar("work", default=None)


class ManualClock(Clock):
    """Time that passes only in `run_for`, `pause_at`, `fast_forward` and `run_until`.

    `date`: what `Date` in pages begins with, in seconds since 1970.
    """

    is_manual = True

    def __init__(self, date: float = START) -> None:
        self._now = 0.0
        self._date = date
        self._alarms: list[tuple[float, int, _Alarm]] = []
        self._order = itertools.count()
        self._followers: list[Follower] = []
        self._waits: dict[asyncio.Task[Any], Callable[[str], object]] = {}
        """Calls that end the waits of tasks, with the reason."""
        self._goals = 0
        """The number of those who want the time to pass."""
        self._awaited = 0
        """The number of those who want it to pass until something of theirs is done."""
        self._grace = 0
        """Turns of asyncio's loop that callers are given before the time goes on."""
        self._moving: asyncio.Task[None] | None = None
        self._firing_soon = False

    def now(self) -> float:
        return self._now

    def date(self) -> float:
        return self._date + self._now

    @property
    def is_moving(self) -> bool:
        return self._moving is not None

    def follow(self, follower: Follower) -> None:
        self._followers.append(follower)

    def leave(self, follower: Follower) -> None:
        if follower in self._followers:
            self._followers.remove(follower)

    # alarms -----------------------------------------------------------------------------------------------------------

    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        alarm = _Alarm(when, callback)
        heapq.heappush(self._alarms, (when, next(self._order), alarm))
        if when <= self._now and not self._firing_soon:
            self._firing_soon = True
            asyncio.get_running_loop().call_soon(self._fire_due)
        return alarm

    def _fire_due(self) -> None:
        self._firing_soon = False
        while (alarm := self._next()) is not None and alarm.when <= self._now:
            self._fire(alarm)

    def _next(self) -> _Alarm | None:
        """The alarm that is due first, of those that were not cancelled."""
        while self._alarms and self._alarms[0][2].callback is None:
            heapq.heappop(self._alarms)
        return self._alarms[0][2] if self._alarms else None

    def _fire(self, alarm: _Alarm) -> None:
        heapq.heappop(self._alarms)
        callback, alarm.callback = alarm.callback, None
        assert callback is not None
        callback()

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()

        def wake() -> None:
            if not woken.done():
                self.woken()
                woken.set_result(None)

        alarm = self.call_at(_sum(self._now, seconds), wake)
        try:
            with asleep():
                await woken
        finally:
            alarm.cancel()

    # letting time pass ------------------------------------------------------------------------------------------------

    async def pause_at(self, time: float) -> None:
        if not self._now <= time < float("inf"):
            raise ValueError(f"the clock cannot get to {time!r} s: it is {self._now:g} s already")
        await self._reach(float(time))

    async def fast_forward(self, seconds: float) -> None:
        if self._goals:
            raise Error("the time cannot jump while it passes: a run_for, pause_at or run_until is under way")
        until = _sum(self._now, seconds)
        await self._rest()
        late = sorted(item[:2] for item in self._alarms if item[0] < until)
        # What is late comes in its order, and before what is due at the time at which the clock arrives.
        place = {item: number - len(late) for number, item in enumerate(late)}
        for at, (when, order, alarm) in enumerate(self._alarms):
            if when < until:
                alarm.when = until
                self._alarms[at] = (until, place[when, order], alarm)
        heapq.heapify(self._alarms)
        await self._reach(until)

    async def run_until(self, awaitable: Awaitable[T], *, timeout: float) -> T:
        task = asyncio.ensure_future(awaitable)
        self._awaited += 1
        self.woken()
        goal = asyncio.ensure_future(self._reach(_sum(self._now, timeout)))
        try:
            await asyncio.wait({task, goal}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            goal.result()
            if task in self._waits:
                # It says what it waited for.
                self._waits[task](f"within {timeout:g} s of the clock")
                await asyncio.wait({task}, timeout=_DEAF)
            if task.done():
                return task.result()
            raise TimeoutError
        finally:
            self._awaited -= 1
            for one in (task, goal):
                one.cancel()
            await asyncio.gather(task, goal, return_exceptions=True)

    async def _reach(self, time: float) -> None:
        """Returns when it is `time` and all that is due by then has been done."""
        reached = asyncio.get_running_loop().create_future()

        def arrive() -> None:
            self._goals -= 1
            self.woken()
            if not reached.done():
                reached.set_result(None)

        # At its time it is the last: what is due then has happened.
        alarm = _Alarm(time, arrive)
        heapq.heappush(self._alarms, (time, _LAST + next(self._order), alarm))
        self._goals += 1
        if self._moving is None:
            self._moving = asyncio.get_running_loop().create_task(self._move())
        moving = self._moving
        try:
            # A bug in a callback ends the moving, and is for whoever waits.
            await asyncio.wait({reached, moving}, return_when=asyncio.FIRST_COMPLETED)
            if not reached.done():
                await moving
        finally:
            if alarm.callback is not None:
                alarm.cancel()
                self._goals -= 1

    async def _move(self) -> None:
        """Moves the time from alarm to alarm while somebody wants it to pass."""
        try:
            for step in itertools.count(1):
                await self._rest()
                if step % _BREATH == 0:
                    await asyncio.sleep(0)
                alarm = self._next()
                if not self._goals or alarm is None:
                    return
                if alarm.when > self._now:
                    for follower in list(self._followers):
                        await follower.pass_time(alarm.when)
                    if not self._is_resting or self._next() is not alarm:
                        continue
                    self._now = alarm.when
                self._fire(alarm)
        finally:
            self._moving = None

    @property
    def _is_resting(self) -> bool:
        return all(follower.is_resting for follower in self._followers)

    async def _rest(self) -> None:
        """Returns when nobody has anything left to do before the time goes on."""
        while not self._is_resting or self._grace:
            if self._is_resting:
                self._grace -= 1
                await asyncio.sleep(0)
                continue
            for follower in list(self._followers):
                await follower.rest()
            if self._awaited:
                self.woken()

    def woken(self) -> None:
        self._grace = TURNS

    # waits ------------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def patience(self, seconds: float | None) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds) as limit:
                wait = _Wait(limit)
                watching = asyncio.ensure_future(self._watch(wait))
                try:
                    with self.waiting(wait.end):
                        yield
                finally:
                    watching.cancel()
        except TimeoutError:
            raise TimeoutError(wait.why) from None

    @contextmanager
    def waiting(self, end: Callable[[str], object]) -> Iterator[None]:
        task = asyncio.current_task()
        assert task is not None
        around = self._waits.get(task)
        self._waits[task] = end
        try:
            yield
        finally:
            del self._waits[task]
            if around is not None:
                self._waits[task] = around

    @property
    def stands_still(self) -> bool:
        return self._moving is None and self._is_resting and not any(f.is_listening for f in self._followers)

    async def _watch(self, wait: _Wait) -> None:
        """Ends a wait when for `STANDSTILL` seconds nobody had anything to do and the time did not pass."""
        quiet = 0
        while quiet < 10:
            await asyncio.sleep(STANDSTILL / 10)
            quiet = quiet + 1 if self.stands_still else 0
        wait.end("while the manual clock stands still: let time pass with `await browser.clock.run_for(seconds)`")


def make_clock(clock: ClockName | Clock) -> Clock:
    """A clock by its name, `system` or `manual`; or the clock that is given. Raises `ValueError`."""
    if isinstance(clock, Clock):
        return clock
    if clock not in CLOCKS:
        raise ValueError(f"clock is {clock!r}; it can be {' or '.join(CLOCKS)}, or a Clock")
    return SystemClock() if clock == "system" else ManualClock()


def require_system(clock: Clock, who: str) -> None:
    """Raises `ValueError` for a manual clock: those `who` go by the system's time would not follow it."""
    if clock.is_manual:
        raise ValueError(f"{who} go by the time of the system: their device's clock cannot be manual")


def begin_work(
    work: Coroutine[Any, Any, T], on_sleep: Callable[[], object]
) -> tuple[asyncio.Task[T], Callable[[], bool]]:
    """A task for what is real, and a question: whether it goes on by itself, and does not sleep by a clock. When it
    begins to, `on_sleep` is called."""
    own = _Work(on_sleep)
    context = copy_context()
    context.run(_work.set, own)
    return asyncio.get_running_loop().create_task(work, context=context), lambda: own.sleepers == 0


@contextmanager
def asleep() -> Iterator[None]:
    """The work of this task waits meanwhile for something that the clock knows of already."""
    work = _work.get()
    if work is not None:
        work.sleepers += 1
        work.on_sleep()
    try:
        yield
    finally:
        if work is not None:
            work.sleepers -= 1


def _sum(now: float, seconds: float) -> float:
    """The time after so many seconds, to the nanosecond: 0.1 and 0.2 make 0.3."""
    return max(now, round(now + _duration(seconds), 9))


def _duration(seconds: float) -> float:
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"time passes by 0 seconds or more, not by {seconds!r}")
    return float(seconds)
