"""A context of the engine: the only way into the scripts of a realm. c_api.py has the rules."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from .bytecode import _bytecode, bytecode
from .c_api import (
    _COMPILE_ONLY,
    _DOUBLE,
    _DOUBLE_BITS,
    _MODULE,
    _NULL,
    _PROPERTY_ALL,
    _READ_BYTECODE,
    _TAG_BOOL,
    _TAG_EXCEPTION,
    _TAG_FLOAT,
    _TAG_INT,
    _TAG_NULL,
    _TAG_STRINGS,
    _TAG_UNDEFINED,
    _TAG_UNINITIALIZED,
    _UNDEFINED,
    _arguments,
    _call,
    _define_functions,
    _define_index,
    _dup_value,
    _encoded,
    _eval_function,
    _EvalOptions,
    _evaluate,
    _execute_pending_job,
    _free_value,
    _get_array_buffer,
    _get_exception,
    _get_index,
    _get_name,
    _global_object,
    _is_array_buffer,
    _new_array_buffer,
    _new_object,
    _new_outer_buffer,
    _new_string,
    _pointer,
    _read_object,
    _read_ours,
    _set_name,
    _set_undetectable,
    _Value,
    text_of,
)
from .layout import _COUNTER_OFFSET, _GLOBAL_OFFSET, PLATFORM_STACK, require_stack
from .native_runtime import KeptContext, NativeRuntime, Thrown, _exchange


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

    # https://tc39.es/ecma262/#sec-IsHTMLDDA-internal-slot
    def make_undetectable(self) -> None:
        """Has `typeof` and comparisons take the object in the handover for undefined."""
        value = _get_index(self._context, self._handover, 0)
        _set_undetectable(self._context, value)
        _free_value(self._context, value)

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
