"""Which encoding documents and scripts are in."""

from __future__ import annotations

import pytest
import turbohtml
from webencodings.labels import LABELS

from shim.net import encoding
from shim.net.headers import Headers

HTML = Headers({"Content-Type": "text/html"})
HTTP = "http://a.test/"


def read(body: bytes, headers: Headers = HTML, url: str = HTTP) -> tuple[str | None, str]:
    """The encoding and the text that the parser ends up with."""
    document = turbohtml.parse(body, encoding=encoding.document_encoding(body, headers, url))
    return document.encoding, document.text


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("utf8", "UTF-8"),
        (" LATIN1\n", "windows-1252"),
        ("sjis", "Shift_JIS"),
        ("utf-16", "UTF-16LE"),
        ("iso-2022-kr", "replacement"),
        ("x-user-defined", "x-user-defined"),
        ("utf-7", None),
        ("", None),
        ("\N{KELVIN SIGN}oi8-r", None),
        ("\ud800", None),
        ("cp1047", None),
    ],
)
def test_labels(label: str, name: str | None) -> None:
    assert encoding.encoding_of_label(label) == name


@pytest.mark.parametrize("label", sorted(LABELS))
def test_the_parser_gives_every_encoding_the_same_name(label: str) -> None:
    assert encoding.encoding_of_label(label) == turbohtml.parse(b"", encoding=label).encoding


def test_the_header_outranks_meta() -> None:
    headers = Headers({"Content-Type": "text/html; charset=koi8-r"})
    assert read(b"<meta charset=utf-8><p>\xf4", headers) == ("KOI8-R", "Т")


def test_a_byte_order_mark_outranks_the_header() -> None:
    headers = Headers({"Content-Type": "text/html; charset=koi8-r"})
    assert read("\ufeff<p>é".encode(), headers) == ("UTF-8", "é")
    assert read("\ufeff<p>é".encode("utf-16-le"), headers) == ("UTF-16LE", "é")
    assert read("\ufeff<p>é".encode("utf-16-be"), headers) == ("UTF-16BE", "é")


def test_meta_counts_without_a_header() -> None:
    assert read(b"<meta charset=shift_jis><p>\x83\x65") == ("Shift_JIS", "テ")
    assert read('<meta http-equiv=content-type content="text/html; charset=utf-8"><p>é'.encode()) == ("UTF-8", "é")


def test_a_meta_behind_the_first_kilobyte_counts_too() -> None:
    body = b"<!--" + b"x" * 2000 + b"--><meta charset=utf-8><p>" + "é".encode()
    assert read(body) == ("UTF-8", "é")


def test_undeclared_is_windows_1252_but_utf_8_is_recognized_in_files() -> None:
    assert read("<p>é".encode()) == ("windows-1252", "Ã©")
    assert read("<p>é".encode(), url="file:///a.html") == ("UTF-8", "é")
    assert read(b"<p>\xe9", url="file:///a.html") == ("windows-1252", "é")


def test_an_unknown_charset_is_ignored() -> None:
    assert (
        read("<meta charset=utf-8><p>é".encode(), Headers({"Content-Type": "text/html;charset=x-bogus"}))[0] == "UTF-8"
    )


def test_scripts_take_header_then_fallback_and_a_mark_outranks_both() -> None:
    script = Headers({"Content-Type": "text/javascript"})
    latin = Headers({"Content-Type": "text/javascript;charset=latin1"})
    assert encoding.decode_script(b"'\xc3\xa9'", script) == "'é'"
    assert encoding.decode_script(b"'\xe9'", script, "windows-1252") == "'é'"
    assert encoding.decode_script(b"'\xe9'", latin) == "'é'"
    assert encoding.decode_script(b"\xef\xbb\xbf'\xc3\xa9'", latin) == "'é'"


def test_malformed_bytes_are_replaced() -> None:
    assert encoding.decode(b"a\xff\xe2\x82b", "UTF-8") == "a\ufffd\ufffdb"
    assert encoding.decode(b"anything", "replacement") == "\ufffd"


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (b"<p>x", HTML, "Big5"),
        (b'<meta charset="bogus"><p>x', HTML, "Big5"),
        (b'<meta charset="koi8-r"><p>\xc1', HTML, "KOI8-R"),
        (b"<p>x", Headers({"Content-Type": "text/html; charset=koi8-r"}), "KOI8-R"),
        (b"\xef\xbb\xbfx", HTML, "UTF-8"),
    ],
)
def test_a_document_in_a_frame_has_the_encoding_around_it_unless_it_says_its_own(
    body: bytes, headers: Headers, expected: str
) -> None:
    parsed = turbohtml.parse(body, encoding=encoding.document_encoding(body, headers, HTTP, "Big5"))
    assert parsed.encoding == expected
