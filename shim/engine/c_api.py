"""The part of the QuickJS C API that the `quickjs` package exports but does not wrap, through ctypes.

What it is for, measured: evaluating JavaScript from source costs about 90 µs per KB, loading the same as bytecode
6 µs; and only
here can a script that never ends be interrupted while it may still call the host, and rejected promises be noticed.
https://github.com/quickjs-ng/quickjs/blob/master/quickjs.h

The engine's functions are called with the interpreter lock held (`PyDLL`), so none of them may lead to a Python
callable; but for the one that runs a page's scripts.
"""

from __future__ import annotations

import ctypes
import hashlib
import time
from collections.abc import Callable

import _quickjs
import quickjs

from shim.engine.platform.disk_cache import disk_cache

_POINTERS_OFFSET = 2 * ctypes.sizeof(ctypes.c_void_p)
_TIME_LIMIT_OFFSET = 5 * ctypes.sizeof(ctypes.c_void_p)
_THREAD_STATE_OFFSET = 6 * ctypes.sizeof(ctypes.c_void_p)
_COMPILE_ONLY = 1 << 5
_WRITE_BYTECODE = 1 << 0
_STRIP_SOURCE = 1 << 4
_STRIP_DEBUG = 1 << 5
_READ_BYTECODE = 1 << 0
_TAG_EXCEPTION = 6
_GC_THRESHOLD = 2 * 1024 * 1024
"""Bytes of script memory before cycles are first looked for; the engine's own 256 KB is less than a page starts
with."""
_PROPERTY_CONFIGURABLE_WRITABLE = 3


class _Value(ctypes.Structure):
    """JSValue on 64-bit machines: a union of eight bytes and a tag."""

    _fields_ = (("u", ctypes.c_int64), ("tag", ctypes.c_int64))


_pointer = ctypes.c_void_p
_Pair = ctypes.c_void_p * 2
_library = ctypes.PyDLL(_quickjs.__file__)


def _declare(name: str, result: object, *arguments: object) -> Callable[..., object]:
    try:
        function = getattr(_library, name)
    except AttributeError:
        raise ImportError(
            f"the installed quickjs-ng does not export {name}; install a quickjs-ng release that pyproject.toml names"
        ) from None
    function.restype = result
    function.argtypes = arguments
    return function


