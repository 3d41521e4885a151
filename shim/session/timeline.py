"""The record of what happened: transitions of sessions and apps, types that were set, calls and switches."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple, TypeAlias, TypeVar

from .types import Cause, Fact, SessionState, SessionType

KEPT = 50_000
"""Items that a record keeps at the least."""
AT_ONCE = 1_000
"""As many more at the most: then so many go. To free 50,000 at once stops a server for 5 ms."""

T = TypeVar("T")


class Transition(Fact, frozen=True):
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
    """Kind of an occurrence: an event of the system, such as a phone call, or a switch, such as the screen lock."""

    EVENT = 0
    SWITCH = 1


class Occurrence(NamedTuple):
    """An event of the system began or ended, or a switch was turned on or off. Events of one name may overlap."""

    t: float
    kind: OccurrenceKind
    name: str
    is_on: bool


class Press(NamedTuple):
    """A button was pressed. ``participant`` is the name of whom it went to, and empty if nobody was there for it."""

    t: float
    button: str
    participant: str
    participant_id: int


class Record(list[T]):
    """Items in the order in which they happened. Of a device that runs on and on only the last are kept."""

    __slots__ = ("left_out",)

    def __init__(self, items: Iterable[T] = ()) -> None:
        super().__init__(items)
        self.left_out = 0
        """The number of items in front of the first."""

    def append(self, item: T) -> None:
        """Adds one; those that are too old go, some at a time."""
        if len(self) >= KEPT + AT_ONCE:
            del self[:AT_ONCE]
            self.left_out += AT_ONCE
        list.append(self, item)


Timeline: TypeAlias = Record[Transition]
