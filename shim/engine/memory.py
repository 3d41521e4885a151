"""Account of what the documents of one page hold, in scripts and outside of the engine, against one limit."""

from __future__ import annotations

import ctypes
import threading
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

    __slots__ = ("held", "limit", "lock", "running", "shares")

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self.limit = limit
        self.held = 0
        self.running: list[Measured] = []
        """The realms whose scripts are under way, within each other."""
        self.lock = threading.RLock()
        """Held while anything of the account changes: workers of the page are threads, and any thread may let go of
        what is held."""
        self.shares = 0
        """The number of `MemoryShare`s of it."""

    def add(self, size: int) -> None:
        """So many bytes more are held, or fewer."""
        with self.lock:
            self.held += size

    def enter(self, realm: Measured) -> None:
        """Script of a realm is about to run."""
        with self.lock:
            if self.running:
                self.measure()
            self.running.append(realm)
            realm.limit_memory()

    def leave(self, realm: Measured) -> None:
        """Script of a realm has run."""
        with self.lock:
            realm.measure()
            self.running.remove(realm)
            if self.running:
                self.limit_scripts()

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


class MemoryShare(MemoryAccount):
    """Account of a worker, which is a part of its page's. While script of the worker runs, in a thread of its own, an
    equal share of what the page has left is set aside for it, so that all threads together never hold more than the
    page may."""

    __slots__ = ("_page", "_set_aside")

    def __init__(self, page: MemoryAccount) -> None:
        super().__init__(0)
        self.lock = page.lock
        self._page = page
        self._set_aside = 0
        """Bytes that count as the page's: those that are held, and those that may be."""
        page.shares += 1

    def close(self) -> None:
        """Gives everything back."""
        with self.lock:
            self._count(0)
            self._page.shares -= 1

    def add(self, size: int) -> None:
        with self.lock:
            self.held += size
            self._count(max(self.held, self._set_aside) if self.running else self.held)

    def enter(self, realm: Measured) -> None:
        with self.lock:
            self._set_share_aside()
            super().enter(realm)

    def leave(self, realm: Measured) -> None:
        with self.lock:
            super().leave(realm)
            if not self.running:
                self._count(self.held)

    def require(self, size: int) -> None:
        with self.lock:
            self._set_share_aside()
            fits = self.held + size <= self.limit
            if not self.running:
                self._count(self.held)
            if not fits:
                raise OutOfMemoryError(size)

    def _set_share_aside(self) -> None:
        page = self._page
        page.measure()
        free = page.limit - page.held + self._set_aside - self.held
        self.limit = self.held + max(0, free) // (page.shares + 1)
        self._count(self.limit)
        page.limit_scripts()

    def _count(self, size: int) -> None:
        self._page.held += size - self._set_aside
        self._set_aside = size


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
