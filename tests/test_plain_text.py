"""Text of pages for terminals and logs."""

from __future__ import annotations

import pytest

from shim.plain_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, ünïcödé, 日本, 👩\u200d🚀\ttab", "plain text, ünïcödé, 日本, 👩\u200d🚀\ttab"),
        ("\x1b[31mred\x1b]0;title\x07", r"\x1b[31mred\x1b]0;title\x07"),
        ("a\rb\x85c\x9bd", r"a\x0db\x85c\x9bd"),
        ("\u202edcba\u2066x\u2069", r"\u202edcba\u2066x\u2069"),
        ("a\u2028b\ud800", r"a\u2028b\ud800"),
        ("first\nerror: forged\r\nlast", "first\n    error: forged\n    last"),
    ],
)
def test_what_pages_print_is_text(text: str, shown: str) -> None:
    assert visible(text) == shown
