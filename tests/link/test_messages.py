"""The messages: what is accepted, what is refused, and that the host's end maps them onto the model."""

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.link import messages as protocol
from shim.link.host import MAX_FAULTS, Delivery, SessionHost, text_of
from shim.resources import js_dir
from shim.session import ElementKind, LocalSessionError, Notification, RemoteSessionError, SessionState, SessionType

VALID: list[tuple[dict[str, Any], protocol.DocumentMessage]] = [
    ({"op": "hello", "version": 1}, protocol.Hello(version=1)),
    ({"op": "type-applied", "type": "ambient"}, protocol.TypeApplied(type=SessionType.AMBIENT)),
    (
        {"op": "element", "id": "audio#1", "audible": True, "interrupted": False},
        protocol.SetElement(id="audio#1", audible=True, interrupted=False),
    ),
    ({"op": "element-removed", "id": "speech#999999999"}, protocol.RemoveElement(id="speech#999999999")),
    (
        {"op": "try-activating", "element": "video#2", "serial": 1},
        protocol.TryActivating(element="video#2", serial=1),
    ),
    ({"op": "inactivate", "element": None, "serial": 7}, protocol.Inactivate(element=None, serial=7)),
    ({"op": "state-notified", "state": "interrupted"}, protocol.StateNotified(state=SessionState.INTERRUPTED)),
    ({"op": "fault", "text": "x"}, protocol.Fault(text="x")),
]


@pytest.mark.parametrize(("raw", "message"), VALID, ids=[raw["op"] for raw, _ in VALID])
def test_messages_round_trip(raw: dict[str, Any], message: protocol.DocumentMessage) -> None:
    assert protocol.decode(json.dumps(raw)) == message
    assert protocol.decode(json.dumps(raw).encode()) == message
    assert json.loads(protocol.encode(message)) == raw


def test_host_message_text() -> None:
    text = protocol.encode(protocol.NotifyState(state=SessionState.ACTIVE, serial=3))
    assert json.loads(text) == {"op": "notify-state", "state": "active", "serial": 3}


@pytest.mark.parametrize("kind", list(ElementKind))
def test_element_ids_carry_their_kind(kind: ElementKind) -> None:
    message = protocol.SetElement(id=f"{kind}#3", audible=False, interrupted=False)
    assert message.kind is kind


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '"hello"',
        '{"op": "notify-state", "state": "active", "serial": 1}',
        '{"op": "hello"}',
        '{"op": "hello", "version": "1"}',
        '{"op": "hello", "version": 1, "more": 1}',
        '{"op": "type-applied", "type": "Playback"}',
        '{"op": "state-notified", "state": "paused"}',
        '{"op": "element", "id": "audio#1", "audible": 1, "interrupted": false}',
        json.dumps({"op": "element", "id": f"audio#{10**30}", "audible": True, "interrupted": False}),
        '{"op": "try-activating", "element": null, "serial": 1}',
        '{"op": "try-activating", "element": "audio#1", "serial": 0}',
        '{"op": "inactivate", "element": "audio#1", "serial": 1e300}',
        json.dumps({"op": "fault", "text": "x" * (protocol.MAX_FAULT_LENGTH + 1)}),
        json.dumps({"op": "fault", "text": "x" * protocol.MAX_MESSAGE_LENGTH}),
        b"\xff\xfe",
        "\ud800",
        '{"more":' + "[" * 10_000,
    ],
)
def test_anything_else_is_the_documents_fault(bad: str | bytes) -> None:
    with pytest.raises(RemoteSessionError):
        protocol.decode(bad)


@pytest.mark.parametrize("element", ["audio#0", "audio#1\n", "image#1", "#1", "audio#12345678901234567890", ""])
@pytest.mark.parametrize("op", ["element", "element-removed", "try-activating", "inactivate"])
def test_what_is_no_id_of_an_element_is_refused(op: str, element: str) -> None:
    host = SessionHost()
    document = host.add_document()
    fields = {
        "element": {"id": element, "audible": True, "interrupted": False},
        "element-removed": {"id": element},
        "try-activating": {"element": element, "serial": 1},
        "inactivate": {"element": element, "serial": 1},
    }
    with pytest.raises(RemoteSessionError, match="element"):
        say(host, document, op=op, **fields[op])
    assert not host.device.session(document).elements
    assert host.device.session(document).serial == 0


