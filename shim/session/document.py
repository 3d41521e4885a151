"""One document's audio session: the underlying session, and a mirror of what the document said about itself.

The slots [[type]], [[state]] and [[elements]] live in the document; the host sees them through messages, and this
file holds the last it heard. https://w3c.github.io/audio-session/#audiosession-interface
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from typing import Annotated, TypeAlias

import msgspec

from .errors import RemoteSessionError
from .states import Event, next_state
from .types import DEFAULT_TYPES, EXCLUSIVE_TYPES, ElementKind, Fact, Notification, Output, SessionState, SessionType

_AUTO, _AMBIENT = SessionType.AUTO, SessionType.AMBIENT
_ACTIVE, _STOP = SessionState.ACTIVE, Event.STOP

# Bounds on what one document can make the host remember; an honest page never reaches them.
MAX_ELEMENTS = 10_000
MAX_PENDING_NOTIFICATIONS = 10_000

# https://w3c.github.io/audio-session/#compute-the-audio-session-type steps 2 to 6, in their order
_COMPUTED_TYPE_ORDER = (
    SessionType.PLAY_AND_RECORD,
    SessionType.PLAYBACK,
    SessionType.TRANSIENT_SOLO,
    SessionType.TRANSIENT,
    SessionType.AMBIENT,
)
_PLACES = {kind: _COMPUTED_TYPE_ORDER.index(type_) for kind, type_ in DEFAULT_TYPES.items()}


_ELEMENT_ID = re.compile(rf"({'|'.join(ElementKind)})#[1-9][0-9]{{0,8}}")

ElementId: TypeAlias = Annotated[str, msgspec.Meta(max_length=32)]
"""A kind and a number, e.g. `audio#1`: see `kind_of`."""


# OPTIMIZATION: as a pattern of the messages' schema it takes twice as long as all else that is decoded.
@lru_cache(maxsize=1024)
def kind_of(element_id: str) -> ElementKind:
    """Raises RemoteSessionError if the id is none."""
    found = _ELEMENT_ID.fullmatch(element_id)
    if found is None:
        raise RemoteSessionError(f"{element_id!r} is not the id of an element")
    return ElementKind(found.group(1))


class Element(Fact, frozen=True):
    """A source or sink of audio as its document describes it. ``id`` is unique in the document."""

    id: ElementId
    audible: bool
    interrupted: bool

    @property
    def kind(self) -> ElementKind:
        return kind_of(self.id)

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
    """The computed type when it was last active: while its elements are interrupted the computed type says nothing."""
    last_audible: int = 0
    """Rises with each element that becomes audible, across all documents: the larger, the more recent."""
    is_wanted: bool = False
    """During an interruption: whether it was active before, or asked to be since. A displaced one is not."""
    guarded: frozenset[ElementKind] = frozenset()
    """The kinds of elements that the document was told not to begin by itself."""
    may_run: bool = True
    """True when AudioContexts that are held because of that may run afterwards."""
    serial: int = 0
    """Number of the last request heard from the document."""
    elements: dict[str, Element] = field(default_factory=dict)
    sinks: dict[str, Output] = field(default_factory=dict)
    """The outputs that the page has chosen for elements."""
    in_picture: set[str] = field(default_factory=set)
    """The elements that are shown in a window of their own: picture-in-picture."""
    pending: deque[SessionState] = field(default_factory=deque)
    """States of which the document was notified and which it has not acknowledged."""

    # OPTIMIZATION: these follow from the type and the elements. They are kept, for they are asked for several times
    # with each message, of which few change them.
    computed_type: SessionType = SessionType.AMBIENT
    """https://w3c.github.io/audio-session/#compute-the-audio-session-type"""
    sounding_type: SessionType = SessionType.AMBIENT
    """The type that the device goes by: what is interrupted, or about to resume, counts as if it were heard."""
    has_sound: bool = False
    """True when an element is audible, or was when it was interrupted."""
    active_counts: list[int] = field(default_factory=lambda: [0] * len(_COMPUTED_TYPE_ORDER))
    """The number of active elements, by the place of their default type in the order."""
    sounding_counts: list[int] = field(default_factory=lambda: [0] * len(_COMPUTED_TYPE_ORDER))
    """The number of active or interrupted elements."""

    @property
    def is_exclusive(self) -> bool:
        """True when it displaces others and can be displaced.

        AD-HOC: the draft looks at the computed type, which leaves out what resumes; a session would not displace again
        after an interruption what it had displaced before.
        """
        return self.sounding_type in EXCLUSIVE_TYPES

    @property
    def precedence(self) -> tuple[int, int]:
        """The larger, the earlier among the sessions of its tab: by the order of types, then by recency."""
        return -_COMPUTED_TYPE_ORDER.index(self.sounding_type), self.last_audible

    @property
    def is_active(self) -> bool:
        """Active for the page and for the host: a state that has only just changed counts for neither side."""
        return self.notified_state is _ACTIVE and self.state is _ACTIVE

    def take(self, event: Event) -> Notification:
        """Sets the state by the table and returns what the document is told. One draft step: *set the state*."""
        self.state = state = next_state(self.state, event)
        self.pending.append(state)
        return Notification(self.id, state, self.serial, event is _STOP)

    def accept_type(self, type_: SessionType) -> None:
        """[[appliedType]] is this now."""
        self.type = type_
        self._compute_types()

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
        place = _PLACES[kind_of(element.id)]
        self.elements[element.id] = element
        if known is not None:
            self._count(known, place, -1)
        self._count(element, place, 1)
        self._compute_types()

    def forget_element(self, element: Element) -> None:
        """The element is no longer one of the document's."""
        del self.elements[element.id]
        self.in_picture.discard(element.id)
        self.sinks.pop(element.id, None)
        self._count(element, _PLACES[element.kind], -1)
        self._compute_types()

    def _count(self, element: Element, place: int, number: int) -> None:
        if element.audible or element.interrupted:
            self.sounding_counts[place] += number
            if not element.interrupted:
                self.active_counts[place] += number

    # https://w3c.github.io/audio-session/#compute-the-audio-session-type
    def _compute_types(self) -> None:
        self.has_sound = any(self.sounding_counts)
        if self.type is not _AUTO:  # 1
            self.computed_type = self.sounding_type = self.type
        else:
            # 2-6: the first type of which there is one
            self.computed_type = next(compress(_COMPUTED_TYPE_ORDER, self.active_counts), _AMBIENT)
            self.sounding_type = next(compress(_COMPUTED_TYPE_ORDER, self.sounding_counts), _AMBIENT)

    def accept_acknowledgement(self, state: SessionState) -> bool:
        """The document has run *notify the state's change*. Returns whether [[state]] changed."""
        if not self.pending or self.pending[0] is not state:
            raise RemoteSessionError(f"document {self.id} says it was notified of {state}, which is not its turn")
        self.pending.popleft()
        is_mutating_state = self.notified_state is not state
        self.notified_state = state
        return is_mutating_state


def breadth_first(root: AudioSession, children: dict[int, list[AudioSession]]) -> Iterator[AudioSession]:
    """``root`` and everything below it, nearest first, siblings in the order in which they were added."""
    queue = deque([root])
    while queue:
        session = queue.popleft()
        yield session
        queue.extend(children.get(session.id, ()))
