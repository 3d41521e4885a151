"""The event loop of a browser: tasks, timers and idleness, on asyncio. https://html.spec.whatwg.org/#event-loops

One loop serves every page of a browser, so that what happens in one tab and what another tab hears of it keep
their order.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any, Protocol

from shim.clock import TURNS, Alarm, SystemClock, Time, begin_work

IDLE_HORIZON = 5.0
"""Seconds: a timer due later than this does not keep a page from being idle."""
GENERATIONS = 50
"""Generations of tasks that `settle` waits for: a page that queues more never rests."""
SECONDS_TO_SETTLE = 1.0
"""After this time `settle` waits for no further generation of tasks."""
MOST_TASKS = 2_000
"""Tasks that a manual clock waits for at one time: pages that queue more would keep it from going on."""
PATIENCE = 10.0
"""Seconds of real time that a manual clock waits for work in the background which does not go on: some never ends."""
DOZE = 0.05
"""The same while some work sleeps by the clock, for the rest may wait for that."""


class Owner(Protocol):
    """Owner of tasks and timers, a realm in practice: when it is closed they are dropped."""

    closed: bool

    def checkpoint(self) -> None:
        """Performs a microtask checkpoint."""


class Neighbour(Protocol):
    """An event loop in another thread that works for an owner of this one."""

    @property
    def owner(self) -> Owner: ...
    @property
    def is_idle(self) -> bool: ...


class Timer:
    """A callback due at a time of the loop, in seconds; `cancel()` forgets it."""

    __slots__ = ("callback", "counts", "due", "owner")

    def __init__(self, due: float, callback: Callable[[], None], owner: Owner | None, counts: bool | None) -> None:
        self.due = due
        self.callback: Callable[[], None] | None = callback
        self.owner = owner
        self.counts = counts

    def cancel(self) -> None:
        self.callback = None
        self.owner = None

    def run(self) -> None:
        """Calls back, unless it was cancelled after it came due."""
        if self.callback is not None:
            self.callback()

    @property
    def live(self) -> bool:
        return self.callback is not None and not (self.owner is not None and self.owner.closed)


class EventLoop:
    """Runs tasks one at a time, each followed by a microtask checkpoint of its owner.

    Needs a running asyncio loop from the first task on. Times are those of its clock, in seconds.
    """

    def __init__(self, clock: Time | None = None) -> None:
        self.clock = clock or SystemClock()
        self.now = self.clock.now
        """Seconds on the clock."""
        self.clock.follow(self)
        self._tasks: deque[tuple[Callable[[], None], Owner | None, int]] = deque()
        self._queued = 0
        """The number of tasks that were ever queued; each has its number."""
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self._next_turn: asyncio.Handle | None = None
        self._alarm: Alarm | None = None
        self._alarm_due = 0.0
        self._background: dict[asyncio.Task[Any], Owner | None] = {}
        self._work: dict[asyncio.Task[Any], Callable[[], bool]] = {}
        """Background tasks that a manual clock waits for, while they go on by themselves."""
        self._connections: set[asyncio.Task[Any]] = set()
        """Background tasks through which something may come at any time."""
        self._work_changed = 0.0
        """The real time at which some began, ended or went to sleep by the clock."""
        self.tasks_run = 0
        """The number of tasks that began to run."""
        self._run_at = 0.0
        self._run_count = 0
        """Tasks that were run at that time."""
        self._grace = 0
        """Turns of asyncio's loop that those who waited for the last task are given before the time goes on."""
        self._stable: list[tuple[Callable[[], None], Owner | None]] = []
        self._turn_waiters: list[asyncio.Future[Any]] = []
        self.closed = False
        self.entries = 0
        """Entries into script that are under way within each other, over all owners."""
        self.thread = 0
        """The thread in which they are."""
        self.neighbours: list[Neighbour] = []
        """Loops of other threads: this one is not idle before they are."""
        self.on_notify: Callable[[], None] | None = None
        """Called after each task, and when something in the background has ended."""
        self._posted: deque[tuple[Callable[[], None], Owner | None]] = deque()
        """Tasks of other threads. One of them has its turn with each task of this thread's, so that a thread that posts
        without end does not hold up the rest."""
        self._thread: int | None = None
        self._asyncio: asyncio.AbstractEventLoop | None = None
        self._is_at_rest = self._is_idle = True
        self.on_error: Callable[[BaseException], None] | None = None

    # tasks ------------------------------------------------------------------------------------------------------------

    def queue_task(self, callback: Callable[[], None], owner: Owner | None = None) -> None:
        """https://html.spec.whatwg.org/#queue-a-task"""
        if not self.closed:
            self._append(callback, owner)
            self._wake()

    def _append(self, callback: Callable[[], None], owner: Owner | None) -> None:
        self._queued += 1
        self._tasks.append((callback, owner, self._queued))

    def bind(self) -> None:
        """Makes the thread that calls known as the loop's own; before that no other thread may post tasks."""
        if self._asyncio is None:
            self._thread = threading.get_ident()
            self._asyncio = asyncio.get_running_loop()

    def post_task(self, callback: Callable[[], None], owner: Owner | None = None) -> None:
        """Queues a task from any thread."""
        if self._asyncio is None or self._thread == threading.get_ident():
            self.queue_task(callback, owner)
        elif not self.closed:
            self._posted.append((callback, owner))
            with suppress(RuntimeError):  # asyncio's loop was closed
                self._asyncio.call_soon_threadsafe(self._wake)

    def await_stable_state(self, callback: Callable[[], None], owner: Owner | None = None) -> None:
        """Runs `callback` at the next microtask checkpoint. https://html.spec.whatwg.org/#await-a-stable-state"""
        self._stable.append((callback, owner))
        if not self._tasks:
            self.queue_task(_nothing, owner)

    def run_stable_sections(self) -> None:
        """Called by the owner at its microtask checkpoint."""
        while self._stable:
            sections, self._stable = self._stable, []
            for callback, owner in sections:
                if owner is None or not owner.closed:
                    callback()
        if self._next_turn is not None and len(self._tasks) == 1 and self._tasks[0][0] is _nothing:
            # It was there for this checkpoint. A wait that looks at the page would otherwise wake itself for ever.
            self._tasks.clear()
            self._next_turn.cancel()
            self._next_turn = None
            self._set_alarm()
            self.notify()

    def _wake(self) -> None:
        if self._next_turn is None and not self.closed:
            self._next_turn = asyncio.get_running_loop().call_soon(self._turn)

    def _turn(self) -> None:
        self._next_turn = None
        if self.closed:
            return
        self._is_at_rest = self._is_idle = False
        self._fire_due_timers()
        if self._posted:
            self._append(*self._posted.popleft())
        if self._tasks:
            callback, owner, _ = self._tasks.popleft()
            if owner is None or not owner.closed:
                self._run(callback, owner)
        if self.closed:
            return
        if self._tasks or self._posted:
            self._wake()
        else:
            self._set_alarm()
        self.notify()

    def _run(self, callback: Callable[[], None], owner: Owner | None) -> None:
        self.tasks_run += 1
        try:
            callback()
            if owner is not None and not owner.closed:
                owner.checkpoint()
            self.run_stable_sections()
        except Exception as error:
            if self.on_error is None:
                raise
            self.on_error(error)

    # timers -----------------------------------------------------------------------------------------------------------

    def call_at(
        self, due: float, callback: Callable[[], None], owner: Owner | None = None, *, counts: bool | None = None
    ) -> Timer:
        """Queues `callback` as a task at `due` (seconds). `counts`: whether idleness waits for it: True always,
        False never,
        None while it is due within `IDLE_HORIZON`."""
        due = round(due, 9)  # 0.1 and 0.2 make 0.3
        timer = Timer(due, callback, owner, counts)
        heapq.heappush(self._timers, (due, next(self._order), timer))
        if not self._tasks and (self._alarm is None or due < self._alarm_due):
            self._set_alarm()
        return timer

    def _fire_due_timers(self) -> None:
        now = self.now()
        while self._timers and (self._timers[0][0] <= now or not self._timers[0][2].live):
            timer = heapq.heappop(self._timers)[2]
            if timer.live:
                self._append(timer.run, timer.owner)

    def _set_alarm(self) -> None:
        while self._timers and not self._timers[0][2].live:
            heapq.heappop(self._timers)
        due = self._timers[0][0] if self._timers and not self.closed else None
        if self._alarm is not None:
            if due == self._alarm_due:
                return
            self._alarm.cancel()
            self._alarm = None
        if due is not None:
            self._alarm_due = due
            self._alarm = self.clock.call_at(due, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._wake()

    # work in the background -------------------------------------------------------------------------------------------

    def spawn(
        self,
        coroutine: Coroutine[Any, Any, Any],
        owner: Owner | None = None,
        *,
        lasts: bool = False,
        takes_time: bool = False,
    ) -> asyncio.Task[Any]:
        """Runs a coroutine beside the loop (network, decoding); the loop is not idle while it is under way. A manual
        clock stands meanwhile, unless it `lasts`, as a connection does, or ends only as time passes."""
        task, goes_on = begin_work(coroutine, self._change_work)
        self._background[task] = owner
        if lasts:
            self._connections.add(task)
        elif not takes_time:
            self._work[task] = goes_on
            self._change_work()
        task.add_done_callback(self._finished)
        if owner is not None and owner.closed:
            task.cancel()
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._background.pop(task, None)
        self._connections.discard(task)
        if self._work.pop(task, None):
            self._change_work()
        if not task.cancelled() and (error := task.exception()) is not None:
            if self.on_error is None:
                raise error
            self.on_error(error)
        self.notify()

    def hand_over(self, handles: Iterable[object], owner: Owner) -> None:
        """Timers and background tasks become another owner's."""
        for handle in handles:
            if isinstance(handle, Timer):
                handle.owner = owner
            elif isinstance(handle, asyncio.Task) and handle in self._background:
                self._background[handle] = owner

    def drop(self, owner: Owner) -> None:
        """Forgets everything that belongs to an owner."""
        for task in [t for t, o in self._background.items() if o is owner]:
            task.cancel()
        if any(o is owner for _, o, _ in self._tasks):
            self._tasks = deque(item for item in self._tasks if item[1] is not owner)
        for posted in [item for item in list(self._posted) if item[1] is owner]:
            self._posted.remove(posted)
        if any(timer.owner is owner for _, _, timer in self._timers):
            self._timers = [item for item in self._timers if item[2].owner is not owner]
            heapq.heapify(self._timers)

    # idleness ---------------------------------------------------------------------------------------------------------

    def is_idle(self, owners: Callable[[Owner | None], bool] | None = None) -> bool:
        """True when nothing is left to happen: no task, no background work, no timer that counts."""
        if any(owners is None or owners(o) for _, o, _ in self._tasks):
            return False
        if any(owners is None or owners(o) for o in self._background.values()):
            return False
        if any(owners is None or owners(o) for _, o in list(self._posted)):
            return False
        if any(not each.is_idle for each in self.neighbours if owners is None or owners(each.owner)):
            return False
        horizon = self.now() + IDLE_HORIZON
        for due, _, timer in self._timers:
            if not timer.live or timer.counts is False or (owners is not None and not owners(timer.owner)):
                continue
            if timer.counts or due <= horizon:
                return False
        return True

    def notify(self) -> None:
        """Wakes the waits for a turn, which look again."""
        if self.on_notify is not None:
            self._is_at_rest, self._is_idle = self.is_resting, self.is_idle()
            self.on_notify()
        if self._turn_waiters:
            self._grace = TURNS if self.clock.is_moving else 0
            waiters, self._turn_waiters = self._turn_waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    async def next_turn(self) -> None:
        """Returns after the next task, or the next end of work in the background."""
        if self.closed:
            raise RuntimeError("the browser is closed")
        waiter = self.future()
        self._turn_waiters.append(waiter)
        await waiter

    async def settle(self) -> None:
        """Returns when the tasks that are queued have run, and those that they queue: up to `GENERATIONS` of them,
        or those of `SECONDS_TO_SETTLE`, for some pages queue tasks without end."""
        end = time.monotonic() + SECONDS_TO_SETTLE
        for _ in range(GENERATIONS):
            last = self._queued
            while self._tasks and self._tasks[0][2] <= last and not self.closed:
                await self.next_turn()
            if not self._tasks or self.closed or time.monotonic() > end:
                return

    async def wait_until_idle(self, owners: Callable[[Owner | None], bool] | None = None) -> None:
        """Returns once the loop (or what belongs to `owners`) is idle; bound it with `asyncio.timeout`."""
        while not self.is_idle(owners) and not self.closed:
            await self.next_turn()

    # what other threads ask, of a loop with `on_notify` ---------------------------------------------------------------
    # A posted task leaves its queue after the loop has said that it works, so the queue is looked at first.

    @property
    def is_at_rest_elsewhere(self) -> bool:
        """`is_resting`, for other threads."""
        return not self._posted and self._is_at_rest

    @property
    def is_idle_elsewhere(self) -> bool:
        """`is_idle`, for other threads: as it was when the loop came to rest."""
        return not self._posted and self._is_idle

    def go_on(self) -> None:
        """Something in the background, which slept by the clock, goes on."""
        self._is_at_rest = self._is_idle = False

    # what a manual clock asks: see `Follower` -------------------------------------------------------------------------

    @property
    def is_resting(self) -> bool:
        """True when nothing is left to do before the time goes on."""
        if self._grace or self._posted or (self._work and self._works()):
            return False
        return self._next_turn is None or (self._run_count > MOST_TASKS and self._run_at == self.now())

    @property
    def is_listening(self) -> bool:
        """True when something may come from outside."""
        return bool(self._connections)

    renders = False

    def _works(self) -> bool:
        working = sum(goes_on() for goes_on in self._work.values())
        if 0 < working < len(self._work):
            return time.monotonic() < self._work_changed + DOZE
        return working > 0

    def _change_work(self) -> None:
        self._work_changed = time.monotonic()
        self.notify()

    async def rest(self) -> None:
        """Runs the tasks that are queued, or else waits for what goes on in the background."""
        if self._run_at != self.now():
            self._run_at, self._run_count = self.now(), 0
        if self._posted:
            self._wake()
        while self._next_turn is not None and self._run_count <= MOST_TASKS and not self._grace:
            self._next_turn.cancel()
            self._turn()
            self._run_count += 1
            if self._run_count % GENERATIONS == 0:
                break
        if self._next_turn is not None or self._grace:
            self._grace = max(0, self._grace - 1)
            await asyncio.sleep(0)
            return
        working = [task for task, goes_on in self._work.items() if goes_on()]
        if working:
            some_sleep = len(working) < len(self._work)
            try:
                async with asyncio.timeout(DOZE if some_sleep else PATIENCE):
                    await self.next_turn()
            except TimeoutError:
                for task in () if some_sleep else working:
                    self._work.pop(task, None)

    async def pass_time(self, until: float) -> None:
        """Nothing: its timers are alarms of the clock."""

    @staticmethod
    def future() -> asyncio.Future[Any]:
        """A future of the running asyncio loop."""
        return asyncio.get_running_loop().create_future()

    def close(self) -> None:
        """Drops everything; no callback runs any more."""
        self.closed = True
        self.clock.leave(self)
        self._tasks.clear()
        self._posted.clear()
        self._timers.clear()
        self._stable.clear()
        if self._alarm is not None:
            self._alarm.cancel()
        for task in list(self._background):
            task.cancel()
        self.notify()


def _nothing() -> None:
    pass
