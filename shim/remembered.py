"""Caches of functions of texts that pages give. `functools.lru_cache` bounds the number of texts, and not their length:
a page would fill the memory of all others with a few long ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Sized = str | bytes


def remembered(most: int, longest: int = 1000) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Has a function remember its last `most` answers, but for texts of more than `longest` characters."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def call(*args: _P.args, **options: _P.kwargs) -> _R:
            for arg in args:
                if arg.__class__ is str and len(arg) > longest:
                    return function(*args, **options)
            return known(*args, **options)  # type: ignore[arg-type]

        return call

    return decorate


def remembered_by_size(size: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Has a function remember its last answers, to texts that come to `size` characters (or bytes) together; the very
    last one however long it was."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        known: OrderedDict[tuple[object, ...], _R] = OrderedDict()
        lock = Lock()
        held = 0

        @wraps(function)
        def call(*args: _P.args, **options: _P.kwargs) -> _R:
            nonlocal held
            key = (*args, *options.values())
            with lock:
                if key in known:
                    known.move_to_end(key)
                    return known[key]
            answer = function(*args, **options)
            with lock:
                if key not in known:
                    known[key] = answer
                    held += _size_of(key)
                    while held > size and len(known) > 1:
                        held -= _size_of(known.popitem(last=False)[0])
            return answer

        return call

    return decorate


def _size_of(key: tuple[object, ...]) -> int:
    return 1 + sum(len(part) for part in key if isinstance(part, _Sized))
