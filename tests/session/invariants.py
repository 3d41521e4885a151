"""What must hold in every world."""

from collections.abc import Iterable

from shim.session import EXCLUSIVE_TYPES, SessionState, Transition
from tests.session.reference import ReferenceWorld

INACTIVE, ACTIVE, INTERRUPTED = SessionState.INACTIVE, SessionState.ACTIVE, SessionState.INTERRUPTED


def check_always(world: ReferenceWorld) -> None:
    """Holds also while tasks are under way."""
    for tab in world.device.tabs.values():
        for session in tab.sessions():
            if world.device.is_interrupted:
                assert session.state is not ACTIVE, f"{session} is active during an interruption"
            else:
                assert session.state is not INTERRUPTED, f"{session} is interrupted without an interruption"
    for document in world.documents.values():
        if document.state is INACTIVE:
            assert not any(s.interrupted for s in document.sources), f"{document} is inactive with interrupted elements"


def check_at_rest(world: ReferenceWorld) -> None:
    """Holds when there is no task left."""
    check_always(world)
    assert not world.tasks
    for tab in world.device.tabs.values():
        explicit = []
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
            if session.state is ACTIVE:
                assert any(s.audible for s in document.sources), f"{session} is active and silent"
            else:
                audible = any(s.audible for s in document.sources)
                assert not (audible and session.state is INTERRUPTED), f"{session} sounds although interrupted"
                assert not (audible and world.device.is_interrupted), f"{session} sounds during an interruption"
            if session.state is ACTIVE and session.type in EXCLUSIVE_TYPES:
                explicit.append(session)
            if session.state is ACTIVE:
                assert session.last_active_type is session.computed_type
        active = [s for s in tab.sessions() if s.state is ACTIVE and s.is_exclusive]
        assert len(explicit) <= 1
        assert tab.selected is max(active, key=lambda s: s.last_audible, default=None)
        assert tab.has_audio_focus is bool(active)


def check_transitions(transitions: Iterable[Transition]) -> None:
    for transition in transitions:
        assert transition.from_state is not transition.to_state
        assert str(transition.cause).strip()
        assert "{" not in str(transition.cause)
