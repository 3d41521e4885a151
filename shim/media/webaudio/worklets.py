"""Audio worklets: the renderer's thread waits while a processor of the page's makes a quantum of samples.

AD-HOC: processors run in the thread of the page, between its tasks, each context's in a realm of its own. A page that
is busy for long is heard as silence. So is one whose processors are slow: they get half of the thread's time.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import json
import threading
import time
import weakref
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from shim.engine.realm import Realm

from .desk import Desk, desk_of
from .package import QUANTUM, package, to_bytes
from .scope_operations import ScopeOperations

if TYPE_CHECKING:
    from .contexts import Context
    from .nodes import WorkletNode

_BIRTH = 15.0
"""Seconds within which a renderer that runs must have come to a new node."""
MAX_PROCESSORS = 100
"""Names that one context's scope may register: the package never forgets one."""
MAX_PARAMETERS = 1000
"""Largest number of parameters of one processor."""

_numbers = itertools.count(1)
_processors: weakref.WeakValueDictionary[int, Processor] = weakref.WeakValueDictionary()


class WorkletHost(Protocol):
    """The document that worklets belong to."""

    def worklet_realm(self, providers: dict[type, Callable[[Realm], object]]) -> Realm:
        """A realm for the processors of one context, with these and what a worklet may use besides."""

    async def run_worklet_module(self, realm: Realm, url: str, credentials: Any) -> tuple[str, str]:
        """Runs a module in such a realm once its whole graph was fetched. Returns the name and message of the error
        that kept it from running, or empty ones."""

    def create_ports(self) -> tuple[int, int]:
        """Two entangled message ports of the document's; the second one is on its way to another realm."""


