"""Audio worklets: the renderer's thread waits while a processor of the page's makes a quantum of samples.

AD-HOC: processors run in the thread of the page, between its tasks, each context's in a realm of its own. A page that
is busy for long is heard as silence. So is one whose processors are slow: they get half of the thread's time.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import itertools
import json
import sys
import threading
import time
import weakref
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from shim.engine.realm import Realm

from .desk import desk_of
from .package import QUANTUM, package, to_bytes
from .scope_operations import ScopeOperations

if TYPE_CHECKING:
    from .contexts import Context
    from .nodes import WorkletNode

MAX_PROCESSORS = 100
"""Names that one context's scope may register: the package never forgets one."""
MAX_PARAMETERS = 1000
"""Largest number of parameters of one processor."""

_numbers = itertools.count(1)


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
        self.processors: weakref.WeakSet[Processor] = weakref.WeakSet()
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
        for processor in tuple(self.processors):
            processor.drop_bridge()
            processor.let_go()
        self.active.clear()
        self.realm.close()


class _Unborn(dict[int, Any]):
    """The bridges of the processors to whose nodes no renderer has come yet, by the processors' numbers.

    The package asks for a bridge with a lock of its own held, and it takes that lock with the interpreter's held when a
    node is made. So no Python may run where it asks, or the interpreter could go to the thread that makes a node, and
    both would wait for ever. It looks here instead, and finds what the thread of the pages has made before; for a
    processor whose scope was closed, a bridge to nowhere.
    """

    __missing__: Any = None
    """The class of bridges, once there is one."""


_unborn = _Unborn()


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
        if not scope.realm.closed:
            scope.waiting[self.number] = self
            _unborn[self.number] = bridge = _bridge_class()()
            bridge.processor = self
            self._bridge = weakref.ref(bridge)
            self._release = weakref.finalize(bridge, _release, self)
            scope.processors.add(self)

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

    def drop_bridge(self) -> None:
        """Lets go of its bridge, in any thread: the package has it, or is to get none."""
        if self.scope.waiting.pop(self.number, None) is not None:
            _unborn.pop(self.number, None)

    def let_go(self) -> None:
        """The scope is closed. The package may keep the bridge for ever, which keeps the page no longer."""
        self._release.detach()
        if (bridge := self._bridge()) is not None:
            bridge.processor = None

    # in the renderer's thread ----------------------------------------------------------------------------------------

    def process(self, inputs: list[Any], outputs: list[Any], parameters: dict[str, list[float]], frame: int) -> bool:
        """Fills the outputs; returns whether the processor keeps itself alive."""
        self.drop_bridge()
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
def _bridge_class() -> Any:
    class Bridge(package().AudioWorkletProcessor):  # type: ignore[misc]
        """A processor as the package sees it. It has no `__init__`, which would be Python: see `_Unborn`."""

        processor: Processor | None = None

        def process(self, inputs: list[Any], outputs: list[Any], parameters: dict[str, list[float]]) -> bool:
            processor = self.processor  # the thread of the pages may take it away
            return processor is not None and processor.process(inputs, outputs, parameters, currentFrame)

    return Bridge


@functools.cache
def processor_class(descriptors: str) -> str:
    """Registers a processor with these parameters, which is any processor of any page that has them; returns its name.

    The package has one register for the whole process, and forgets nothing.
    """
    find = bridge_finder(json.loads(descriptors))
    worklet = package().OfflineAudioContext(1, QUANTUM, 48000.0).audioWorklet
    with uncollected():
        worklet.addModule(find)
    return str(find.name)


def bridge_finder(descriptors: list[dict[str, Any]]) -> Any:
    """Stand-in for a class of processors with these parameters; the package calls it with a processor's number."""
    _Unborn.__missing__ = _bridge_class()
    find: Any = functools.partial(_unborn.__getitem__)
    find.name = f"shim-{next(_numbers)}"
    find.process = None
    find.parameterDescriptors = lambda: descriptors
    return find


_uncollected = threading.Lock()


@contextmanager
def uncollected() -> Iterator[None]:
    """Inside, no garbage is being collected, in any thread, unless somebody asks for it.

    Python 3.11 collects wherever something is allocated, and so runs finalizers, which are Python, where `_Unborn` says
    that none may run. Later releases collect between two instructions of Python only.
    """
    if sys.version_info >= (3, 12):
        yield
        return
    with _uncollected:
        enabled = gc.isenabled()
        gc.disable()
        try:
            while not _collects():
                time.sleep(0.001)
            yield
        finally:
            if enabled:
                gc.enable()


def _collects() -> bool:
    """Collects what is new, of which there is some. False when a collection is under way, in another thread."""
    garbage: list[Any] = []
    garbage.append(garbage)
    del garbage
    return gc.collect(0) > 0


def _release(processor: Processor) -> None:
    processor.scope.desk.post(processor.end)
