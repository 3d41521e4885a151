"""The log of a device: what happened as rows, made of the parts in which a history travels."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import NamedTuple

from shim.report.history import History
from shim.report.markup import plain
from shim.session import OccurrenceKind, Transition

KEPT = 200
"""Rows that a dashboard gets when it comes, and the most that it gets at once."""
_MAX_TEXT = 500


class Row(NamedTuple):
    """`serial` counts the rows of a log; `kind` is state, gain, event, switch, page or console; `word` is what stands
    out."""

    serial: int
    t: float
    kind: str
    who: str
    word: str
    text: str


class Log:
    """The last rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.last = 0
        """The serial number of the last row."""
        self._names: dict[int, str] = {}

    def add(self, part: History) -> None:
        """Adds the new part of a history."""
        for opened in part.opened:
            self._names[opened.id] = f"{opened.tab_name}, document {opened.id}"
        for app in part.apps:
            self._names[app.id] = app.name
        count = sum(len(items) for items in part.lists())
        found = sorted(nlargest(KEPT, _rows(part, self._names), key=lambda row: row[0]), key=lambda row: row[0])
        serial = self.last + count - len(found)
        for number, (t, kind, who, word, text) in enumerate(found, serial + 1):
            self.rows.append(Row(number, t, kind, plain(who, 100), plain(word, 30), plain(text, _MAX_TEXT)))
        self.last += count
        del self.rows[:-KEPT]
        for closed in part.closed:
            self._names.pop(closed.id, None)

    def since(self, serial: int) -> list[Row]:
        """The rows after that serial number, as far as they are kept."""
        return [row for row in self.rows if row.serial > serial]


def _rows(part: History, names: dict[int, str]) -> Iterator[tuple[float, str, str, str, str]]:
    """The rows of a part. Those of one time are in the order of cause and effect."""
    for opened in part.opened:
        yield opened.t, "page", names[opened.id], "opened", plain(opened.url, 120)
    for app in part.apps:
        yield app.t, "page", app.name, "opened", f"app, type {app.type}"
    for occurrence in part.occurrences:
        kind = "event" if occurrence.kind is OccurrenceKind.EVENT else "switch"
        yield occurrence.t, kind, occurrence.name, "on" if occurrence.is_on else "off", ""
    for press in part.presses:
        yield press.t, "event", press.participant or "nobody", "pressed", press.button
    for volume in part.volumes:
        yield volume.t, "gain", "volume", "gain", f"to {volume.volume * 100:.0f} %"
    for change in part.types:
        who = names.get(change.document, f"document {change.document}")
        yield change.t, "state", who, "type", f"set to {change.type}"
    for transition in part.transitions:
        yield transition.t, "state", _title(transition), transition.to_state, str(transition.cause)
    for level in part.levels:
        ramp = f" within {level.ramp:g} s" if level.ramp else ""
        yield level.t, "gain", level.participant, "gain", f"to {level.gain * 100:.0f} %{ramp}"
    for closed in part.closed:
        yield closed.t, "page", names.get(closed.id, f"document {closed.id}"), "closed", ""
    for step in part.steps:
        yield step.t, "event", "test", step.kind, step.text
    for note in part.notes:
        yield note.t, "console", note.source, note.level, note.text


def _title(transition: Transition) -> str:
    if transition.document is None:
        return transition.participant
    return f"{transition.participant}, document {transition.document}"
