"""Results that are expected not to be good, in a file that cannot rot.

A TOML file of `[[expect]]` tables, sorted by test, subtest and product:

    [[expect]]
    test = "/audio-session/frames.html"       # a glob; with the variant, if there is one
    subtest = "an element that moves *"       # a glob; left out for the status of the whole file
    product = "firefox"                       # left out for all
    status = "FAIL"
    reason = "differs-from-draft"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

import msgspec

from .products import PRODUCTS
from .results import GOOD_SUBTEST, GOOD_TEST, Line, SubtestStatus, TestStatus
from .runner import ProductRun


class Reason(StrEnum):
    """The reason why a result is not good. There is no "unknown"."""

    NOT_IMPLEMENTED = "not-implemented"
    DIFFERS_FROM_DRAFT = "differs-from-draft"
    DRAFT_IS_UNCLEAR = "draft-is-unclear"
    BUG_IN_TEST = "bug-in-test"
    BUG_IN_PRODUCT = "bug-in-product"
    MISSING_IN_RUNNER = "missing-in-runner"


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Expectation of the results that it matches."""

    test: str
    subtest: str | None = None
    product: str | None = None
    status: str
    reason: Reason

    @property
    def key(self) -> tuple[str, str, str]:
        """The key by which the file is sorted."""
        return self.test, self.subtest or "", self.product or ""

    def matches(self, product: str, test: str, subtest: str | None) -> bool:
        """True when it speaks of this result; `subtest` None: the status of the file."""
        return (
            self.product in (None, product)
            and matches(self.test, test)
            and (self.subtest is None) == (subtest is None)
            and (subtest is None or self.subtest is None or matches(self.subtest, subtest))
        )

    def __str__(self) -> str:
        parts = [self.test, self.subtest, self.product and f"on {self.product}"]
        return ": ".join(part for part in parts if part)


class BadExpectations(ValueError):
    """The file says what it must not."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    expect: list[Expectation] = []


class Unexpected(msgspec.Struct, frozen=True):
    """A result that nobody expected."""

    product: str
    test: str
    subtest: str | None
    status: str
    expected: str
    message: str | None = None


class Verdict(msgspec.Struct):
    """Comparison of the results with the expectations."""

    unexpected: list[Unexpected]
    useless: list[Expectation]
    """The expectations that match nothing."""

    @property
    def is_good(self) -> bool:
        return not self.unexpected and not self.useless


def read_expectations(file: Path) -> list[Expectation]:
    """The file's expectations. Raises `BadExpectations`."""
    try:
        found = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File).expect
    except OSError as error:
        raise BadExpectations(f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadExpectations(f"{file}: {error}") from None
    for before, after in pairwise(found):
        if before.key == after.key:
            raise BadExpectations(f"{file}: {after} is there twice")
        if before.key > after.key:
            raise BadExpectations(f"{file}: {after} belongs before {before}; sort by test, subtest, product")
    for expectation in found:
        if expectation.product is not None and expectation.product not in PRODUCTS:
            raise BadExpectations(f"{file}: {expectation}: there is no such product; there are {', '.join(PRODUCTS)}")
        statuses: type[StrEnum] = TestStatus if expectation.subtest is None else SubtestStatus
        good: Iterable[StrEnum] = GOOD_TEST if expectation.subtest is None else GOOD_SUBTEST
        allowed = sorted(set(statuses) - set(good))
        if expectation.status not in allowed:
            raise BadExpectations(
                f"{file}: {expectation} has status {expectation.status}; it can be {', '.join(allowed)}"
            )
    return found


def judge(runs: Sequence[ProductRun], expectations: list[Expectation], *, is_whole: bool = True) -> Verdict:
    """Compares. Without expectations every result has to be good. `is_whole`: all tests ran, so an expectation that
    matches nothing is useless."""
    unexpected: list[Unexpected] = []
    used: set[Expectation] = set()
    for run in runs:
        for result in run.results:
            for line in result.lines():
                about = expectations_of(run.product, result.test, line, expectations)
                used.update(about)
                expected = expected_instead(line, about)
                if expected:
                    unexpected.append(
                        Unexpected(
                            run.product, result.test, line.subtest, line.status, " or ".join(expected), line.message
                        )
                    )
    products = {None, *(run.product for run in runs)} if is_whole else set()
    return Verdict(unexpected, [e for e in expectations if e not in used and e.product in products])


def expectations_of(product: str, test: str, line: Line, expectations: list[Expectation]) -> list[Expectation]:
    """The expectations that speak of a line of a test's results."""
    return [expectation for expectation in expectations if expectation.matches(product, test, line.subtest)]


def expected_instead(line: Line, about: list[Expectation]) -> list[str]:
    """The statuses that were expected instead of the line's; none when it is as expected."""
    if not about:
        return [] if line.is_good else ["OK" if line.subtest is None else "PASS"]
    statuses = list(dict.fromkeys(expectation.status for expectation in about))
    return [] if line.status in statuses else statuses


def matches(pattern: str, text: str) -> bool:
    """True when the text is the pattern, in which `*` stands for anything."""
    # Only * is special: names of tests are full of brackets and question marks.
    return fnmatchcase(text, pattern.replace("[", "[[]").replace("?", "[?]"))
