"""The shape of reports, strictly: wptreport.json as wpt.fyi's results processor and wptrunner's formatter have it, and
JUnit XML."""

from pathlib import Path
from typing import Annotated, Literal
from xml.etree import ElementTree

import msgspec
from msgspec import Meta, Struct

Revision = Annotated[str, Meta(pattern="^[0-9a-f]{40}$")]
Text = Annotated[str, Meta(min_length=1)]
Path_ = Annotated[str, Meta(pattern="^/")]
TestStatus = Literal["OK", "ERROR", "TIMEOUT", "CRASH", "PRECONDITION_FAILED", "PASS", "FAIL", "SKIP", "INTERNAL-ERROR"]
SubtestStatus = Literal["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED", "ERROR"]


class RunInfo(Struct, forbid_unknown_fields=True):
    """https://github.com/web-platform-tests/wpt.fyi/blob/main/results-processor/wptreport.py: the metadata."""

    revision: Revision
    product: Text
    browser_version: Text
    os: Literal["linux", "mac", "win"]
    os_version: Text
    processor: Text | None = None
    browser_channel: str | None = None


class Subtest(Struct, forbid_unknown_fields=True):
    name: str
    status: SubtestStatus
    message: str | None
    expected: SubtestStatus | None = None
    known_intermittent: list[SubtestStatus] = []


class Result(Struct, forbid_unknown_fields=True):
    test: Path_
    status: TestStatus
    message: str | None
    duration: Annotated[int, Meta(ge=0)]
    subtests: list[Subtest]
    expected: TestStatus | None = None
    known_intermittent: list[TestStatus] = []


class Report(Struct, forbid_unknown_fields=True):
    """Report that `wpt run --log-wptreport` writes. Times in milliseconds since 1970."""

    run_info: RunInfo
    time_start: Annotated[int, Meta(gt=1_500_000_000_000, lt=10_000_000_000_000)]
    time_end: Annotated[int, Meta(gt=1_500_000_000_000, lt=10_000_000_000_000)]
    results: list[Result]

    @property
    def statuses(self) -> dict[str, str]:
        """By test."""
        return {result.test: result.status for result in self.results}

    def summary(self) -> dict[str, tuple[int, int]]:
        """Counts as wpt.fyi shows them: passed and all, the file itself counting as one."""
        return {
            result.test: (
                (result.status in ("OK", "PASS")) + sum(s.status == "PASS" for s in result.subtests),
                1 + len(result.subtests),
            )
            for result in self.results
        }


def read_wptreport(file: Path, *, duplicates: bool = False) -> Report:
    """The report; fails when it is none. `duplicates`: a file may have two subtests of one name."""
    report = msgspec.json.decode(file.read_bytes(), type=Report, strict=True)
    assert report.time_start <= report.time_end
    assert len(report.statuses) == len(report.results), "a test is there twice"
    for result in report.results:
        names = [subtest.name for subtest in result.subtests]
        assert duplicates or len(set(names)) == len(names), f"{result.test}: a subtest is there twice"
    return report


def read_junit(file: Path) -> dict[str, dict[str, str]]:
    """By suite, what became of its cases: passed, failure, error or skipped. Fails when the counts are wrong."""
    root = ElementTree.parse(file).getroot()
    assert root.tag == "testsuites"
    found: dict[str, dict[str, str]] = {}
    for suite in root:
        assert suite.tag == "testsuite"
        assert float(suite.attrib["time"]) >= 0
        cases = suite.findall("testcase")
        assert len(cases) == len(suite) == int(suite.attrib["tests"])
        outcomes = [case[0].tag if len(case) else "passed" for case in cases]
        for tag, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert outcomes.count(tag) == int(suite.attrib[attribute])
        assert all(case.attrib["classname"] and len(case) <= 1 for case in cases)
        found[suite.attrib["name"]] = {
            case.attrib["name"]: outcome for case, outcome in zip(cases, outcomes, strict=True)
        }
    return found
