"""The QuickJS C API beneath the `quickjs` package, through ctypes: the package wraps a part of what it exports.

OPTIMIZATION: our scripts are compiled once and loaded as bytecode (docs/engine.md has what that saves). And only here
can a script that never ends be interrupted while it may still call the host, rejected promises be noticed, and an
exception be looked at by script rather than by C code.
https://github.com/quickjs-ng/quickjs/blob/master/quickjs.h

The rule: whatever may run script of a page, be it a getter of something thrown or `Error.prepareStackTrace` of an
error that the engine makes, goes through `NativeContext._run`, which releases the interpreter lock and leaves the
thread's state where the package's callables look for it. Functions that are declared with `_held` cannot lead to
script. No object of ours inherits from what a page can change, and values are defined, never set.
"""

from __future__ import annotations

import ctypes
import hashlib
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

import _quickjs
import quickjs

from shim.errors import IncompatiblePackageError

from . import stack
from .platform.disk_cache import disk_cache

_WORD = ctypes.sizeof(ctypes.c_void_p)
_POINTERS_OFFSET = 2 * _WORD
_TIME_LIMIT_OFFSET = 5 * _WORD
_THREAD_STATE_OFFSET = 6 * _WORD
_MODULE = 1 << 0
_COMPILE_ONLY = 1 << 5
_WRITE_BYTECODE = 1 << 0
_STRIP_SOURCE = 1 << 4
_STRIP_DEBUG = 1 << 5
_READ_BYTECODE = 1 << 0
_TAG_STRINGS = (-7, -6)
_TAG_INT, _TAG_BOOL, _TAG_NULL, _TAG_UNDEFINED, _TAG_UNINITIALIZED, _TAG_EXCEPTION, _TAG_FLOAT = 0, 1, 2, 3, 4, 6, 8
_GC_THRESHOLD = 2 * 1024 * 1024
"""Bytes of script memory before cycles are first looked for; the engine's own 256 KB is less than a page starts
with."""
_PROPERTY_ALL = 7
_INTERRUPT_COUNTER = 10_000


class _Value(ctypes.Structure):
    """JSValue on 64-bit machines: a union of eight bytes and a tag."""

    _fields_ = (("u", ctypes.c_int64), ("tag", ctypes.c_int64))


