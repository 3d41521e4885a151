"""The way to the package's renderers, which never waits for one with the interpreter lock held.

Whatever is done to a live context's nodes goes to its renderer as messages, through a channel that has room for 256.
The package keeps the interpreter lock while it waits for room; the renderer makes room once per quantum, and in between
it may wait for a processor in script, which needs that lock. So nothing is sent here that might not fit:

- Nodes of the package are reached through a `Part` only; whatever sends says how many messages that can be.
- A node that is let go of sends too. It is dropped when there is room, not when Python happens to collect it.
- The messages on their way are counted. They have arrived when two quanta have been begun since the last of them.
- While there is no room the thread of the pages does what renderers ask of it (see `Desk`), so that there will be.
- A suspended context keeps messages in a list without a limit: so a context that gets very many in one turn of the page
  is held, which is to say suspended, until the turn is over. Its time stands still meanwhile.

An OfflineAudioContext has a channel without a limit.
"""

from __future__ import annotations

import asyncio
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any, TypeVar

from .control import control_loop, perform
from .desk import Desk
from .package import QUANTUM, forget_handler, package, set_handler
from .threads import running_threads

T = TypeVar("T")

_ROOM = 160
_ROOM_FOR_EVENTS = 224
"""Messages on their way at the most, of 256 for which the channel has room: before the pages' thread sends more, and
before the context's event thread does. The rest is for suspending and closing."""
_AT_FIRST = 16
"""Messages that a new context has sent itself."""
_BURST = 0.05
"""Seconds that the pages' thread waits for room in one turn before it has the context held."""
_DEAD = 15.0
"""Seconds after which a renderer that makes no room is taken for dead: the package never says that one is."""
_SWEEP = 0.05
_LOOKS = 200
"""Looks, one each `_SWEEP` seconds, whether the threads of a context that was closed have ended."""

_MESSAGES = {
    "AudioBufferSourceNode": 16,
    "AudioWorkletNode": 16,
    "BiquadFilterNode": 24,
    "DelayNode": 16,
    "DynamicsCompressorNode": 32,
    "OscillatorNode": 16,
    "PannerNode": 80,
}
_MESSAGES_OF_OTHERS = 8
MESSAGES_OF_LISTENER = 48
MESSAGES_OF_PARAMETER = 4
"""Messages that making a node takes at the most, and that letting go of it takes: one for the node, three for each of
its parameters, and those of the listener with the first panner. `benchmarks/audio_messages.py` counts them."""


def messages_of(kind: str) -> int:
    """Messages that a node of the package's class of that name takes, with all of its options."""
    return _MESSAGES.get(kind, _MESSAGES_OF_OTHERS)


class Part:
    """A node of the package, or a listener."""

    __slots__ = ("__weakref__", "_it", "_messages", "_renderer")

    def __init__(self, renderer: Renderer, it: Any, messages: int) -> None:
        self._renderer = renderer
        self._it = it
        self._messages = messages

    def __del__(self) -> None:
        self._renderer.let_go(self._it, self._messages)

    def ask(self, question: Callable[[Any], T]) -> T:
        """The answer to a question that can be told without the renderer; never an object of the package's."""
        return question(self._it)

    def tell(self, order: Callable[[Any], T], messages: int = 2) -> T:
        """Does what sends up to so many messages."""
        with self._renderer.room(messages):
            return order(self._it)

    def handle_blocks(self, handler: Callable[[Any], None]) -> None:
        """Has `handler` called with each `audioprocess` event of a script processor, until its context has ended."""
        with self._renderer.room(2):
            self._renderer.handle_blocks(self._it, handler)

    def handle_end(self, handler: Callable[[], None]) -> None:
        """Has `handler` called, in another thread, when a source has ended."""
        with self._renderer.room(2):
            self._renderer.handle_end(self._it, handler)

    def connect(self, target: Part, output: int = 0, input_: int = 0) -> None:
        with self._renderer.room(1):
            self._it.connect(target._it, output, input_)

    def disconnect(self, target: Part, output: int = 0, input_: int = 0) -> None:
        with self._renderer.room(1):
            self._it.disconnect(target._it, output, input_)

    def connect_param(self, target: Part, param: Callable[[Any], Any], output: int) -> None:
        """Connects to the parameter that `param` gives for the package's node."""
        with self._renderer.room(1):
            self._it.connect(param(target._it), output)

    def disconnect_param(self, target: Part, param: Callable[[Any], Any], output: int) -> None:
        """Undoes `connect_param`."""
        with self._renderer.room(1):
            self._it.disconnect(param(target._it), output)


