"""Frames, whatever is in them: each is taken or refused, and the server stands."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim import Device
from shim.link import messages as protocol
from shim.server.documents.document import ServedDocument
from shim.server.transport import messages as frames
from shim.server.transport.limits import TokenBucket
from shim.server.transport.messages import Refused
from shim.session import RemoteSessionError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=10,
)
SCALARS = st.sampled_from([None, True, False, 0, 1, 2, -1, 2**70, 1.5, "active", "audio#1", "playback", "?", [], {}])
OPS = st.sampled_from(["hello", "element", "try-activating", "inactivate", "state-notified", "type-applied", "?"])
MEMBERS = ("version", "id", "audible", "interrupted", "element", "serial", "state", "type", "text")
MESSAGES = st.fixed_dictionaries({"op": OPS}, optional=dict.fromkeys(MEMBERS, SCALARS))
FRAMES = st.fixed_dictionaries(
    {"received": SCALARS, "messages": st.lists(MESSAGES) | JSON}, optional={"op": SCALARS, "more": SCALARS}
)
IDS, SERIALS = st.sampled_from(["audio#1", "microphone#1", "sound#1"]), st.integers(1, 3)
STATES = st.sampled_from(["active", "inactive", "interrupted"])
WELL_FORMED = st.one_of(
    st.fixed_dictionaries({"op": st.just(op), **members})
    for op, members in {
        "hello": {"version": st.sampled_from([protocol.VERSION, 0])},
        "type-applied": {"type": st.sampled_from(["auto", "playback"])},
        "element": {"id": IDS, "audible": st.booleans(), "interrupted": st.booleans()},
        "element-removed": {"id": IDS},
        "try-activating": {"element": IDS, "serial": SERIALS},
        "inactivate": {"element": st.none() | IDS, "serial": SERIALS},
        "state-notified": {"state": STATES},
    }.items()
)
CONNECTS = st.fixed_dictionaries(
    {"op": st.just("connect"), "version": SCALARS},
    optional=dict.fromkeys(("url", "parent", "resume", "received", "more"), SCALARS),
)


@given(st.text() | st.binary() | (JSON | FRAMES | CONNECTS).map(json.dumps))
def test_a_frame_is_taken_or_refused(text: str | bytes) -> None:
    with suppress(RemoteSessionError):
        frames.decode_frames([text])
    with suppress(Refused):
        frames.decode_connect(text)


@given(st.lists(WELL_FORMED | MESSAGES, max_size=30))
def test_whatever_a_document_says_its_device_stands(messages: list[Any]) -> None:
    device = Device()
    document = ServedDocument("default", device, "", TokenBucket(1.0, 1e6, 0.0), lambda _: None)
    document.id = device.add_document(document)
    other = ServedDocument("default", device, "", TokenBucket(1.0, 1e6, 0.0), lambda _: None)
    other.id = device.add_document(other)
    for message in messages:
        with suppress(RemoteSessionError):
            [frame] = frames.decode_frames([json.dumps({"received": 0, "messages": [message]})])
            device.take_all(document.id, frame.messages)
    device.remove_document(document.id)
    assert [tab.top.id for tab in device.core.tabs.values()] == [other.id]


class Ends:
    """A document and its server, over a network that loses a connection with all that is under way."""

    def __init__(self) -> None:
        device = Device()
        self.document = ServedDocument("default", device, "", TokenBucket(1.0, 1e6, 0.0), lambda _: None)
        self.told: list[str] = []
        self.heard: list[str] = []
        self.under_way: list[str] = []

    def write(self) -> None:
        frame = self.document.next_frame()
        if frame is not None:
            self.under_way.append(frame)

    def read(self) -> None:
        if self.under_way:
            self.heard += [message["n"] for message in json.loads(self.under_way.pop(0))["messages"]]

    def confirm(self) -> None:
        self.document.confirm(len(self.heard))

    def reconnect(self) -> None:
        self.under_way.clear()
        self.document.connect(None, len(self.heard))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["deliver", "write", "read", "confirm", "reconnect"]), max_size=60))
def test_each_message_arrives_once_and_in_order(steps: list[str]) -> None:
    ends = Ends()
    for number, step in enumerate(steps):
        if step == "deliver":
            ends.told.append(f"{number}")
            ends.document.deliver(json.dumps({"n": f"{number}"}))
        else:
            getattr(ends, step)()
        assert ends.heard == ends.told[: len(ends.heard)]
    ends.reconnect()
    ends.write()
    ends.read()
    assert ends.heard == ends.told
    ends.confirm()
    assert ends.document.unconfirmed == 0


def test_the_last_frame_that_is_taken() -> None:
    frame = {"received": 0, "messages": [{"op": "hello", "version": 1}] * frames.MAX_MESSAGES_PER_FRAME}
    [taken] = frames.decode_frames([json.dumps(frame)])
    assert taken.messages == [protocol.Hello(1)] * frames.MAX_MESSAGES_PER_FRAME


def test_a_reason_fits_a_close_frame() -> None:
    reason = frames.close_reason("é" * 200)
    assert reason.decode() == "é" * 61


def test_a_bucket_fills_again() -> None:
    bucket = TokenBucket(10.0, 5.0, 0.0)
    bucket.take(5, 0.0)
    bucket.take(1, 0.1)
    with pytest.raises(Refused, match="10 messages a second"):
        bucket.take(1, 0.1)
    bucket = TokenBucket(10.0, 5.0, 0.0)
    with pytest.raises(Refused):
        bucket.take(6, 100.0)