class _EvalOptions(ctypes.Structure):
    """JSEvalOptions."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("flags", ctypes.c_int),
        ("filename", ctypes.c_char_p),
        ("line", ctypes.c_int),
    )


_pointer = ctypes.c_void_p
_Pair = ctypes.c_void_p * 2
_MOST_ARGUMENTS = 8
_arguments = [_Value * count for count in range(_MOST_ARGUMENTS + 1)]
"""Types of arrays of values, by length. ctypes makes a type anew when nothing holds the last one."""
_holding = ctypes.PyDLL(_quickjs.__file__)
_releasing = ctypes.CDLL(_quickjs.__file__)


def _declare(library: ctypes.CDLL, name: str, result: object, *arguments: object) -> Callable[..., Any]:
    try:
        function = getattr(library, name)
    except AttributeError:
        raise IncompatiblePackageError("quickjs-ng", f"it does not export {name}") from None
    function.restype = result
    function.argtypes = arguments
    return function


def _held(name: str, result: object, *arguments: object) -> Callable[..., Any]:
    """A function that runs no script, called with the interpreter lock held."""
    return _declare(_holding, name, result, *arguments)


def _free_to_run(name: str, result: object, *arguments: object) -> Callable[..., Any]:
    """A function that may run script, called without the interpreter lock."""
    return _declare(_releasing, name, result, *arguments)


_new_runtime = _held("JS_NewRuntime", _pointer)
_get_runtime = _held("JS_GetRuntime", _pointer, _pointer)
_update_stack_top = _held("JS_UpdateStackTop", None, _pointer)
_set_max_stack_size = _held("JS_SetMaxStackSize", None, _pointer, ctypes.c_size_t)
_run_gc = _held("JS_RunGC", None, _pointer)
_set_memory_limit = _held("JS_SetMemoryLimit", None, _pointer, ctypes.c_size_t)
_write_object = _held("JS_WriteObject", _pointer, _pointer, ctypes.POINTER(ctypes.c_size_t), _Value, ctypes.c_int)
_free = _held("js_free", None, _pointer, _pointer)
_free_value = _held("JS_FreeValue", None, _pointer, _Value)
_free_value_of = _held("JS_FreeValueRT", None, _pointer, _Value)
_dup_value = _held("JS_DupValue", _Value, _pointer, _Value)
_new_object = _held("JS_NewObjectProto", _Value, _pointer, _Value)
_new_string = _held("JS_NewStringLen", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t)
_global_object = _held("JS_GetGlobalObject", _Value, _pointer)
_new_context = _held("JS_NewContext", _pointer, _pointer)
_add_dom_exception = _held("JS_AddIntrinsicDOMException", ctypes.c_int, _pointer)
_dup_context = _held("JS_DupContext", _pointer, _pointer)
_free_context = _held("JS_FreeContext", None, _pointer)  # what is left of it is freed when nothing refers to it
_set_name = _held(
    "JS_SetPropertyStr", ctypes.c_int, _pointer, _Value, ctypes.c_char_p, _Value
)  # before there is a page
_get_name = _held("JS_GetPropertyStr", _Value, _pointer, _Value, ctypes.c_char_p)  # before there is a page
_get_exception = _held("JS_GetException", _Value, _pointer)
_is_array_buffer = _held("JS_IsArrayBuffer", ctypes.c_bool, _Value)
_to_chars = _held(
    "JS_ToCStringLen2", _pointer, _pointer, ctypes.POINTER(ctypes.c_size_t), _Value, ctypes.c_bool
)  # of strings only
_free_chars = _held("JS_FreeCString", None, _pointer, _pointer)
_is_job_pending = _held("JS_IsJobPending", ctypes.c_bool, _pointer)
# of scripts of ours, where stack is left (`require_stack`): the engine makes no error then that looks at the stack
_read_ours = _held("JS_ReadObject", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
# of the handover, which has no prototype and which no script can change
_define_index = _held(
    "JS_DefinePropertyValueUint32", ctypes.c_int, _pointer, _Value, ctypes.c_uint32, _Value, ctypes.c_int
)
_define_functions = _held("JS_SetPropertyFunctionList", ctypes.c_int, _pointer, _Value, _pointer, ctypes.c_int)
_get_index = _held("JS_GetPropertyUint32", _Value, _pointer, _Value, ctypes.c_uint32)

# in the compiler, which has no script of a page and runs none
_compile = _held("JS_Eval2", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_EvalOptions))

_read_object = _free_to_run("JS_ReadObject", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
_eval_function = _free_to_run("JS_EvalFunction", _Value, _pointer, _Value)
_evaluate = _free_to_run("JS_Eval2", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_EvalOptions))
_call = _free_to_run("JS_Call", _Value, _pointer, _Value, _Value, ctypes.c_int, _pointer)
_execute_pending_job = _free_to_run("JS_ExecutePendingJob", ctypes.c_int, _pointer, ctypes.POINTER(_pointer))
_new_array_buffer = _free_to_run("JS_NewArrayBufferCopy", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t)
_new_outer_buffer = _free_to_run(
    "JS_NewArrayBuffer",
    _Value, _pointer, _pointer, ctypes.c_size_t, ctypes.c_size_t, _pointer, _pointer, ctypes.c_bool,
)  # fmt: skip
_get_array_buffer = _free_to_run("JS_GetArrayBuffer", _pointer, _pointer, ctypes.POINTER(ctypes.c_size_t), _Value)

_thread_state = ctypes.pythonapi.PyThreadState_Get
_thread_state.restype = _pointer

_InterruptHandler = ctypes.CFUNCTYPE(ctypes.c_int, _pointer, _pointer)
_RejectionTracker = ctypes.CFUNCTYPE(None, _pointer, _Value, _Value, ctypes.c_bool, _pointer)
_set_gc_threshold = _held("JS_SetGCThreshold", None, _pointer, ctypes.c_size_t)
_get_gc_threshold = _held("JS_GetGCThreshold", ctypes.c_size_t, _pointer)
_set_interrupt_handler = _held("JS_SetInterruptHandler", None, _pointer, _InterruptHandler, _pointer)
_set_rejection_tracker = _held("JS_SetHostPromiseRejectionTracker", None, _pointer, _RejectionTracker, _pointer)

_DOUBLE, _DOUBLE_BITS = struct.Struct("<d"), struct.Struct("<q")
_UNDEFINED = _Value(0, _TAG_UNDEFINED)
_NULL = _Value(0, _TAG_NULL)
_runtimes: dict[int, NativeRuntime] = {}
_bytecode: dict[str, bytes] = {}
_compiler = quickjs.Context()


def _pointers(context: quickjs.Context) -> tuple[int, int]:
    """The JSRuntime* and JSContext* of a Context, which stand right behind the Python object's head."""
    found = _Pair.from_address(id(context) + _POINTERS_OFFSET)
    if not found[0] or not found[1]:
        raise _laid_out_differently()
    return found[0], found[1]


