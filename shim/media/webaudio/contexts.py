"""Contexts: the clock that a page's `AudioContext` shows, and rendering into a buffer for an `OfflineAudioContext`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from shim.audio.voice import Voice
from shim.clock import Alarm
from shim.engine.realm import Realm

from .control import all_begun, changing, control_loop
from .desk import desk_of
from .endings import Endings, LiveEndings, OfflineEndings
from .output import Output
from .package import QUANTUM, package
from .renderer import LiveRenderer, Renderer
from .stepped import SteppedRenderer, frame_at
from .voice import ContextVoice
from .worklets import WorkletScope

_PATIENCE = 0.05
"""Seconds to wait for the renderer to start or stop; it takes a few microseconds unless the machine is very busy."""


_AT_ONCE = 16
"""Suspensions of an offline context that the package is asked for without waiting until they are registered: one that
comes after the rendering it is for would be lost, and rendering with it."""
_EARLY = 0.01
_LATE = 0.2
"""Seconds that the renderer's time may be off before it is taken for what it is."""

_STEP = 0.02
"""Seconds that a manual clock passes at the most while a context renders what sounds meanwhile: by so much may come too
early what its renderer tells the page."""

_TRIES = 5
"""The first context of a process is slow to be made, as all are on a busy machine, and time passes meanwhile: another
one is made, this often at the most."""


class LiveContext:
    """A context that runs in real time, on threads of its own, as long as it is not halted; or by a manual clock.

    It keeps the page from being idle while a source is playing that will end by itself.
    """

    open: ClassVar[int] = 0
    """The number of them in this process that are not closed."""

    def __init__(self, realm: Realm, rate: float) -> None:
        options: dict[str, Any] = {"sinkId": "none"}
        if rate:
            options["sampleRate"] = rate
        self._realm = realm
        self._ending: set[int] = set()
        self._waiter: asyncio.Task[Any] | None = None
        self.closed = False
        self.on_close: list[Callable[[], None]] = []
        """Called once, before the context's threads end."""
        self.listeners: list[Callable[[], None]] = []
        """Called when `is_heard` may have changed."""
        self.has_speaker = True
        self._ahead = 0.0
        self.worklet: WorkletScope | None = None
        self._asyncio = asyncio.get_running_loop()
        self._desk = desk_of(self._asyncio)
        self._clock = realm.loop.clock
        self._step: Alarm | None = None
        self.renderer: LiveRenderer | SteppedRenderer
        self.running = False
        if self._clock.is_manual:
            self.renderer = SteppedRenderer(rate)
            self._clock.follow(self)
        else:
            self._start(options)
            for _ in range(_TRIES):
                if self.now == 0:
                    break
                self.renderer.close()
                self._start(options)
        mixer = {"channelCount": 2, "channelCountMode": "explicit", "channelInterpretation": "speakers"}
        self.destination = self.renderer.node("GainNode", mixer)
        self.destination.connect(self.renderer.make(lambda context: context.destination))
        self.output = Output(realm, self)
        self.endings: Endings = LiveEndings(realm, self)
        LiveContext.open += 1

    def _start(self, options: dict[str, Any]) -> None:
        self.renderer = LiveRenderer(options, self._desk)
        self.running = True
        self.halt()

    @property
    def rate(self) -> float:
        return self.renderer.rate

    @property
    def now(self) -> float:
        """Seconds of sound that were rendered."""
        return self.renderer.now

    def run(self) -> None:
        """Lets time pass."""
        if not self.closed and not self.running:
            self.running = True
            self.renderer.run(True, _PATIENCE)
            self._ahead = self._realm.loop.now() - self.now
            if self._clock.is_manual:
                self._next_step()
            self.output.resume()
            self._update_idleness()
            self._tell()

    def halt(self) -> None:
        """Stops time; `run` goes on from there."""
        if not self.closed and self.running:
            self.running = False
            self._cancel_step()
            self.renderer.run(False, _PATIENCE)
            self._update_idleness()
            self._tell()

    def give_speaker(self, given: bool) -> None:
        """Sends its sound somewhere, or nowhere. https://webaudio.github.io/web-audio-api/#dom-audiocontext-sinkid"""
        self.has_speaker = given
        self._tell()

    @property
    def is_heard(self) -> bool:
        """True when what it renders comes out of a speaker."""
        return self.running and self.has_speaker and not self.closed

    def _next_step(self) -> None:
        self._step = self._clock.call_at(self._clock.now() + _STEP, self._next_step)

    def _cancel_step(self) -> None:
        if self._step is not None:
            self._step.cancel()
            self._step = None

    # what a manual clock asks: see `Follower`

    is_resting = True
    is_listening = False

    @property
    def renders(self) -> bool:
        """See `Follower`."""
        return self.running

    async def rest(self) -> None:
        """Nothing: it has nothing to do before the time goes on."""

    async def pass_time(self, until: float) -> None:
        """Renders what it sounds until then."""
        if self.renders and isinstance(self.renderer, SteppedRenderer):
            await self.renderer.render_to(frame_at(until - self._ahead, self.rate))

    def _tell(self) -> None:
        for listener in list(self.listeners):
            listener()

    def listen(self) -> Voice:
        """See `Sound.listen`."""
        return ContextVoice(self, self._realm.loop.now)

    def to_loop(self, time: float) -> float:
        """The event loop's time at a time of the context, since it last began to run."""
        self._keep_pace()
        return time + self._ahead

    def from_loop(self, time: float) -> float:
        """Undoes `to_loop`."""
        self._keep_pace()
        return time - self._ahead

    def _keep_pace(self) -> None:
        """The renderer goes by the clock, and catches up after a delay. So it is told from one that stays behind, or
        that was behind when it began to run, by how far it is off."""
        if self._clock.is_manual:
            return
        ahead = self._realm.loop.now() - self.now
        if not self._ahead - _EARLY < ahead < self._ahead + _LATE:
            self._ahead = ahead

    def call_soon(self, call: Callable[[], None]) -> None:
        """Calls in the pages' thread, from any other one, unless the page is gone."""
        if not self._realm.closed and not self._asyncio.is_closed():
            self._asyncio.call_soon_threadsafe(call)

    def will_end(self, source: int, ends: bool) -> None:
        """Told whether a source that plays will end by itself."""
        (self._ending.add if ends else self._ending.discard)(source)
        self._update_idleness()

    def _update_idleness(self) -> None:
        busy = self.running and not self.closed and bool(self._ending)
        if busy and self._waiter is None:
            self._waiter = self._realm.loop.spawn(_wait_forever(), self._realm, takes_time=True)
        elif not busy and self._waiter is not None:
            self._waiter.cancel()
            self._waiter = None

    def close(self) -> None:
        """Ends the context's threads. Its objects stay usable and silent."""
        if self.closed:
            return
        self.closed = True
        LiveContext.open -= 1
        self._cancel_step()
        self.output.close()
        for call in self.on_close:
            call()
        if self.worklet is not None:
            self.worklet.close()
        self._update_idleness()
        self._tell()
        self._clock.leave(self)
        self.renderer.close()


