"""The manual clock of the host's device as a page's process has it: the host says what time it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from shim.audio.sounds import LAG
from shim.clock import ManualClock
from shim.isolated.messages import AtRest, GiveUp, Now, Pass

from .browser import AgentBrowser
from .link import HostLink


class HostClock(ManualClock):
    """`date`: that with which the host's clock began, in seconds since 1970."""

    def __init__(self, host: HostLink, date: float) -> None:
        super().__init__(date)
        self._host = host

    @property
    def is_moving(self) -> bool:
        """True, so far as this process knows: those who wait in it get their turns."""
        return True

    @property
    def stands_still(self) -> bool:
        return super().stands_still and bool(self._host.ask("stands still"))

    @property
    def due(self) -> float | None:
        """The time at which something is due next."""
        alarm = self._next()
        return None if alarm is None else alarm.when

    @property
    def is_heard_from(self) -> bool:
        """True when something may come from elsewhere than the host."""
        return any(follower.is_listening for follower in self._followers)

    @property
    def renders(self) -> bool:
        """True when something is rendered before the time goes on."""
        return any(follower.renders for follower in self._followers)

    def set(self, now: float) -> None:
        """Sets the time that the host told."""
        self._now = now

    async def catch_up(self) -> None:
        """Does what is due by now, and what follows from it."""
        await self._rest()
        while (alarm := self._next()) is not None and alarm.when <= self._now:
            self._fire(alarm)
            await self._rest()

    async def render(self, until: float) -> bool:
        """Does what takes until then. False when something else is to be done before it is so late."""
        for follower in list(self._followers):
            await follower.pass_time(until)
        return self._is_resting and (self.due is None or self.due >= until)

    def give_up(self, task: asyncio.Task[Any], why: str) -> None:
        """Ends the wait of a task, if it is in one."""
        if task in self._waits:
            self._waits[task](why)


class Follow:
    """Tells the host when this process has done what there was to do, and what is due next."""

    def __init__(self, clock: HostClock, browser: AgentBrowser, host: HostLink) -> None:
        self._clock = clock
        self._browser = browser
        self._host = host
        self._news = asyncio.Event()
        self._until = 0.0
        """The time until which sound is to be rendered."""
        browser.loop.on_notify = self._news.set

    def take(self, message: GiveUp | Now | Pass, calls: Mapping[int, asyncio.Task[None]]) -> None:
        """Takes a message of the host. `calls`: those that it waits for, by their numbers."""
        match message:
            case Now():
                self._clock.set(message.at)
            case Pass():
                self._until = message.until
            case GiveUp():
                if (call := calls.get(message.number)) is not None:
                    self._clock.give_up(call, message.why)

    def look(self) -> None:
        """The host has said something."""
        self._clock.woken()
        self._news.set()

    async def run(self) -> None:
        """Never returns."""
        told = None
        while True:
            await self._news.wait()
            self._news.clear()
            seen = self._host.seen
            await self._clock.catch_up()
            if self._until > self._clock.now():
                if await self._clock.render(self._until):
                    self._browser.sound.send_until(self._until - LAG)
                await self._clock.catch_up()
            self._browser.tell_frames()
            renders = self._clock.renders or self._browser.sound.is_wanted
            rest = AtRest(seen, self._clock.due, self._clock.is_heard_from, renders)
            if rest != told:
                told = rest
                self._host.send(rest)
