"""State that pages of an origin share though each is in a process of its own: local storage, and broadcast channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from .messages import Broadcast, Stored
from .process import Process

_MOST = 12 * 1024 * 1024
"""Characters of an origin's items; the process of a page takes 5 million code units."""


class Shared:
    """`processes` gives all that there are."""

    def __init__(self, processes: Callable[[], Iterable[Process]]) -> None:
        self._processes = processes
        self._items: dict[tuple[str, str], dict[str, str]] = {}

    def all(self) -> Iterator[Stored]:
        """Messages that tell a new process of all items."""
        for (origin, scheme), items in self._items.items():
            for key, value in items.items():
                yield Stored(origin, scheme, key, value, "")

    def take(self, message: Stored | Broadcast, source: Process) -> None:
        """Passes on what a process said; the order in which that is done is the order for all of them."""
        if isinstance(message, Stored):
            self._store(message)
            source.send(msgspec.structs.replace(message, own=True))
        for process in self._processes():
            if process is not source:
                process.send(message)

    def _store(self, change: Stored) -> None:
        items = self._items.setdefault((change.origin, change.scheme), {})
        if change.key is None:
            items.clear()
        elif change.value is None:
            items.pop(change.key, None)
        elif sum(map(len, items.values())) + len(change.value) <= _MOST:
            items[change.key] = change.value