def _laid_out_differently() -> IncompatiblePackageError:
    return IncompatiblePackageError("quickjs-ng", "it lays out its structures differently")


def _find_global_object(context: int) -> int:
    """The offset of the address of a JSContext's `global_obj`."""
    value = _global_object(context)
    words = (ctypes.c_int64 * 128).from_address(context)
    found = [at for at in range(128) if words[at] == value.u]
    _free_value(context, value)
    if len(found) != 1:
        raise _laid_out_differently()
    return found[0] * _WORD


def _find_stack_top(runtime: int) -> int:
    """The offset of a JSRuntime's `stack_top`, between the size and the limit of the stack."""
    size = 0x5EED0
    _set_max_stack_size(runtime, size)
    words = (ctypes.c_size_t * 192).from_address(runtime)
    for at in range(190):
        if words[at] == size and words[at + 1] - words[at + 2] == size:
            return (at + 1) * _WORD
    raise _laid_out_differently()


def _find_memory_size(runtime: int, known: int) -> int:
    """The offset of a JSRuntime's count of the bytes that it holds, `known` now, before the limit of them."""
    limit = 0x5EED0000
    _set_memory_limit(runtime, limit)
    words = (ctypes.c_size_t * 192).from_address(runtime)
    found = [at - 1 for at in range(1, 192) if words[at] == limit and words[at - 1] == known]
    _set_memory_limit(runtime, 0)
    if len(found) != 1:
        raise _laid_out_differently()
    return found[0] * _WORD


def _find_interrupt_counter(runtime: int, context: int) -> int:
    """The offset of a JSContext's `interrupt_counter`, which counts down from 10,000 between two calls of the
    interrupt handler."""
    found: list[int] = []

    def look(_runtime_pointer: int | None, _key: int | None) -> int:
        words = (ctypes.c_int32 * 192).from_address(context)
        found[:] = [at for at in range(192) if words[at] == _INTERRUPT_COUNTER]
        return 0

    handler = _InterruptHandler(look)
    _set_interrupt_handler(runtime, handler, None)
    loop = b"for (let i = 0; i < 10001; i++);"
    _free_value(context, _compile(context, loop, len(loop), _EvalOptions(1, 0, b"<probe>", 1)))
    _set_interrupt_handler(runtime, _InterruptHandler(), None)
    if len(found) != 1:
        raise _laid_out_differently()
    return found[0] * ctypes.sizeof(ctypes.c_int32)


_runtime, _context = _pointers(_compiler)
_compiler.set_time_limit(4711)
_clocks = ctypes.c_long.from_address(id(_compiler) + _TIME_LIMIT_OFFSET).value
_compiler.set_time_limit(-1)
if _get_runtime(_context) != _runtime or _clocks != 4711 * 1_000_000:
    raise _laid_out_differently()
