"""Both runners on the same tests, each in processes of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .files import make_view

_HERE = Path(__file__).parent
_COMMAND = [sys.executable, "-c", "from shim.cli.command import main; main()", "wpt", "run"]
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Surrogates in messages of wpt-runner: they are written as in this project's reports."""
_ENDING = re.compile(r" \((?:timeout|incomplete|precondition failed)\)$")
_OF_THE_HARNESS = {"test harness threw unexpected error", "test harness should not timeout"}
SECONDS = 20.0
"""Seconds that wpt-runner, which has no limit of its own, may say nothing before its process is killed."""


class FileResult(msgspec.Struct):
    """The result of a test. `passed` and `failed` have names of subtests, `failed` with the message of each. `problem`:
    why the file has no result of its own, such as TIMEOUT."""

    passed: set[str] = msgspec.field(default_factory=set)
    failed: dict[str, str] = msgspec.field(default_factory=dict)
    problem: str = ""


Results = dict[str, FileResult]
"""By the name of the test."""


def run_ours(checkout: Path, folder: str, tests: Sequence[str]) -> Results:
    """The results of this engine. Raises `RuntimeError`."""
    if not tests:
        return {}
    with tempfile.TemporaryDirectory() as name:
        names, report = Path(name, "names.txt"), Path(name, "report.json")
        names.write_text("\n".join(tests) + "\n", encoding="utf-8")
        options = ["--wpt-root", str(checkout), "--include-file", str(names), "--report", str(report)]
        options += ["--workers", "1"]
        done = subprocess.run([*_COMMAND, str(checkout / folder), *options], stdout=subprocess.DEVNULL, text=True)
        if done.returncode > 1:
            raise RuntimeError(f"audio-shim wpt run ended with {done.returncode}")
        results: Results = {}
        for each in json.loads(report.read_text(encoding="utf-8"))["results"]:
            problem = "" if each["status"] in ("OK", "PRECONDITION_FAILED") else each["status"]
            result = results[each["test"]] = FileResult(problem=problem)
            for subtest in each["subtests"]:
                if subtest["status"] == "PASS":
                    result.passed.add(subtest["name"])
                else:
                    result.failed[subtest["name"]] = subtest["message"] or subtest["status"]
            if problem and not result.failed:
                result.failed["(the file)"] = f"{problem}: {each['message'] or ''}"
        return results


def run_jsdom(checkout: Path, folder: str, tests: Sequence[str]) -> Results:
    """The results of npm's wpt-runner. A test that hangs or ends its process is one without a result."""
    left = set(tests)
    results: Results = {}
    with tempfile.TemporaryDirectory() as name:
        view, names = Path(name, "view"), Path(name, "names.json")
        view.mkdir()
        make_view(checkout, folder, view)
        while left:
            names.write_text(json.dumps([test.lstrip("/") for test in left]), encoding="utf-8")
            current = _run_jsdom(view, names, results)
            if current is None:
                break
            results[current].problem = "no result"
            left -= set(results)
    return results


def _run_jsdom(view: Path, names: Path, results: Results) -> str | None:
    """Runs a process until its end; the test at which it ended too early, None when it did not."""
    current: str | None = None
    with subprocess.Popen(
        ["node", str(_HERE / "jsdom.mjs"), str(view), str(names)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        for kind, *words in _lines_of(process):
            if kind == "start":
                current = "/" + words[0]
                results[current] = FileResult()
            elif kind == "done":
                return None
            elif current is not None:
                _add(results[current], kind, _SURROGATE.sub(lambda found: f"U+{ord(found[0]):x}", words[0]))
    if current is None:
        raise RuntimeError(f"wpt-runner ended with {process.returncode} before its first test: npm ci installs it")
    return current


def _add(result: FileResult, kind: str, name: str) -> None:
    """Adds what wpt-runner says of a subtest, or of the harness."""
    if kind == "pass":
        result.passed.add(name)
    elif name in _OF_THE_HARNESS:
        result.problem = name
    else:
        result.failed[_ENDING.sub("", name)] = ""


def _lines_of(process: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    """Lines that a process prints, as lists of fields. One that prints nothing for too long is killed."""
    assert process.stdout is not None
    timer = threading.Timer(3 * SECONDS, process.kill)  # it reads all files before it begins
    timer.start()
    try:
        for line in process.stdout:
            timer.cancel()
            timer = threading.Timer(SECONDS, process.kill)
            timer.start()
            if line.endswith(b"\n"):
                yield json.loads(line)
    finally:
        timer.cancel()
        process.kill()
