"""Memory layout of the engine, found out when this module is imported; and the stack that scripts may use.

The `quickjs` package names none of these places. One that is not found is an `IncompatiblePackageError`.
"""

from __future__ import annotations

import ctypes
import threading

import quickjs

from shim.errors import IncompatiblePackageError

from . import stack
from .c_api import (
    _INTERRUPT_COUNTER,
    _POINTERS_OFFSET,
    _TIME_LIMIT_OFFSET,
    _WORD,
    _compile,
    _EvalOptions,
    _free_value,
    _get_runtime,
    _global_object,
    _InterruptHandler,
    _new_runtime,
    _Pair,
    _set_interrupt_handler,
    _set_max_stack_size,
    _set_memory_limit,
    _thread_state,
    _update_stack_top,
)

_compiler = quickjs.Context()


def _pointers(context: quickjs.Context) -> tuple[int, int]:
    """The JSRuntime* and JSContext* of a Context, which stand right behind the Python object's head."""
    found = _Pair.from_address(id(context) + _POINTERS_OFFSET)
    if not found[0] or not found[1]:
        raise _laid_out_differently()
    return found[0], found[1]


def _laid_out_differently() -> IncompatiblePackageError:
    return IncompatiblePackageError("quickjs-ng", "it lays out its structures differently")


def _first(found: list[int]) -> int:
    """The place of a field among those that hold its value. What lies behind a structure may hold it too, by chance."""
    if not found:
        raise _laid_out_differently()
    return found[0]


def _find_global_object(context: int) -> int:
    """The offset of the address of a JSContext's `global_obj`."""
    value = _global_object(context)
    words = (ctypes.c_int64 * 128).from_address(context)
    found = [at for at in range(128) if words[at] == value.u]
    _free_value(context, value)
    return _first(found) * _WORD


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
    return _first(found) * _WORD


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
    return _first(found) * ctypes.sizeof(ctypes.c_int32)


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
