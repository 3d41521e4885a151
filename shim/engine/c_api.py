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
import struct
from collections.abc import Callable
from typing import Any

import _quickjs

from shim.errors import IncompatiblePackageError

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
_set_undetectable = _held("JS_SetIsHTMLDDA", None, _pointer, _Value)
_set_rejection_tracker = _held("JS_SetHostPromiseRejectionTracker", None, _pointer, _RejectionTracker, _pointer)

_DOUBLE, _DOUBLE_BITS = struct.Struct("<d"), struct.Struct("<q")
_UNDEFINED = _Value(0, _TAG_UNDEFINED)
_NULL = _Value(0, _TAG_NULL)


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
