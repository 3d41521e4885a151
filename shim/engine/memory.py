"""Account of what the documents of one page hold, in scripts and outside of the engine, against one limit."""

from __future__ import annotations

import ctypes
import time
from typing import Generic, Protocol, TypeVar

from .errors import HostError

_Value = TypeVar("_Value")
MEMORY_LIMIT = 512 * 1024 * 1024
"""Bytes that a page may hold."""
_FOR_SCRIPT = 8 * 1024 * 1024
"""Bytes that the host leaves to scripts, which need some to handle the error."""


class OutOfMemoryError(HostError):
    """The page would hold more than it may: a RangeError there, unless a standard has another error for it."""

    def __init__(self, size: int) -> None:
        super().__init__("RangeError", f"out of memory: there is no room for {size} bytes more")


class Measured(Protocol):
    """A realm, of which `measure` brings what its scripts hold into the account, and `limit_memory` says how much that
    may be."""

    def measure(self) -> None: ...
    def limit_memory(self) -> None: ...


class MemoryAccount:
    """Bytes that a page holds and may hold. Its realms measure their scripts when these have run, and those of
    `running` when it matters."""

    __slots__ = ("held", "limit", "running")

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self.limit = limit
        self.held = 0
        self.running: list[Measured] = []
        """The realms whose scripts are under way, within each other."""

    def measure(self) -> None:
        """Brings `held` up to date."""
        for realm in self.running:
            realm.measure()

    def limit_scripts(self) -> None:
        """Scripts that are under way may hold what nobody else of the page does."""
        for realm in self.running:
            realm.limit_memory()

    def require(self, size: int) -> None:
        """Raises `OutOfMemoryError` unless so many bytes more may be held outside of the engine."""
        if self.held + size > self.limit - min(_FOR_SCRIPT, self.limit // 8):
            raise OutOfMemoryError(size)


class Holder(Protocol):
    """Owner of what is held: a realm."""

    def hold(self, size: int) -> None: ...
    def let_go(self, size: int) -> None: ...


class Held(Generic[_Value]):
    """Something that the host keeps for a page, and that counts as `size` bytes as long as this object lives. Raises
    `OutOfMemoryError` when the page may not hold as much."""

    __slots__ = ("_holder", "_size", "value")

    def __init__(self, holder: Holder, value: _Value, size: int) -> None:
        self._size = 0
        self._holder = holder
        self.value = value
        holder.hold(size)
        self._size = size

    def __del__(self) -> None:
        self._holder.let_go(self._size)


_TRIM_INTERVAL = 5.0
"""Seconds between two returns of memory, which take about 5 ms."""
_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
_trimmed_at = 0.0


def return_freed_memory() -> None:
    """Returns memory that is free to the system, unless that was done just now. The C library keeps what threads that
    have ended held, such as those of audio contexts: 0.3 MB for each page with one. Only glibc needs it."""
    global _trimmed_at
    now = time.monotonic()
    if _trim is not None and now - _trimmed_at >= _TRIM_INTERVAL:
        _trimmed_at = now
        _trim(0)
