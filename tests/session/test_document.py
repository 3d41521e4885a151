"""One session: its computed type, its bounds, and the requests it accepts."""

import itertools

import pytest

from shim.session import DEFAULT_TYPES, Device, Element, ElementKind, RemoteSessionError, SessionState, SessionType
from shim.session import document as document_module

KINDS = list(ElementKind)


def element(kind: ElementKind, *, audible: bool = True, interrupted: bool = False, n: int = 1) -> Element:
    return Element(f"{kind}#{n}", audible, interrupted)


@pytest.fixture
def device() -> Device:
    device = Device()
    device.add_document()
    return device


@pytest.mark.parametrize("kinds", [c for n in range(len(KINDS) + 1) for c in itertools.combinations(KINDS, n)])
def test_computed_type_is_the_first_of_the_order(device: Device, kinds: tuple[ElementKind, ...]) -> None:
    for kind in kinds:
        device.set_element(1, element(kind), 0.0)
    present = {DEFAULT_TYPES[kind] for kind in kinds}
    order = [
        SessionType.PLAY_AND_RECORD,
        SessionType.PLAYBACK,
        SessionType.TRANSIENT_SOLO,
        SessionType.TRANSIENT,
        SessionType.AMBIENT,
    ]
    expected = next((t for t in order if t in present), SessionType.AMBIENT)
    assert device.session(1).computed_type is expected


@pytest.mark.parametrize("type_", [t for t in SessionType if t is not SessionType.AUTO])
def test_explicit_type_is_the_computed_type(device: Device, type_: SessionType) -> None:
    device.set_element(1, element(ElementKind.MICROPHONE), 0.0)
    device.type_applied(1, type_, 0.0)
    assert device.session(1).computed_type is type_


def test_interrupted_and_silent_elements_do_not_count(device: Device) -> None:
    device.set_element(1, element(ElementKind.MICROPHONE, interrupted=True), 0.0)
    device.set_element(1, element(ElementKind.AUDIO, audible=False), 0.0)
    assert device.session(1).computed_type is SessionType.AMBIENT


def test_element_states() -> None:
    assert element(ElementKind.AUDIO).state is SessionState.ACTIVE
    assert element(ElementKind.AUDIO, audible=False).state is SessionState.INACTIVE
    assert element(ElementKind.AUDIO, interrupted=True).state is SessionState.INTERRUPTED


def snapshot(device: Device) -> object:
    session = device.session(1)
    return (
        session.type,
        session.state,
        session.notified_state,
        session.serial,
        dict(session.elements),
        list(session.pending),
        session.is_wanted,
        session.last_audible,
        list(device.timeline),
    )


def test_bad_requests_are_the_documents_fault_and_change_nothing(device: Device) -> None:
    device.set_element(1, element(ElementKind.AUDIO), 0.0)
    device.set_element(1, element(ElementKind.VIDEO, audible=False), 0.0)
    before = snapshot(device)
    for match, call in {
        "no audio element audio#2": lambda: device.try_activating(1, "audio#2", 1, 0.0),
        "video#1, which is not audible": lambda: device.try_activating(1, "video#1", 1, 0.0),
        "request 2, expected 1": lambda: device.try_activating(1, "audio#1", 2, 0.0),
        "audio#1, which is audible": lambda: device.inactivate(1, "audio#1", 1, 0.0),
        "no audio element audio#3": lambda: device.inactivate(1, "audio#3", 1, 0.0),
        "request 3, expected 1": lambda: device.inactivate(1, None, 3, 0.0),
        "no audio element audio#4": lambda: device.remove_element(1, "audio#4", 0.0),
        "notified of active, which is not its turn": lambda: device.state_notified(1, SessionState.ACTIVE, 0.0),
        "'sound#1' is not the id of an element": lambda: device.set_element(1, Element("sound#1", True, True), 0.0),
    }.items():
        with pytest.raises(RemoteSessionError, match=match):
            call()
        assert snapshot(device) == before


def test_acknowledgements_come_in_order(device: Device) -> None:
    device.set_element(1, element(ElementKind.AUDIO), 0.0)
    device.try_activating(1, "audio#1", 1, 0.0)
    device.begin_interruption("alarm", 0.0)
    with pytest.raises(RemoteSessionError):
        device.state_notified(1, SessionState.INTERRUPTED, 0.0)
    device.state_notified(1, SessionState.ACTIVE, 0.0)
    device.state_notified(1, SessionState.INTERRUPTED, 0.0)
    assert device.session(1).notified_state is SessionState.INTERRUPTED


def test_what_a_document_can_make_the_host_remember_is_bounded(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_module, "MAX_ELEMENTS", 2)
    monkeypatch.setattr(document_module, "MAX_PENDING_NOTIFICATIONS", 2)
    device.set_element(1, element(ElementKind.AUDIO, n=1), 0.0)
    device.set_element(1, element(ElementKind.AUDIO, n=2), 0.0)
    device.set_element(1, element(ElementKind.AUDIO, n=2, audible=False), 0.0)
    with pytest.raises(RemoteSessionError, match="more than 2 audio elements"):
        device.set_element(1, element(ElementKind.AUDIO, n=3), 0.0)
    device.try_activating(1, "audio#1", 1, 0.0)
    device.try_activating(1, "audio#1", 2, 0.0)
    with pytest.raises(RemoteSessionError, match="2 notifications it did not answer"):
        device.try_activating(1, "audio#1", 3, 0.0)
    device.state_notified(1, SessionState.ACTIVE, 0.0)
    device.try_activating(1, "audio#1", 3, 0.0)
