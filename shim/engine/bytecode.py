"""Scripts as bytecode: those of our own are compiled once per process, and kept on the disk."""

from __future__ import annotations

import ctypes
import hashlib

from .c_api import (
    _COMPILE_ONLY,
    _STRIP_DEBUG,
    _STRIP_SOURCE,
    _TAG_EXCEPTION,
    _WRITE_BYTECODE,
    _compile,
    _encoded,
    _EvalOptions,
    _free,
    _free_value,
    _get_exception,
    _set_max_stack_size,
    _update_stack_top,
    _Value,
    _write_object,
)
from .layout import _COMPILER_STACK, _compiling, _context, _runtime
from .platform.disk_cache import disk_cache

_bytecode: dict[str, bytes] = {}


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
