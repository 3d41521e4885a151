"""data: URLs and base64."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shim.net import base64 as b64
from shim.net import data_url
from shim.net.url import parse


@pytest.mark.parametrize(
    ("url", "body", "mime_type"),
    [
        ("data:,hi", b"hi", "text/plain;charset=US-ASCII"),
        ("data:text/html,<p>%C3%A9", b"<p>\xc3\xa9", "text/html"),
        ("data:text/html;charset=utf-8,x", b"x", "text/html;charset=utf-8"),
        ("data:;charset=utf-8,x", b"x", "text/plain;charset=utf-8"),
        ("data:bogus,x", b"x", "text/plain;charset=US-ASCII"),
        ("data:audio/wav;base64,UklGRg==", b"RIFF", "audio/wav"),
        ("data:audio/wav;base64,UklGRg", b"RIFF", "audio/wav"),
        ("data:audio/wav; BASE64,Ukl%20GRg==", b"RIFF", "audio/wav"),
        ("data:audio/wav;base64;x=1,UklGRg==", b"UklGRg==", "audio/wav;x=1"),
        ("data:text/plain;base64,", b"", "text/plain"),
        ("data:text/plain,a,b#frag", b"a,b", "text/plain"),
        ("data:text/plain,a%23b%zz", b"a#b%zz", "text/plain"),
    ],
)
def test_decode(url: str, body: bytes, mime_type: str) -> None:
    assert data_url.decode(parse(url).href) == (body, mime_type)


@pytest.mark.parametrize("url", ["data:", "data:text/html", "data:;base64,a", "data:;base64,ab!=", "data:;base64,ab=c"])
def test_what_cannot_be_decoded(url: str) -> None:
    with pytest.raises(ValueError, match="data: URL"):
        data_url.decode(url)


@given(st.binary(max_size=300))
def test_base64_comes_back_with_or_without_padding_and_whitespace(data: bytes) -> None:
    text = base64.b64encode(data).decode()
    assert b64.forgiving_decode(text) == data
    assert b64.forgiving_decode(text.rstrip("=")) == data
    assert b64.forgiving_decode("\n ".join(text)) == data


@pytest.mark.parametrize("text", ["=", "a", "ab=", "abc==", "abcd=", "ab==cd", "a-_b", "é", "ab\u00a0c"])
def test_base64_forgives_nothing_else(text: str) -> None:
    assert b64.forgiving_decode(text) is None
