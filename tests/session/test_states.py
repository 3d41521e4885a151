"""The state table, enumerated: every state, event and type has an answer, and it is the one the rules give."""

import itertools

import pytest

from shim.session import Device, Element, InternalSessionError, SessionState, SessionType
from shim.session.states import TRANSITIONS, Event, next_state

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED
AUDIO = "audio#1"

EXPECTED = {
    # event: (from inactive, from active, from interrupted); None is impossible
    Event.GRANT: (ACTIVE, ACTIVE, ACTIVE),
    Event.HOLD: (INTERRUPTED, None, INTERRUPTED),
    Event.INACTIVATE: (INACTIVE, INACTIVE, INACTIVE),
    Event.DISPLACE: (None, INACTIVE, None),
    Event.INTERRUPT: (INTERRUPTED, INTERRUPTED, None),
    Event.RESUME: (None, None, ACTIVE),
    Event.RELEASE: (None, None, INACTIVE),
    Event.STOP: (INACTIVE, INACTIVE, INACTIVE),
    Event.REMOVE: (INACTIVE, INACTIVE, INACTIVE),
}
PRODUCT = list(itertools.product(SessionState, Event, SessionType))


def device_in(state: SessionState, type_: SessionType) -> Device:
    """A device whose document 1 has ``type_``, one audio element, and is in ``state``."""
    device = Device()
    device.add_document()
    device.type_applied(1, type_, 0.0)
    device.set_element(1, Element(AUDIO, True, False), 0.0)
    if state is not INACTIVE:
        device.try_activating(1, AUDIO, 1, 0.0)
        device.state_notified(1, ACTIVE, 0.0)
    if state is INTERRUPTED:
        device.begin_interruption("phone call", 0.0)
    return device


@pytest.mark.parametrize(("state", "event", "type_"), PRODUCT)
def test_every_state_event_and_type(state: SessionState, event: Event, type_: SessionType) -> None:
    session = device_in(state, type_).session(1)
    expected = EXPECTED[event][[INACTIVE, ACTIVE, INTERRUPTED].index(state)]
    pending = list(session.pending)
    if expected is None:
        with pytest.raises(InternalSessionError, match=f"{state} cannot take the event {event.name}"):
            session.take(event)
        assert (session.state, list(session.pending)) == (state, pending)
    else:
        notification = session.take(event)
        assert (session.state, notification.state) == (expected, expected)
        assert list(session.pending) == [*pending, expected]


def test_table_holds_nothing_else() -> None:
    assert set(TRANSITIONS) == {
        (state, event)
        for event, row in EXPECTED.items()
        for state, expected in zip((INACTIVE, ACTIVE, INTERRUPTED), row, strict=True)
        if expected is not None
    }
    for (state, event), after in TRANSITIONS.items():
        assert next_state(state, event) is after
