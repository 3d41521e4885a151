"""Output for a person: a progress bar, the table of all products, and the unexpected results."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich import markup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from shim.plain_text import visible

from .children import Outcome
from .expectations import Verdict
from .manifest import list_of
from .results import GOOD_SUBTEST, GOOD_TEST, SubtestStatus, TestResult
from .runner import ProductRun

SECONDS_BETWEEN_LINES = 30.0
"""Seconds between two lines about the progress, where there is no terminal."""
_LONGEST = 1000
"""Characters of a text that are shown; reports have all of it."""
_COLOURS = {"PASS": "green", "OK": "green", "PRECONDITION_FAILED": "dim", "NOTRUN": "yellow", "TIMEOUT": "magenta"}


def _escape(text: str) -> str:
    """Text of a page, which must neither colour, command nor fill the terminal."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}… ({len(text)} characters)"
    return markup.escape(visible(text))


class Meter:
    """Counts what comes in and shows it."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._files = 0
        self._task = progress.add_task("files", total=total, subtests=0, failures=0)
        self._subtests = self._failures = 0

    def add(self, outcome: Outcome) -> None:
        """One more file."""
        result = outcome.result
        self._files += 1
        self._subtests += len(result.subtests)
        self._failures += sum(s.status not in GOOD_SUBTEST for s in result.subtests) + (result.status not in GOOD_TEST)
        self._progress.update(self._task, advance=1, subtests=self._subtests, failures=self._failures)

    def __str__(self) -> str:
        return f"{self._files} of {self._total} files, {self._subtests} subtests, {self._failures} failures"


@contextmanager
def progress(total: int) -> Iterator[Meter]:
    """A bar on stderr with files, subtests, failures and the time left; where stderr is not a terminal, a line every
    30 seconds."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[subtests]} subtests"),
        TextColumn("[red]{task.fields[failures]} failures"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        meter = Meter(bar, total)
        done = threading.Event()
        lines = threading.Thread(target=_print_lines, args=(meter, done), daemon=True)
        if not console.is_terminal:
            lines.start()
        try:
            yield meter
        finally:
            done.set()


def _print_lines(meter: Meter, done: threading.Event) -> None:
    began = time.monotonic()
    while not done.wait(SECONDS_BETWEEN_LINES):
        sys.stderr.write(f"{time.monotonic() - began:.0f} s: {meter}\n")
        sys.stderr.flush()


def print_summary(runs: Sequence[ProductRun], verdict: Verdict, others: Counter[str], console: Console) -> None:
    """The products side by side, test by subtest; with one product only what is not good and was expected. Then what
    was unexpected, and how many files of other kinds were there."""
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("test", overflow="fold")
    for run in runs:
        table.add_column(f"{run.product} {run.version.rpartition('/')[2]}".strip(), no_wrap=True)
    results = {run.product: {result.test: result for result in run.results} for run in runs}
    unexpected = {(item.test, item.subtest) for item in verdict.unexpected} if len(runs) == 1 else set()
    for test in dict.fromkeys(result.test for run in runs for result in run.results):
        _add_rows(table, test, [results[run.product].get(test) for run in runs], unexpected)
    console.print(table)
    for item in verdict.unexpected:
        where = _escape(f"{item.product} {item.test}" + (f" | {item.subtest}" if item.subtest is not None else ""))
        message = f"\n    {_escape(item.message)}" if item.message else ""
        console.print(f"[red]unexpected[/] {where}: {item.status}, expected {item.expected}{message}", soft_wrap=True)
    for run in runs:
        for result in run.results:
            if result.message and result.status in GOOD_TEST and not result.is_good:
                console.print(
                    f"[yellow]note[/] {_escape(f'{run.product} {result.test}: {result.message}')}", soft_wrap=True
                )
    for expectation in verdict.useless:
        console.print(f"[red]matches nothing[/] {_escape(str(expectation))}", soft_wrap=True)
    for run in runs:
        _print_totals(run, console)
    if others:
        console.print(f"not run: {list_of(others)}", soft_wrap=True)


def _add_rows(
    table: Table, test: str, results: Sequence[TestResult | None], elsewhere: set[tuple[str, str | None]]
) -> None:
    """The rows of a test; `elsewhere`: the subtests, by test and name, that have no row."""
    table.add_row(f"[bold]{_escape(test)}", *(_file_cell(result) for result in results))
    by_name = [{s.name: s for s in result.subtests} if result else {} for result in results]
    for name in dict.fromkeys(name for subtests in by_name for name in subtests):
        cells = [subtests[name].status if name in subtests else None for subtests in by_name]
        if (test, name) in elsewhere:
            continue
        if len(results) > 1 or any(status is not SubtestStatus.PASS for status in cells):
            table.add_row(f"  {_escape(name)}", *(_cell(status) for status in cells))


def _file_cell(result: TestResult | None) -> str:
    if result is None:
        return ""
    passed = sum(subtest.status is SubtestStatus.PASS for subtest in result.subtests)
    return f"{_cell(result.status)} {passed}/{len(result.subtests)}"


def _cell(status: str | None) -> str:
    return f"[{_COLOURS.get(status, 'red')}]{status}[/]" if status else ""


def _print_totals(run: ProductRun, console: Console) -> None:
    counts: dict[str, int] = {}
    for result in run.results:
        for subtest in result.subtests:
            counts[subtest.status] = counts.get(subtest.status, 0) + 1
    bad_files = [result for result in run.results if result.status not in GOOD_TEST]
    seconds = (run.time_end - run.time_start) / 1000
    totals = ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no subtests"
    bad = f", {len(bad_files)} without a result" if bad_files else ""
    console.print(f"{run.product}: {len(run.results)} files in {seconds:.1f} s{bad}: {totals}", soft_wrap=True)
