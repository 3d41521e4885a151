"""The event loop: order of tasks, timers, idleness, and what closing an owner drops."""

from __future__ import annotations

import asyncio

import pytest

from shim.engine.event_loop import IDLE_HORIZON, EventLoop


class Owner:
    """An owner that counts its microtask checkpoints."""

    def __init__(self) -> None:
        self.closed = False
        self.checkpoints = 0

    def checkpoint(self) -> None:
        self.checkpoints += 1


async def test_tasks_run_in_order_each_with_a_checkpoint_of_its_owner() -> None:
    loop, owner, seen = EventLoop(), Owner(), []
    loop.queue_task(lambda: seen.append(("a", owner.checkpoints)), owner)
    loop.queue_task(lambda: seen.append(("b", owner.checkpoints)), owner)
    loop.queue_task(lambda: seen.append(("c", owner.checkpoints)))
    await loop.settle()
    assert seen == [("a", 0), ("b", 1), ("c", 2)]
    assert owner.checkpoints == 2


async def test_timers_fire_by_time_then_by_age() -> None:
    loop, seen = EventLoop(), []
    now = loop.now()
    loop.call_at(now + 0.02, lambda: seen.append("late"))
    loop.call_at(now + 0.01, lambda: seen.append("first"))
    loop.call_at(now + 0.01, lambda: seen.append("second"))
    loop.call_at(now + 0.005, lambda: seen.append("cancelled")).cancel()
    await loop.wait_until_idle()
    assert seen == ["first", "second", "late"]


async def test_a_timer_that_is_due_does_not_overtake_queued_tasks() -> None:
    loop, seen = EventLoop(), []
    loop.queue_task(lambda: seen.append("task"))
    loop.call_at(loop.now() - 1, lambda: seen.append("timer"))
    await loop.settle()
    assert seen == ["task", "timer"]


async def test_stable_sections_run_after_the_task_before_the_next() -> None:
    loop, seen = EventLoop(), []

    def task() -> None:
        loop.await_stable_state(lambda: seen.append("stable"))
        seen.append("task")

    loop.queue_task(task)
    loop.queue_task(lambda: seen.append("next"))
    await loop.settle()
    assert seen == ["task", "stable", "next"]


@pytest.mark.parametrize(
    ("due", "counts", "idle"),
    [
        (IDLE_HORIZON - 1, None, False),
        (IDLE_HORIZON + 1, None, True),
        (IDLE_HORIZON + 1, True, False),
        (IDLE_HORIZON - 1, False, True),
    ],
)
async def test_idleness_looks_at_timers_by_their_kind(due: float, counts: bool | None, idle: bool) -> None:
    loop = EventLoop()
    timer = loop.call_at(loop.now() + due, lambda: None, counts=counts)
    assert loop.is_idle() is idle
    timer.cancel()
    assert loop.is_idle()
    loop.close()


async def test_background_work_keeps_the_loop_busy_until_it_ends() -> None:
    loop, gate = EventLoop(), asyncio.Event()
    task = loop.spawn(gate.wait())
    assert not loop.is_idle()
    gate.set()
    await loop.wait_until_idle()
    assert task.done()


async def test_dropping_an_owner_drops_its_tasks_timers_and_work() -> None:
    loop, gone, other, seen = EventLoop(), Owner(), Owner(), []
    loop.queue_task(lambda: seen.append("gone"), gone)
    loop.queue_task(lambda: seen.append("other"), other)
    loop.call_at(loop.now(), lambda: seen.append("gone timer"), gone)
    work = loop.spawn(asyncio.Event().wait(), gone)
    gone.closed = True
    loop.drop(gone)
    await loop.settle()
    await asyncio.wait([work])
    assert seen == ["other"]
    assert work.cancelled()
    assert gone.checkpoints == 0


async def test_an_error_in_a_task_is_reported_and_the_loop_goes_on() -> None:
    loop, seen, errors = EventLoop(), [], []
    loop.on_error = errors.append

    def fail() -> None:
        raise RuntimeError("broken")

    loop.queue_task(fail)
    loop.queue_task(lambda: seen.append("after"))
    await loop.settle()
    assert [str(e) for e in errors] == ["broken"]
    assert seen == ["after"]


async def test_a_closed_loop_runs_nothing() -> None:
    loop, seen = EventLoop(), []
    loop.queue_task(lambda: seen.append("task"))
    loop.call_at(loop.now(), lambda: seen.append("timer"))
    loop.close()
    loop.queue_task(lambda: seen.append("late"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert seen == []
    with pytest.raises(RuntimeError, match="closed"):
        await loop.next_turn()
