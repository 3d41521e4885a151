"""All that happened on a device, as lists that grow: what pictures of it are made of.

It travels in parts, from the process of a page to its parent or from a server to whoever looks on: `History.since`
gives what is new, `History.extend` adds it to a copy elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from shim.session import Device, Level, Occurrence, OccurrenceKind, Press, Record, SessionType, Transition, TypeChange

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


class Closed(NamedTuple):
    """The document, or the app, of that id is gone."""

    t: float
    id: int


class AppAdded(NamedTuple):
    """A native app came to be."""

    t: float
    id: int
    name: str
    type: SessionType


class VolumeChange(NamedTuple):
    """From ``t`` on the device's volume is ``volume``, linear; it begins with 1."""

    t: float
    volume: float


class Note(NamedTuple):
    """Message of a page in its console or by an error: ``source`` is its tab's name, ``level`` the console's method."""

    t: float
    source: str
    level: str
    text: str


class Step(NamedTuple):
    """Step of a test: a user's action, an expectation that held, or one that failed. Its time is that of the action, or
    that at which it was known whether the expectation holds."""

    t: float
    kind: Literal["action", "held", "failed"]
    text: str


@dataclass(slots=True)
class History:
    """Times are in seconds since the device was made; ``now`` is how far the history goes.

    What was before ``start`` was forgotten, but for what tells the states at that time.
    """

    policy: str = ""
    now: float = 0.0
    notes_left_out: int = 0
    start: float = 0.0
    transitions: list[Transition] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    types: list[TypeChange] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    volumes: list[VolumeChange] = field(default_factory=list)
    opened: list[DocumentOpened] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    apps: list[AppAdded] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def of(cls, device: Device) -> History:
        """One that grows with the model's own record."""
        return cls(
            device.policy.name,
            transitions=device.timeline,
            levels=device.levels,
            types=device.types,
            occurrences=device.occurrences,
            presses=device.presses,
            volumes=Record(),
            opened=Record(),
            closed=Record(),
            apps=Record(),
            steps=Record(),
        )

    @property
    def complete_since(self) -> float:
        """The time from which on it has everything: of a device that runs on and on only the last is kept."""
        return max([self.start, *(items[0].t for items in self.lists() if _left_out(items))])

    def note(self, note: Note) -> None:
        """Keeps what a page said; after `MAX_NOTES` it is only counted."""
        if len(self.notes) >= MAX_NOTES:
            self.notes_left_out += 1
        else:
            self.notes.append(note._replace(text=note.text[:_MAX_TEXT]))

    def step(self, step: Step) -> None:
        """Keeps what a test did or looked at."""
        self.steps.append(step._replace(text=step.text[:_MAX_TEXT]))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of records of each kind by now: the argument of `since`."""
        return tuple(len(items) + _left_out(items) for items in self.lists())

    def since(self, sizes: tuple[int, ...]) -> History:
        """The records that have been added since ``sizes``."""
        part = History(self.policy, self.now, self.notes_left_out)
        for items, added, size in zip(self.lists(), part.lists(), sizes, strict=True):
            added.extend(items[max(0, size - _left_out(items)) :])
        return part

    def extend(self, part: History) -> None:
        """Adds what `since` gave elsewhere."""
        self.policy, self.now, self.notes_left_out = part.policy, part.now, part.notes_left_out
        for items, added in zip(self.lists(), part.lists(), strict=True):
            items.extend(added)

    def forget(self, keep: int) -> None:
        """Keeps the last ``keep`` items of each kind, and what tells the states at the time of the first of them.

        Nothing is done before there are twice as many. Of a copy, as `extend` makes it: lists of the model's own are
        not for others to change.
        """
        happened: tuple[list[Any], ...] = (
            self.transitions,
            self.levels,
            self.types,
            self.occurrences,
            self.presses,
            self.volumes,
            self.closed,
            self.notes,
            self.steps,
        )
        if max(map(len, happened)) <= 2 * keep:
            return
        start = max([self.complete_since, *(items[-keep].t for items in happened if len(items) > keep)])
        self.start = start
        gone = {item.id for item in self.closed if item.t < start}
        self.transitions = _since(self.transitions, start, _who, gone)
        self.levels = _since(self.levels, start, lambda level: level.participant_id, gone)
        self.types = _since(self.types, start, lambda change: change.document, gone)
        self.volumes = _since(self.volumes, start, lambda _: 0, set())
        self.occurrences = _still_on(self.occurrences, start) + [item for item in self.occurrences if item.t >= start]
        self.opened = [item for item in self.opened if item.id not in gone]
        self.apps = [item for item in self.apps if item.id not in gone]
        self.closed = [item for item in self.closed if item.t >= start]
        self.presses = [press for press in self.presses if press.t >= start]
        self.notes = [note for note in self.notes if note.t >= start]
        self.steps = [step for step in self.steps if step.t >= start]

    def lists(self) -> list[list[Any]]:
        """All kinds of items."""
        return [getattr(self, name) for name in _GROWING]


def _left_out(items: list[Any]) -> int:
    """The number of items that the device does not keep any more."""
    return items.left_out if isinstance(items, Record) else 0


def _who(transition: Transition) -> int:
    return transition.participant_id if transition.document is None else transition.document


class _Happened(Protocol):
    @property
    def t(self) -> float: ...


_Item = TypeVar("_Item", bound=_Happened)


def _since(items: list[_Item], start: float, key: Callable[[_Item], int], gone: set[int]) -> list[_Item]:
    """The items from ``start`` on, and before them the last one of each that is not gone."""
    last = {key(item): item for item in items if item.t < start}
    kept = [item for owner, item in last.items() if owner not in gone]
    return sorted(kept, key=lambda item: item.t) + [item for item in items if item.t >= start]


def _still_on(occurrences: list[Occurrence], start: float) -> list[Occurrence]:
    """The occurrences that began before ``start`` and had not ended by then."""
    on: dict[tuple[OccurrenceKind, str], list[Occurrence]] = {}
    for item in occurrences:
        if item.t >= start:
            break
        begun = on.setdefault((item.kind, item.name), [])
        if item.is_on and (item.kind is OccurrenceKind.EVENT or not begun):
            begun.append(item)
        elif not item.is_on and begun:
            begun.pop()
    return sorted((item for begun in on.values() for item in begun), key=lambda item: item.t)


_GROWING = (
    "transitions",
    "levels",
    "types",
    "occurrences",
    "presses",
    "volumes",
    "opened",
    "closed",
    "apps",
    "notes",
    "steps",
)
