"""`audio-shim wpt run` on files that end in every way there is."""

import json
import re
import signal
import subprocess
import threading
import time
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import psutil
import pytest

from shim.wpt import console
from shim.wpt.children import Outcome
from shim.wpt.harness import Harness
from shim.wpt.manifest import Test as Manifested
from shim.wpt.results import SubtestResult, SubtestStatus, TestResult, TestStatus
from shim.wpt.runner import Outcomes, run_tests
from tests.wpt.conftest import COMMAND, SHORT_COMMAND, Run
from tests.wpt.products import PRODUCT, need_product
from tests.wpt.reports import read_junit, read_wptreport

HARNESS = '<!doctype html><script src="/resources/testharness.js"></script>'
REPORT = '<script src="/resources/testharnessreport.js"></script>'
PASSING = 'test(() => {}, "passes");'
FAILING = 'test(() => assert_equals(1, 2), "fails");'
FILES = {
    "passing.window.js": ("OK", PASSING),
    "failing.window.js": ("OK", PASSING + FAILING),
    "hanging.window.js": ("TIMEOUT", "test(() => { while (true); })"),
    "slow.any.js": ("TIMEOUT", f"async_test(() => {{}}, 'never done');{PASSING}"),
    "throwing.any.js": ("ERROR", PASSING + "throw new Error('mine')"),
    "empty.window.js": ("ERROR", ""),
    "empty.html": ("ERROR", ""),
    "precondition.window.js": ("OK", "test(() => assert_implements_optional(false, 'no such thing'), 'optional')"),
    "missing.window.js": ("PRECONDITION_FAILED", "setup(() => assert_implements_optional(false, 'nothing here'))"),
}
_BUSY = 0.5
"""Seconds of processor time that only the hanging test takes."""
GOOD = {"passing.window.js", "precondition.window.js", "missing.window.js"}


@PRODUCT
def test_each_file_has_its_status_in_both_reports(site: Path, run: Run, tmp_path: Path, product: str) -> None:
    need_product(product)
    for name, (_, source) in FILES.items():
        (site / name).write_text(source)
    report, junit = tmp_path / "wptreport.json", tmp_path / "junit.xml"
    paths = [site / name for name in FILES]
    done = run(
        *paths,
        "--product",
        product,
        "--timeout-multiplier",
        "0.1",
        "--report",
        report,
        "--junit",
        junit,
        "--workers",
        "1",
        short=product == "quickjs",
    )
    assert done.returncode == 1, done.stderr
    data = read_wptreport(report)
    assert data.run_info.product == product
    assert data.statuses == {_id(name): status for name, (status, _) in FILES.items()}
    slow = next(result for result in data.results if result.test == "/slow.any.html")
    assert [(s.name, s.status) for s in slow.subtests] == [("never done", "TIMEOUT"), ("passes", "PASS")]
    assert data.summary()["/slow.any.html"] == (1, 3)
    assert data.summary()["/passing.window.html"] == (2, 2)
    suites = read_junit(junit)
    bad = {name for name, cases in suites.items() if set(cases.values()) & {"failure", "error"}}
    assert bad == {f"{product}: {_id(name)}" for name in FILES if name not in GOOD}
    assert suites[f"{product}: /failing.window.html"] == {"passes": "passed", "fails": "failure"}
    assert suites[f"{product}: /hanging.window.html"] == {"(the file)": "error"}
    assert f"unexpected {product} /failing.window.html | fails: FAIL, expected PASS" in done.stdout
    assert len([line for line in done.stdout.splitlines() if "fails" in line]) == 1


def test_names_that_xml_and_terminals_cannot_hold(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "\ufffe.window.js").write_text(
        r'test(() => { throw new Error("\u0007") }, "a \u001b[31m \0 \ud800 <&> [bold]")'
    )
    report, junit = tmp_path / "wptreport.json", tmp_path / "junit.xml"
    done = run(site, "--report", report, "--junit", junit)
    assert done.returncode == 1, done.stderr
    subtest = read_wptreport(report).results[0].subtests[0]
    assert subtest.name == "a \x1b[31m \0 U+d800 <&> [bold]"
    assert read_junit(junit) == {"quickjs: /\ufffd.window.html": {r"a \x1b[31m \x00 U+d800 <&> [bold]": "failure"}}
    assert r"a \x1b[31m \x00 U+d800 <&> [bold]: FAIL" in done.stdout
    assert not set("\x1b\0\x07") & set(done.stdout)


