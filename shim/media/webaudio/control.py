"""The loop in which everything of the package runs that is awaited."""

from __future__ import annotations

import asyncio
import functools
import os
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from .package import QUANTUM, package

_POOL = "TOKIO_WORKER_THREADS"


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


@functools.cache
def control_loop() -> asyncio.AbstractEventLoop:
    """An asyncio loop that outlives every browser's: what the package has begun must find one when it is done.

    AD-HOC: what is asked of the package runs in order only if its pool has one thread, which the pool reads from the
    environment when it is first used.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="audio-control", daemon=True).start()
    before = os.environ.get(_POOL)
    os.environ[_POOL] = "1"
    try:
        asyncio.run_coroutine_threadsafe(all_begun(), loop).result()
    finally:
        if before is None:
            del os.environ[_POOL]
        else:
            os.environ[_POOL] = before
    return loop
