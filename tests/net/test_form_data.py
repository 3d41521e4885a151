"""Form bodies, written and read back; what is written is also read by another implementation."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.net.form_data import Entry, FilePart, encode_multipart, parse_multipart, parse_urlencoded

text = st.text(max_size=20).filter(lambda value: not value.startswith("\ufeff"))
# Line breaks become CR LF on the way, and quotes and breaks are the only escapes.
plain = text.map(lambda value: value.replace("\r", "").replace("\n", "").replace("%", ""))
files = st.builds(FilePart, plain, st.sampled_from(["text/plain", "audio/wav"]), st.binary(max_size=60))


@given(st.lists(st.tuples(plain, plain | files), max_size=5))
def test_multipart_comes_back(entries: list[Entry]) -> None:
    body, content_type = encode_multipart(entries)
    assert parse_multipart(body, content_type) == entries


def test_multipart_is_read_by_another_parser() -> None:
    body, content_type = encode_multipart([("a", "1\n2"), ("file", FilePart("x.wav", "audio/wav", b"RIFF\r\n\0"))])
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    first, second = message.get_payload()  # type: ignore[misc]
    assert first.get_param("name", header="content-disposition") == "a"  # type: ignore[union-attr]
    assert first.get_payload(decode=True) == b"1\r\n2"  # type: ignore[union-attr]
    assert second.get_filename() == "x.wav"  # type: ignore[union-attr]
    assert second.get_content_type() == "audio/wav"  # type: ignore[union-attr]


def test_names_cannot_break_out_of_their_header() -> None:
    name = 'a"; filename="evil\r\nX-Evil: 1'
    body, content_type = encode_multipart([(name, "v")])
    assert b"X-Evil" not in body.replace(b"%0D%0AX-Evil", b"")
    assert parse_multipart(body, content_type) == [(name, "v")]


def test_a_preamble_is_ignored_and_a_content_type_optional() -> None:
    body = b'hello\r\n--B\r\nContent-Disposition: form-data; name="f"; filename="n"\r\n\r\nx\r\n--B--\r\n'
    assert parse_multipart(body, 'multipart/form-data; boundary="B"') == [("f", FilePart("n", "text/plain", b"x"))]
    assert parse_multipart(b"--B--", "multipart/form-data;boundary=B") == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--B--", "multipart/form-data"),
        (b"--B--", "text/plain;boundary=B"),
        (b"", "multipart/form-data;boundary=B"),
        (b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', "multipart/form-data;boundary=B"),
        (b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--", "multipart/form-data;boundary=B"),
        (b'--B\r\nContent-Disposition: attachment; name="a"\r\n\r\nx\r\n--B--', "multipart/form-data;boundary=B"),
        (b"--B\r\nno end of headers\r\n--B--", "multipart/form-data;boundary=B"),
    ],
)
def test_malformed_multipart(body: bytes, content_type: str) -> None:
    with pytest.raises(ValueError, match="multipart"):
        parse_multipart(body, content_type)


def test_urlencoded() -> None:
    assert parse_urlencoded("a+b=1%2B2%26%3D%C3%A9%7E*-._&a+b=&?x&&=&%zz=%C3%28") == [
        ("a b", "1+2&=é~*-._"),
        ("a b", ""),
        ("?x", ""),
        ("", ""),
        ("%zz", "\ufffd("),
    ]


def test_multipart_in_a_legacy_encoding() -> None:
    body, content_type = encode_multipart(
        [("é☺", "☺é"), ("f", FilePart("é☺.txt", "text/plain", "é".encode()))], "windows-1252"
    )
    assert b'name="\xe9&#9786;"\r\n\r\n&#9786;\xe9\r\n' in body
    assert b'filename="\xe9&#9786;.txt"\r\nContent-Type: text/plain\r\n\r\n\xc3\xa9\r\n' in body
    assert content_type == content_type.lower()


def test_names_of_parts_without_quotes() -> None:
    body = b"--B\r\nContent-Disposition: form-data; name=a; filename=b.txt\r\n\r\n\xef\xbb\xbfx\r\n--B--"
    assert parse_multipart(body, "multipart/form-data;boundary=B") == [
        ("a", FilePart("b.txt", "text/plain", b"\xef\xbb\xbfx"))
    ]
    body = b"--B\r\nContent-Disposition: form-data; name=a\r\n\r\n\xef\xbb\xbfx\r\n--B--"
    assert parse_multipart(body, "multipart/form-data;boundary=B") == [("a", "\ufeffx")]
