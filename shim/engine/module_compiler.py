"""Modules compiled once per process: bytecode, and what they request.

A module is compiled in a context of its own, where every request is answered with an empty module: that tells the
requests in the order in which the engine asks for them, and nothing has to be loaded.
https://github.com/quickjs-ng/quickjs/blob/master/quickjs.c: js_resolve_module, JS_WriteModule
"""

from __future__ import annotations

import ctypes
import json
from dataclasses import dataclass
from typing import Final

from . import c_api, layout
from .c_api import _held as held
from .c_api import _Value as Value
from .mending import mended

ANY: Final = "request"
"""The name of the module that stands for whatever is requested until it is resolved."""
_KEPT_BYTES: Final = 32 * 1024**2

pointer = ctypes.c_void_p
Normalize = ctypes.CFUNCTYPE(pointer, pointer, ctypes.c_char_p, ctypes.c_char_p, Value, pointer)
Load = ctypes.CFUNCTYPE(pointer, pointer, ctypes.c_char_p, pointer, Value)
Initialize = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)

_new_raw_context = held("JS_NewContextRaw", pointer, pointer)
_free_context = held("JS_FreeContext", None, pointer)
_add_base_objects = held("JS_AddIntrinsicBaseObjects", ctypes.c_int, pointer)
_add_eval = held("JS_AddIntrinsicEval", ctypes.c_int, pointer)
_add_regular_expressions = held("JS_AddIntrinsicRegExpCompiler", None, pointer)
_add_promise = held("JS_AddIntrinsicPromise", ctypes.c_int, pointer)
_evaluate = held("JS_EvalFunction", Value, pointer, Value)  # of scripts of ours
_run_job = held("JS_ExecutePendingJob", ctypes.c_int, pointer, ctypes.POINTER(pointer))  # of scripts of ours
_set_module_loader = held("JS_SetModuleLoaderFunc2", None, pointer, pointer, Load, pointer, pointer)
_set_module_normalizer = held("JS_SetModuleNormalizeFunc2", None, pointer, Normalize)
_copy_text = held("js_strndup", pointer, pointer, ctypes.c_char_p, ctypes.c_size_t)
_stringify = held("JS_JSONStringify", Value, pointer, Value, Value, Value)  # of attributes, which inherit nothing
new_module = held("JS_NewCModule", pointer, pointer, ctypes.c_char_p, Initialize)


def _do_nothing(_context: int, _module: int) -> int:
    return 0


initialize_nothing = Initialize(_do_nothing)
"""Evaluates a module that does nothing."""


def set_callbacks(runtime: int, normalize: object, load: object) -> None:
    """Says what the engine calls for the name and for the module of each request of a runtime."""
    _set_module_loader(runtime, None, load, None, None)
    _set_module_normalizer(runtime, normalize)


def copied(context: int, name: str) -> int | None:
    """A name as the engine wants it, which frees it."""
    encoded = name.encode("utf-8", "surrogatepass")
    found: int | None = _copy_text(context, encoded, len(encoded))
    return found


def text(raw: bytes) -> str:
    """A text that the engine hands over."""
    return raw.decode("utf-8", "surrogatepass")


def attributes_of(context: int, attributes: Value) -> tuple[tuple[str, str], ...]:
    """The import attributes that the engine hands over: an object that inherits nothing, or undefined."""
    if attributes.tag >= 0:
        return ()
    written = _stringify(context, attributes, c_api._UNDEFINED, c_api._UNDEFINED)
    pairs: dict[str, str] = json.loads(c_api.text_of(context, written))
    return tuple(pairs.items())


@dataclass(frozen=True, slots=True)
class ModuleRequest:
    """https://tc39.es/ecma262/#modulerequest-record"""

    specifier: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledModule:
    """Bytecode of a module, and what it asks for in the order in which the engine does."""

    code: bytes
    requests: tuple[ModuleRequest, ...]
    has_meta: bool
    """True when `import.meta` may be in it."""


_kept: dict[tuple[str, str, int], CompiledModule] = {}
_kept_bytes = 0
_noted: list[ModuleRequest] = []


def compile_module(source: str, name: str, line: int = 1) -> CompiledModule | None:
    """Compiles a module whose first line has the number `line`, once per process; None when it is not a module."""
    key = source, name, line
    found = _kept.pop(key, None)
    if found is None:
        found = _compile(source, name, line)
        if found is None:
            return None
        _count(key, found, 1)
    _kept[key] = found
    while _kept_bytes > _KEPT_BYTES and len(_kept) > 1:
        oldest = next(iter(_kept))
        _count(oldest, _kept.pop(oldest), -1)
    return found


def _count(key: tuple[str, str, int], compiled: CompiledModule, sign: int) -> None:
    global _kept_bytes
    _kept_bytes += sign * (len(key[0]) + len(compiled.code))


def _compile(source: str, name: str, line: int) -> CompiledModule | None:
    encoded = c_api._encoded(mended(source))
    options = c_api._EvalOptions(1, c_api._MODULE | c_api._COMPILE_ONLY, name.encode(), line)
    with layout._compiling:
        context = _new_raw_context(layout._runtime)
        if context is None or _add_base_objects(context) < 0 or _add_eval(context) < 0:
            raise MemoryError("no memory to compile a module")
        _add_regular_expressions(context)
        _noted.clear()
        c_api._update_stack_top(layout._runtime)
        c_api._set_max_stack_size(layout._runtime, layout.stack_left())
        try:
            module = c_api._compile(context, encoded, len(encoded), options)
            if module.tag == c_api._TAG_EXCEPTION:
                c_api._free_value(context, c_api._get_exception(context))
                return None
            size = ctypes.c_size_t()
            written = c_api._write_object(context, ctypes.byref(size), module, c_api._WRITE_BYTECODE)
            code = ctypes.string_at(written, size.value)
            c_api._free(context, written)
            requests = tuple(_noted)
        finally:
            _free_context(context)
    return CompiledModule(code, requests, "meta" in source)


class EvaluatedModule:
    """A module that was evaluated in a context of its own, to look at what the engine has for it."""

    def __init__(self, source: str) -> None:
        self._context: int = _new_raw_context(layout._runtime)
        for add in (_add_base_objects, _add_eval, _add_promise):
            add(self._context)
        options = c_api._EvalOptions(1, c_api._MODULE | c_api._COMPILE_ONLY, b"module", 1)
        c_api._update_stack_top(layout._runtime)
        module = c_api._compile(self._context, source.encode(), len(source), options)
        self._address = module.u
        c_api._free_value(self._context, _evaluate(self._context, module))

    def field(self, offset: int) -> int:
        """One byte of what the engine has for it."""
        return ctypes.c_uint8.from_address(self._address + offset).value

    def run_jobs(self) -> None:
        """Runs microtasks until there are none."""
        while _run_job(layout._runtime, ctypes.byref(pointer())) > 0:
            pass

    def free(self) -> None:
        """Frees the context."""
        _free_context(self._context)


def _note_request(context: int, _base: bytes, specifier: bytes, attributes: Value, _: int | None) -> int | None:
    _noted.append(ModuleRequest(text(specifier), attributes_of(context, attributes)))
    return copied(context, ANY)


def _load_nothing(context: int, name: bytes, _opaque: int | None, _attributes: Value) -> int | None:
    module: int | None = new_module(context, name, initialize_nothing)
    return module


_normalize, _load = Normalize(_note_request), Load(_load_nothing)
set_callbacks(layout._runtime, _normalize, _load)
