"""The scripts of one realm, which share one stream of line numbers: which of them a line belongs to, and what for."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache

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
    """Scripts by the lines that they take."""

    def __init__(self) -> None:
        self._lines = 1
        self._scripts: list[tuple[int, str, int, str]] = []

    def add(self, source: str, url: str, line: int) -> int:
        """Reserves the lines of a script, which stands below `line` others in its file. Returns how many empty lines
        come above it."""
        base = self._lines
        self._lines += line_breaks(source) + 1
        self._scripts.append((base, url, line, source))
        return base

    def is_reference(self, line: float, column: float, name: str) -> bool:
        """Whether the identifier `name` stands by itself at that place of a script, so that it must resolve."""
        found = self._at(line)
        if found is None:
            return False
        base, _, _, source = found
        text = line_of(source, int(line - base))
        at = int(column) - 1
        follows = text[at + len(name) : at + len(name) + 1]
        alone = text.startswith(name, at) and not (follows.isalnum() or follows in ("_", "$"))
        return alone and not text[:at].rstrip(" (").endswith("typeof")

    def line_of(self, line: float) -> int | None:
        """The line in its file, of a line of this stream; None when no script has it."""
        found = self._at(line)
        return None if found is None else int(line) - found[0] + found[2]

    def url_of(self, line: float) -> str:
        """The URL of the script that has a line."""
        found = self._at(line)
        return "" if found is None else found[1]

    def _at(self, line: float) -> tuple[int, str, int, str] | None:
        """The script that has that line: the lines above it, its URL, the lines above it in its file, its text."""
        return next((script for script in reversed(self._scripts) if line > script[0]), None)


# OPTIMIZATION: of a script that page after page loads, the lines are counted once.


def line_breaks(source: str) -> int:
    """How many there are."""
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