_get_runtime = _declare("JS_GetRuntime", _pointer, _pointer)
_eval = _declare("JS_Eval", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_int)
_eval_function = _declare("JS_EvalFunction", _Value, _pointer, _Value)
_update_stack_top = _declare("JS_UpdateStackTop", None, _pointer)
_run_function = ctypes.CDLL(_quickjs.__file__).JS_EvalFunction
_run_function.restype, _run_function.argtypes = _Value, (_pointer, _Value)
_thread_state = ctypes.pythonapi.PyThreadState_Get
_thread_state.restype = _pointer
_read_object = _declare("JS_ReadObject", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
_write_object = _declare("JS_WriteObject", _pointer, _pointer, ctypes.POINTER(ctypes.c_size_t), _Value, ctypes.c_int)
_free = _declare("js_free", None, _pointer, _pointer)
_free_value = _declare("JS_FreeValue", None, _pointer, _Value)
_dup_value = _declare("JS_DupValue", _Value, _pointer, _Value)
_new_array = _declare("JS_NewArray", _Value, _pointer)
_global_object = _declare("JS_GetGlobalObject", _Value, _pointer)
_define = _declare("JS_DefinePropertyValueStr", ctypes.c_int, _pointer, _Value, ctypes.c_char_p, _Value, ctypes.c_int)
_set_index = _declare("JS_SetPropertyUint32", ctypes.c_int, _pointer, _Value, ctypes.c_uint32, _Value)
_get_exception = _declare("JS_GetException", _Value, _pointer)
_new_array_buffer = _declare("JS_NewArrayBufferCopy", _Value, _pointer, ctypes.c_char_p, ctypes.c_size_t)
_get_array_buffer = _declare("JS_GetArrayBuffer", _pointer, _pointer, ctypes.POINTER(ctypes.c_size_t), _Value)
_get_index = _declare("JS_GetPropertyUint32", _Value, _pointer, _Value, ctypes.c_uint32)

_InterruptHandler = ctypes.CFUNCTYPE(ctypes.c_int, _pointer, _pointer)
_RejectionTracker = ctypes.CFUNCTYPE(None, _pointer, _Value, _Value, ctypes.c_bool, _pointer)
_set_gc_threshold = _declare("JS_SetGCThreshold", None, _pointer, ctypes.c_size_t)
_get_gc_threshold = _declare("JS_GetGCThreshold", ctypes.c_size_t, _pointer)
_set_interrupt_handler = _declare("JS_SetInterruptHandler", None, _pointer, _InterruptHandler, _pointer)
_set_rejection_tracker = _declare("JS_SetHostPromiseRejectionTracker", None, _pointer, _RejectionTracker, _pointer)

_engines: dict[int, Engine] = {}
_bytecode: dict[str, bytes] = {}
_compiler = quickjs.Context()


def _pointers(context: quickjs.Context) -> tuple[int, int]:
    """The JSRuntime* and JSContext* of a Context, which stand right behind the Python object's head."""
    found = _Pair.from_address(id(context) + _POINTERS_OFFSET)
    if not found[0] or not found[1]:
        raise ImportError(
            "the installed quickjs-ng lays out its Context differently; install a release that pyproject.toml names"
        )
    return found[0], found[1]


_runtime, _context = _pointers(_compiler)
_compiler.set_time_limit(4711)
_clocks = ctypes.c_long.from_address(id(_compiler) + _TIME_LIMIT_OFFSET).value
_compiler.set_time_limit(-1)
if _get_runtime(_context) != _runtime or _clocks != 4711 * 1_000_000:
    raise ImportError(
        "the installed quickjs-ng lays out its Context differently; install a release that pyproject.toml names"
    )


def bytecode(source: str) -> bytes:
    """Compiles a script of our own, once per process. Its functions print as native code. Raises `SyntaxError`."""
    found = _bytecode.get(source)
    if found is None:
        key = "code " + hashlib.sha256(source.encode()).hexdigest()
        code = disk_cache().get(key) or compile_script(source, "<platform>", _STRIP_SOURCE | _STRIP_DEBUG)
        if code is None:
            raise SyntaxError(f"does not compile: {source[:2000]}")
        disk_cache().put(key, code)
        found = _bytecode[source] = code
    return found


def compile_script(source: str, filename: str, strip: int = 0) -> bytes | None:
    """The bytecode of a script, None when it is none."""
    try:
        text = source.encode()
    except UnicodeEncodeError:  # lone surrogates
        return None
    compiled: _Value = _eval(_context, text, len(text), filename.encode(), _COMPILE_ONLY)  # type: ignore[assignment]
    if compiled.tag == _TAG_EXCEPTION:
        _free_value(_context, _get_exception(_context))
        return None
    size = ctypes.c_size_t()
    written = _write_object(_context, ctypes.byref(size), compiled, _WRITE_BYTECODE | strip)
    code = ctypes.string_at(written, size.value)  # type: ignore[arg-type]
    _free(_context, written)
    _free_value(_context, compiled)
    return code


def _interrupt(_runtime_pointer: int | None, key: int | None) -> int:
    engine = _engines.get(key or 0)
    return 1 if engine is not None and time.monotonic() > engine.deadline else 0


def _rejection(context: int, promise: _Value, reason: _Value, handled: bool, key: int | None) -> None:
    engine = _engines.get(key or 0)
    if engine is not None:
        engine._note_rejection(promise, reason, handled)


_interrupt_handler = _InterruptHandler(_interrupt)
_rejection_tracker = _RejectionTracker(_rejection)


class Engine:
    """A Context with what its binding lacks.

    `box` is an array that both sides hold, `__box` in script to begin with: the host lays a value at index 0 and the
    realm takes it from there. From index 1 on stand the rejections that happened: promise, reason, whether it has been
    handled since.
    """

    def __init__(self, context: quickjs.Context) -> None:
        self._runtime, self._context = _pointers(context)
        self._thread_state = _pointer.from_address(id(context) + _THREAD_STATE_OFFSET)
        self.deadline = float("inf")
        self.rejections = 0
        self._counter: _Value | None = None
        self._box: _Value = _new_array(self._context)  # type: ignore[assignment]
        target = _global_object(self._context)
        _define(self._context, target, b"__box", _dup_value(self._context, self._box), _PROPERTY_CONFIGURABLE_WRITABLE)
        _free_value(self._context, target)
        _set_gc_threshold(self._runtime, _GC_THRESHOLD)
        key = self._runtime
        _engines[key] = self
        _set_interrupt_handler(self._runtime, _interrupt_handler, key)
        _set_rejection_tracker(self._runtime, _rejection_tracker, key)

    def load(self, source: str) -> object:
        """The value of a script of ours, a function in practice."""
        return self._run_code(_bytecode.get(source) or self._compile(source))

    def _run_code(self, code: bytes) -> object:
        function = _read_object(self._context, code, len(code), _READ_BYTECODE)
        value: _Value = _eval_function(self._context, function)  # type: ignore[assignment]
        if value.tag == _TAG_EXCEPTION:
            _free_value(self._context, _get_exception(self._context))
            raise MemoryError("the page is out of memory")
        return value

    def _compile(self, source: str) -> bytes:
        """What the whole process pays for once does not count as the running script's time."""
        start = time.monotonic()
        code = bytecode(source)
        self.deadline += time.monotonic() - start
        return code

    def hand(self, source: str) -> None:
        """Lays the value of a script of ours into the box."""
        _set_index(self._context, self._box, 0, self.load(source))

    def run_script(self, code: bytes) -> bool:
        """Runs a compiled script. False when it threw; what it threw then lies in the box. The interpreter's lock is
        released as the binding does it: script calls the host with the state of the thread that it finds."""
        value: _Value = _read_object(self._context, code, len(code), _READ_BYTECODE)  # type: ignore[assignment]
        if value.tag != _TAG_EXCEPTION:
            _update_stack_top(self._runtime)
            self._thread_state.value = _thread_state()
            value = _run_function(self._context, value)
            self._thread_state.value = None
        if value.tag == _TAG_EXCEPTION:
            _set_index(self._context, self._box, 0, _get_exception(self._context))
            return False
        _free_value(self._context, value)
        return True

    def hand_bytes(self, data: bytes) -> None:
        """Lays an ArrayBuffer with a copy of `data` into the box."""
        _set_index(self._context, self._box, 0, _new_array_buffer(self._context, data, len(data)))

    def hand_counter(self) -> ctypes.c_int32:
        """Lays an ArrayBuffer of one 32-bit number into the box, and gives the number, which the host may change as
        long as the engine is not closed."""
        self.hand_bytes(bytes(4))
        self._counter = _get_index(self._context, self._box, 0)  # type: ignore[assignment]
        size = ctypes.c_size_t()
        start = _get_array_buffer(self._context, ctypes.byref(size), self._counter)
        return ctypes.c_int32.from_address(start)  # type: ignore[arg-type]

    def take_bytes(self) -> bytes:
        """A copy of the ArrayBuffer in the box. Raises `TypeError` when something else lies there."""
        value = _get_index(self._context, self._box, 0)
        size = ctypes.c_size_t()
        start = _get_array_buffer(self._context, ctypes.byref(size), value)
        _free_value(self._context, value)
        if start is None:
            if size.value == 0 and value.tag < 0:  # type: ignore[attr-defined]
                _free_value(self._context, _get_exception(self._context))
                return b""
            raise TypeError("not an ArrayBuffer")
        return ctypes.string_at(start, size.value)  # type: ignore[arg-type]

    def _note_rejection(self, promise: _Value, reason: _Value, handled: bool) -> None:
        at = 1 + 3 * self.rejections
        self.rejections += 1
        _set_index(self._context, self._box, at, _dup_value(self._context, promise))
        _set_index(self._context, self._box, at + 1, _dup_value(self._context, reason))
        _set_index(self._context, self._box, at + 2, _Value(int(handled), 1))

    def has_held(self, size: int) -> bool:
        """Whether script held so many bytes at some time: the engine looks for cycles again when there is half as much
        again as what it found last."""
        return _get_gc_threshold(self._runtime) >= size  # type: ignore[operator]

    def close(self) -> None:
        """Lets go of the context, which may then be freed."""
        _engines.pop(self._runtime, None)  # the handlers do nothing from now on
        _free_value(self._context, self._box)
        if self._counter is not None:
            _free_value(self._context, self._counter)
