"""A context whose sound is rendered up to a time and no further, for manual clocks.

The package has no such context. This is one of its offline contexts, held after each block of samples. Such a context
keeps what it renders: 12 MB a minute.
"""

from __future__ import annotations

import asyncio
import math

from shim.engine.realm import dom_exception

from .control import SPARE, control_loop, occupy, vacate
from .held import BLOCK, Held
from .package import package
from .renderer import Renderer

LONGEST = 3600
"""Seconds after which such a context stands still. Room for so much is reserved, and taken as it is needed."""
_RATE = 48_000.0
_AT_ONCE = 10
"""Seconds of sound that are rendered at a time."""
_DEAD = 60.0
"""Seconds of real time after which a renderer that does not come to its next block is taken for dead."""

_open: set[SteppedRenderer] = set()


class SteppedRenderer(Renderer):
    """A context of the package's that takes any number of messages, and renders what it is told to."""

    patience = _DEAD
    is_stepped = True

    def __init__(self, rate: float) -> None:
        if len(_open) >= SPARE:
            raise dom_exception(
                "NotSupportedError", f"{SPARE} AudioContexts are open on manual clocks: close() some first"
            )
        rate = rate or _RATE
        self._length = int(LONGEST * rate)
        self._at_once = int(_AT_ONCE * rate)
        super().__init__(package().OfflineAudioContext(1, self._length, rate))
        self._held = Held(self._context, self.rate)
        self._has_begun = False
        self._closed_at = 0.0
        self._is_over = False
        _open.add(self)

    @property
    def now(self) -> float:
        return self._closed_at if self.is_closed else super().now

    async def render_to(self, frame: int) -> None:
        """Renders whole blocks, up to that frame at the most. The thread of the pages does meanwhile what renderers
        ask of it."""
        frame = min(frame, self._length)
        while not self._is_over and frame >= self._held.frames + BLOCK:
            await self._render(min(frame, self._held.frames + self._at_once))

    async def _render(self, frame: int) -> None:
        loop = asyncio.get_running_loop()
        arrived = loop.create_future()

        def tell() -> None:
            if not arrived.done():
                arrived.set_result(None)

        self._held.let_through(frame, lambda: loop.call_soon_threadsafe(tell))
        if not self._has_begun:
            self._has_begun = True
            asyncio.run_coroutine_threadsafe(occupy(self._held), control_loop())
        try:
            async with asyncio.timeout(_DEAD):
                await arrived
        except TimeoutError:
            self._is_over = True

    def run(self, wanted: bool, patience: float) -> None:
        """Nothing: its time passes in `render_to` only."""

    def close(self) -> None:
        """Frees what it holds, soon."""
        if self.is_closed:
            return
        self._closed_at = self.now
        self.is_closed = self._is_over = True
        if self._has_begun:
            asyncio.run_coroutine_threadsafe(self._end(), control_loop())
        else:
            _open.discard(self)
            self._held.forget()
            self.forget_handlers()

    async def _end(self) -> None:
        try:
            await vacate(self._held)
            self.forget_handlers()
        finally:
            _open.discard(self)


def frame_at(seconds: float, rate: float) -> int:
    """The frame that a context has come to at a time of its own; times are rounded to billionths."""
    return math.floor(round(seconds * rate, 3))
