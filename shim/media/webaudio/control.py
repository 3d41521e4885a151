"""The loop in which everything of the package runs that is awaited."""

from __future__ import annotations

import asyncio
import functools
import os
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from .held import Held, plug
from .package import QUANTUM, package

_POOL = "TOKIO_WORKER_THREADS"
SPARE = 15
"""Contexts that can be held at a time: each keeps a thread of the package's pool."""
_plugs: list[Held] = []
"""Placeholders that keep the threads which no held context keeps, so that always one is free."""
changing = asyncio.Lock()
"""Held while another number of threads may be free, and while it matters that there is one."""


async def perform(change: Callable[[], Awaitable[Any]]) -> None:
    """Awaits what a method of the package gives: it must be called inside the loop."""
    await change()


async def all_begun() -> None:
    """Returns when everything that was asked of the package before has begun.

    The package's pool takes tasks in turn, but for every 61st, which it takes first; and a task of the package's is two
    of the pool's. So one that is done may have overtaken a few, two in succession cannot, unless 50 were waiting.
    """
    for _ in range(2):
        await package().OfflineAudioContext(1, QUANTUM, 48000.0).startRendering()


async def occupy(held: Held) -> None:
    """Begins to render a context that is held."""
    async with changing:
        await held.register_stops(all_begun)
        replaced = _plugs.pop()
        await replaced.stop()
        replaced.forget()
        await held.begin()


async def vacate(held: Held) -> None:
    """Ends that."""
    async with changing:
        await held.stop()
        await _plug()
        await held.give_up(all_begun)


async def _plug() -> None:
    one = plug()
    await one.begin()
    _plugs.append(one)


async def _fill_up() -> None:
    for _ in range(SPARE):
        await _plug()
    await all_begun()


@functools.cache
def control_loop() -> asyncio.AbstractEventLoop:
    """An asyncio loop that outlives every browser's: what the package has begun must find one when it is done.

    AD-HOC: what is asked of the package runs in order only while one thread of its pool is free. How many there are the
    pool reads from the environment when it is first used.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="audio-control", daemon=True).start()
    before = os.environ.get(_POOL)
    os.environ[_POOL] = str(1 + SPARE)
    try:
        asyncio.run_coroutine_threadsafe(_fill_up(), loop).result()
    finally:
        if before is None:
            del os.environ[_POOL]
        else:
            os.environ[_POOL] = before
    return loop
