"""A runtime: what the realms of one agent share, which is a heap of objects, the limits of memory and time, the scripts
that stack traces name, and the microtasks.

https://tc39.es/ecma262/#sec-agents. Realms of documents that may script each other are in one runtime, and know each
other's objects by identity.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from .event_loop import EventLoop
from .memory import MemoryAccount
from .native_runtime import KeptContext, NativeRuntime
from .scripts import Scripts

if TYPE_CHECKING:
    from .realm import Realm

_LEAST_MEMORY = 4 * 1024 * 1024
"""Bytes that scripts of a runtime may hold whatever others of its page hold: a new document can start."""

_MOST_UNCOLLECTED = 8
"""Realms that end before garbage is collected at once, if no more than those live; with fewer it is done in a task,
when there is time."""


class Runtime:
    """`account`: that of the page that the first realm belongs to."""

    def __init__(self, loop: EventLoop, account: MemoryAccount) -> None:
        self.loop = loop
        self.account = account
        self.native = NativeRuntime()
        self.scripts = Scripts()
        self.depth = 0
        """Entries of the host into script that are under way, within each other."""
        self.entries = 0
        self.running = 0
        """Scripts and microtasks that are under way: microtasks wait for their end."""
        self.realms: list[Realm] = []
        """Realms that live."""
        self._count = 0
        self.closed = False
        self._leaving: list[Realm] = []
        """Realms that have ended while script was under way."""
        self._left: dict[weakref.ref[Any], Realm] = {}
        """Realms that have ended and of which script may hold something, by the host's function that they call."""
        self._gone: list[Realm] = []
        """Realms of which nothing is left, and which are still to be freed."""
        self._uncollected = 0
        """Realms that have ended since garbage was collected."""
        self._measured = 0
        """Bytes that its scripts held when they were looked at last, as they are in `account`."""

    @property
    def memory(self) -> int:
        """Bytes that its scripts hold."""
        return self.native.memory

    def measure(self) -> None:
        """See `MemoryAccount.measure`."""
        with self.account.lock:
            if not self.closed:
                size = self.native.memory
                self.account.add(size - self._measured)
                self._measured = size

    def make_room(self) -> None:
        """Lets a realm begin, however much others hold."""
        self.limit_memory()
        self.native.memory_limit = max(self.native.memory_limit, self.native.memory + _LEAST_MEMORY)

    def limit_memory(self) -> None:
        """See `MemoryAccount.limit_scripts`."""
        self.native.memory_limit = max(_LEAST_MEMORY, self.account.limit - self.account.held + self._measured)

    def add(self, realm: Realm) -> int:
        """A realm has begun; its number. `shared.count` in js/platform/webidl.js counts alike."""
        self.realms.append(realm)
        self._count += 1
        return self._count

    def leave(self, realm: Realm) -> None:
        """A realm has ended. What script holds of it lives on, and calls the host; the realm is freed when nothing
        does, at once if it was the last one that lived."""
        self.realms.remove(realm)
        self._leaving.append(realm)
        self.settle()

    def settle(self) -> None:
        """Lets go of the realms that have ended, and frees those of which nothing is left, unless script is under
        way."""
        if self.depth > 0 or self.closed or not (self._leaving or self._gone):
            return
        if self._leaving:
            leaving, self._leaving = self._leaving, []
            for realm in leaving:
                self._left[realm.host] = realm
                realm.release()
            if not self.realms:
                self._close()
                return
            self._uncollected += len(leaving)
            if self._uncollected >= max(_MOST_UNCOLLECTED, len(self.realms)):
                self._collect()
            elif self._uncollected == len(leaving):
                self.loop.queue_task(self._collect)
        gone, self._gone = self._gone, []
        for realm in gone:
            realm.free()

    def leave_window(self, frame: int, before: KeptContext, realm: Realm) -> None:
        """A frame has gone on from the realm of `before` to another realm. Those that live know its window no more if
        that is in another runtime."""
        if realm.runtime is not self and self.realms:
            self.realms[0].make_outer(frame, before)

    def host_freed(self, host: weakref.ref[Any]) -> None:
        """The host's function of a realm was freed, and with it all of the realm. Called in the midst of the engine."""
        realm = self._left.pop(host, None)
        if realm is not None:
            self._gone.append(realm)
            if len(self._gone) == 1:
                self.loop.queue_task(self.settle)

    def _collect(self) -> None:
        if not self.closed and self.depth == 0 and self._uncollected > 0:
            self._uncollected = 0
            self.native.collect()

    def _close(self) -> None:
        if self.closed:
            return
        with self.account.lock:
            self.account.add(-self._measured)
            self._measured = 0
            self.closed = True
        left, self._left = [*self._left.values(), *self._gone], {}
        self._gone = []
        for realm in left:
            realm.free()
        self.native.close()
