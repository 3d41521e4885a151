"""One document's audio session: the underlying session, and a mirror of what the document said about itself.

The slots [[type]], [[state]] and [[elements]] live in the document; the host sees them through messages, and this
file holds the last it heard. https://w3c.github.io/audio-session/#audiosession-interface
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from shim.session.errors import RemoteSessionError
from shim.session.states import Event, next_state
from shim.session.types import (
    DEFAULT_TYPES,
    EXCLUSIVE_TYPES,
    ElementKind,
    Notification,
    SessionState,
    SessionType,
)

# What an honest page never reaches: bounds on what one document can make the host remember.
MAX_ELEMENTS = 10_000
MAX_PENDING_NOTIFICATIONS = 10_000

# https://w3c.github.io/audio-session/#compute-the-audio-session-type steps 2 to 5, in their order
_COMPUTED_TYPE_ORDER = (
    SessionType.PLAY_AND_RECORD,
    SessionType.PLAYBACK,
    SessionType.TRANSIENT_SOLO,
    SessionType.TRANSIENT,
)


class Element(NamedTuple):
    """A source or sink of audio as its document describes it. ``id`` is unique in the document, e.g. ``audio#1``."""

    id: str
    kind: ElementKind
    audible: bool
    interrupted: bool

    @property
    def state(self) -> SessionState:
        """https://w3c.github.io/audio-session/#element-state"""
        if self.interrupted:
            return SessionState.INTERRUPTED
        return SessionState.ACTIVE if self.audible else SessionState.INACTIVE


@dataclass(slots=True, eq=False)
class AudioSession:
    """The audio session of the document ``id``, whose parent in its tab is ``parent`` (None for the top document)."""

    id: int
    parent: int | None
    tab: int
    type: SessionType = SessionType.AUTO
    """Mirror of [[appliedType]]. AD-HOC: the draft has others look at [[type]] here, and so may miss for good a type
    that was set and set back around another session's activation."""
    notified_state: SessionState = SessionState.INACTIVE
    """Mirror of [[state]], what the page sees."""
    state: SessionState = SessionState.INACTIVE
    """The underlying session's state."""
    last_active_type: SessionType = SessionType.AMBIENT
    """The computed type when it was last active: while its elements are interrupted the computed type says nothing."""
    last_audible: int = 0
    """Rises with each element that becomes audible, across all documents: the larger, the more recent."""
    is_wanted: bool = False
    """During an interruption: whether it was active before, or asked to be since. A displaced one is not."""
    serial: int = 0
    """Number of the last request heard from the document."""
    elements: dict[str, Element] = field(default_factory=dict)
    pending: deque[SessionState] = field(default_factory=deque)
    """States of which the document was notified and which it has not acknowledged."""

    # https://w3c.github.io/audio-session/#compute-the-audio-session-type
    @property
    def computed_type(self) -> SessionType:
        if self.type is not SessionType.AUTO:  # 1
            return self.type
        return _first([DEFAULT_TYPES[e.kind] for e in self.elements.values() if e.state is SessionState.ACTIVE])

    @property
    def sounding_type(self) -> SessionType:
        """The type that the device goes by: what is interrupted, or about to resume, counts as if it were heard."""
        if self.type is not SessionType.AUTO:
            return self.type
        return _first([DEFAULT_TYPES[e.kind] for e in self.elements.values() if e.audible or e.interrupted])

    @property
    def is_exclusive(self) -> bool:
        return self.computed_type in EXCLUSIVE_TYPES

    @property
    def has_sound(self) -> bool:
        """Whether an element is audible, or interrupted while it was."""
        return any(e.audible or e.interrupted for e in self.elements.values())

    @property
    def is_active(self) -> bool:
        """Active for the page and for the host: a state that has only just changed counts for neither side."""
        return self.notified_state is SessionState.ACTIVE and self.state is SessionState.ACTIVE

    def take(self, event: Event) -> Notification:
        """Sets the state by the table and returns what the document is told. One draft step: *set the state*."""
        self.state = next_state(self.state, event)
        self.remember_type()
        self.pending.append(self.state)
        return Notification(self.id, self.state, self.serial, suspend=event is Event.STOP)

    def remember_type(self) -> None:
        if self.state is SessionState.ACTIVE:
            self.last_active_type = self.computed_type

    def accept_request(self, serial: int) -> None:
        """Checks that a document's request is its next one. Raises RemoteSessionError."""
        if serial != self.serial + 1:
            raise RemoteSessionError(f"document {self.id} sent request {serial}, expected {self.serial + 1}")
        if len(self.pending) >= MAX_PENDING_NOTIFICATIONS:
            raise RemoteSessionError(f"document {self.id} has {len(self.pending)} notifications it did not answer")
        self.serial = serial

    def accept_element(self, element: Element) -> None:
        """Stores what the document says of an element. Raises RemoteSessionError."""
        known = self.elements.get(element.id)
        if known is None and len(self.elements) >= MAX_ELEMENTS:
            raise RemoteSessionError(f"document {self.id} has more than {MAX_ELEMENTS} audio elements")
        if known is not None and known.kind is not element.kind:
            raise RemoteSessionError(f"document {self.id} changed the kind of {element.id} to {element.kind}")
        self.elements[element.id] = element
        self.remember_type()

    def accept_acknowledgement(self, state: SessionState) -> bool:
        """The document has run *notify the state's change*. Returns whether [[state]] changed."""
        if not self.pending or self.pending[0] is not state:
            raise RemoteSessionError(f"document {self.id} says it was notified of {state}, which is not its turn")
        self.pending.popleft()
        is_mutating_state = self.notified_state is not state
        self.notified_state = state
        return is_mutating_state


def _first(types: list[SessionType]) -> SessionType:
    if types:  # OPTIMIZATION: mostly nothing is audible
        for candidate in _COMPUTED_TYPE_ORDER:  # 2-5
            if candidate in types:
                return candidate
    return SessionType.AMBIENT  # 6


def breadth_first(root: AudioSession, children: dict[int, list[AudioSession]]) -> Iterator[AudioSession]:
    """``root`` and everything below it, nearest first, siblings in the order in which they were added."""
    queue = deque([root])
    while queue:
        session = queue.popleft()
        yield session
        queue.extend(children.get(session.id, ()))
