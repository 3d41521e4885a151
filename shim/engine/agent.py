"""An agent: a thread with an event loop of its own, beside the one of the browser, which is its home.

https://html.spec.whatwg.org/#integration-with-the-javascript-agent-formalism

Tasks pass between the two by `post_task`. An agent may wait for its home; home never waits for an agent, so neither can
keep the other from ending.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from shim.clock import Alarm, SystemClock, Time, asleep

from .event_loop import PATIENCE, EventLoop, Owner

_T = TypeVar("_T")
_MOST_UNHEARD = 1_000
"""Calls of `tell` that home has not come to: an agent that makes more waits."""
_BETWEEN_LOOKS = 0.05
"""Seconds after which an agent that waits for home looks whether it was ended."""


class AgentEndedError(Exception):
    """The agent is to end; what its script waited for does not come."""


class Agent:
    """Runs `main` in a thread, and then its loop until `end`. `owner` is whose it is at home: its loop is idle only
    when the agent is. `on_ended` is called at home when the thread has ended."""

    def __init__(
        self,
        home: EventLoop,
        owner: Owner,
        main: Callable[[], Coroutine[Any, Any, None]],
        clean_up: Callable[[], Coroutine[Any, Any, None]],
        on_ended: Callable[[], None],
    ) -> None:
        self.home = home
        self.owner = owner
        self.ended = False
        self._finishes = False
        """True once it has ended itself while its last task still runs."""
        self.loop: EventLoop | None = None
        """Its event loop, once the thread runs."""
        self._main = main
        self._clean_up = clean_up
        self._on_ended = on_ended
        self._early: list[tuple[Callable[[], None], Owner | None]] = []
        self._lock = threading.Lock()
        self._pending: set[concurrent.futures.Future[Any]] = set()
        self._answered: set[concurrent.futures.Future[Any]] = set()
        """Futures that home has answered and the agent has not come to yet."""
        self._unheard = threading.BoundedSemaphore(_MOST_UNHEARD)
        self._asyncio: asyncio.AbstractEventLoop | None = None
        self._finished: asyncio.Event | None = None
        self._is_ready = False
        self._ignored_until = float("inf")

    def start(self) -> None:
        """Starts the thread. Called at home, or in another agent's thread."""
        self.home.neighbours.append(self)
        threading.Thread(target=self._run, name="shim-worker", daemon=True).start()

    @property
    def is_idle(self) -> bool:
        """See `Neighbour`."""
        return self._is_over or (self._can_rest and self.loop is not None and self.loop.is_idle_elsewhere)

    @property
    def is_at_rest(self) -> bool:
        """True when nothing of it is left to do before the time goes on."""
        return self._is_over or (self._can_rest and self.loop is not None and self.loop.is_at_rest_elsewhere)

    @property
    def _is_over(self) -> bool:
        return self.ended and not self._finishes

    @property
    def _can_rest(self) -> bool:
        return self._is_ready and not self._answered and not self._finishes

    def post(self, callback: Callable[[], None], owner: Owner | None = None) -> None:
        """Queues a task of the agent's, from any thread."""
        with self._lock:
            if self.loop is None:
                self._early.append((callback, owner))
                return
        self.loop.post_task(callback, owner)

    def end(self, *, after_task: bool = False) -> None:
        """Ends the agent, from any thread. What its script waits for is given up; the owner of a realm in it stops
        that script, unless it ends `after_task`, which may still say something."""
        with self._lock:
            if not after_task:
                self._finishes = False
            if self.ended:
                return
            self.ended, self._finishes = True, after_task
            pending, self._pending = self._pending, set()
        for future in list(pending):
            future.cancel()
        if self._asyncio is not None and self._finished is not None:
            with suppress(RuntimeError):  # it has ended meanwhile
                self._asyncio.call_soon_threadsafe(self._finished.set)
        self._tell_home()

    # in its thread ----------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            asyncio.run(self._live())
        finally:
            self.ended, self._finishes = True, False
            self.home.post_task(self._leave)

    def _leave(self) -> None:
        if self in self.home.neighbours:
            self.home.neighbours.remove(self)
        self._on_ended()
        self.home.notify()

    async def _live(self) -> None:
        loop = EventLoop(_time_for(self))
        loop.bind()
        loop.on_error = lambda error: self.tell(lambda: self._report(error))
        loop.on_notify = self._tell_home
        self._finished = asyncio.Event()
        self._asyncio = asyncio.get_running_loop()
        with self._lock:
            self.loop = loop
            early, self._early = self._early, []
        for callback, owner in early:
            loop.queue_task(callback, owner)
        try:
            if not self.ended:
                main = asyncio.ensure_future(self._main())
                finished = asyncio.ensure_future(self._finished.wait())
                await asyncio.wait({main, finished}, return_when=asyncio.FIRST_COMPLETED)
                if main.done():
                    main.result()
                    self._is_ready = True
                    loop.notify()
                    await finished
                main.cancel()
                finished.cancel()
        except Exception as error:
            loop.on_error(error)
        finally:
            self.ended = True
            await self._clean_up()
            loop.close()

    def _report(self, error: BaseException) -> None:
        """An error of ours, or of a route's handler of the caller's."""
        if self.home.on_error is None:
            raise error
        self.home.on_error(error)

    def _tell_home(self) -> None:
        """Wakes the waits at home for the agent to rest, which look again."""
        if not self._is_ready and not self.ended:
            return
        if self.is_idle or self.is_at_rest:
            self.home.post_task(self.home.notify)

    def tell(self, callback: Callable[[], None]) -> None:
        """Queues a task at home, from the agent's thread; waits while home has not come to many earlier ones."""
        while not self._unheard.acquire(timeout=_BETWEEN_LOOKS):
            if self.ended:
                return

        def hear() -> None:
            self._unheard.release()
            callback()

        self.home.post_task(hear)

    def ask(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """The result of work that is done at home. Its script stands still meanwhile. Raises `AgentEndedError`."""
        future = self._begin(work)
        try:
            return future.result()
        except concurrent.futures.CancelledError:
            raise AgentEndedError from None
        finally:
            self._answered.discard(future)

    async def get(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """The result of work that is done at home, where a manual clock waits for it."""
        future = self._begin(work)
        try:
            with asleep():
                return await asyncio.wrap_future(future)
        finally:
            if self.loop is not None:
                self.loop.go_on()
            self._answered.discard(future)

    def _begin(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> concurrent.futures.Future[_T]:
        future: concurrent.futures.Future[_T] = concurrent.futures.Future()
        with self._lock:
            if self.ended:
                future.cancel()
                return future
            self._pending.add(future)

        async def run() -> None:
            try:
                result = await work()
            except asyncio.CancelledError:
                future.cancel()
                raise
            except BaseException as error:
                self._answer(future, future.set_exception, error)
            else:
                self._answer(future, future.set_result, result)

        def start() -> None:
            if future.cancelled():
                return
            task = self.home.spawn(run(), self.owner)
            future.add_done_callback(lambda _: self.home.post_task(lambda: _stop(task)))

        future.add_done_callback(self._pending.discard)
        self.home.post_task(start)
        return future

    def _answer(self, future: concurrent.futures.Future[Any], settle: Callable[[Any], None], value: Any) -> None:
        self._answered.add(future)
        try:
            settle(value)
        except concurrent.futures.InvalidStateError:  # it was given up meanwhile
            self._answered.discard(future)


def _stop(task: asyncio.Task[None]) -> None:
    if not task.done():
        task.cancel()


# time -----------------------------------------------------------------------------------------------------------------


def _time_for(agent: Agent) -> Time:
    clock = agent.home.clock
    if isinstance(clock, SystemClock):
        return clock
    return _HomeTime(agent)


class _HomeAlarm:
    """An alarm of the clock at home."""

    def __init__(self, home: EventLoop) -> None:
        self._home = home
        self._alarm: Alarm | None = None
        self._is_cancelled = False

    def set(self, when: float, ring: Callable[[], None]) -> None:
        """Called at home."""
        if not self._is_cancelled:
            self._alarm = self._home.clock.call_at(when, ring)

    def cancel(self) -> None:
        self._is_cancelled = True
        self._home.post_task(self._cancel)

    def _cancel(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()


class _HomeTime(Time):
    """The manual clock at home, for an agent: its time is read, and alarms are set there."""

    is_manual = True

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._clock = agent.home.clock

    def now(self) -> float:
        return self._clock.now()

    def date(self) -> float:
        return self._clock.date()

    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        agent = self._agent
        alarm = _HomeAlarm(agent.home)

        def ring() -> None:
            callback()

        agent.home.post_task(lambda: alarm.set(when, lambda: agent.post(ring)))
        return alarm

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self.call_at(self.now() + seconds, woken.set)
        await woken.wait()

    def follow(self, follower: object) -> None:
        """Nothing: `AgentFollower` is who the clock at home asks."""

    def leave(self, follower: object) -> None:
        """Nothing."""

    def woken(self) -> None:
        """Nothing."""


class AgentFollower:
    """Has the manual clock at home wait until an agent rests; not for longer than `PATIENCE` if it does not."""

    is_listening = renders = False

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._is_given_up = False

    @property
    def is_resting(self) -> bool:
        """See `Follower`."""
        if self._agent.is_at_rest:
            self._is_given_up = False
            return True
        return self._is_given_up

    async def rest(self) -> None:
        """See `Follower`."""
        if self.is_resting:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._agent.home.next_turn()
        except TimeoutError:
            self._is_given_up = True

    async def pass_time(self, until: float) -> None:
        """Nothing: its timers are alarms of the clock."""
