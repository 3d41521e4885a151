"""Results of a test, in the words of https://web-platform-tests.org/writing-tests/testharness-api.html."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec


class TestStatus(StrEnum):
    """End of a file."""

    __test__ = False  # no class of tests, whatever pytest thinks

    OK = "OK"
    ERROR = "ERROR"
    TIMEOUT = "TIMEOUT"
    CRASH = "CRASH"
    PRECONDITION_FAILED = "PRECONDITION_FAILED"


class SubtestStatus(StrEnum):
    """End of one test in a file."""

    PASS = "PASS"
    FAIL = "FAIL"
    TIMEOUT = "TIMEOUT"
    NOTRUN = "NOTRUN"
    PRECONDITION_FAILED = "PRECONDITION_FAILED"


# By the numbers that testharness.js gives them.
_TEST = (TestStatus.OK, TestStatus.ERROR, TestStatus.TIMEOUT, TestStatus.PRECONDITION_FAILED)
_SUBTEST = (
    SubtestStatus.PASS,
    SubtestStatus.FAIL,
    SubtestStatus.TIMEOUT,
    SubtestStatus.NOTRUN,
    SubtestStatus.PRECONDITION_FAILED,
)


class SubtestResult(msgspec.Struct, frozen=True):
    """One line of a file's results."""

    name: str
    status: SubtestStatus
    message: str | None = None


class Line(msgspec.Struct, frozen=True):
    """A status that can be expected. `subtest` None: the status of the whole file."""

    subtest: str | None
    status: TestStatus | SubtestStatus
    message: str | None
    is_good: bool


class TestResult(msgspec.Struct, frozen=True):
    """A file's results. `duration` is in milliseconds."""

    __test__ = False
    test: str
    status: TestStatus
    message: str | None = None
    duration: int = 0
    subtests: list[SubtestResult] = []

    @property
    def is_good(self) -> bool:
        """True when nothing in it failed; a precondition that does not hold is not a failure."""
        return all(line.is_good for line in self.lines())

    def lines(self) -> Iterator[Line]:
        """The status of the file, and then those of its subtests."""
        yield Line(None, self.status, self.message, self.status in GOOD_TEST)
        for each in self.subtests:
            yield Line(each.name, each.status, each.message, each.status in GOOD_SUBTEST)


GOOD_TEST = frozenset({TestStatus.OK, TestStatus.PRECONDITION_FAILED})
GOOD_SUBTEST = frozenset({SubtestStatus.PASS, SubtestStatus.PRECONDITION_FAILED})


class _ReportedTest(msgspec.Struct):
    name: str
    status: int
    message: str | None = None


class _Reported(msgspec.Struct):
    status: int
    message: str | None
    tests: list[_ReportedTest]


def from_page(test: str, text: str | bytes) -> TestResult:
    """The result that testharnessreport.js sent. Raises `msgspec.ValidationError`, `msgspec.DecodeError` or
    `IndexError` for what is none of it."""
    reported = msgspec.json.decode(text, type=_Reported)
    subtests = [SubtestResult(t.name, _SUBTEST[t.status], t.message) for t in reported.tests]
    status = _TEST[reported.status]
    if status in (TestStatus.OK, TestStatus.TIMEOUT) and not subtests:
        return TestResult(test, TestStatus.ERROR, "the file holds no tests")
    return TestResult(test, status, reported.message, subtests=subtests)
