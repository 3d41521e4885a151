"""The clocks: what is due happens in its order, each at its time, and nothing before the time is let pass."""

from __future__ import annotations

import asyncio
import time

import pytest

from shim import Error
from shim.clock import START, Clock, ManualClock, SystemClock, make_clock
from shim.engine.event_loop import EventLoop


def ticking(clock: Clock, period: float) -> list[float]:
    """The times at which a callback is called that asks to be called again after `period` seconds."""
    times: list[float] = []

    def tick() -> None:
        times.append(round(clock.now(), 6))
        clock.call_at(clock.now() + period, tick)

    clock.call_at(period, tick)
    return times


async def test_what_is_due_happens_in_its_order_and_each_at_its_time() -> None:
    clock, seen = ManualClock(), []
    for when in (3.0, 1.0, 2.0, 1.0):
        clock.call_at(when, lambda when=when: seen.append((when, clock.now())))
    clock.call_at(2.0, lambda: clock.call_at(2.5, lambda: seen.append((2.5, clock.now()))))
    await clock.run_for(2.75)
    assert seen == [(1, 1), (1, 1), (2, 2), (2.5, 2.5)]
    assert clock.now() == 2.75
    await clock.run_for(0.1)
    await clock.run_for(0.1)
    await clock.run_for(0.05)
    assert clock.now() == 3
    assert seen[-1] == (3, 3)


async def test_time_stands_while_nobody_lets_it_pass() -> None:
    clock, seen = ManualClock(), []
    clock.call_at(0.001, lambda: seen.append("later"))
    clock.call_at(0, lambda: seen.append("now"))
    await asyncio.sleep(0.05)
    assert (clock.now(), seen) == (0, ["now"])


async def test_a_cancelled_alarm_is_not_heard() -> None:
    clock, seen = ManualClock(), []
    alarm = clock.call_at(1, lambda: seen.append("cancelled"))
    clock.call_at(0.5, alarm.cancel)
    await clock.run_for(2)
    assert seen == []


async def test_what_was_due_during_a_jump_happens_once_and_at_its_end() -> None:
    clock = ManualClock()
    fast, slow = ticking(clock, 0.1), ticking(clock, 1)
    await clock.fast_forward(60)
    assert (fast, slow) == ([60], [60])
    await clock.run_for(0.25)
    assert fast == [60, 60.1, 60.2]


async def test_what_is_late_after_a_jump_keeps_its_order() -> None:
    clock, seen = ManualClock(), []
    for when in (3.0, 5.0, 1.0, 4.0):
        clock.call_at(when, lambda when=when: seen.append(when))
    await clock.fast_forward(4)
    assert seen == [1, 3, 4]


async def test_two_may_let_time_pass_at_once() -> None:
    clock, seen = ManualClock(), []

    async def until(time: float) -> None:
        await clock.run_for(time)
        seen.append((time, clock.now()))

    await asyncio.gather(until(3), until(1), until(2))
    assert seen == [(1, 1), (2, 2), (3, 3)]


async def test_one_who_sleeps_lets_no_time_pass() -> None:
    clock = ManualClock()
    sleeping = asyncio.ensure_future(clock.sleep(1))
    await asyncio.sleep(0.01)
    assert not sleeping.done()
    await clock.run_for(1)
    await sleeping
    assert clock.now() == 1


async def test_time_passes_until_something_is_done_and_no_longer() -> None:
    clock = ManualClock()
    ticking(clock, 0.01)

    async def work() -> str:
        await clock.sleep(0.5)
        await asyncio.sleep(0)
        return "done"

    assert await clock.run_until(work(), timeout=10) == "done"
    assert clock.now() == pytest.approx(0.5)
    with pytest.raises(TimeoutError):
        await clock.run_until(asyncio.Event().wait(), timeout=2)
    assert clock.now() == pytest.approx(2.5)
    with pytest.raises(ZeroDivisionError):
        await clock.run_until(fail(clock), timeout=10)
    assert clock.now() == pytest.approx(2.6)


async def fail(clock: Clock) -> None:
    await clock.sleep(0.1)
    raise ZeroDivisionError


@pytest.mark.parametrize("name", ["manual", "system"])
async def test_a_limit_is_one_of_this_clock(name: str) -> None:
    clock = make_clock(name)
    with pytest.raises(TimeoutError):
        async with clock.limit(0.05):
            await clock.run_for(1)
    assert 0.05 <= clock.now() < 1
    async with clock.limit(0.05):
        pass


