"""Reasons why subtests that pass in jsdom do not pass here: `reasons.toml`, a table `[[reason]]` for each.

[[reason]]
test = "/dom/nodes/a.html"          # as results have it; `*` stands for anything
subtest = "the name of *"           # left out for all of the test
reason = "A sentence for the page of the documentation."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from shim.wpt.expectations import matches

from .runners import FileResult, Results

_FILE = Path(__file__).parent / "reasons.toml"


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reason, and the subtests that it speaks of."""

    test: str
    subtest: str = "*"
    reason: str

    def speaks_of(self, test: str, subtest: str) -> bool:
        """True for the subtests that its patterns match."""
        return matches(self.test, test) and matches(self.subtest, subtest)


class Folder(msgspec.Struct):
    """A folder, and what both runners made of its files. `left_out`: files that wpt-runner's server cannot serve."""

    name: str
    left_out: int
    ours: Results
    jsdom: Results

    def only_in_jsdom(self) -> Iterator[tuple[str, str, str]]:
        """Test, subtest and this engine's message, for each subtest that passes in jsdom alone."""
        nothing = FileResult()
        for test in sorted(self.jsdom):
            ours = self.ours.get(test, nothing)
            for subtest in sorted(self.jsdom[test].passed - ours.passed):
                yield test, subtest, ours.failed.get(subtest, ours.problem or "no such subtest here")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    reason: list[Reason] = []


def read_reasons() -> list[Reason]:
    """The reasons of `reasons.toml`. Raises `msgspec.ValidationError` for a file that is not one of reasons."""
    return msgspec.toml.decode(_FILE.read_bytes(), type=_File).reason


def reason_of(reasons: Sequence[Reason], test: str, subtest: str) -> str:
    """The first reason that speaks of a subtest, or nothing."""
    return next((reason.reason for reason in reasons if reason.speaks_of(test, subtest)), "")


def unused(reasons: Sequence[Reason], folders: Sequence[Folder]) -> list[Reason]:
    """The reasons for tests of these folders that speak of no subtest that passes in jsdom alone."""
    alone = [(test, subtest) for folder in folders for test, subtest, _ in folder.only_in_jsdom()]
    return [
        reason
        for reason in reasons
        if any(reason.test.startswith(f"/{folder.name}/") for folder in folders)
        and not any(reason.speaks_of(*each) for each in alone)
    ]