@given(st.text() | st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(str))
def test_no_input_gets_another_error(text: str | bytes) -> None:
    with pytest.raises(RemoteSessionError):
        protocol.decode(text)


def test_both_ends_speak_the_same_version_and_kinds() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in (js_dir() / "polyfill").glob("*.js")}
    assert f"export const VERSION = {protocol.VERSION};" in sources["document.js"]
    kinds = set(re.findall(r'kind(?: =|:) "([a-z]+)"', "".join(sources.values())))
    assert kinds | {"audio", "video"} == set(ElementKind)
    sent = set(re.findall(r'\{ op: "([a-z-]+)"', sources["algorithms.js"] + sources["document.js"]))
    assert sent == {raw["op"] for raw, _ in VALID}


@pytest.mark.parametrize("suspend", [False, True])
@pytest.mark.parametrize("state", SessionState)
def test_what_a_document_is_told_is_written_as_the_schema_has_it(state: SessionState, suspend: bool) -> None:
    told = text_of(Notification(1, state, 2**53 - 1, suspend))
    assert msgspec.json.decode(told, type=protocol.NotifyState) == protocol.NotifyState(state, 2**53 - 1, suspend)


# The host's end of the links


def say(host: SessionHost, document: int, **message: Any) -> list[Delivery]:
    return host.receive(document, json.dumps(message), 1.0)


def test_host_answers_a_document_and_displaces_its_sibling() -> None:
    host = SessionHost()
    top = host.add_document()
    frame = host.add_document(top)
    for document in (top, frame):
        assert say(host, document, op="hello", version=1) == []
        assert say(host, document, op="type-applied", type="playback") == []
        assert say(host, document, op="element", id="audio#1", audible=True, interrupted=False) == []
        told = say(host, document, op="try-activating", element="audio#1", serial=1)
        assert told == [Delivery(document, '{"op":"notify-state","state":"active","serial":1}')]
    assert say(host, top, op="state-notified", state="active") == []
    assert say(host, frame, op="state-notified", state="active") == [
        Delivery(top, '{"op":"notify-state","state":"inactive","serial":1}')
    ]
    say(host, frame, op="element", id="audio#1", audible=False, interrupted=False)
    told = say(host, frame, op="inactivate", element="audio#1", serial=2)
    assert told == [Delivery(frame, '{"op":"notify-state","state":"inactive","serial":2}')]
    say(host, frame, op="element-removed", id="audio#1")
    assert host.device.session(frame).elements == {}


def test_host_interrupts_and_resumes() -> None:
    host = SessionHost()
    top = host.add_document()
    say(host, top, op="element", id="audio#1", audible=True, interrupted=False)
    say(host, top, op="try-activating", element="audio#1", serial=1)
    call, told = host.begin_interruption("phone call", 2.0)
    guard = '{"op":"guard","kinds":["audio","audiocontext","microphone","speech","video"],"resume":true,"rejects":true}'
    assert told == [Delivery(top, guard), Delivery(top, '{"op":"notify-state","state":"interrupted","serial":1}')]
    guard = '{"op":"guard","kinds":[],"resume":true,"rejects":true}'
    told = host.end_interruption(call, 3.0)
    assert told == [Delivery(top, guard), Delivery(top, '{"op":"notify-state","state":"active","serial":1}')]


def test_host_refuses_another_version() -> None:
    host = SessionHost()
    document = host.add_document()
    with pytest.raises(RemoteSessionError, match="speaks version 2, the host 1"):
        say(host, document, op="hello", version=2)


def test_host_keeps_a_bounded_number_of_faults() -> None:
    host = SessionHost()
    document = host.add_document()
    for index in range(MAX_FAULTS + 5):
        say(host, document, op="fault", text=str(index))
    assert host.faults == [(document, str(index)) for index in range(MAX_FAULTS)]


@pytest.mark.parametrize(("raw", "_message"), VALID, ids=[raw["op"] for raw, _ in VALID])
def test_a_document_that_is_gone_cannot_speak(raw: dict[str, Any], _message: protocol.DocumentMessage) -> None:
    host = SessionHost()
    document = host.add_document()
    host.remove_document(document, 1.0)
    with pytest.raises(LocalSessionError, match=f"no document {document}"):
        say(host, document, **raw)
