"""Text as bytes of legacy encodings."""

from __future__ import annotations

import pytest

from shim.net.encoder import encode, output_encoding, percent_encode
from shim.net.encoding import decode_without_mark

TEXT = "aé☺ア麦\u2550€𝔸"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("UTF-8", TEXT.encode()),
        ("windows-1252", b"a\xe9&#9786;&#12450;&#40614;&#9552;\x80&#120120;"),
        ("x-user-defined", b"a&#233;&#9786;&#12450;&#40614;&#9552;&#8364;&#120120;"),
        ("Big5", b"a&#233;&#9786;\xc7|&#40614;\xf9\xf9\xa3\xe1&#120120;"),
        ("EUC-KR", b"a&#233;&#9786;\xab\xa2&#40614;&#9552;\xa2\xe6&#120120;"),
        ("Shift_JIS", b"a&#233;&#9786;\x83A\x94\x9e&#9552;&#8364;&#120120;"),
        ("EUC-JP", b"a&#233;&#9786;\xa5\xa2\xc7\xfe&#9552;&#8364;&#120120;"),
        ("ISO-2022-JP", b'a&#233;&#9786;\x1b$B%"G~\x1b(B&#9552;&#8364;&#120120;'),
        ("GBK", b"a\xa8\xa6&#9786;\xa5\xa2\xc2\xf3\xa8T\x80&#120120;"),
        ("gb18030", b"a\xa8\xa6\x817\xa82\xa5\xa2\xc2\xf3\xa8T\xa2\xe3\x943\xa94"),
    ],
)
def test_text_in_each_encoding(encoding: str, expected: bytes) -> None:
    assert encode(TEXT, encoding) == expected


def test_japanese_beside_the_index() -> None:
    assert encode("¥‾ｱ\u2212\x80", "Shift_JIS") == b"\\~\xb1\x81|\x80"
    assert encode("¥‾ｱ\u2212", "EUC-JP") == b"\\~\x8e\xb1\xa1\xdd"
    assert encode("¥a\\ｱ", "ISO-2022-JP") == b'\x1b(J\\a\x1b(B\\\x1b$B%"\x1b(B'
    assert encode("ア\x1b", "ISO-2022-JP") == b'\x1b$B%"\x1b(B&#65533;'


def test_gb18030_has_every_character() -> None:
    text = "\ufffd\U00010000\U0010ffff\u1e3f\ue81e"
    assert decode_without_mark(encode(text[:-1], "gb18030"), "gb18030") == text[:-1]
    assert encode("\ue81e\ue5e5", "gb18030") == encode("\ue81e\ue5e5", "GBK") == b"\xfeY&#58853;"


def test_percent_encoding() -> None:
    assert percent_encode("X\u3000 'X☺", "Big5", is_form=False) == "X%A1@%20%27X%26%239786%3B"
    assert percent_encode("a b~☺&", "Big5", is_form=True) == "a+b%7E%26%239786%3B%26"
    assert percent_encode("é ~", "UTF-8", is_form=True) == "%C3%A9+%7E"
    assert percent_encode("あ☺", "ISO-2022-JP", is_form=False) == "%1B$B$%22%1B(B%26%239786%3B"


def test_encodings_that_nothing_is_sent_in() -> None:
    assert [output_encoding(name) for name in ("UTF-16LE", "replacement", "Big5")] == ["UTF-8", "UTF-8", "Big5"]
