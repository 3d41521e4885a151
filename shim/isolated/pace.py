"""The pace of a process on a manual clock: it is told the time, and the time does not go on before it rests."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

import msgspec

from shim.api.events import Changes
from shim.clock import Alarm, Clock
from shim.engine.event_loop import PATIENCE

from .messages import AtRest, Now, Pass, counts, looks
from .pipe import BadFrame

_PATIENCE = PATIENCE + 2
"""Seconds of real time until a process is waited for no longer: it gives up what does not go on by itself before."""


class Pace:
    """A `Follower` of the host's clock. `send` sends to the process; `on_rest` is called when it has done something,
    and `on_passed` with the time for which it has rendered its sound."""

    def __init__(
        self,
        clock: Clock,
        send: Callable[[msgspec.Struct], None],
        on_rest: Callable[[], None],
        on_passed: Callable[[float], None],
    ) -> None:
        self._clock = clock
        self._send = send
        self._on_rest = on_rest
        self._on_passed = on_passed
        self._told = -1.0
        """The time that it was told last."""
        self._sent = 0
        self._moved = 0
        """The number of the last message that was more than a look."""
        self._last = AtRest(0, None, False, False)
        self._alarm: Alarm | None = None
        self._is_given_up = self._is_over = False
        self._changes = Changes()
        clock.follow(self)

    def before(self, message: msgspec.Struct) -> None:
        """Called before a message is sent: the process is told the time first, if it went on."""
        if not counts(message):
            return
        now = self._clock.now()
        if self._told != now:
            self._told = now
            self._send(Now(now))
        self._sent += 1
        if not looks(message):
            self._moved = self._sent

    def take(self, message: AtRest) -> None:
        """The process rests. Raises `BadFrame` when it has not done what is due."""
        last, due = self._last, message.due
        if message.seen < self._moved:
            return
        if due is not None and not self._told < due < math.inf:
            raise BadFrame(f"something is due at {due!r} s, and it is {self._told:g} s")
        if due != last.due or (self._alarm is None and due is not None):
            self._cancel_alarm()
            if due is not None:
                self._alarm = self._clock.call_at(due, self._ring)
        self._last = message
        self._is_given_up = False
        self._changes.notify()
        if last.seen < self._moved or due != last.due:
            self._on_rest()

    def _ring(self) -> None:
        self._alarm = None
        self._told = self._clock.now()
        self._send(Now(self._told))

    def _cancel_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def end(self) -> None:
        """The process has ended."""
        self._is_over = True
        self._cancel_alarm()
        self._clock.leave(self)
        self._changes.notify()

    # what the clock asks: see `Follower` ------------------------------------------------------------------------------

    @property
    def is_resting(self) -> bool:
        """See `Follower`."""
        awaited = self._sent if self._clock.is_moving else self._moved
        return self._is_over or self._is_given_up or self._last.seen >= awaited

    @property
    def is_listening(self) -> bool:
        """See `Follower`."""
        return self._last.is_listening

    @property
    def renders(self) -> bool:
        """See `Follower`."""
        return self._last.renders

    async def rest(self) -> None:
        """See `Follower`."""
        while not self.is_resting:
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._changes.next()
            except TimeoutError:
                self._is_given_up = True
            self._clock.woken()  # who waited for an answer goes on before the time does

    async def pass_time(self, until: float) -> None:
        """See `Follower`."""
        if self.renders and not self._is_over:
            self._send(Pass(until))
            await self.rest()
            self._on_passed(until)