class Renderer:
    """A context of the package's that takes any number of messages at any time."""

    patience = 1.0
    """Seconds that it waits for a page that is busy with something else; then a block is silence."""
    is_stepped = False
    """The thread of the pages has nothing else to do while it renders."""
    is_closed = False
    """Nothing that it renders is of any use any more."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self.rate = float(context.sampleRate)
        self._forgettable: list[tuple[Any, str]] | None = []
        """Nodes that refer to themselves until `forget_handlers`, and the event for whose sake; None after that."""
        self._handlers_lock = threading.Lock()

    @property
    def now(self) -> float:
        """Seconds of sound that were rendered."""
        return float(self._context.currentTime)

    def node(self, kind: str, options: dict[str, Any]) -> Part:
        """A node of the package's class of that name."""
        make = getattr(package(), kind)
        return self.make(lambda context: make(context, options), messages_of(kind))

    def make(self, make: Callable[[Any], Any], messages: int = _MESSAGES_OF_OTHERS) -> Part:
        """A part with what `make` gives for the package's context, at the cost of so many messages."""
        with self.room(messages):
            return Part(self, make(self._context), messages)

    def room(self, messages: int) -> AbstractContextManager[None]:
        """Inside, so many messages may be sent. Raises `RuntimeError` when the renderer is dead."""
        return nullcontext()

    def handle_blocks(self, processor: Any, handler: Callable[[Any], None]) -> None:
        """See `Part.handle_blocks`."""
        with self._handlers_lock:
            if self._forgettable is not None and set_handler(processor, "audioprocess", handler):
                self._forgettable.append((processor, "audioprocess"))

    def handle_end(self, source: Any, handler: Callable[[], None]) -> None:
        """See `Part.handle_end`."""
        this = weakref.ref(self)
        refers_to_itself = False

        def ended(event: Any) -> None:
            if refers_to_itself and (renderer := this()) is not None:
                renderer._has_ended(event.target)
            handler()

        with self._handlers_lock:
            refers_to_itself = self._forgettable is not None and set_handler(source, "ended", ended)

    def _has_ended(self, source: Any) -> None:
        with self._handlers_lock:
            if self._forgettable is not None:
                self._forgettable.append((source, "ended"))

    def forget_handlers(self) -> None:
        """Lets go of the handlers of nodes, which keep the context. Called in any thread, when no thread calls them any
        more."""
        with self._handlers_lock:
            forgettable, self._forgettable = self._forgettable or [], None
        for node, event in forgettable:
            forget_handler(node, event)

    def event_ends(self) -> None:
        """Told in the context's event thread that the handler of an `audioprocess` event returns, which sends one."""

    def let_go(self, it: Any, messages: int) -> None:
        """Drops an object of the package's, now or later. Called in any thread."""

    def sweep(self) -> None:
        """Drops what there is room for."""


