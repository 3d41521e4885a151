"""WebSocket frames, however the network cuts them: each message comes out whole, and what is no frame is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.server.transport.messages import CloseCode, Refused
from shim.server.transport.websocket_frames import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    FrameReader,
    close_code,
    frame,
)
from tests.server.client import masked

LIMIT = 70_000
MASKS = st.binary(min_size=4, max_size=4)
CONTENTS = st.binary(max_size=20) | st.builds(bytes, st.sampled_from([125, 126, 127, 65_535, 65_536, LIMIT]))


def read_all(data: bytes, cuts: list[int] = []) -> list[tuple[int, bytes]]:  # noqa: B006
    reader = FrameReader(LIMIT)
    ends = [*sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    found = []
    begin = 0
    for end in ends:
        found += reader.read(data[begin:end])
        begin = end
    return found


@given(st.lists(st.tuples(CONTENTS, MASKS), max_size=4), st.lists(st.integers(min_value=0), max_size=6))
def test_messages_come_out_as_they_went_in(messages: list[tuple[bytes, bytes]], cuts: list[int]) -> None:
    data = b"".join(masked(TEXT, content, mask) for content, mask in messages)
    assert read_all(data, cuts) == [(TEXT, content) for content, _ in messages]


@given(st.lists(st.binary(max_size=9), min_size=2, max_size=5), st.sampled_from([TEXT, BINARY]), st.integers(0))
def test_fragments_with_a_ping_between_them(parts: list[bytes], kind: int, cut: int) -> None:
    data = masked(kind, parts[0], is_final=False)
    for part in parts[1:-1]:
        data += masked(CONTINUATION, part, is_final=False)
    data += masked(PING, b"now") + masked(CONTINUATION, parts[-1]) + masked(TEXT, b"next")
    expected = [(CONTINUATION, b"")] * (len(parts) - 1) + [(PING, b"now"), (TEXT, b"".join(parts)), (TEXT, b"next")]
    assert read_all(data, [cut]) == expected


@given(st.binary(max_size=64), st.lists(st.integers(min_value=0), max_size=6))
def test_whatever_comes_is_read_or_refused(data: bytes, cuts: list[int]) -> None:
    try:
        whole = read_all(data)
    except Refused:
        with pytest.raises(Refused):
            read_all(data, cuts)
    else:
        assert read_all(data, cuts) == whole


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (frame(TEXT, b"plain!"), "not masked"),
        (masked(TEXT | 0x40, b"compressed"), "reserved bits"),
        (masked(CONTINUATION, b"of nothing"), "kind 0"),
        (masked(TEXT, b"a", is_final=False) + masked(TEXT, b"b"), "kind 1"),
        (masked(3, b""), "kind 3"),
        (masked(11, b""), "kind 11"),
        (masked(PING, b"", is_final=False), "control frame"),
        (masked(PONG, b"x" * 126), "control frame"),
    ],
)
def test_what_is_no_frame(data: bytes, reason: str) -> None:
    reader = FrameReader(LIMIT)
    assert list(reader.read(masked(TEXT, b"before"))) == [(TEXT, b"before")]
    with pytest.raises(Refused, match=reason) as refused:
        list(reader.read(data))
    assert refused.value.code is CloseCode.BAD_MESSAGE


@pytest.mark.parametrize(
    "data",
    [
        masked(TEXT, bytes(LIMIT + 1))[:14],  # before its content has come
        b"\x81\xff" + b"\xff" * 8 + b"mask",
        masked(TEXT, bytes(LIMIT), is_final=False) + masked(CONTINUATION, b"x"),
    ],
)
def test_what_is_too_long(data: bytes) -> None:
    with pytest.raises(Refused, match=f"longer than {LIMIT} bytes") as refused:
        read_all(data)
    assert refused.value.code is CloseCode.TOO_LONG


def test_codes_at_the_end() -> None:
    assert close_code(b"") is close_code(b"\x03") is None
    assert close_code(b"\x03\xe9bye") == CloseCode.GOING_AWAY
    assert read_all(masked(CLOSE, b"\x03\xe9bye")) == [(CLOSE, b"\x03\xe9bye")]
