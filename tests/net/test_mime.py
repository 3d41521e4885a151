"""MIME types: parsing, serializing, files, first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.net import mime
from shim.net.headers import Headers


@pytest.mark.parametrize(
    ("text", "serialized"),
    [
        ("text/html;charset=gbk", "text/html;charset=gbk"),
        ("TEXT/HTML;CHARSET=GBK", "text/html;charset=GBK"),
        (" text/html ; charset=gbk", "text/html;charset=gbk"),
        ("text/html;charset=gbk;charset=utf-8", "text/html;charset=gbk"),
        ("text/html;charset= gbk", 'text/html;charset=" gbk"'),
        ('text/html;charset="gbk" ;x=1', "text/html;charset=gbk;x=1"),
        ('text/html;charset="a\\"b;c"', 'text/html;charset="a\\"b;c"'),
        ('text/html;charset="open', "text/html;charset=open"),
        ('text/html;x="', 'text/html;x=""'),
        ("text/html;charset=;x=2", "text/html;x=2"),
        ("text/html;;;;a=b", "text/html;a=b"),
        ("text/html;novalue;a=b", "text/html;a=b"),
        ("text/html;", "text/html"),
        ("x/x;bad name=1;ok=2", "x/x;ok=2"),
    ],
)
def test_parse_and_serialize(text: str, serialized: str) -> None:
    parsed = mime.parse(text)
    assert parsed is not None
    assert str(parsed) == serialized
    assert mime.parse(serialized) == parsed


@pytest.mark.parametrize(
    "text", ["", "/", "text", "text/", "/html", "te xt/html", "text/ht ml", "text/html,x", "bogus"]
)
def test_what_is_no_mime_type(text: str) -> None:
    assert mime.parse(text) is None


@given(st.text(alphabet='ab/;="\\, \t\u00e9', max_size=40))
def test_any_text_parses_or_not_but_what_parses_is_stable(text: str) -> None:
    parsed = mime.parse("a/b;" + text)
    assert parsed is not None
    assert mime.parse(str(parsed)) == parsed


def test_the_last_valid_content_type_counts_and_keeps_the_charset() -> None:
    def of(*values: str) -> str:
        return str(mime.from_headers(Headers([("Content-Type", value) for value in values])))

    assert of("text/plain", "text/html") == "text/html"
    assert of("text/html;charset=gbk, text/html") == "text/html;charset=gbk"
    assert of("text/html;charset=gbk", "text/html;x=1", "bogus") == "text/html;x=1;charset=gbk"
    assert of("text/html;charset=gbk", "*/*") == "text/html;charset=gbk"
    assert of("text/html;charset=gbk", "text/plain") == "text/plain"
    assert of('text/html;x="a,b", text/plain;y=1') == "text/plain;y=1"
    assert mime.from_headers(Headers()) is None


def test_kinds_of_types() -> None:
    def parse(text: str) -> mime.MimeType:
        found = mime.parse(text)
        assert found is not None
        return found

    for script in ("text/javascript", "application/x-javascript", "TEXT/JavaScript1.5;charset=x", "text/jscript"):
        assert parse(script).is_javascript()
    for other in ("text/javascript1.6", "application/json", "text/plain", "module/javascript"):
        assert not parse(other).is_javascript()
    assert parse("application/ld+json").is_json()
    assert parse("image/svg+xml").is_xml()
    assert not parse("audio/wav").is_text()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "text/html"),
        ("a.MJS", "text/javascript"),
        ("x/tone.wav", "audio/wav"),
        ("a.b.mp3", "audio/mpeg"),
        ("a.opus", "audio/ogg"),
        ("a.webm", "video/webm"),
        ("a.unknown", None),
        ("wav", None),
        ("html/", None),
    ],
)
def test_types_of_files(name: str, expected: str | None) -> None:
    assert mime.of_file(name) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b" \n<!DOCTYPE html><p>", "text/html"),
        (b"<ScRiPt>", "text/html"),
        (b"<!-- x", "text/html"),
        (b"<pre>", "text/plain"),
        (b"<?xml version='1.0'?>", "text/xml"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wave"),
        (b"OggS\0\x02", "application/ogg"),
        (b"fLaC\0", "audio/flac"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x44\0", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A ", "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x01", "video/webm"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"plain \xe9 text\n", "text/plain"),
        (b"", "text/plain"),
        (b"\0\x01\x02", "application/octet-stream"),
    ],
)
def test_first_bytes(body: bytes, expected: str) -> None:
    assert mime.sniff(body) == expected
    assert str(mime.of_response(Headers(), body)) == expected
    assert str(mime.of_response(Headers({"Content-Type": "a/b"}), body)) == "a/b"
