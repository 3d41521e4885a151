"""Text as bytes of a legacy encoding, which forms and the queries of URLs are sent in.

The tables are those of the decoders (see `encoding`), turned around when an encoding is first used: turbohtml has no
encoders, and Python's differ from the standard's. https://encoding.spec.whatwg.org/
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Final

import turbohtml.detect  # registers the whatwg-* codecs  # noqa: F401

Unmappable = Callable[[str], bytes]
"""The bytes that stand for a character that an encoding does not have."""

_TRAILS: Final = {
    "big5": (*range(0x40, 0x7F), *range(0xA1, 0xFF)),
    "euc-kr": range(0x41, 0xFF),
    "shift_jis": (*range(0x40, 0x7F), *range(0x80, 0xFD)),
    "gbk": (*range(0x40, 0x7F), *range(0x80, 0xFF)),
}
_PREFER_LAST: Final = frozenset("\u2550\u255e\u2561\u256a\u5341\u5345")
"""https://encoding.spec.whatwg.org/#index-big5-pointer step 2"""
_OF_2005: Final = {
    "\ue78d": "A6D9", "\ue78e": "A6DA", "\ue78f": "A6DB", "\ue790": "A6DC", "\ue791": "A6DD", "\ue792": "A6DE",
    "\ue793": "A6DF", "\ue794": "A6EC", "\ue795": "A6ED", "\ue796": "A6F3", "\ue81e": "FE59", "\ue826": "FE61",
    "\ue82b": "FE66", "\ue82c": "FE67", "\ue832": "FE6D", "\ue843": "FE7E", "\ue854": "FE90", "\ue864": "FEA0",
}  # fmt: skip
"""Characters of the private use area that gb18030 of 2022 still encodes as it did before.
https://encoding.spec.whatwg.org/#gb18030-encoder"""


def output_encoding(encoding: str) -> str:
    """https://encoding.spec.whatwg.org/#get-an-output-encoding"""
    return "UTF-8" if encoding in ("replacement", "UTF-16BE", "UTF-16LE") else encoding


def character_reference(character: str) -> bytes:
    """The reference that HTML writes for a character that an encoding does not have. https://encoding.spec.whatwg.org/#error-mode"""
    return f"&#{ord(character)};".encode()


def encode(text: str, encoding: str, unmappable: Unmappable = character_reference) -> bytes:
    """The bytes of `text` in a named encoding that can be encoded to, see `output_encoding`."""
    name = encoding.lower()
    if name == "utf-8":
        return text.encode("utf-8", "replace")
    pieces = _encode_iso_2022_jp(text) if name == "iso-2022-jp" else _encode_by_table(text, _table(name))
    return b"".join(piece if isinstance(piece, bytes) else unmappable(piece) for piece in pieces)


def percent_encode(text: str, encoding: str, *, is_form: bool) -> str:
    """https://url.spec.whatwg.org/#string-percent-encode-after-encoding, by the set of forms, where a space is a plus
    sign, or by that of queries."""
    kept = _FORM if is_form else _QUERY
    name = encoding.lower()
    if name == "utf-8":
        pieces: Iterable[bytes | str] = [text.encode("utf-8", "replace")]
    else:
        pieces = _encode_iso_2022_jp(text) if name == "iso-2022-jp" else _encode_by_table(text, _table(name))
    return "".join(
        "".join(kept[byte] for byte in piece) if isinstance(piece, bytes) else f"%26%23{ord(piece)}%3B"
        for piece in pieces
    )


_FORM: Final = [
    "+" if character == " " else character if re.match(r"[0-9A-Za-z*\-._]", character) else f"%{ord(character):02X}"
    for character in map(chr, range(256))
]
_QUERY: Final = [
    f"%{byte:02X}" if byte <= 0x20 or byte > 0x7E or chr(byte) in "\"#<>'" else chr(byte) for byte in range(256)
]


def _encode_by_table(text: str, table: Mapping[str, bytes]) -> Iterable[bytes | str]:
    """Bytes, or the characters that the table does not have."""
    for character in text:
        if character < "\x80":
            yield character.encode("ascii")
        elif (found := table.get(character)) is not None:
            yield found
        else:
            yield _linear(character, table) or character


@lru_cache
def _table(name: str) -> dict[str, bytes]:
    """The characters above U+007F that an encoding has."""
    if name in ("gbk", "gb18030"):
        return _table_of_gb18030(is_gbk=name == "gbk")
    if name == "euc-jp":
        return _table_of_euc_jp()
    table: dict[str, bytes] = {}
    if name not in _TRAILS:
        _add(table, name, ([byte] for byte in range(0x80, 0x100)))
        return table
    leads: Iterable[int] = range(0x81, 0xFF)
    if name == "big5":
        leads = range(0xA1, 0xFF)
    elif name == "shift_jis":
        leads = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
    pairs = ([lead, trail] for lead, trail in product(leads, _TRAILS[name]))
    if name == "shift_jis":
        # https://encoding.spec.whatwg.org/#index-shift_jis-pointer, and what end users define
        _add(table, name, (pair for pair in pairs if not 8272 <= _shift_jis_pointer(*pair) < 10716))
        _add_japanese(table, lambda byte: bytes([byte]), b"\x80")
    else:
        _add(table, name, pairs, prefer_last=_PREFER_LAST if name == "big5" else frozenset())
    return table