_STACK_TOP_OFFSET = _find_stack_top(_runtime)
_MEMORY_SIZE_OFFSET = _find_memory_size(_runtime, _compiler.memory()["malloc_size"])
_COUNTER_OFFSET = _find_interrupt_counter(_runtime, _context)
_GLOBAL_OFFSET = _find_global_object(_context)
_gauge: int = _new_runtime()
"""A runtime that runs nothing, of which only the address of the stack is read."""
_gauge_top = ctypes.c_size_t.from_address(_gauge + _STACK_TOP_OFFSET)
_COMPILER_STACK = 512 * 1024
_gauging, _compiling = threading.Lock(), threading.Lock()
PLATFORM_STACK = 256 * 1024
"""Bytes of stack that must be left when a realm loads a piece of the platform: no piece is left half installed."""


def _stack_pointer() -> int:
    """The address where the stack of this thread ends now."""
    with _gauging:
        _update_stack_top(_gauge)
        return _gauge_top.value


class _Thread(threading.local):
    """Facts that the engine needs about the thread that it runs in."""

    def __init__(self) -> None:
        self.state_and_limit: tuple[int, int] = _thread_state(), stack.lowest_address(_stack_pointer())


_thread = _Thread()


def stack_left() -> int:
    """Bytes of stack that scripts of this thread have left."""
    return _stack_pointer() - _thread.state_and_limit[1]


def require_stack(size: int) -> None:
    """Raises `RecursionError` when scripts of this thread have less than `size` bytes of stack left."""
    if stack_left() < size:
        raise RecursionError("Maximum call stack size exceeded")


def bytecode(source: str) -> bytes:
    """Compiles a script of our own, once per process. Its functions print as native code. Raises `SyntaxError`."""
    found = _bytecode.get(source)
    if found is None:
        key = "code " + hashlib.sha256(source.encode()).hexdigest()
        found = disk_cache().get(key) or compile_for_this_process(source)
        disk_cache().put(key, found)
        _bytecode[source] = found
    return found


def compile_for_this_process(source: str) -> bytes:
    """Compiles a script of our own, and puts nothing on the disk. Raises `SyntaxError`."""
    code = compile_script(source, "<platform>", strip=_STRIP_SOURCE | _STRIP_DEBUG)
    if code is None:
        raise SyntaxError(f"does not compile: {source[:2000]}")
    _bytecode[source] = code
    return code


def compile_script(source: str, filename: str, line: int = 1, strip: int = 0) -> bytes | None:
    """The bytecode of a script whose first line has the number `line`, None when it is none."""
    text = _encoded(source)
    options = _EvalOptions(1, _COMPILE_ONLY, filename.encode(), line)
    with _compiling:  # other threads may come between two calls
        _update_stack_top(_runtime)
        _set_max_stack_size(_runtime, _COMPILER_STACK)
        compiled: _Value = _compile(_context, text, len(text), options)
        if compiled.tag == _TAG_EXCEPTION:
            _free_value(_context, _get_exception(_context))
            return None
        size = ctypes.c_size_t()
        written = _write_object(_context, ctypes.byref(size), compiled, _WRITE_BYTECODE | strip)
        code = ctypes.string_at(written, size.value)
        _free(_context, written)
        _free_value(_context, compiled)
    return code


def _encoded(text: str) -> bytes:
    """Text as the engine takes it: UTF-8 in which lone surrogates are left as they are."""
    return text.encode("utf-8", "surrogatepass")


def text_of(context: int, value: _Value) -> str:
    """The text of a string, of which it lets go. Raises `MemoryError` where there is no room for it."""
    size = ctypes.c_size_t()
    text = _to_chars(context, ctypes.byref(size), value, False)
    _free_value(context, value)
    if text is None:
        _free_value(context, _get_exception(context))
        raise MemoryError("the page is out of memory")
    try:
        return ctypes.string_at(text, size.value).decode("utf-8", "surrogatepass")
    finally:
        _free_chars(context, text)


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


