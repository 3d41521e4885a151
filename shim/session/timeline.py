"""The record of what happened: transitions of sessions and apps, types that were set, calls and switches."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple, overload

from shim.session.types import Cause, SessionState, SessionType


class Transition(NamedTuple):
    """One change of one document's audio session, or of a native app, which has neither ``tab`` nor ``document``.

    ``t`` is in seconds on the embedder's clock; ``participant`` is the name of the tab or the app, which need not be
    unique, and ``participant_id`` its id, which is.
    """

    t: float
    tab: int | None
    document: int | None
    from_state: SessionState
    to_state: SessionState
    cause: Cause
    participant: str
    participant_id: int


class TypeChange(NamedTuple):
    """From ``t`` on the document's [[appliedType]] is ``type``."""

    t: float
    document: int
    type: SessionType


class OccurrenceKind(Enum):
    """What an occurrence is: an event of the system, such as a phone call, or a switch, such as the screen lock."""

    EVENT = 0
    SWITCH = 1


class Occurrence(NamedTuple):
    """An event of the system began or ended, or a switch was turned on or off. Events of one name may overlap."""

    t: float
    kind: OccurrenceKind
    name: str
    is_on: bool


class Timeline:
    """Transitions in the order in which they happened."""

    __slots__ = ("_transitions",)

    def __init__(self) -> None:
        self._transitions: list[Transition] = []

    def record(self, transition: Transition) -> None:
        self._transitions.append(transition)

    def extend(self, transitions: Iterable[Transition]) -> None:
        self._transitions.extend(transitions)

    def __len__(self) -> int:
        return len(self._transitions)

    @overload
    def __getitem__(self, index: int) -> Transition: ...
    @overload
    def __getitem__(self, index: slice) -> list[Transition]: ...
    def __getitem__(self, index: int | slice) -> Transition | list[Transition]:
        return self._transitions[index]

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._transitions)