def _add(
    table: dict[str, bytes], name: str, sequences: Iterable[list[int]], prefer_last: frozenset[str] = frozenset()
) -> None:
    """Adds what the sequences stand for, of several the first. The decoders give U+FFFD for some that stand for
    nothing."""
    for sequence in sequences:
        data = bytes(sequence)
        try:
            text = data.decode(f"whatwg-{name}", "strict")
        except UnicodeDecodeError:
            continue
        if len(text) == 1 and text > "\x7f" and text != "\ufffd" and (text not in table or text in prefer_last):
            table[text] = data


def _shift_jis_pointer(lead: int, trail: int) -> int:
    return (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + trail - (0x40 if trail < 0x7F else 0x41)


def _add_japanese(table: dict[str, bytes], halfwidth: Callable[[int], bytes], control: bytes | None) -> None:
    """The characters that Shift_JIS and EUC-JP encode without an index."""
    if control is not None:
        table["\x80"] = control
    table["\xa5"], table["\u203e"] = b"\\", b"~"
    for code in range(0xFF61, 0xFFA0):
        table[chr(code)] = halfwidth(code - 0xFF61 + 0xA1)
    table["\u2212"] = table["\uff0d"]


def _table_of_euc_jp() -> dict[str, bytes]:
    table: dict[str, bytes] = {}
    _add(table, "euc-jp", ([lead, trail] for lead, trail in product(range(0xA1, 0xFF), repeat=2)))
    _add_japanese(table, lambda byte: bytes([0x8E, byte]), None)
    return table


def _table_of_gb18030(*, is_gbk: bool) -> dict[str, bytes]:
    """https://encoding.spec.whatwg.org/#gb18030-encoder"""
    table: dict[str, bytes] = {}
    _add(table, "gb18030", ([lead, trail] for lead, trail in product(range(0x81, 0xFF), _TRAILS["gbk"])))
    for character, code in _OF_2005.items():
        table[character] = bytes.fromhex(code)
    if is_gbk:
        table["\u20ac"] = b"\x80"
    else:
        digits = range(0x30, 0x3A)
        _add(table, "gb18030", (list(four) for four in product(range(0x81, 0x85), digits, range(0x81, 0xFF), digits)))
        table["\ufffd"] = b"\x84\x31\xa4\x37"
        table["\U00010000"] = b"\x90\x30\x81\x30"
    table.pop("\ue5e5", None)
    return table


def _linear(character: str, table: Mapping[str, bytes]) -> bytes | None:
    """gb18030's bytes of a character outside of the Basic Multilingual Plane, which only its table begins."""
    if character < "\U00010000" or "\U00010000" not in table or len(table["\U00010000"]) != 4:
        return None
    rest, fourth = divmod(ord(character) - 0x10000, 10)
    rest, third = divmod(rest, 126)
    first, second = divmod(rest, 10)
    return bytes([0x90 + first, 0x30 + second, 0x81 + third, 0x30 + fourth])


# https://encoding.spec.whatwg.org/#iso-2022-jp-encoder
def _encode_iso_2022_jp(text: str) -> Iterable[bytes | str]:
    table = _table("euc-jp")
    ascii_, roman, jis = b"\x1b(B", b"\x1b(J", b"\x1b$B"
    state = ascii_
    for character in text:
        if character in "\x0e\x0f\x1b":
            if state == jis:
                state = ascii_
                yield ascii_
            yield "\ufffd"
            continue
        in_roman = {"\xa5": b"\\", "\u203e": b"~"}.get(character)
        wanted, data = jis, b""
        if in_roman is not None:
            wanted, data = roman, in_roman
        elif character < "\x80":
            wanted = roman if state == roman and character not in "\\~" else ascii_
            data = character.encode("ascii")
        else:
            code = table.get(_fullwidth(character))
            if code is None or len(code) != 2 or code[0] == 0x8E:
                if state == jis:
                    state = ascii_
                    yield ascii_
                yield character
                continue
            data = bytes(byte - 0x80 for byte in code)
        if state != wanted:
            state = wanted
            yield wanted
        yield data
    if state != ascii_:
        yield ascii_


def _fullwidth(character: str) -> str:
    """The full-width form of half-width katakana. https://encoding.spec.whatwg.org/#index-iso-2022-jp-katakana"""
    if not "\uff61" <= character <= "\uff9f":
        return character
    return {"\uff9e": "\u309b", "\uff9f": "\u309c"}.get(character) or unicodedata.normalize("NFKC", character)
