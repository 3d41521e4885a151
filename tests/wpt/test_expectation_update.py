"""`--expect-update`: the file of expectations afterwards is what the run came to, and no more."""

from pathlib import Path

import pytest

from shim.wpt.expectation_update import update_expectations
from shim.wpt.expectations import BadExpectations, Reason, judge, read_expectations
from shim.wpt.results import SubtestResult, SubtestStatus, TestResult, TestStatus
from shim.wpt.runner import ProductRun
from tests.wpt.conftest import Run

OLD = """# The head of the file.

# About a glob.
[[expect]]
test = "/a.html"
subtest = "fails *"
status = "FAIL"
reason = "bug-in-test"

# About what passes now.
[[expect]]
test = "/a.html"
subtest = "mended"
status = "FAIL"
reason = "not-implemented"

# About another product.
[[expect]]
test = "/a.html"
subtest = "slow"
product = "chromium"
status = "FAIL"
reason = "not-implemented"

[[expect]]
test = "/a.html"
subtest = "slow"
product = "quickjs"
status = "FAIL"
reason = "differs-from-draft"

[[expect]]
test = "/gone.html"
status = "ERROR"
reason = "not-implemented"
"""
NEW = """# The head of the file.

# About a glob.
[[expect]]
test = "/a.html"
subtest = "fails *"
status = "FAIL"
reason = "bug-in-test"

# About another product.
[[expect]]
test = "/a.html"
subtest = "slow"
product = "chromium"
status = "FAIL"
reason = "not-implemented"

[[expect]]
test = "/a.html"
subtest = "slow"
product = "quickjs"
status = "TIMEOUT"
reason = "differs-from-draft"

[[expect]]
test = "/b.html"
product = "quickjs"
status = "CRASH"
reason = "bug-in-product"
"""


def run_of(**statuses: SubtestStatus) -> list[ProductRun]:
    subtests = [SubtestResult(name.replace("_", " "), status) for name, status in statuses.items()]
    results = [TestResult("/a.html", TestStatus.OK, subtests=subtests), TestResult("/b.html", TestStatus.CRASH)]
    return [ProductRun("quickjs", "1", 0, 1, results)]


RUN = run_of(
    fails_one=SubtestStatus.FAIL,
    fails_two=SubtestStatus.FAIL,
    mended=SubtestStatus.PASS,
    slow=SubtestStatus.TIMEOUT,
    optional=SubtestStatus.PRECONDITION_FAILED,
)


def test_a_file_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "expect.toml"
    file.write_text(OLD)
    update_expectations(file, RUN, Reason.BUG_IN_PRODUCT, is_whole=True)
    assert file.read_text() == NEW
    assert judge(RUN, read_expectations(file)).is_good
    update_expectations(file, RUN, Reason.BUG_IN_TEST, is_whole=True)
    assert file.read_text() == NEW


def test_of_a_part_of_the_tests_nothing_goes_that_matches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "expect.toml"
    file.write_text(OLD)
    update_expectations(file, RUN, Reason.BUG_IN_PRODUCT, is_whole=False)
    assert '"/gone.html"' in file.read_text()
    assert '"mended"' not in file.read_text()


def test_a_glob_that_matches_what_passes_is_replaced_by_what_still_fails(tmp_path: Path) -> None:
    file = tmp_path / "expect.toml"
    file.write_text(OLD)
    runs = run_of(fails_one=SubtestStatus.PASS, fails_two=SubtestStatus.FAIL)
    update_expectations(file, runs, Reason.BUG_IN_PRODUCT, is_whole=True)
    entries = {(entry.subtest, entry.status, entry.reason) for entry in read_expectations(file)}
    assert ("fails two", "FAIL", "bug-in-test") in entries
    assert not {"fails *", "fails one"} & {subtest for subtest, _, _ in entries}
    assert judge(runs, read_expectations(file)).is_good


@pytest.mark.parametrize("name", ['"quoted" \\ \n\t\0\x1b\x7f', "é天\U0001f600", "[a]?", "''' \"\"\"", ""])
def test_names_of_every_kind_are_read_as_they_were(tmp_path: Path, name: str) -> None:
    file = tmp_path / "expect.toml"
    result = TestResult("/a.html", TestStatus.OK, subtests=[SubtestResult(name, SubtestStatus.FAIL)])
    runs = [ProductRun("quickjs", "1", 0, 1, [result])]
    update_expectations(file, runs, Reason.BUG_IN_TEST, is_whole=True)
    assert [entry.subtest for entry in read_expectations(file)] == [name]
    assert judge(runs, read_expectations(file)).is_good


def test_a_file_whose_entries_cannot_be_told_apart_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "expect.toml"
    text = 'expect = [{ test = "/a.html", status = "ERROR", reason = "bug-in-test" }]\n'
    file.write_text(text)
    with pytest.raises(BadExpectations, match="each entry begins with a line"):
        update_expectations(file, RUN, Reason.BUG_IN_TEST, is_whole=True)
    assert file.read_text() == text


def test_option_of_the_command(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "a.window.js").write_text("test(() => assert_true(false), 'fails'); test(() => {}, 'passes');")
    expect = tmp_path / "expect.toml"
    assert run(site).returncode == 1
    updated = run(site, "--expect", expect, "--expect-update", "bug-in-test")
    assert updated.returncode == 0, updated.stdout + updated.stderr
    assert f"written: {expect}" in updated.stdout
    assert run(site, "--expect", expect).returncode == 0
    for options, message in [
        (["--expect-update", "bug-in-test"], "--expect, which is not given"),
        (["--expect", expect, "--expect-update", "unknown"], "takes a reason, one of not-implemented"),
    ]:
        refused = run(site, *options)
        assert refused.returncode == 2
        assert message in refused.stderr
