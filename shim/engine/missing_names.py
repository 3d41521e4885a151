"""The global names that Chromium's window has and this engine lacks, and what a page does that reads one of them."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
"""One name a line, sorted, with `secure` behind those that Chromium has in secure contexts only. Written by
scripts/list_missing_names.py."""
NEAR = 200
"""Characters around a place of a script that say how a name is read there."""

_ASKS_AFTER = re.compile(r"[\s)]*(?:&&|\|\||\?\?|\?|[=!]==?|instanceof\b)")
_ASKS_BEFORE = re.compile(r"(?:!|\btypeof|&&|\|\||\?\?|[=!]==?|\bif|\bwhile|\bBoolean)[\s(]*$")
_USES_AFTER = re.compile(r"\s*(?:[(\[`]|\.(?!\.))")
_USES_BEFORE = re.compile(r"\b(?:new|extends)[\s(]*$")
_COMPUTED = re.compile(r"(?<![\w$.])[\w$.]*\[\s*$")
_QUOTED = re.compile(r"(?<![\w$.])[\w$.]*\[\s*['\"`]$")
_END_OF_COMPUTED = re.compile(r"[^\[\]]*\]")


class Reading(Enum):
    """Way in which a script reads a global name at some place."""

    NAME = "by itself: what is nowhere is a ReferenceError"
    USE = "as a property that is called, constructed, extended or looked into: undefined is a TypeError"
    QUESTION = "as a property, or by typeof, to find out whether it is there"
    VALUE = "as a property, for whatever follows"


@cache
def missing_names() -> dict[str, bool]:
    """The names, and of each whether Chromium has it in secure contexts only."""
    lines = (line.split() for line in FILE.read_text("utf-8").splitlines())
    return {name: bool(secure) for name, *secure in lines}


def reading_of(name: str, before: str, after: str) -> Reading:
    """Way in which a script reads `name`, from the text before the place that the engine tells and the text after.

    The place is the beginning of the name where it stands by itself, of `window` in `window.name`, and inside of the
    brackets in `window[key]`.
    """
    quoted = _QUOTED.search(before)
    if quoted is not None:
        before = before[: quoted.start()]
    elif after.startswith(name) and not _goes_on(after[len(name) : len(name) + 1]):
        return Reading.QUESTION if before.rstrip(" (").endswith("typeof") else Reading.NAME
    path = re.match(rf"[\w$\s.?()\['\"`]*?(?<![\w$]){re.escape(name)}(?![\w$])['\"`]?\s*\]?", after)
    if path is not None:
        after = after[path.end() :]
    elif (start := _COMPUTED.search(before)) and (end := _END_OF_COMPUTED.match(after)):
        before, after = before[: start.start()], after[end.end() :]
    else:
        return Reading.VALUE
    if _USES_AFTER.match(after):
        return Reading.USE
    if _ASKS_AFTER.match(after) or _ASKS_BEFORE.search(before):
        return Reading.QUESTION
    return Reading.USE if _USES_BEFORE.search(before) else Reading.VALUE


def _goes_on(character: str) -> bool:
    return character.isalnum() or character in ("_", "$") if character else False
