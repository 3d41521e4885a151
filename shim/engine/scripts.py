"""The scripts of one realm: which of them a line of a stack belongs to, and what stands there."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache

from .missing_names import NEAR, Reading, reading_of

EVALUATED = "<input>"
"""The file name that the engine gives to code that script evaluates."""

SHARED = range(16 * 1024, 1024**2)
"""Lengths of scripts about which something is remembered from one page to the next."""


@dataclass(slots=True)
class ScriptError:
    """An uncaught error of a page's script: what `window.onerror` gets."""

    message: str
    url: str = ""
    line: int = 0
    column: int = 0
    stack: str = ""

    def __str__(self) -> str:
        place = f" ({self.url}:{self.line}:{self.column})" if self.url else ""
        return self.message + place


class Scripts:
    """Texts of scripts by the file names that the engine has for them.

    Code that the embedder evaluates has the name of all evaluated code, and shares one stream of line numbers.
    """

    def __init__(self) -> None:
        self._lines = 1
        self._evaluated: list[tuple[int, str, str, int]] = []
        self._files: dict[str, tuple[str, list[tuple[int, str]]]] = {}

    def add(self, source: str, file: str, line: int, url: str = "") -> None:
        """Remembers a script that stands below `line` others in a file. `url`: the URL that pages know the file by,
        when that is not its name."""
        self._files.setdefault(file, (url or file, []))[1].append((line, source))

    def add_evaluated(self, source: str, url: str, line: int = 0) -> int:
        """Reserves the lines of code that script will evaluate. Returns how many empty lines come above it. `line`:
        lines above it in the file that its URL stands for."""
        base = self._lines
        self._lines += line_breaks(source) + 1
        self._evaluated.append((base, url, source, line))
        return base

    def reading(self, file: str, line: float, column: float, name: str) -> Reading:
        """Way in which the script at that place reads the global `name`."""
        found = Reading.VALUE
        for above, source in self._at(file, line):
            number = int(line - above)
            text = line_of(source, number)
            at = _characters(text, int(column) - 1)
            before = text[max(0, at - NEAR) : at]
            if not before.strip():
                before = line_of(source, number - 1)[-NEAR:] if number > 1 else ""
            after = text[at : at + NEAR]
            if len(after) < NEAR:
                after += "\n" + line_of(source, number + 1)[:NEAR]
            found = reading_of(name, before, after)
            if found is not Reading.VALUE:
                break
        return found

    def url_of(self, file: str, line: float) -> str | None:
        """The URL of a script of the page; None for what is not one."""
        if file == EVALUATED:
            found = self._evaluated_at(line)
            return None if found is None else found[1]
        known = self._files.get(file)
        return None if known is None else known[0]

    def line_of(self, line: float) -> int:
        """The line in its file, of a line of evaluated code."""
        found = self._evaluated_at(line)
        return int(line) if found is None else int(line) - found[0] + found[3]

    def _at(self, file: str, line: float) -> list[tuple[int, str]]:
        """The scripts that may have that line: the lines above each, and its text."""
        if file == EVALUATED:
            found = self._evaluated_at(line)
            return [] if found is None else [(found[0], found[2])]
        return [script for script in self._files.get(file, ("", []))[1] if line > script[0]]

    def _evaluated_at(self, line: float) -> tuple[int, str, str, int] | None:
        return next((code for code in reversed(self._evaluated) if line > code[0]), None)


def _characters(line: str, count: int) -> int:
    """The number of characters in so many bytes of a line: the engine counts columns in bytes of UTF-8."""
    return count if line.isascii() else len(line.encode("utf-8", "surrogatepass")[:count].decode("utf-8", "ignore"))


_DECLARED = re.compile(
    r"\bvar\s+([A-Za-z_$][\w$]*)|,\s*([A-Za-z_$][\w$]*)\s*(?==(?![=>])|[,;])"
    r"|\bdelete\s+(?:window|self|globalThis|this|top)\s*\.\s*([A-Za-z_$][\w$]*)"
)


def declared(source: str) -> frozenset[str]:
    """Names that a classic script may declare with `var`, or delete from the window: some too many, for its text is not
    parsed."""
    if "var" not in source and "delete" not in source:
        return frozenset()
    return _declared(source) if len(source) in SHARED else _declared.__wrapped__(source)


@lru_cache(maxsize=32)
def _declared(source: str) -> frozenset[str]:
    return frozenset(name for found in _DECLARED.findall(source) for name in found if name)


# OPTIMIZATION: of a script that page after page loads, the lines are counted once.


def line_breaks(source: str) -> int:
    """The number of line breaks in a text."""
    return len(_line_ends(source)) if len(source) in SHARED else source.count("\n")


def line_of(source: str, number: int) -> str:
    """The line of that number, from 1 on; empty when there is none."""
    if len(source) not in SHARED:
        lines = source.split("\n", number)
        return lines[number - 1] if len(lines) >= number else ""
    ends = _line_ends(source)
    if number > len(ends) + 1:
        return ""
    start = ends[number - 2] + 1 if number > 1 else 0
    return source[start : ends[number - 1] if number <= len(ends) else None]


@lru_cache(maxsize=8)
def _line_ends(source: str) -> array[int]:
    return array("l", [found.start() for found in re.finditer("\n", source)])
