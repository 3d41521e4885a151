"""The parts of CSS values, functions kept whole."""

from __future__ import annotations


def split_list(text: str) -> list[str]:
    """The parts of a text that commas separate, functions kept whole."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def split_words(value: str) -> list[str]:
    """The space-separated parts of a value, functions kept whole."""
    words: list[str] = []
    depth = 0
    current = ""
    for character in value.strip():
        depth += (character == "(") - (character == ")")
        if character.isspace() and depth == 0:
            if current:
                words.append(current)
            current = ""
        else:
            current += character
    return [*words, current] if current else words


def shortest(values: list[str]) -> str:
    """The shortest value of a shorthand for these longhands."""
    for count, same in ((4, 1), (3, 0), (2, 0)):
        if len(values) == count and values[-1] == values[same]:
            values = values[:-1]
    return " ".join(values)
