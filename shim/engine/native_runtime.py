"""A runtime of the engine, which is the heap that its contexts share, and contexts that are held beyond their end."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import quickjs

from .c_api import (
    _GC_THRESHOLD,
    _NULL,
    _POINTERS_OFFSET,
    _THREAD_STATE_OFFSET,
    _UNDEFINED,
    _WORD,
    _add_dom_exception,
    _dup_context,
    _dup_value,
    _free_context,
    _free_value,
    _free_value_of,
    _get_gc_threshold,
    _InterruptHandler,
    _new_context,
    _new_object,
    _pointer,
    _RejectionTracker,
    _run_gc,
    _set_gc_threshold,
    _set_interrupt_handler,
    _set_max_stack_size,
    _set_memory_limit,
    _set_rejection_tracker,
    _Value,
)
from .layout import _MEMORY_SIZE_OFFSET, _STACK_TOP_OFFSET, _pointers, _thread

if TYPE_CHECKING:
    from .native_context import NativeContext

_runtimes: dict[int, NativeRuntime] = {}


def _interrupt(_runtime_pointer: int | None, key: int | None) -> int:
    runtime = _runtimes.get(key or 0)
    if runtime is None or (not runtime.is_ended and time.monotonic() <= runtime.deadline):
        return 0
    runtime.was_stopped = True
    # what is stopped may be a function that the engine calls to make an error, and then its caller goes on
    runtime.look_at_the_time()
    return 1


def _rejection(context: int, promise: _Value, reason: _Value, handled: bool, key: int | None) -> None:
    runtime = _runtimes.get(key or 0)
    if runtime is not None and (engine := runtime.contexts.get(context)) is not None:
        engine.note_rejection(promise, reason, handled)


_interrupt_handler = _InterruptHandler(_interrupt)
_rejection_tracker = _RejectionTracker(_rejection)


class Thrown(Exception):
    """A script threw; what it threw waits in the engine until it is reported."""


# A JSObject behind what the collector knows it by: flags, class, shape and properties, then (left out) the weak
# references to it, then what its class has.
_BODY = ((16, 24), (48, 24))


def _exchange(one: int, other: int) -> None:
    """Exchanges what is in two objects of one runtime. Whoever refers to one of them goes on doing so."""
    for at, size in _BODY:
        kept = ctypes.string_at(one + at, size)
        ctypes.memmove(one + at, other + at, size)
        ctypes.memmove(other + at, kept, size)


class NativeRuntime:
    """A JSRuntime: the heap that its contexts share, with one stack, one queue of microtasks, one limit of memory and
    one of time."""

    def __init__(self) -> None:
        self._binding = quickjs.Context()
        self.pointer, first = _pointers(self._binding)
        self._first: int | None = first
        """The context that the binding comes with, until it is used."""
        self._bound_context = _pointer.from_address(id(self._binding) + _POINTERS_OFFSET + _WORD)
        """The context that the binding works in, and of which it holds a reference."""
        self._thread_state = _pointer.from_address(id(self._binding) + _THREAD_STATE_OFFSET)
        self._stack_top = ctypes.c_size_t.from_address(self.pointer + _STACK_TOP_OFFSET)
        self._memory_size = ctypes.c_size_t.from_address(self.pointer + _MEMORY_SIZE_OFFSET)
        self._limit = 0
        self._memory_limit = 0
        self.contexts: dict[int, NativeContext] = {}
        """Contexts that are in use, by their address."""
        self.deadline = float("inf")
        """When the script that runs now is to be stopped, by `time.monotonic`; infinite while none runs."""
        self.is_ended = False
        """No script may run any more: see `end`."""
        self.was_stopped = False
        """Script was stopped since this was last set to False."""
        self.shared: _Value = _new_object(first, _NULL)
        """An object without a prototype that all realms have."""
        self.kept: list[KeptContext] = []
        self.strays: list[_Value] = []
        """Objects that were kept of contexts after they were released."""
        key = self.pointer
        _set_gc_threshold(key, _GC_THRESHOLD)
        _runtimes[key] = self
        _set_interrupt_handler(key, _interrupt_handler, key)
        _set_rejection_tracker(key, _rejection_tracker, key)

    def add_context(self, host: Callable[..., Any]) -> int:
        """A new JSContext, in which script finds `host` as the global `__host`. The reference is the caller's, but for
        the first one's."""
        if self._first is not None:
            context, self._first = self._first, None
            self._binding.add_callable("__host", host)
            return context
        context = _new_context(self.pointer)
        # INTEROP: the engine gives only the first context of a runtime its DOMException
        if context is None or _add_dom_exception(context) < 0:
            raise MemoryError("the page is out of memory")
        before, self._bound_context.value = self._bound_context.value, context
        try:
            self._binding.add_callable("__host", host)
        finally:
            self._bound_context.value = before
        return context

    def release_context(self, context: int) -> None:
        """Gives the reference of a JSContext back. It lives on for as long as script holds anything of it."""
        self.contexts.pop(context, None)
        if self._bound_context.value == context:
            if not self.contexts:
                return  # the binding frees it with the runtime
            self._bound_context.value = _dup_context(next(iter(self.contexts)))
        _free_context(context)

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Calls a function that may run script. The interpreter's lock is released as the binding does it: script calls
        the host with the state of the thread that it finds."""
        state, limit = _thread.state_and_limit
        if limit != self._limit:
            self._limit = limit
            _set_max_stack_size(self.pointer, self._stack_top.value - limit)
        self._thread_state.value = state
        try:
            return function(*arguments)
        finally:
            self._thread_state.value = None

    @property
    def thread_state(self) -> int | None:
        """The state of the thread whose script is under way, where the engine's callbacks find it."""
        return self._thread_state.value

    @thread_state.setter
    def thread_state(self, state: int | None) -> None:
        self._thread_state.value = state

    def end(self) -> None:
        """Stops the script that runs, and every one that is still to run. Any thread may call it."""
        self.is_ended = True
        self.look_at_the_time()

    def look_at_the_time(self) -> None:
        """Has the engine ask at once whether the script is to be stopped; else it asks now and then."""
        for engine in list(self.contexts.values()):
            engine.interrupt_counter.value = 1

    @property
    def memory(self) -> int:
        """Bytes that script holds."""
        return self._memory_size.value

    @property
    def memory_limit(self) -> int:
        """Bytes that script may hold. Where it needs more it gets an error, or null when there is no room for one."""
        return self._memory_limit

    @memory_limit.setter
    def memory_limit(self, size: int) -> None:
        if size != self._memory_limit:
            self._memory_limit = size
            _set_memory_limit(self.pointer, max(size, 1))  # 0 is none

    @property
    def was_full(self) -> bool:
        """True when script held as much as it may at some time: the engine looks for cycles again when there is half
        as much again as what it found last."""
        return bool(_get_gc_threshold(self.pointer) >= self._memory_limit)

    def collect(self) -> None:
        """Frees cycles of objects that script cannot reach any more. What it has asked to be told of that are
        microtasks."""
        _run_gc(self.pointer)

    def close(self) -> None:
        """Lets go of the runtime, which is then freed with all that is in it."""
        _runtimes.pop(self.pointer, None)  # the handlers do nothing from now on
        for kept in list(self.kept):
            kept.drop()
        _free_value_of(self.pointer, self.shared)
        for value in self.strays:
            _free_value_of(self.pointer, value)
        del self._binding