class OfflineContext:
    """A context that renders as fast as it can."""

    def __init__(self, realm: Realm, channels: int, length: int, rate: float) -> None:
        self._package_context = package().OfflineAudioContext(channels, length, rate)
        self.renderer = Renderer(self._package_context)
        self.destination = self.renderer.make(lambda context: context.destination)
        self.rate = rate
        self.closed = False
        self.worklet: WorkletScope | None = None
        self._realm = realm
        self._length = length
        self._frames: set[int] = set()
        self._asyncio = asyncio.get_running_loop()
        self.endings = OfflineEndings(self, length / rate)
        self._resumed: asyncio.Future[Any] | None = None
        self._has_begun = False

    @property
    def now(self) -> float:
        return self.renderer.now

    def call_soon(self, call: Callable[[], None]) -> None:
        """See `LiveContext.call_soon`."""
        if not self._realm.closed and not self._asyncio.is_closed():
            self._asyncio.call_soon_threadsafe(call)

    def will_end(self, source: int, ends: bool) -> None:
        """Nothing: rendering keeps the page from being idle anyway."""

    def suspend_at(self, frame: int) -> None:
        """Adds a frame, a multiple of `QUANTUM`, at which rendering stops until `resume`."""
        self._frames.add(frame)

    def resume(self) -> None:
        if self._resumed is not None and not self._resumed.done():
            self._resumed.set_result(None)

    async def render(self, frames: Iterable[int], suspended: Callable[[int], None]) -> Any:
        """The package's buffer with everything. `suspended` is called, in a task, for each frame of a stop."""
        self._frames |= set(frames)
        self._has_begun = True
        work = self._render(asyncio.get_running_loop(), suspended)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, control_loop()))

    async def _render(self, caller: asyncio.AbstractEventLoop, suspended: Callable[[int], None]) -> Any:
        async def hold(frame: int) -> None:
            if frame in self._frames:
                await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._hold(frame, suspended), caller))

        context = self._package_context
        stops = []
        if self._frames:
            # The package takes no suspension later on; half a quantum earlier is safe from rounding.
            last = (self._length + QUANTUM - 1) // QUANTUM
            async with changing:
                for number in range(1, last):
                    stops.append(context.suspend((number - 0.5) * QUANTUM / self.rate))
                    if number % _AT_ONCE == 0 or number == last - 1:
                        await all_begun()
        await hold(0)
        rendering = context.startRendering()
        for number, stop in enumerate(stops, 1):
            await stop
            await hold(number * QUANTUM)
            await context.resume()
        rendered = await rendering
        self.renderer.forget_handlers()
        return rendered

    async def _hold(self, frame: int, suspended: Callable[[int], None]) -> None:
        self._resumed = self._realm.loop.future()
        self._realm.loop.queue_task(lambda: suspended(frame), self._realm)
        await self._resumed

    def close(self) -> None:
        self.closed = True
        if not self._has_begun:
            self.renderer.forget_handlers()


Context = LiveContext | OfflineContext


async def _wait_forever() -> None:
    await asyncio.get_running_loop().create_future()
