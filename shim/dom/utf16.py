"""Offsets into text in UTF-16 code units, as script counts them."""


def units(text: str) -> int:
    """The length of text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum([c > "\uffff" for c in text])


def cut(text: str, start: int, end: int) -> str:
    """The piece of text between two offsets in UTF-16 code units; half of a surrogate pair becomes U+FFFD."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")