class NativeContext:
    """A context of a runtime, and the only way into its scripts.

    `handover` is an object that both sides hold and that inherits nothing: the host lays a value at index 0 and the
    realm takes it from there, or the other way round.
    """

    def __init__(
        self,
        runtime: NativeRuntime,
        host: Callable[..., Any],
        window: _Value | None = None,
        before: KeptContext | None = None,
    ) -> None:
        """`window`: the object that is to be the global object, and is that of `before` if there is one."""
        require_stack(PLATFORM_STACK)
        self.runtime = runtime
        self._runtime = runtime.pointer
        self._context = runtime.add_context(host)
        self._run = runtime.run
        self._global = ctypes.c_int64.from_address(self._context + _GLOBAL_OFFSET)
        if window is not None:
            self._take_window(window, before)
        self.interrupt_counter = ctypes.c_int32.from_address(self._context + _COUNTER_OFFSET)
        self.rejections: list[tuple[_Value, _Value, bool]] = []
        """The rejections that happened: promise, reason, whether it has been handled since."""
        self._counter: ctypes.c_int32 | None = None
        self._entry = self._thrown = _UNDEFINED
        self._names: dict[str, ctypes.Array[_Value]] = {}
        self._job_context = ctypes.byref(_pointer())
        self._handover: _Value = _new_object(self._context, _NULL)
        self._is_released = False
        runtime.contexts[self._context] = self

    def _take_window(self, window: _Value, before: KeptContext | None) -> None:
        new = self._global.value
        if before is not None and before.window == window.u:
            before.tell(_Value(new, window.tag))
            _exchange(window.u, new)
            before.window = new  # each holds a reference of what the other one held
        else:
            _exchange(window.u, new)
            _dup_value(self._context, window)
            _free_value(self._context, _Value(new, window.tag))
        self._global.value = window.u
        _set_name(self._context, window, b"globalThis", _dup_value(self._context, window))

    def keep(self) -> KeptContext:
        """Holds the context, which may be released."""
        return KeptContext(self)

    def take_laid(self) -> _Value:
        """The value that lies in the handover, which is empty then. The reference is the caller's."""
        value: _Value = _get_index(self._context, self._handover, 0)
        self._lay(_UNDEFINED)
        return value

    def drop(self, value: _Value) -> None:
        """Gives a reference back."""
        _free_value(self._context, value)

    def start(self, source: str, natives: ctypes.Array[Any] | None = None) -> None:
        """Runs the script that builds the realm: a function of the host's callable, which is the global `__host`, of
        the handover, where the functions of a table of the engine's lie at index 1, and of what all realms of the
        runtime share. It gives the function by which the host calls the realm: of a name and arguments."""
        if natives is not None:
            kept = self._ours(_new_object(self._context, _NULL))
            if _define_functions(self._context, kept, natives, len(natives)) < 0:
                self._ours(_Value(0, _TAG_EXCEPTION))
            _define_index(self._context, self._handover, 1, kept, _PROPERTY_ALL)
        function = self._load(source)
        target = _global_object(self._context)
        host = _get_name(self._context, target, b"__host")
        self._entry = self._checked(
            self._run(
                _call, self._context, function, _UNDEFINED, 3, _arguments[3](host, self._handover, self.runtime.shared)
            )
        )
        for value in (function, target, host):
            _free_value(self._context, value)

    # running script
    # ------------------------------------------------------------------------------------------

    def _checked(self, value: _Value) -> _Value:
        """Raises `Thrown` for an exception, and keeps what was thrown."""
        if value.tag == _TAG_EXCEPTION:
            self.keep_thrown()
            raise Thrown
        return value

    def keep_thrown(self) -> None:
        """Keeps what was thrown last."""
        if not self._is_released:
            _free_value(self._context, self._thrown)
        self._thrown = _get_exception(self._context)
        if self._thrown.tag == _TAG_UNINITIALIZED:  # no memory for an error either
            self._thrown = _NULL
        if self._is_released:
            self.runtime.strays.append(self._thrown)

    def throw_null(self) -> NoReturn:
        """Throws what the engine does when there is no memory left for an error."""
        _free_value(self._context, self._thrown)
        self._thrown = _NULL
        raise Thrown

    @property
    def has_thrown_null(self) -> bool:
        """True when null was thrown, by script or by the engine when there was no memory left for an error."""
        return bool(self._thrown.tag == _TAG_NULL)

    def call(self, helper: str, *arguments: object) -> Any:
        """Calls `$.helper` of the realm. Raises `Thrown`."""
        name = self._names.get(helper)
        if name is None:
            name = _arguments[1](self._value(helper))
            if self._is_released:
                self.runtime.strays.append(name[0])
            else:
                self._names[helper] = name
        if not arguments:
            return self._result(self._checked(self._run(_call, self._context, self._entry, _UNDEFINED, 1, name)))
        values = [self._value(argument) for argument in arguments]
        all_values = _arguments[len(values) + 1](name[0], *values)
        result = self._run(_call, self._context, self._entry, _UNDEFINED, len(all_values), all_values)
        for value in values:
            if value.tag < 0:
                _free_value(self._context, value)
        return self._result(self._checked(result))

    def call_with_thrown(self, helper: str, *arguments: object) -> Any:
        """Calls `$.helper` with what was thrown last and the arguments. Raises `Thrown`."""
        return self.call(helper, self._thrown, *arguments)

    def _value(self, item: object) -> _Value:
        """A value of script. Raises `TypeError` for what has none there."""
        if isinstance(item, str):
            text = _encoded(item)
            return _new_string(self._context, text, len(text))
        if isinstance(item, bool):
            return _Value(item, _TAG_BOOL)
        if isinstance(item, int) and -(2**31) <= item < 2**31:
            return _Value(item, _TAG_INT)
        if isinstance(item, int | float):
            return _Value(_DOUBLE_BITS.unpack(_DOUBLE.pack(item))[0], _TAG_FLOAT)
        if item is None:
            return _NULL
        if isinstance(item, _Value):
            return _dup_value(self._context, item)
        raise TypeError(f"{item!r} cannot be handed to script")

    def _result(self, value: _Value) -> object:
        """The answer of script; None for a value that the host does not look into."""
        tag = value.tag
        if tag == _TAG_UNDEFINED:
            return None
        if tag == _TAG_INT:
            return ctypes.c_int32(value.u).value
        if tag == _TAG_BOOL:
            return bool(value.u & 1)
        if tag == _TAG_FLOAT:
            return _DOUBLE.unpack(_DOUBLE_BITS.pack(value.u))[0]
        if tag not in _TAG_STRINGS:
            _free_value(self._context, value)
            return None
        return text_of(self._context, value)

    def evaluate(self, source: str, filename: str, line: int) -> None:
        """Runs a classic script of the page, whose first line has the number `line`. Raises `Thrown`."""
        text = _encoded(source)
        options = _EvalOptions(1, 0, filename.encode(), line)
        value = self._checked(self._run(_evaluate, self._context, text, len(text), options))
        _free_value(self._context, value)

    def compile_module(self, source: str, filename: str, line: int) -> None:
        """Compiles a module of the page and does nothing with it. Raises `Thrown` for a syntax error."""
        text = _encoded(source)
        options = _EvalOptions(1, _MODULE | _COMPILE_ONLY, filename.encode(), line)
        self._checked(self._run(_evaluate, self._context, text, len(text), options))

    def run_script(self, code: bytes) -> None:
        """Runs a compiled script of the page. Raises `Thrown`."""
        value = self._checked(self._run(_read_object, self._context, code, len(code), _READ_BYTECODE))
        _free_value(self._context, self._checked(self._run(_eval_function, self._context, value)))

    def run_job(self) -> bool:
        """Runs one microtask of the runtime, of whichever realm; False when there is none. Raises `Thrown`."""
        status = self._run(_execute_pending_job, self._runtime, self._job_context)
        if status < 0:
            self.keep_thrown()
            raise Thrown
        return bool(status)

    def deliver_rejections(self) -> None:
        """Tells the realm of the rejections since the last time."""
        notes, self.rejections = self.rejections, []
        for promise, reason, handled in notes:
            with suppress(Thrown):  # there is no memory left
                self.call("noteRejection", promise, reason, handled)
            _free_value(self._context, promise)
            _free_value(self._context, reason)

    def note_rejection(self, promise: _Value, reason: _Value, handled: bool) -> None:
        """Keeps a rejection for later: this is called in the midst of a script."""
        self.rejections.append((_dup_value(self._context, promise), _dup_value(self._context, reason), handled))

    # handing values over
    # ------------------------------------------------------------------------------------------

    def _load(self, source: str) -> _Value:
        """The value of a script of ours, a function in practice."""
        code = _bytecode.get(source) or self._compile(source)
        function = self._ours(_read_ours(self._context, code, len(code), _READ_BYTECODE))
        return self._ours(self._run(_eval_function, self._context, function))

    def _ours(self, value: _Value) -> _Value:
        """A value that script of ours gives, which does not fail but for lack of memory."""
        if value.tag == _TAG_EXCEPTION:
            _free_value(self._context, _get_exception(self._context))
            raise MemoryError("the page is out of memory")
        return value

    def _compile(self, source: str) -> bytes:
        """Compiles a script. The time for it, which the whole process pays once, does not count as the running
        script's."""
        start = time.monotonic()
        code = bytecode(source)
        self.runtime.deadline += time.monotonic() - start
        return code

    def _lay(self, value: _Value) -> None:
        if _define_index(self._context, self._handover, 0, value, _PROPERTY_ALL) < 0:
            self._ours(_Value(0, _TAG_EXCEPTION))

    def hand(self, source: str) -> None:
        """Lays the value of a script of ours into the handover. Raises `RecursionError` when the stack comes to its
        end."""
        require_stack(PLATFORM_STACK)
        self._lay(self._load(source))

    def hand_bytes(self, data: bytes) -> None:
        """Lays an ArrayBuffer with a copy of `data` into the handover."""
        self._lay(self._ours(self._run(_new_array_buffer, self._context, data, len(data))))

    def hand_counter(self) -> ctypes.c_int32:
        """Lays an ArrayBuffer of one 32-bit number into the handover, and gives the number, which is the host's."""
        self._counter = ctypes.c_int32()
        address = ctypes.addressof(self._counter)
        self._lay(self._ours(self._run(_new_outer_buffer, self._context, address, 4, 0, None, None, False)))
        return self._counter

    def take_bytes(self) -> bytes:
        """A copy of the ArrayBuffer in the handover, empty when that was detached. Raises `TypeError` when something
        else lies there."""
        value = _get_index(self._context, self._handover, 0)
        try:
            if not _is_array_buffer(value):
                raise TypeError("not an ArrayBuffer")
            size = ctypes.c_size_t()
            start = self._run(_get_array_buffer, self._context, ctypes.byref(size), value)
            if start is None:
                _free_value(self._context, _get_exception(self._context))
                return b""
            return ctypes.string_at(start, size.value)
        finally:
            _free_value(self._context, value)

    def release(self) -> None:
        """Lets go of the context: it lives on for as long as script holds anything of it, and may be used meanwhile
        only while that calls the host."""
        if self._is_released:
            return
        self._is_released = True
        held = [self._handover, self._entry, self._thrown, *(name[0] for name in self._names.values())]
        held += [value for note in self.rejections for value in note[:2]]
        for value in held:
            _free_value(self._context, value)
        self._thrown = _UNDEFINED
        self._names.clear()
        self.rejections.clear()
        self.runtime.release_context(self._context)
