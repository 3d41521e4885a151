"""Objects of the async API for callers that block: each method returns when it is done."""

from __future__ import annotations

import functools
import inspect
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import is_dataclass
from enum import Enum
from types import TracebackType
from typing import Any, Self

import msgspec

import shim
from shim.errors import Error

from .runner import Runner

Arguments = tuple[Any, ...]
Options = dict[str, Any]
_VALUES = (BaseException, Enum, msgspec.Struct, tuple, list, dict, deque, str, bytes, int, float)
_NAMES = {
    "BaseBrowser": "Browser",
    "BasePage": "Page",
    "ChromiumBrowser": "Browser",
    "HeadlessBrowser": "Browser",
    "IsolatedBrowser": "Browser",
}
"""Classes that the async API has under another name."""
SEPARATE = (
    "with the blocking API a device has either pages of a Browser or pages of Playwright, which have event loops of "
    "their own; give each a device, or use the async API"
)
_classes: dict[str, type[Blocking]] = {}


class Blocking:
    """Base of all classes here. Each object holds one of the async API, and has its members."""

    __slots__ = ("__weakref__", "_real", "_runner")
    _real: Any
    _runner: Runner

    def __init__(self, *arguments: Any, **options: Any) -> None:
        runner = _runner_of(*arguments, *options.values())
        if runner.has_playwright:
            raise Error(SEPARATE)
        class_ = getattr(shim, type(self).__name__)
        given, named = _given(runner, class_, arguments, options)
        _hold(self, runner.call(class_, *given, **named), runner)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if inspect.isfunction(inspect.getattr_static(type(self._real), name, None)):
            return blocking_function(self._runner, getattr(self._real, name))
        return wrapped(self._runner, self._runner.call(getattr, self._real, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_") or name not in dir(self._real):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        self._runner.call(setattr, self._real, name, _unwrapped(self._runner, value))

    def __dir__(self) -> list[str]:
        return [name for name in dir(self._real) if not name.startswith("_")]

    def __enter__(self) -> Self:
        entered: Self = wrapped(self._runner, self._runner.call(self._real.__aenter__))
        return entered

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return _exit(self._runner, self._real, kind, error, trace)

    def __repr__(self) -> str:
        return repr(self._real)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blocking) and other._real is self._real

    def __hash__(self) -> int:
        return hash(self._real)


class BlockingCallable:
    """Something of the async API that is called, and has methods: it belongs to no browser, but what it gets does."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.__doc__ = type(real).__doc__

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return blocking_function(None, self._real)(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return blocking_function(None, getattr(self._real, name))

    def __dir__(self) -> list[str]:
        return dir(self._real)


class _Context:
    """An async context manager for a `with` statement."""

    def __init__(self, runner: Runner, real: Any) -> None:
        self._runner = runner
        self._real = real

    def __enter__(self) -> Any:
        return wrapped(self._runner, self._runner.call(self._real.__aenter__))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return _exit(self._runner, self._real, kind, error, trace)


def _exit(runner: Runner, real: Any, *raised: Any) -> bool | None:
    is_caught: bool | None = runner.call(real.__aexit__, *raised)
    return is_caught


class _Function:
    """A function of the caller's, for the async API. As a handler of events it is called outside of the loop, where it
    may make blocking calls; other functions are asked in it, since the page waits for what they return."""

    def __init__(self, runner: Runner, function: Callable[..., Any], *, is_handler: bool) -> None:
        if inspect.iscoroutinefunction(function):
            raise TypeError(f"{function!r} is a coroutine function; here functions are plain, and may block")
        self.function = function
        self._runner = runner
        self._is_handler = is_handler
        with suppress(ValueError):  # some functions in C do not tell
            self.__signature__ = inspect.signature(function)

    def __call__(self, *arguments: Any) -> Any:
        def call() -> Any:
            return self.function(*(wrapped(self._runner, one) for one in arguments))

        return self._runner.outside(call) if self._is_handler else call()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Function) and other.function == self.function

    def __hash__(self) -> int:
        return hash(self.function)


def blocking_class(real: type) -> type[Blocking]:
    """The class whose objects hold those of a class of the async API, on both engines."""
    name = _NAMES.get(real.__name__, real.__name__)
    if name not in _classes:
        own = {"__slots__": (), "__module__": __package__, "__doc__": getattr(shim, name, real).__doc__}
        _classes[name] = type(name, (Blocking,), own)
    return _classes[name]


def blocking_function(runner: Runner | None, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function for callers that block. Without a runner it is that of the first argument which has one."""

    @functools.wraps(function)
    def called(*arguments: Any, **options: Any) -> Any:
        return call(runner or _runner_of(*arguments, *options.values()), function, arguments, options)

    return called


def _runner_of(*values: object) -> Runner:
    """The runner of the first value that has one, or a new one."""
    return next((one._runner for one in values if isinstance(one, Blocking)), None) or Runner()


def call(runner: Runner, function: Callable[..., Any], arguments: Arguments, options: Options) -> Any:
    """The result of a function of the async API, for arguments of a caller that blocks."""
    given, named = _given(runner, function, arguments, options)
    return wrapped(runner, runner.call(function, *given, **named))


def _given(
    runner: Runner, function: Callable[..., Any], arguments: Arguments, options: Options
) -> tuple[Arguments, Options]:
    given = tuple(_unwrapped(runner, one) for one in arguments)
    named = {name: _unwrapped(runner, one) for name, one in options.items()}
    if not any(isinstance(one, _Function) for one in (*given, *named.values())):
        return given, named
    bound = inspect.signature(function).bind(*given, **named)
    handler = bound.arguments.get("handler")
    # the page stands still until it gets the answer of a dialog
    if isinstance(handler, _Function) and bound.arguments.get("event") != "dialog":
        bound.arguments["handler"] = _Function(runner, handler.function, is_handler=True)
    return bound.args, bound.kwargs


def is_live(class_: type) -> bool:
    """True for classes of ours whose objects do something, false for values."""
    is_ours = class_.__module__.startswith("shim.") and not issubclass(class_, (Blocking, _Function, *_VALUES))
    return is_ours and not is_dataclass(class_)


def wrapped(runner: Runner, value: Any) -> Any:
    """The blocking counterpart of a value of the async API."""
    class_ = type(value)
    if class_ in (list, tuple):
        return class_(_wrapped(runner, one) for one in value)
    if class_ is dict:
        return {key: _wrapped(runner, one) for key, one in value.items()}
    return _wrapped(runner, value)


def _wrapped(runner: Runner, value: Any) -> Any:
    if isinstance(value, _Function):
        return value.function
    if is_live(type(value)):
        known = runner.objects.get(id(value))
        if known is None:
            class_ = blocking_class(type(value))
            known = _hold(class_.__new__(class_), value, runner)
        return known
    return _Context(runner, value) if hasattr(type(value), "__aenter__") else value


def _hold(holder: Blocking, real: Any, runner: Runner) -> Blocking:
    object.__setattr__(holder, "_real", real)
    object.__setattr__(holder, "_runner", runner)
    runner.objects[id(real)] = holder
    return holder


def _unwrapped(runner: Runner, value: Any) -> Any:
    if isinstance(value, Blocking):
        return value._real
    if type(value) in (list, tuple):
        return type(value)(_unwrapped(runner, one) for one in value)
    is_function = callable(value) and not isinstance(value, type)
    return _Function(runner, value, is_handler=False) if is_function else value