async def test_an_error_in_a_callback_is_raised_where_time_is_let_pass() -> None:
    clock = ManualClock()
    clock.call_at(1, lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await clock.run_for(2)
    await clock.run_for(2)
    assert clock.now() == 3


async def test_what_is_cancelled_lets_no_time_pass_any_more() -> None:
    clock = ManualClock()
    times = ticking(clock, 1)
    running = asyncio.ensure_future(clock.run_for(1e9))
    while len(times) < 100:  # noqa: ASYNC110 - the time passes meanwhile
        await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await asyncio.sleep(0.01)
    stopped = clock.now()
    await asyncio.sleep(0.01)
    assert clock.now() == stopped


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
async def test_durations_that_are_none(seconds: float) -> None:
    for clock in (ManualClock(), SystemClock()):
        for pass_time in (clock.run_for, clock.sleep):
            with pytest.raises(ValueError, match="0 seconds or more"):
                await pass_time(seconds)
    with pytest.raises(ValueError, match="0 seconds or more"):
        await ManualClock().fast_forward(seconds)


async def test_time_never_goes_back_and_that_of_the_system_never_jumps() -> None:
    clock = ManualClock()
    await clock.run_for(2)
    with pytest.raises(ValueError, match="cannot get to 1 s: it is 2 s"):
        await clock.pause_at(1)
    with pytest.raises(Error, match='clock="manual"'):
        await SystemClock().fast_forward(1)
    running = asyncio.ensure_future(clock.run_for(1))
    await asyncio.sleep(0)
    with pytest.raises(Error, match="under way"):
        await clock.fast_forward(1)
    await running


async def test_nobody_waits_for_milliseconds_that_were_meant_as_seconds() -> None:
    with pytest.raises(ValueError, match=r"5000 s of real time would pass; 5000 ms are run_for\(5\)"):
        await make_clock("system").run_for(5000)


async def test_the_time_of_the_system_passes_by_itself() -> None:
    clock, seen = SystemClock(), []
    assert abs(clock.date() - time.time()) < 1
    clock.call_at(clock.now() + 0.01, lambda: seen.append(clock.now()))
    await clock.pause_at(0.05)
    await clock.pause_at(0)
    assert 0.01 <= seen[0] <= clock.now()
    assert await clock.run_until(asyncio.sleep(0, "done"), timeout=1) == "done"


def test_dates() -> None:
    assert ManualClock().date() == START
    assert ManualClock(date=0).date() == 0


def test_names() -> None:
    clock = ManualClock()
    assert make_clock(clock) is clock
    assert not make_clock("system").is_manual
    with pytest.raises(ValueError, match="it can be system or manual"):
        make_clock("Manual")  # type: ignore[arg-type]


async def test_work_in_the_background_takes_no_time() -> None:
    loop = EventLoop(ManualClock())
    seen: list[tuple[str, float]] = []

    async def work() -> None:
        await asyncio.sleep(0.05)
        seen.append(("work", loop.now()))
        loop.queue_task(lambda: seen.append(("task", loop.now())))

    loop.spawn(work())
    loop.call_at(1, lambda: seen.append(("timer", loop.now())))
    await loop.clock.run_for(2)
    assert seen == [("work", 0), ("task", 0), ("timer", 1)]
    loop.close()


async def test_work_that_sleeps_by_the_clock_does_not_keep_it() -> None:
    loop = EventLoop(ManualClock())
    seen: list[float] = []

    async def work() -> None:
        await asyncio.gather(loop.clock.sleep(3), asyncio.sleep(0.01))
        seen.append(loop.now())

    loop.spawn(work())
    await loop.clock.run_for(5)
    assert seen == [3]
    loop.close()


async def test_work_that_never_ends_keeps_the_time_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shim.engine.event_loop.PATIENCE", 0.05)
    loop = EventLoop(ManualClock())
    loop.spawn(asyncio.Event().wait())
    loop.spawn(asyncio.Event().wait(), lasts=True)
    await loop.clock.run_for(5)
    assert loop.now() == 5
    loop.close()
    await asyncio.sleep(0)


async def test_tasks_without_end_keep_the_time_for_a_while_only() -> None:
    loop = EventLoop(ManualClock())
    count = 0

    def task() -> None:
        nonlocal count
        count += 1
        loop.queue_task(task)

    task()
    loop.call_at(1, lambda: None)
    await loop.clock.run_for(2)
    assert loop.now() == 2
    assert count >= 2000
    loop.close()
