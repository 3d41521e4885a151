"""All that happened on a device, as lists that grow: what pictures of it are made of.

It travels in parts, from the process of a page to its parent or from a server to whoever looks on: `History.since`
gives what is new, `History.extend` adds it to a copy elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..session import Device, Level, Occurrence, Record, SessionType, Transition, TypeChange

MAX_NOTES = 10_000
"""Notes that a history keeps."""
_MAX_TEXT = 2_000


class DocumentOpened(NamedTuple):
    """A document came to be, below ``parent`` or at the top of the tab. Ids are those of the session model."""

    t: float
    id: int
    parent: int | None
    tab: int
    tab_name: str
    url: str


class DocumentClosed(NamedTuple):
    """A document is gone."""

    t: float
    id: int


class AppAdded(NamedTuple):
    """A native app came to be."""

    t: float
    id: int
    name: str
    type: SessionType


class Note(NamedTuple):
    """What a page said, in its console or by an error: ``source`` is its tab's name, ``level`` the console's method."""

    t: float
    source: str
    level: str
    text: str


@dataclass(slots=True)
class History:
    """Times are in seconds since the device was made; ``now`` is how far the history goes."""

    policy: str = ""
    now: float = 0.0
    notes_left_out: int = 0
    transitions: list[Transition] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    types: list[TypeChange] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    opened: list[DocumentOpened] = field(default_factory=list)
    closed: list[DocumentClosed] = field(default_factory=list)
    apps: list[AppAdded] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @classmethod
    def of(cls, device: Device) -> History:
        """One that grows with the model's own record."""
        return cls(
            device.policy.name,
            transitions=device.timeline,
            levels=device.levels,
            types=device.types,
            occurrences=device.occurrences,
        )

    def note(self, note: Note) -> None:
        """Keeps what a page said; after `MAX_NOTES` it is only counted."""
        if len(self.notes) >= MAX_NOTES:
            self.notes_left_out += 1
        else:
            self.notes.append(note._replace(text=note.text[:_MAX_TEXT]))

    @property
    def sizes(self) -> tuple[int, ...]:
        """How much there is by now: what `since` takes."""
        return tuple(len(items) + _left_out(items) for items in self._lists())

    def since(self, sizes: tuple[int, ...]) -> History:
        """What has been added since ``sizes``."""
        part = History(self.policy, self.now, self.notes_left_out)
        for items, added, size in zip(self._lists(), part._lists(), sizes, strict=True):
            added.extend(items[max(0, size - _left_out(items)) :])
        return part

    def extend(self, part: History) -> None:
        """Adds what `since` gave elsewhere."""
        self.policy, self.now, self.notes_left_out = part.policy, part.now, part.notes_left_out
        for items, added in zip(self._lists(), part._lists(), strict=True):
            items.extend(added)

    def _lists(self) -> list[list[Any]]:
        return [getattr(self, name) for name in _GROWING]


def _left_out(items: list[Any]) -> int:
    """How many the device keeps no more."""
    return items.left_out if isinstance(items, Record) else 0


_GROWING = ("transitions", "levels", "types", "occurrences", "opened", "closed", "apps", "notes")
