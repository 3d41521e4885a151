"""Types of the JSON that `audio-shim diff --json` prints: shim/schemas/diff.json is made of them."""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

from shim.report.compare import Difference, Entry
from shim.report.side_by_side import Pair


class EntryItem(TypedDict):
    """Something that one of the runs has. `t` is in seconds, null for what has no time."""

    t: float | None
    text: str


class DifferenceItem(TypedDict):
    """A difference: something is in one run and not in the other (null), at another time, or something else. `subject`:
    what it is of."""

    subject: str
    a: EntryItem | None
    b: EntryItem | None


class ComparedItem(TypedDict):
    """Two runs of one scenario, or of none."""

    scenario: str | None
    differences: list[DifferenceItem]


class DiffItem(TypedDict):
    """Two outputs of `audio-shim run --json`, compared. `only_in_a`, `only_in_b`: scenarios that the other has not."""

    alike: bool
    tolerance: Annotated[float, Meta(ge=0, description="seconds by which times may differ")]
    runs: list[ComparedItem]
    only_in_a: list[str]
    only_in_b: list[str]


def diff_item(pairs: list[Pair], only_in_a: list[str], only_in_b: list[str], tolerance: float) -> DiffItem:
    """The comparison as an object."""
    return {
        "alike": not (only_in_a or only_in_b or any(pair.differences for pair in pairs)),
        "tolerance": tolerance,
        "runs": [
            {"scenario": pair.runs[0]["scenario"], "differences": [_difference(one) for one in pair.differences]}
            for pair in pairs
        ],
        "only_in_a": only_in_a,
        "only_in_b": only_in_b,
    }


def _difference(difference: Difference) -> DifferenceItem:
    return {"subject": difference.subject, "a": _entry(difference.a), "b": _entry(difference.b)}


def _entry(entry: Entry | None) -> EntryItem | None:
    return None if entry is None else {"t": entry.t, "text": entry.text}
