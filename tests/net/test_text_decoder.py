"""TextDecoder's host half, against Python's own codecs and across chunk borders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.net.text_decoder import DecodeError, TextDecoder


@given(
    st.text(max_size=60), st.lists(st.integers(1, 7), max_size=40), st.sampled_from(["utf-8", "utf-16le", "utf-16be"])
)
def test_any_split_of_a_stream_gives_the_same_text(text: str, sizes: list[int], label: str) -> None:
    data = text.encode(label)
    decoder = TextDecoder(label, fatal=True, ignore_bom=True)
    parts = []
    for size in sizes:
        parts.append(decoder.decode(data[:size], stream=True))
        data = data[size:]
    parts.append(decoder.decode(data))
    assert "".join(parts) == text


@pytest.mark.parametrize(
    ("label", "codec"),
    [("gbk", "gbk"), ("big5", "big5"), ("euc-kr", "euc-kr"), ("iso-2022-jp", "iso-2022-jp"), ("sjis", "sjis")],
)
def test_multi_byte_streams_come_out_whole(label: str, codec: str) -> None:
    text = "中文" if codec in ("gbk", "big5") else "한국" if codec == "euc-kr" else "日本語"
    data = text.encode(codec)
    decoder = TextDecoder(label, fatal=True)
    assert "".join(decoder.decode(data[i : i + 1], stream=True) for i in range(len(data))) + decoder.decode(b"") == text


def test_malformed_input_is_replaced_or_fatal() -> None:
    assert TextDecoder().decode(b"a\xff\xf0\x9f\x98b") == "a\ufffd\ufffdb"
    for label, data in (("utf-8", b"\xff"), ("utf-16le", b"\x00\xd8"), ("gbk", b"\x81"), ("iso-8859-6", b"\xa1")):
        decoder = TextDecoder(label, fatal=True)
        with pytest.raises(DecodeError, match="is not valid"):
            decoder.decode(data)
        assert decoder.decode("x".encode("utf-16-le" if label == "utf-16le" else "ascii")) == "x"


def test_an_incomplete_character_waits_for_the_rest_and_is_an_error_at_the_end() -> None:
    decoder = TextDecoder()
    assert decoder.decode(b"\xe2\x82", stream=True) == ""
    assert decoder.decode(b"\xac", stream=True) == "€"
    assert decoder.decode(b"\xe2\x82") == "\ufffd"
    assert decoder.decode(b"ok") == "ok"


def test_a_byte_order_mark_is_dropped_at_the_start_of_a_stream_only() -> None:
    mark = b"\xef\xbb\xbf"
    decoder = TextDecoder()
    assert decoder.decode(mark[:1], stream=True) == ""
    assert decoder.decode(mark[1:] + b"a" + mark, stream=True) == "a\ufeff"
    assert decoder.decode(mark) == "\ufeff"
    assert decoder.decode(mark + b"a") == "a"
    assert TextDecoder(ignore_bom=True).decode(mark + b"a") == "\ufeffa"
    assert TextDecoder("utf-16").decode(b"\xff\xfea\0") == "a"


def test_labels() -> None:
    assert TextDecoder(" Latin1 ").encoding == "windows-1252"
    assert TextDecoder("latin1").decode(b"\x80\xe9") == "€é"
    for label in ("bogus", "", "replacement", "iso-2022-kr", "utf-8\0"):
        with pytest.raises(LookupError, match="not the label"):
            TextDecoder(label)


def test_a_stream_in_a_legacy_encoding_gives_what_is_whole() -> None:
    decoder = TextDecoder("shift_jis")
    assert [decoder.decode(piece, stream=True) for piece in (b"a\x90", b"\x85\xff", b"b\x90")] == ["a", "水", "\ufffdb"]
    assert decoder.decode(b"") == "\ufffd"
    decoder = TextDecoder("gb18030")
    assert [decoder.decode(bytes([byte]), stream=True) for byte in b"\x81\x37\xa8\x32a"] == ["", "", "", "☺", "a"]
    decoder = TextDecoder("iso-2022-jp")
    pieces = (b"a\x1b", b"b", b"\x1b$B", b'%"')
    assert [decoder.decode(piece, stream=True) for piece in pieces] == ["", "a\ufffdb", "", ""]
    assert decoder.decode(b"\x1b(B") == "ア"