class WorkletScope:
    """The global scope of one context's worklet. https://webaudio.github.io/web-audio-api/#AudioWorkletGlobalScope"""

    def __init__(self, host: WorkletHost, context: Context, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._context = weakref.proxy(context)
        self.descriptors: dict[str, list[dict[str, Any]]] = {}
        """The processors that nodes can be made of, and their parameters."""
        self.waiting: dict[int, Processor] = {}
        """The processors that the renderer has not come to yet: a page may have let go of their nodes."""
        self.active: set[WorkletNode] = set()
        """Nodes that are kept for their processors. https://webaudio.github.io/web-audio-api/#active-source"""
        self.last_frame = -1
        self.desk = desk_of(loop)
        self.renderer = context.renderer
        self._host = host
        self.realm = host.worklet_realm({ScopeOperations: lambda realm: ScopeOperations(self)})
        self.port, other = host.create_ports()
        self.realm.call("startWorkletScope", context.rate, other)

    @property
    def frame(self) -> int:
        """The frame that the context comes to next."""
        return round(self._context.now * self._context.rate)

    # https://html.spec.whatwg.org/multipage/worklets.html#fetch-a-worklet-script-graph
    async def add_module(self, url: str, credentials: str) -> tuple[str, str]:
        """Runs a module in the scope. Returns the name and message of the error that the page gets, or empty ones."""
        if self.realm.closed:
            return "AbortError", "the context was closed"
        return await self._host.run_worklet_module(self.realm, url, credentials)

    def register(self, name: str, descriptors: list[dict[str, Any]]) -> None:
        """Called by `registerProcessor`, which has checked them."""
        if len(self.descriptors) < MAX_PROCESSORS and len(descriptors) <= MAX_PARAMETERS:
            self.descriptors[name] = descriptors

    def stop(self, error: str) -> None:
        """Ends the processors, each with this error: their script does not let go by itself."""
        for processor in [*self.waiting.values(), *(node.processor for node in self.active)]:
            processor.fail(error)
        self.close()

    def close(self) -> None:
        self.waiting.clear()
        self.active.clear()
        self.realm.close()


class Births:
    """The making of processors by the package, in a thread of its own.

    The package holds a lock of its own meanwhile, runs Python under it, and takes that lock with the interpreter's held
    when a node is made. So none is made while a processor may be.
    """

    def __init__(self) -> None:
        self.held = threading.RLock()
        """While this is held no renderer begins to run, and no node is made in another thread."""
        self._expected: set[Processor] = set()

    def expect(self, processor: Processor) -> None:
        """A node was made; its renderer has the processor made when it comes to it."""
        self._expected.add(processor)

    def happened(self, processor: Processor) -> None:
        """Told, in the package's thread, by each processor that was made."""
        self._expected.discard(processor)

    def _are_over(self) -> bool:
        return not any(p.scope.renderer.is_rendering for p in tuple(self._expected))

    @contextmanager
    def awaited(self, desk: Desk) -> Iterator[None]:
        """Inside, no processor is being made. Raises `RuntimeError` when a renderer does not get to it."""
        with self.held:
            if not desk.wait(self._are_over, _BIRTH):
                raise RuntimeError("another processor is still to be made")
            for processor in tuple(self._expected):
                if processor.scope.realm.closed:
                    self._expected.discard(processor)
            yield


births = Births()


class Processor:
    """One node's processor: it carries quanta from the renderer to the page and back."""

    def __init__(self, scope: WorkletScope, node: WorkletNode, inputs: int) -> None:
        self.number = next(_numbers)
        self.scope = scope
        self.connections = [0] * inputs
        """The number of nodes that are connected to each input."""
        self._node = weakref.ref(node)
        self._ended: Callable[[str], None] | None = None
        self._is_alive = False
        self._quantum: _Quantum | None = None
        self._shape: tuple[list[int], list[int], dict[str, int]] | None = None
        self._shape_text = ""
        _processors[self.number] = scope.waiting[self.number] = self

    def start(self, name: str, port: int, options: str, ended: Callable[[str], None]) -> None:
        """Makes the page's object, in the scope. `ended` gets the text of the error that ends it, or "" where it just
        does not keep itself alive any more."""
        self._ended = ended
        error = self.scope.realm.call("makeProcessor", self.number, name, port, options)
        self.scope.realm.checkpoint()
        if error is not None:
            self.fail(error)
            return
        self._is_alive = True
        self._keep(True)

    def _keep(self, active: bool) -> None:
        node = self._node()
        if node is not None:
            (self.scope.active.add if active else self.scope.active.discard)(node)

    def fail(self, error: str) -> None:
        """Ends it."""
        self._is_alive = False
        self._keep(False)
        if self._ended is not None:
            self._ended(error)

    # in the renderer's thread ----------------------------------------------------------------------------------------

    def process(self, inputs: list[Any], outputs: list[Any], parameters: dict[str, list[float]], frame: int) -> bool:
        """Fills the outputs; returns whether the processor keeps itself alive."""
        births.happened(self)
        desk = self.scope.desk
        if not self._is_alive or self.scope.realm.closed:
            return False
        renderer = self.scope.renderer
        if (desk.rests and not renderer.is_stepped) or (self._quantum is not None and not self._quantum.done.is_set()):
            return True
        # an input that nothing is connected to has no channels, a parameter that does not change one value
        inputs = [i if connected else [] for i, connected in zip(inputs, self.connections, strict=True)]
        parameters = {k: v[:1] if v.count(v[0]) == len(v) else v for k, v in parameters.items()}
        shape = ([len(i) for i in inputs], [len(o) for o in outputs], {k: len(v) for k, v in parameters.items()})
        if shape != self._shape:
            self._shape, self._shape_text = shape, json.dumps([shape[0], shape[1], list(shape[2].items())])
        samples = b"".join([to_bytes(c) for i in inputs for c in i] + [to_bytes(v) for v in parameters.values()])
        quantum = self._quantum = _Quantum(samples)
        if not desk.post(functools.partial(self._run, quantum, frame, self._shape_text)):
            return False
        quantum.is_awaited = quantum.done.wait(renderer.patience)
        if not quantum.is_awaited:
            desk.give_up()
        if not quantum.is_awaited or not quantum.samples:
            return quantum.goes_on
        made = array("f", quantum.samples)
        for number, channel in enumerate(c for o in outputs for c in o):
            channel[:] = made[number * QUANTUM : (number + 1) * QUANTUM].tolist()
        return quantum.goes_on

    # in the page's thread --------------------------------------------------------------------------------------------

    def _run(self, quantum: _Quantum, frame: int, shape: str) -> None:
        realm = self.scope.realm
        samples, quantum.samples = quantum.samples, b""
        start = time.monotonic()
        try:
            if self._is_alive and quantum.is_awaited and not realm.closed:
                self._run_in_turn(quantum, samples, frame, shape)
        finally:
            quantum.done.set()
        if self._is_alive and time.monotonic() - start > realm.script_timeout:
            self.scope.stop("the processor was stopped")  # its microtasks were, and the rest of them is still there

    def _run_in_turn(self, quantum: _Quantum, samples: bytes, frame: int, shape: str) -> None:
        realm = self.scope.realm
        if frame != self.scope.last_frame:  # microtasks run between quanta, not between the processors of one
            self.scope.last_frame = frame
            realm.checkpoint()
        realm.hand_bytes(samples)
        answer = realm.call("runProcessor", self.number, frame, shape)
        if not isinstance(answer, bool):
            self.fail(answer or "the processor was stopped")
            return
        quantum.goes_on = answer
        quantum.samples = realm.take_bytes()
        self._keep(answer)
        if not answer and self._ended is not None:
            self._ended("")

    def end(self) -> None:
        """The renderer has let go of it."""
        self._is_alive = False
        if not self.scope.realm.closed:
            self.scope.realm.call("dropProcessor", self.number)


class _Quantum:
    """Samples on their way through the page."""

    __slots__ = ("done", "goes_on", "is_awaited", "samples")

    def __init__(self, samples: bytes) -> None:
        self.samples = samples
        self.goes_on = True
        self.is_awaited = True
        self.done = threading.Event()


currentFrame = 0
"""Set by the package before each call of `process`."""


@functools.cache
def processor_class(descriptors: str) -> str:
    """Registers a processor with these parameters, which is any processor of any page that has them; returns its name.

    The package has one register for the whole process, and forgets nothing.
    """
    listed = json.loads(descriptors)

    class Bridge(package().AudioWorkletProcessor):  # type: ignore[misc]
        name = f"shim-{next(_numbers)}"

        @staticmethod
        def parameterDescriptors() -> list[dict[str, Any]]:
            return listed

        def __init__(self, options: Any = None) -> None:
            self._processor = _processors.get(options["number"])
            if self._processor is not None:
                self._processor.scope.waiting.pop(self._processor.number, None)
                weakref.finalize(self, _release, self._processor)

        def process(self, inputs: list[Any], outputs: list[Any], parameters: dict[str, list[float]]) -> bool:
            processor = self._processor
            return processor is not None and processor.process(inputs, outputs, parameters, currentFrame)

    package().OfflineAudioContext(1, QUANTUM, 48000.0).audioWorklet.addModule(Bridge)
    return str(Bridge.name)


def _release(processor: Processor) -> None:
    processor.scope.desk.post(processor.end)
