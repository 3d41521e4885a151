"""Base64 as the page's `atob` and data: URLs read it: whitespace ignored, padding optional, nothing else forgiven."""

from __future__ import annotations

import binascii
import re
from typing import Final

_WHITESPACE: Final = re.compile(r"[\t\n\f\r ]+")
_ALPHABET: Final = re.compile(r"[A-Za-z0-9+/]*")


def forgiving_decode(text: str) -> bytes | None:
    """None when `text` is not base64. https://infra.spec.whatwg.org/#forgiving-base64-decode"""
    text = _WHITESPACE.sub("", text)
    if len(text) % 4 == 0 and text.endswith("="):
        text = text[:-1].removesuffix("=")
    if len(text) % 4 == 1 or not _ALPHABET.fullmatch(text):
        return None
    return binascii.a2b_base64(text + "=" * (-len(text) % 4))
