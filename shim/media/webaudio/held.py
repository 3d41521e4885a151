"""An offline context of the package's that is held after each block of samples until more is wanted."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from .package import forget_handler, package, set_handler

BLOCK = 256
"""Frames that are rendered at a time: the smallest block of the package's script processors."""
_EVERY = 10
"""Seconds of sound after which the package can be made to give the rendering up."""
_AT_ONCE = 16
"""Tasks that the package's pool may have waiting: see `all_begun`."""


class Held:
    """The rendering of an offline context. It keeps a thread of the package's pool from when it begins to its end."""

    def __init__(self, context: Any, rate: float) -> None:
        self._context = context
        self._rate = rate
        self.frames = 0
        """Frames that were rendered."""
        self._wanted = 0
        self._arrived: Callable[[], object] | None = None
        self._more = threading.Event()
        self._is_ending = False
        self._stops: list[asyncio.Future[Any]] = []
        self._rendering: asyncio.Future[Any] | None = None
        self._resuming: asyncio.Future[Any] | None = None
        self._processor = context.createScriptProcessor(BLOCK, 1, 1)
        self._refers_to_itself = set_handler(self._processor, "audioprocess", self._block_done)
        self._processor.connect(context.destination)

    def let_through(self, frame: int, arrived: Callable[[], object]) -> None:
        """Renders whole blocks up to that frame; `arrived` is called in another thread when that is done."""
        self._wanted, self._arrived = frame, arrived
        self._more.set()

    def _block_done(self, event: Any) -> None:
        """Called in the renderer's thread."""
        self.frames += BLOCK
        while self.frames + BLOCK > self._wanted or self._is_ending:
            arrived, self._arrived = self._arrived, None
            if arrived is not None:
                arrived()
            if self._is_ending:
                return
            self._more.wait()
            self._more.clear()

    # in the control loop ----------------------------------------------------------------------------------------------

    async def register_stops(self, all_begun: Callable[[], Awaitable[None]]) -> None:
        """Asks the package for the places where the rendering can be given up, before it begins."""
        last = self._context.length / self._rate
        for number in range(1, int(last / _EVERY)):
            self._stops.append(self._context.suspend(number * _EVERY))
            if number % _AT_ONCE == 0:
                await all_begun()
        await all_begun()

    async def begin(self) -> None:
        """Renders the first block."""
        loop = asyncio.get_running_loop()
        begun = loop.create_future()
        after = self._arrived

        def arrived() -> None:
            loop.call_soon_threadsafe(begun.set_result, None)
            if after is not None:
                after()

        self._arrived = arrived
        self._rendering = asyncio.ensure_future(self._context.startRendering())
        self._resuming = asyncio.ensure_future(self._resume())
        await asyncio.wait({begun, self._rendering}, return_when=asyncio.FIRST_COMPLETED)

    async def _resume(self) -> None:
        while self._stops:
            await self._stops[0]
            del self._stops[0]
            if self._is_ending:
                return
            await self._context.resume()

    async def stop(self) -> None:
        """Lets it come to where it can be given up, which frees the thread."""
        assert self._rendering is not None
        assert self._resuming is not None
        self._is_ending = True
        self._more.set()
        ends = {self._rendering, self._resuming} if self._stops else {self._rendering}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)

    async def give_up(self, all_begun: Callable[[], Awaitable[None]]) -> None:
        """Ends the rendering, after `stop`."""
        assert self._rendering is not None
        # Whoever still waits for a stop when the rendering is dropped is a panic of the package's.
        for first in range(0, len(self._stops), _AT_ONCE):
            for stop in self._stops[first : first + _AT_ONCE]:
                stop.cancel()
            await asyncio.sleep(0)
            await all_begun()
        self._rendering.cancel()
        await asyncio.wait({self._rendering})
        self.forget()

    def forget(self) -> None:
        """Lets go of the context: it is not rendered any more, or was not begun."""
        if self._refers_to_itself:
            self._refers_to_itself = False
            forget_handler(self._processor, "audioprocess")


def plug() -> Held:
    """One that renders nothing and keeps a thread."""
    return Held(package().OfflineAudioContext(1, 2 * BLOCK, 48_000.0), 48_000.0)
