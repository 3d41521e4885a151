"""The states of an audio session on the host's side, and what moves it from one to another.

This is the underlying audio session that the draft's steps "in parallel" work on, not the [[state]] slot which the
page sees: the slot follows when the document has been notified, one task later.

Rules, in prose:

1. A session begins `inactive`.
2. A document asks for activation when one of its elements becomes audible, or is to when it may. The device grants it
   (-> `active`), or holds it because an interruption is on (-> `interrupted`, so that the element is suspended and
   resumes later, or begins then). Asking again in the same state is harmless.
3. A document asks for inactivation when nothing of its own is audible, interrupted or about to resume
   (-> `inactive`, from any state).
4. Another session of the same tab displaces an `active` one (-> `inactive`). Its elements play on, and only an element
   that becomes audible anew brings it back (rule 2). A session that is not active is not displaced.
5. An interruption of the device reaches every session that is `active`, and every `inactive` one whose elements play
   on because it was displaced (-> `interrupted`). Further interruptions change nothing: only the outermost acts.
6. When the last interruption is over, a session with something to resume, if resuming is permitted, is resumed
   (-> `active`); any other is released (-> `inactive`). Nothing is `interrupted` without an interruption, and nothing
   of an interrupted tab is `active`.
7. A participant of the device above the session's tab interrupts, or frees, the tab as rules 5 and 6 say. A document
   that asks for activation meanwhile is granted it if its tab can have the focus: that ends the interruption. If the
   system itself would interrupt the tab, it waits: it has no effect on others before it is freed.
8. A participant that stops the session's tab, or because of which the device refuses activation, makes it `inactive`,
   and stops its elements.
9. A document that goes away takes its session out of its tab (-> `inactive`, for good).

A pair that is not in the table cannot happen. If it does, it is a bug of ours.
"""

from enum import StrEnum, auto

from .errors import InternalSessionError
from .types import SessionState


class Event(StrEnum):
    """Event of an underlying audio session; the rules above say when."""

    GRANT = auto()
    HOLD = auto()
    INACTIVATE = auto()
    DISPLACE = auto()
    INTERRUPT = auto()
    RESUME = auto()
    RELEASE = auto()
    STOP = auto()
    REMOVE = auto()


_INACTIVE, _ACTIVE, _INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED

TRANSITIONS: dict[tuple[SessionState, Event], SessionState] = {
    (_INACTIVE, Event.GRANT): _ACTIVE,
    (_INACTIVE, Event.HOLD): _INTERRUPTED,
    (_INACTIVE, Event.INACTIVATE): _INACTIVE,
    (_INACTIVE, Event.INTERRUPT): _INTERRUPTED,
    (_INACTIVE, Event.STOP): _INACTIVE,
    (_INACTIVE, Event.REMOVE): _INACTIVE,
    (_ACTIVE, Event.GRANT): _ACTIVE,
    (_ACTIVE, Event.INACTIVATE): _INACTIVE,
    (_ACTIVE, Event.DISPLACE): _INACTIVE,
    (_ACTIVE, Event.INTERRUPT): _INTERRUPTED,
    (_ACTIVE, Event.STOP): _INACTIVE,
    (_ACTIVE, Event.REMOVE): _INACTIVE,
    (_INTERRUPTED, Event.GRANT): _ACTIVE,
    (_INTERRUPTED, Event.HOLD): _INTERRUPTED,
    (_INTERRUPTED, Event.INACTIVATE): _INACTIVE,
    (_INTERRUPTED, Event.RESUME): _ACTIVE,
    (_INTERRUPTED, Event.RELEASE): _INACTIVE,
    (_INTERRUPTED, Event.STOP): _INACTIVE,
    (_INTERRUPTED, Event.REMOVE): _INACTIVE,
}


def next_state(state: SessionState, event: Event) -> SessionState:
    """The state after ``event``. Raises InternalSessionError for a pair that is not in the table."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise InternalSessionError(f"an audio session that is {state} cannot take the event {event.name}") from None