class KeptContext:
    """A context that is held beyond its release, until `drop` or the end of its runtime."""

    def __init__(self, engine: NativeContext) -> None:
        self._engine = engine
        self._context: int = _dup_context(engine._context)
        self._held = [_dup_value(self._context, value) for value in (engine._entry, engine._handover)]
        self._global = engine._global
        self._runtime = engine.runtime
        self._runtime.kept.append(self)

    @property
    def window(self) -> int:
        """The address of its global object, 0 when it was dropped."""
        return self._global.value if self in self._runtime.kept else 0

    @window.setter
    def window(self, address: int) -> None:
        self._global.value = address

    def tell(self, new: _Value) -> None:
        """Tells its realm which object is to be its global object."""
        with suppress(Thrown, MemoryError):  # else the engine keeps the realm for as long as the window
            self._engine._lay(_dup_value(self._context, new))
            self._engine.call("leaveWindow")
            self._engine._lay(_UNDEFINED)

    def leave_window(self, window: _Value, outer: _Value) -> None:
        """Makes `window`, which is the global object, what `outer` is, and the other way round."""
        if self.window == window.u:
            self.tell(outer)
            _exchange(window.u, outer.u)
            self.window = _dup_value(self._context, outer).u
            _free_value(self._context, window)

    def drop(self) -> None:
        """Lets go of it."""
        if self in self._runtime.kept:
            self._runtime.kept.remove(self)
            for value in self._held:
                _free_value(self._context, value)
            _free_context(self._context)