@pytest.mark.parametrize("name", FILES)
def test_exit_status_of_each_file_alone(site: Path, run: Run, name: str) -> None:
    (site / name).write_text(FILES[name][1])
    done = run(site / name, "--timeout-multiplier", "0.05", short=True)
    assert done.returncode == (0 if name in GOOD else 1), done.stderr


def _id(name: str) -> str:
    return "/" + name.replace(".js", ".html")


def _workers(command: psutil.Process) -> list[psutil.Process]:
    """The processes that are forked from the one that the command starts."""
    return [worker for parent in command.children() for worker in parent.children()]


def test_a_process_that_dies_is_a_crash_and_the_rest_goes_on(site: Path, tmp_path: Path) -> None:
    (site / "a.window.js").write_text("while (true);")
    (site / "b.window.js").write_text(PASSING)
    report = tmp_path / "report.json"
    process = subprocess.Popen(
        [*COMMAND, str(site), "--workers", "1", "--report", str(report)], stdout=subprocess.PIPE, text=True
    )
    watched = psutil.Process(process.pid)
    while not (workers := _workers(watched)):
        assert process.poll() is None
        time.sleep(0.02)
    workers[0].kill()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert {r["test"]: r["status"] for r in json.loads(report.read_text())["results"]} == {
        "/a.window.html": "CRASH",
        "/b.window.html": "OK",
    }
    assert "ended with -9" in out