class LiveRenderer(Renderer):
    """A context of the package's that renders in real time, in a thread of its own."""

    def __init__(self, options: dict[str, Any], desk: Desk) -> None:
        before = running_threads()
        super().__init__(package().AudioContext(options))
        self._threads = running_threads() - before
        """Threads that have begun since: its own, and maybe others. None where the system cannot tell."""
        self._desk = desk
        self._lock = threading.Lock()
        """Held while something is sent, and while it is looked whether it can be."""
        self._on_way = _AT_FIRST
        self._arrived_at = 2 * QUANTUM / self.rate
        self._changes = asyncio.Lock()
        self._is_wanted = True
        self._is_held = False
        self._runs = True
        self._lists = False
        """The package keeps messages in its list."""
        self._empties_list = False
        """The package sends what is in its list; what is sent now may get there first."""
        self._is_dead = False
        self._is_closed = False
        self._dropped: deque[tuple[Any, int]] = deque()
        self._sweeps_soon = False
        self._waited = 0.0
        """Seconds, in this turn of the page."""

    # running, suspended, closed ---------------------------------------------------------------------------------------

    def run(self, wanted: bool, patience: float) -> None:
        """Lets time pass, or stops it. It has come to that on return, unless that took longer than `patience`."""
        self._is_wanted = wanted
        self._change(patience)

    def _change(self, patience: float) -> None:
        changed = asyncio.run_coroutine_threadsafe(self._apply(), control_loop())
        self._desk.wait(changed.done, patience)

    async def _apply(self) -> None:
        async with self._changes:
            wanted = self._is_wanted and not self._is_held
            if self._is_closed or self._is_dead or wanted == self._runs:
                return
            self._runs = wanted
            if wanted:
                with self._lock:
                    self._lists, self._empties_list = False, True
            try:
                await (self._context.resume() if wanted else self._context.suspend())
            except BaseException:
                self._is_dead = True
                raise
            with self._lock:
                self._lists, self._empties_list = not wanted, False
                self._on_way = 0

    def close(self) -> None:
        """Ends its threads, soon."""
        asyncio.run_coroutine_threadsafe(self._close(), control_loop())

    async def _close(self) -> None:
        async with self._changes:
            if self._is_dead:
                return
            await perform(self._context.close)
            with self._lock:
                self._is_closed = True  # nothing is sent any more
            self._dropped.clear()
        # One of its threads calls handlers, and may be about to.
        for _ in range(_LOOKS if self._threads and self._forgettable else 0):
            if not self._threads & running_threads():
                self.forget_handlers()
                return
            await asyncio.sleep(_SWEEP)

    # room -------------------------------------------------------------------------------------------------------------

    @contextmanager
    def room(self, messages: int) -> Iterator[None]:
        if self._dropped and self._desk.is_here:
            self.sweep()
        self._enter(messages, _ROOM)
        try:
            yield
        finally:
            self._leave()

    def event_ends(self) -> None:
        self._enter(1, _ROOM_FOR_EVENTS)
        self._leave()

    def _enter(self, messages: int, room: int) -> None:
        """Takes the lock when there is room."""
        entered = partial(self._try_to_enter, messages, room)
        if entered():
            return
        if self._desk.is_here and not self._is_dead:
            start = time.monotonic()
            self._begin_turn()
            if self._desk.wait(entered, _BURST - self._waited if messages <= room else 0):
                self._waited += time.monotonic() - start
                return
            self._is_held = True
            self._change(0)
        if self._is_dead or not self._desk.wait(entered, _DEAD):
            self._is_dead = True
            raise RuntimeError("it does not answer any more")

    def _try_to_enter(self, messages: int, room: int) -> bool:
        self._lock.acquire()
        if self._is_closed or self._lists:
            return True
        if self._on_way and self.now >= self._arrived_at:
            self._on_way = 0
        if self._empties_list or self._on_way + messages > room:
            self._lock.release()
            return False
        self._on_way += messages
        return True

    def _leave(self) -> None:
        self._arrived_at = self.now + 1.99 * QUANTUM / self.rate
        self._lock.release()

    def _begin_turn(self) -> None:
        if self._waited == 0 and not self._is_held:
            self._desk.soon(self._end_turn)

    def _end_turn(self) -> None:
        self._waited = 0.0
        if self._is_held:
            self._is_held = False
            self._change(0)

    # what is let go of ------------------------------------------------------------------------------------------------

    def let_go(self, it: Any, messages: int) -> None:
        # A finalizer: it may interrupt anything, so it neither waits nor takes a lock.
        if not self._is_closed:
            self._dropped.append((it, messages))

    def sweep(self) -> None:
        while self._dropped and not self._is_dead:
            if not self._try_to_enter(self._dropped[0][1], _ROOM):
                if not self._sweeps_soon:
                    self._sweeps_soon = True
                    self._desk.soon(self._sweep_again, _SWEEP)
                return
            try:
                self._dropped.popleft()
            finally:
                self._leave()

    def _sweep_again(self) -> None:
        self._sweeps_soon = False
        self.sweep()
