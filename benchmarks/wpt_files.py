"""Files per second of `audio-shim wpt run` and of npm's wpt-runner (jsdom), on the same 100 test files with the same
testharness.js."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rich.table import Table

from benchmarks.sides import HERE

SUBJECTS = HERE / "pages" / "wpt"
COUNTS = (1, 2, 4, 8, 16)
"""The values of `COUNT` in the copies of a subject."""
ROUNDS = 5
TARGET = 5.0
WPT_RUNNER = "wpt-runner (jsdom), one at a time"
OURS_ALONE = "audio-shim wpt run --workers 1"
OURS = "audio-shim wpt run (2 workers, the default)"
_COMMAND = [sys.executable, "-c", "from shim.cli.command import main; main()", "wpt", "run"]

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As a user has it: what was compiled once, Python and ours, is there for the next process."""

Passed = dict[str, list[str]]
"""The names of the subtests that passed, by file."""


def run() -> Table:
    with tempfile.TemporaryDirectory() as name:
        folder, single = Path(name, "tests"), Path(name, "single")
        count = write_files(folder)
        single.mkdir()
        shutil.copy(min(folder.iterdir()), single)
        sides: dict[str, Callable[[Path], Passed]] = {
            WPT_RUNNER: _wpt_runner,
            OURS_ALONE: lambda tests: _ours(tests, "--workers", "1"),
            OURS: _ours,
        }
        _ours(folder)  # the first run of all compiles what the others find compiled
        whole: dict[str, list[float]] = {label: [] for label in sides}
        rest: dict[str, list[float]] = {label: [] for label in sides}
        subtests = 0
        order = list(sides)
        for _ in range(ROUNDS):
            results: dict[str, Passed] = {}
            for label in order:
                results[label], seconds = _timed(sides[label], folder)
                whole[label].append(seconds)
                rest[label].append(seconds - _timed(sides[label], single)[1])
            subtests = _agree(results, count)
            order.append(order.pop(0))
    return _table(whole, rest, count, subtests)


def _timed(side: Callable[[Path], Passed], tests: Path) -> tuple[Passed, float]:
    start = time.perf_counter()
    passed = side(tests)
    return passed, time.perf_counter() - start


def write_files(folder: Path) -> int:
    """Writes the test files; how many there are."""
    folder.mkdir()
    subjects = sorted(SUBJECTS.iterdir())
    for subject in subjects:
        stem, _, ending = subject.name.partition(".")
        source = subject.read_text(encoding="utf-8")
        for count in COUNTS:
            (folder / f"{stem}-{count}.{ending}").write_text(source.replace("COUNT", str(count)), encoding="utf-8")
    return len(subjects) * len(COUNTS)


def _wpt_runner(folder: Path) -> Passed:
    done = _finish(["node", str(HERE / "node" / "wpt_runner.mjs"), str(folder)])
    result = json.loads(done)
    if result["failures"]:
        raise SystemExit(f"benchmarks: {result['failures']} subtests fail on wpt-runner")
    passed: Passed = result["passed"]
    return passed


def _ours(folder: Path, *options: str) -> Passed:
    report = folder.parent / "wptreport.json"
    _finish([*_COMMAND, str(folder), "--report", str(report), *options])
    return {
        result["test"]: [subtest["name"] for subtest in result["subtests"]]
        for result in json.loads(report.read_text(encoding="utf-8"))["results"]
    }


def _finish(command: list[str]) -> str:
    """The output of a command. Both commands end with another status when something failed."""
    done = subprocess.run(command, cwd=HERE.parent, env=_ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"benchmarks: {' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _agree(results: dict[str, Passed], count: int) -> int:
    """Fails unless the same subtests of the same files passed everywhere; how many they are."""
    first, *others = ({file: sorted(names) for file, names in passed.items()} for passed in results.values())
    if len(first) != count or any(other != first for other in others):
        raise SystemExit(f"benchmarks: the runners disagree, so there is nothing to compare: {results}")
    return sum(len(names) for names in first.values())


def _table(whole: dict[str, list[float]], rest: dict[str, list[float]], count: int, subtests: int) -> Table:
    def cells(figures: dict[str, list[float]], label: str, files: int) -> tuple[float, str]:
        ratio = median(theirs / ours for theirs, ours in zip(figures[WPT_RUNNER], figures[label], strict=True))
        speed = f"{files / median(figures[label]):.1f}"
        return ratio, speed if label == WPT_RUNNER else f"{speed} ({ratio:.1f}x)"

    title = f"Files per second (times wpt-runner's), the same {count} test files, {subtests} subtests"
    table = Table("", "with the start of the process", "once started", "target", title=title, title_justify="left")
    for label in whole:
        ratio, from_start = cells(whole, label, count)
        verdict = f"{TARGET:g}x, {'[green]reached' if ratio >= TARGET else '[red]missed'}[/]" if label == OURS else ""
        table.add_row(label, from_start, cells(rest, label, count - 1)[1], verdict)
    return table