def test_a_parent_of_workers_that_dies_ends_the_command_and_the_workers(site: Path) -> None:
    (site / "a.window.js").write_text("while (true);")
    (site / "b.window.js").write_text(PASSING)
    command = [*SHORT_COMMAND, str(site), "--workers", "1", "--timeout-multiplier", "0.05"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    watched = psutil.Process(process.pid)
    while not (workers := _workers(watched)):
        assert process.poll() is None
        time.sleep(0.02)
    watched.children()[0].kill()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "quickjs: the parent of the workers ended with -9" in errors
    assert errors.count("\n") == 1
    assert psutil.wait_procs(workers, timeout=20)[1] == []


def test_no_process_is_left_behind(site: Path) -> None:
    (site / "hang.window.js").write_text("while (true);")
    process = subprocess.Popen([*SHORT_COMMAND, str(site), "--timeout-multiplier", "0.05"], stdout=subprocess.DEVNULL)
    seen: set[psutil.Process] = set()
    watched = psutil.Process(process.pid)
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            try:
                seen.update(watched.children(recursive=True))
            except psutil.NoSuchProcess:
                return
            done.wait(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert process.wait(timeout=60) == 1
    done.set()
    watcher.join()
    assert seen
    assert not [child for child in seen if child.is_running()]


NATIVE = "[].reverse.call({ length: 2 ** 53 - 1 });"
"""A loop of the engine, which nothing in its process stops."""


def test_a_test_that_hangs_in_the_engine_is_killed_and_the_next_runs(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "a.window.js").write_text(f"{PASSING} test(() => {{ {NATIVE} }}, 'hangs');")
    (site / "b.window.js").write_text(PASSING)
    report = tmp_path / "report.json"
    done = run(site, "--workers", "1", "--timeout-multiplier", "0.05", "--report", report, short=True)
    assert done.returncode == 1
    assert read_wptreport(report).statuses == {"/a.window.html": "TIMEOUT", "/b.window.html": "OK"}
    (said,) = [line for line in done.stdout.splitlines() if "did not answer" in line]
    assert "and was killed" in said


@pytest.mark.parametrize(
    ("number", "times"), [(signal.SIGINT, 1), (signal.SIGTERM, 1), (signal.SIGINT, 30), (signal.SIGKILL, 1)]
)
@pytest.mark.parametrize("loop", ["while (true);", NATIVE])
def test_what_stops_the_command_ends_its_workers_and_leaves_reports(
    site: Path, tmp_path: Path, number: signal.Signals, times: int, loop: str
) -> None:
    (site / "a.window.js").write_text(PASSING)
    (site / "b.window.js").write_text(loop)
    report, junit = tmp_path / "report.json", tmp_path / "junit.xml"
    reports = ["--report", str(report), "--junit", str(junit)]
    command = [*COMMAND, str(site), "--workers", "1", "--timeout-multiplier", "10", *reports]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watched = psutil.Process(process.pid)
    while not (busy := [c for c in _workers(watched) if c.cpu_times().user > _BUSY]):
        assert process.poll() is None
        time.sleep(0.1)
    for _ in range(times):
        process.send_signal(number)
        time.sleep(0.005)  # a signal that comes while another of its kind is pending is none
    out, _ = process.communicate(timeout=60)
    gone, alive = psutil.wait_procs(busy, timeout=20)
    assert (len(gone), alive) == (1, [])
    if number != signal.SIGKILL:
        assert process.returncode == 130
        assert "stopped: 1 of 2 files ran" in out
        assert read_wptreport(report).statuses == {"/a.window.html": "OK"}
        assert read_junit(junit) == {"quickjs: /a.window.html": {"passes": "passed"}}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.html"], "there is no"),
        (["--product", "netscape", "."], "no product 'netscape'"),
        (["--timeout-multiplier", "0", "."], "a number above 0"),
        (["--timeout-multiplier", "-1", "."], "a number above 0"),
        (["--timeout-multiplier", "1e9", "."], "at most 10000"),
        (["--timeout-multiplier", "nan", "."], "a number above 0"),
        (["--workers", "0", "."], "a number above 0"),
        (["--report", "/proc/nowhere/report.json", "."], "--report: /proc/nowhere/report.json cannot be written"),
        (["--junit", ".", "."], "--junit: . cannot be written: Is a directory"),
        (["--expect", ".", "."], ". cannot be read: Is a directory"),
        (["--workers", "0", "."], "--workers takes a number above 0"),
        (["--wpt-root", "/nonexistent", "."], "no WPT checkout"),
        (["--expect", "nowhere.toml", "."], "nowhere.toml cannot be read: No such file"),
    ],
)
def test_bad_arguments(
    site: Path, run: Run, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "x.window.js").write_text(PASSING)
    monkeypatch.chdir(site)
    done = run(*arguments, short=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_expectations(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "x.window.js").write_text(PASSING + FAILING)
    expect = tmp_path / "expect.toml"

    def run_with(*tables: str) -> subprocess.CompletedProcess[str]:
        expect.write_text("\n".join("[[expect]]\n" + table for table in tables))
        return run(site, "--expect", expect)

    failing = 'test = "/x.window.html"\nsubtest = "fails"\nstatus = "FAIL"\nreason = "not-implemented"\n'
    assert run_with(failing).returncode == 0
    passing = failing.replace('"fails"', '"passes"')
    unexpected = run_with(failing, passing)
    assert unexpected.returncode == 1
    assert "| passes: PASS, expected FAIL" in unexpected.stdout
    useless = run_with(failing, failing.replace("/x", "/y"))
    assert useless.returncode == 1
    assert "matches nothing /y.window.html: fails" in useless.stdout
    for tables, message in [
        ((passing, failing), "belongs before"),
        ((failing, failing), "twice"),
        ((failing.replace("not-implemented", "unknown"),), "unknown"),
        ((failing.replace("FAIL", "PASS"),), "it can be"),
        (('product = "netscape"\n' + failing,), "no such product"),
        (("rubbish",), "Expected '='"),
        ((failing + "other = 1",), "unknown field `other`"),
        ((failing.replace("status", "state"),), "unknown field `state`"),
    ]:
        refused = run_with(*tables)
        assert refused.returncode == 2
        assert message in refused.stderr


def test_each_product_has_a_time_of_its_own(site: Path) -> None:
    def outcome(product: str, test: str, began: int, duration: int) -> Outcome:
        return Outcome(product, "1", began, TestResult(test, TestStatus.OK, duration=duration))

    order: list[tuple[str, str]] = []

    class InOrder(Executor):
        def submit(self, _function: Any, job: Any, /, *_: Any, **__: Any) -> Future[Any]:
            order.append((job.product, job.test.id))
            future: Future[Any] = Future()
            future.set_result(outcome(job.product, job.test.id, 1000 * len(order), 500))
            return future

    tests = [Manifested(f"/{name}.html", str(site)) for name in "ab"]
    runs = run_tests(tests, ["quickjs", "chromium"], Harness(None, None), 1.0, InOrder(), Outcomes(), [])
    assert order == [(product, f"/{name}.html") for product in ("quickjs", "chromium") for name in "ab"]
    assert [(run.time_start, run.time_end) for run in runs] == [(1000, 2500), (3000, 4500)]


def test_progress_without_a_terminal_is_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "SECONDS_BETWEEN_LINES", 0.01)
    subtests = [SubtestResult("a", SubtestStatus.PASS), SubtestResult("b", SubtestStatus.FAIL)]
    text, deadline = "", time.monotonic() + 10
    with console.progress(3) as meter:
        meter.add(Outcome("quickjs", "1", 0, TestResult("/a.html", TestStatus.OK, subtests=subtests)))
        while "1 of 3" not in text and time.monotonic() < deadline:  # a line may have come before that
            text += capsys.readouterr().err
    assert re.search(r"^\d+ s: 1 of 3 files, 2 subtests, 1 failures$", text, re.MULTILINE)


