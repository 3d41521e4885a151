"""Character references in text and attributes.
https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state"""

from __future__ import annotations

import re
from html.entities import html5

_NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_NAMED = re.compile(r"&([0-9A-Za-z]+;?)")
_ANY = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]*|[0-9]*)|[0-9A-Za-z]*)")
_GOES_ON = re.compile(r"[=0-9A-Za-z]")
_LONGEST = max(map(len, html5))
_SURROGATES = range(0xD800, 0xE000)
_C1 = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state"""


def may_go_on(text: str, at: int) -> bool:
    """True when the reference that may begin at `at` reaches the end of the text, and more of it might come."""
    found = _ANY.match(text, at)
    return found is not None and found.end() == len(text) and found.end() - at <= _LONGEST


def resolve(text: str, at: int, *, in_attribute: bool = False) -> tuple[str, int]:
    """Characters that the reference at `at` stands for, and its end; the ampersand itself where there is none."""
    if found := _NUMERIC.match(text, at):
        digits, base = (found[1], 16) if found[1] else (found[2], 10)
        return _character(digits, base), found.end()
    if found := _NAMED.match(text, at):
        name = found[1][:_LONGEST]
        while name and name not in html5:
            name = name[:-1]
        if name:
            end = at + 1 + len(name)
            following = text[end : end + 1]
            if (
                not in_attribute
                or name[-1] == ";"
                or not (following == "=" or (following.isascii() and following.isalnum()))
            ):
                return html5[name], end
    return "&", at + 1


def resolve_all(value: str) -> str:
    """The value of an attribute."""
    at = value.find("&")
    if at < 0:
        return value
    parts, start = [], 0
    while at >= 0:
        parts.append(value[start:at])
        character, start = resolve(value, at, in_attribute=True)
        parts.append(character)
        at = value.find("&", start)
    return "".join([*parts, value[start:]])


def _character(digits: str, base: int) -> str:
    digits = digits.lstrip("0")
    if len(digits) > 8:
        return "\ufffd"
    code = int(digits or "0", base)
    if code == 0 or code > 0x10FFFF or code in _SURROGATES:
        return "\ufffd"
    return _C1.get(code) or chr(code)
