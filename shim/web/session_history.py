"""The session history of one navigable (a tab or a frame). https://html.spec.whatwg.org/#session-history-entry"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class HistoryEntry:
    """`state` is `$.serialize`'s text, None for null; `document` tells whether two entries show one document."""

    url: str
    document: object
    state: str | None = None
    scroll_restoration: str = "auto"


class SessionHistory:
    """Entries and the current one's index.

    AD-HOC: a frame's entries are its own; they do not take part in the tab's joint history.
    """

    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []
        self.index = -1
        self.on_traverse: Callable[[HistoryEntry, int], None] | None = None

    @property
    def current(self) -> HistoryEntry | None:
        return self.entries[self.index] if self.entries else None

    def commit(self, url: str, document: object, *, replace: bool = False, state: str | None = None) -> HistoryEntry:
        """Makes an entry current: behind the current one, whose successors are forgotten, or in its place."""
        entry = HistoryEntry(url, document, state)
        if replace and self.entries:
            self.entries[self.index] = entry
        else:
            del self.entries[self.index + 1 :]
            self.entries.append(entry)
            self.index = len(self.entries) - 1
        return entry

    def at(self, delta: int) -> HistoryEntry | None:
        """The entry `delta` steps away, or None. https://html.spec.whatwg.org/#traverse-the-history-by-a-delta"""
        index = self.index + delta
        return self.entries[index] if 0 <= index < len(self.entries) else None

    def go(self, entry: HistoryEntry) -> None:
        """Makes an entry of the list current; one that is no longer there changes nothing."""
        for index, each in enumerate(self.entries):
            if each is entry:
                self.index = index
                return
