"""A timeline as text: rows in the order of time, for those who cannot see the drawing, and for searching."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .lanes import ACTIVE, ON, VOLUME, Lane, Lanes
from .markup import seconds

MAX_ROWS = 2_000
"""Rows that a table has at the most: half of them from the beginning, half from the end."""


class Row(NamedTuple):
    """``kind`` is state, event, switch, gain, console or step; ``word`` is the state, the console's level, or what
    changed."""

    t: float
    kind: str
    who: str
    word: str
    text: str


def rows_of(lanes: Lanes) -> tuple[list[Row], int]:
    """The rows, and the number of those left out after the first half."""
    rows = [row for lane in lanes.lanes for row in _lane(lane, lanes.end)]
    rows += [Row(line.t, "console", line.source, line.level, line.text) for line in lanes.console]
    rows += [Row(t, "event", who or "nobody", "pressed", button) for t, button, who in lanes.presses]
    rows += [Row(step.t, "step", "test", step.level, step.text) for step in lanes.steps]
    rows.sort(key=lambda row: row.t)
    left_out = max(0, len(rows) - MAX_ROWS)
    if left_out:
        rows = rows[: MAX_ROWS // 2] + rows[-MAX_ROWS // 2 :]
    return rows, left_out


def _lane(lane: Lane, end: float) -> Iterator[Row]:
    who = lane.title
    if lane.kind in ("event", "switch"):
        for index, segment in enumerate(lane.segments):
            if index == 0 or lane.segments[index - 1].t1 != segment.t0:
                yield Row(segment.t0, lane.kind, who, ON, segment.cause)
            is_last = index + 1 == len(lane.segments) or lane.segments[index + 1].t0 != segment.t1
            if is_last and segment.t1 < end:
                yield Row(segment.t1, lane.kind, who, "off", f"after {seconds(segment.t1 - segment.t0)}")
        return
    for segment in lane.segments:
        if segment.cause:
            yield Row(segment.t0, "state", who, segment.state, segment.cause)
    if lane.kind == "document":
        for t, name in lane.types:
            yield Row(t, "state", who, "type", f"set to {name}")
    active = [segment for segment in lane.segments if segment.state in (ACTIVE, VOLUME)]
    for (t0, before), (t1, gain) in pairwise(lane.gains):
        if gain != before and any(s.t0 <= t1 and t0 <= s.t1 for s in active):
            yield Row(
                t0, "gain", who, "gain", f"to {gain * 100:.0f} %" + (f" within {t1 - t0:.3g} s" if t1 > t0 else "")
            )
