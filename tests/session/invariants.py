"""Invariants of every world."""

from collections.abc import Iterable

from shim.session import (
    DEFAULT_TYPES,
    EXCLUSIVE_TYPES,
    AudioSession,
    Device,
    Effect,
    Element,
    Participant,
    ParticipantKind,
    Policy,
    SessionState,
    SessionType,
    SystemEvent,
    Transition,
)
from shim.session.focus import group_of_event
from tests.session.reference import ReferenceWorld

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED


def check_always(world: ReferenceWorld) -> None:
    """Holds also while tasks are under way."""
    for tab in world.device.tabs.values():
        participant = tab.participant
        for session in tab.sessions():
            check_kept(session)
            if participant.is_interrupted:
                assert session.state is not ACTIVE, f"{session} is active in an interrupted tab"
            else:
                assert session.state is not INTERRUPTED, f"{session} is interrupted without an interruption"
            if session.state is not INACTIVE:
                has_place = participant.has_focus or participant.is_waiting
                assert has_place, f"{session} is {session.state} without the focus, and does not wait for it"
            assert session.guarded == world.device._guarded(tab, session), f"{session} was not told what it may begin"
        assert participant.is_waiting is (participant in world.device._waiting)
    check_focus(world.device)
    for document in world.documents.values():
        if document.state is INACTIVE:
            left = [s for s in document.sources if s.interrupted and not document.awaits(s)]
            assert not left, f"{document} is inactive with interrupted elements"


def check_kept(session: AudioSession) -> None:
    """Facts that a session keeps of its elements agree with the elements."""
    elements = session.elements.values()
    sounding = [e for e in elements if e.audible or e.interrupted]
    assert session.has_sound is bool(sounding)
    assert session.sounding_type is _first_type(session, sounding)
    assert session.computed_type is _first_type(session, [e for e in elements if e.state is ACTIVE])


def _first_type(session: AudioSession, elements: list[Element]) -> SessionType:
    types = {DEFAULT_TYPES[e.kind] for e in elements}
    if session.type is not SessionType.AUTO:
        return session.type
    order = (SessionType.PLAY_AND_RECORD, SessionType.PLAYBACK, SessionType.TRANSIENT)
    return next((t for t in order if t in types), SessionType.AMBIENT)


def check_focus(device: Device) -> None:
    """Flags of each participant on the stack agree with the policy's effects of the participants above it.

    Who is interrupted ducks nobody; who waits is not there, or is there as what it was.
    """
    stack = sorted((*device._focus, *device._events.values()), key=lambda p: p.position)
    for place, lower in enumerate(stack):
        if lower.kind is ParticipantKind.SYSTEM:
            continue
        effects = {
            _effect(device.policy, upper, lower)
            for upper in stack[place + 1 :]
            if not (upper.is_interrupted and _effect(device.policy, upper, lower) is Effect.DUCK)
        }
        assert not effects & {Effect.STOP, Effect.DENY}, f"{lower} is still there below {stack[place + 1 :]}"
        assert lower.is_held is (Effect.INTERRUPT in effects), f"{lower} below {stack[place + 1 :]}"
        assert lower.is_ducked is (Effect.DUCK in effects), f"{lower} below {stack[place + 1 :]}"
        assert lower.is_muted is (Effect.MUTE in effects), f"{lower} below {stack[place + 1 :]}"


def _effect(policy: Policy, upper: Participant, lower: Participant) -> Effect:
    if upper.kind is ParticipantKind.SYSTEM:
        event = next((e for e in SystemEvent if group_of_event(e) == upper.group), None)
        return Effect.INTERRUPT if event is None else policy.events[event][lower.type]
    if upper.kind is ParticipantKind.APP:
        return policy.matrix[upper.type][lower.type]
    matrix = policy.between_tabs if lower.kind is ParticipantKind.TAB else policy.from_tabs
    return matrix[upper.type][lower.type]


def check_at_rest(world: ReferenceWorld) -> None:
    """Holds when there is no task left."""
    check_always(world)
    assert not world.tasks
    for tab in world.device.tabs.values():
        explicit = []
        participant = tab.participant
        is_there = any(s.state is not INACTIVE or s.has_sound for s in tab.sessions())
        assert (participant.has_focus or participant.is_waiting) is is_there
        for session in tab.sessions():
            document = world.documents[session.id]
            assert session.state is session.notified_state is document.state
            assert document.requested is document.state
            assert not session.pending
            assert session.type is document.type is document.applied_type
            assert session.serial == document.serial
            assert {(e.id, e.audible, e.interrupted) for e in session.elements.values()} == {
                (s.id, s.audible, s.interrupted) for s in document.sources
            }
            assert not any(s.resuming for s in document.sources)
            assert document.guarded == session.guarded
            assert not any(s.blocked and s.kind not in document.guarded for s in document.sources)
            if session.state is ACTIVE:
                assert any(s.audible for s in document.sources), f"{session} is active and silent"
            else:
                audible = any(s.audible for s in document.sources)
                assert not (audible and session.state is INTERRUPTED), f"{session} sounds although interrupted"
                assert not (audible and participant.is_interrupted), f"{session} sounds in an interrupted tab"
            if session.state is ACTIVE and session.type in EXCLUSIVE_TYPES:
                explicit.append(session)
        active = [s for s in tab.sessions() if s.state is ACTIVE and s.is_exclusive]
        assert len(explicit) <= 1
        assert tab.selected is max(active, key=lambda s: s.precedence, default=None)


def check_transitions(transitions: Iterable[Transition]) -> None:
    for transition in transitions:
        assert transition.from_state is not transition.to_state
        assert str(transition.cause).strip()
        assert "{" not in str(transition.cause)