def test_output_that_cannot_be_written_is_an_error(site: Path, tmp_path: Path) -> None:
    (site / "x.window.js").write_text(PASSING)
    report = tmp_path / "report.json"
    with Path("/dev/full").open("w") as full:
        command = [*COMMAND, str(site), "--report", str(report)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=100)
    assert done.returncode == 1
    assert done.stderr == "audio-shim: the output cannot be written: No space left on device\n"
    assert read_wptreport(report).statuses == {"/x.window.html": "OK"}


def test_statuses_of_what_tests_do_to_the_harness(site: Path, run: Run, tmp_path: Path) -> None:
    files = {
        "done-twice": ("OK", "setup({ explicit_done: true }); test(() => {}, 'a'); done(); done();"),
        "duplicates": ("ERROR", "test(() => {}, 'a'); test(() => {}, 'a');"),
        "cleanup": (
            "ERROR",
            "test((t) => { t.add_cleanup(() => { throw new Error('mine') }) }, 'a'); test(() => {}, 'b');",
        ),
        "setup": ("ERROR", "setup(() => { throw new Error('mine') }); test(() => {}, 'a');"),
        "promise-setup": ("ERROR", "promise_setup(async () => { throw 1 }); promise_test(async () => {}, 'a');"),
        "rejection": (
            "ERROR",
            "Promise.reject(new Error('mine')); async_test((t) => t.step_timeout(() => t.done(), 100), 'a');",
        ),
        "explicit-timeout": ("TIMEOUT", "setup({ explicit_timeout: true }); async_test(() => timeout(), 'a');"),
        "optional": ("OK", "test(() => assert_implements_optional(false), 'a');"),
        "single": ("OK", "setup({ single_test: true }); done();"),
        "syntax": ("ERROR", "test(() => {"),
        "closed": ("OK", "window.close(); test(() => {}, 'a');"),
        "dialogs": ("OK", "test(() => { alert(1); confirm(2); prompt(3) }, 'a');"),
        "rewritten": ("OK", "async_test((t) => { onload = () => { document.write('x'); t.done() } }, 'a');"),
        "emptied": ("OK", "document.documentElement.remove(); test(() => {}, 'a');"),
        "away": ("ERROR", "async_test(() => { location.href = 'about:blank' }, 'a');"),
    }
    for name, (_, source) in files.items():
        (site / f"{name}.window.js").write_text(source)
    report = tmp_path / "report.json"
    run(site, "--report", report)
    assert read_wptreport(report, duplicates=True).statuses == {
        f"/{name}.window.html": status for name, (status, _) in sorted(files.items())
    }
