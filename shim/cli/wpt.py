"""The command `audio-shim wpt`."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shim.processes.parent import ProcessError
from shim.wpt.products import PRODUCTS, installed, is_installed, workers_of

from .arguments import BadArgument, check_writable

if TYPE_CHECKING:
    from shim.wpt.children import Outcome

_EXIT_UNEXPECTED = 1
_EXIT_STOPPED = 130
_INSTALLED = "installed"
_LARGEST_MULTIPLIER = 10_000
"""Beyond it the harness's own timers run over."""
_WIDTH_OF_FILES = 180
"""Columns of the table where it goes to no terminal."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `wpt run`."""
    parser.description = (
        "Runs tests and prints what they came to, products side by side.\n\n"
        "Exit status: 0; 1 when a result was unexpected, or the results cannot be printed; 2 for bad\n"
        "arguments; 130 when it was stopped by Ctrl-C or SIGTERM, and then the reports hold what had run,\n"
        "however often it was told to stop.\n\n"
        "Where stderr is not a terminal, a line every 30 s says how far it is. A PATTERN is a test's name\n"
        "(/dom/nodes/a.html, with or without its variant) or a folder's; * in it stands for anything."
    )
    parser.set_defaults(command=run)
    add = parser.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="test files, and folders of them")
    add(
        "--product",
        action="append",
        help=f"one of {', '.join(PRODUCTS)}, or {_INSTALLED} for all that are; may be repeated (default: quickjs)",
    )
    add(
        "--wpt-root",
        type=Path,
        metavar="DIR",
        help="a WPT checkout; without it testharness.js comes from npm's wpt-runner",
    )
    add(
        "--allow-handlers",
        action="store_true",
        help="run the checkout's Python handlers and WebSocket handlers, as programs on this machine",
    )
    add("--exclude", action="append", metavar="PATTERN", help="leave out the tests of that name; may be repeated")
    add(
        "--include-file",
        type=Path,
        metavar="FILE",
        help="of the tests in the paths run those that it names, a line each",
    )
    add("--shard", type=_shard, default=(1, 1), metavar="N/M", help="run the N-th of M parts of the tests")
    add("--report", type=Path, metavar="FILE", help="write wptreport.json; one file per product")
    add(
        "--log-raw",
        type=Path,
        metavar="FILE",
        help="write each result as it comes, as mozlog does; one file per product",
    )
    add("--junit", type=Path, metavar="FILE", help="write JUnit XML")
    add("--workers", type=int, default=2, help="how many tests run at a time (default: %(default)s)")
    add("--cluster", metavar="ADDRESS", help="run on the Dask cluster whose scheduler is there")
    add("--timeout-multiplier", type=float, default=1.0, help="what tests' time-outs are multiplied by")
    add("--expect", type=Path, metavar="FILE", help="results that are expected not to be good")
    add(
        "--expect-update",
        metavar="REASON",
        help="write the file of --expect anew, as this run has it; what is new in it has that reason",
    )


def run(
    *,
    paths: list[Path],
    product: list[str] | None,
    wpt_root: Path | None,
    allow_handlers: bool,
    exclude: list[str] | None,
    include_file: Path | None,
    shard: tuple[int, int],
    report: Path | None,
    log_raw: Path | None,
    junit: Path | None,
    workers: int,
    cluster: str | None,
    timeout_multiplier: float,
    expect: Path | None,
    expect_update: str | None,
) -> int:
    """Runs tests; the exit status. Raises `BadArgument`."""
    if not 0 < timeout_multiplier <= _LARGEST_MULTIPLIER:
        raise BadArgument(
            f"--timeout-multiplier takes a number above 0, at most {_LARGEST_MULTIPLIER}, not {timeout_multiplier:g}"
        )
    if workers < 1:
        raise BadArgument(f"--workers takes a number above 0, not {workers}")
    if expect_update is not None and expect is None:
        raise BadArgument("--expect-update writes the file of --expect, which is not given")
    written_files = [("--report", report), ("--log-raw", log_raw), ("--junit", junit)]
    if expect_update is not None:
        written_files.append(("--expect", expect))
    for option, target in written_files:
        if target is not None:
            check_writable(option, target)
    products = _products(product or ["quickjs"])
    if cluster is None:
        for name in products:
            workers_of(name)
    # OPTIMIZATION: while those start, what else is needed is imported, and tests are looked for.
    from rich.console import Console

    from shim.wpt.checkout_handlers import NoHandlers, check_checkout
    from shim.wpt.console import print_summary, progress
    from shim.wpt.expectation_update import update_expectations
    from shim.wpt.expectations import BadExpectations, Reason, judge, read_expectations
    from shim.wpt.harness import NoHarness, find_harness
    from shim.wpt.manifest import NoTests, find_tests
    from shim.wpt.raw_log import RawLog
    from shim.wpt.reports import write_junit, write_wptreport
    from shim.wpt.runner import ClusterError, Outcomes, cluster_executor, local_executor, run_tests
    from shim.wpt.selection import read_include_file, select

    if expect_update is not None and expect_update not in list(Reason):
        raise BadArgument(f"--expect-update takes a reason, one of {', '.join(Reason)}, not {expect_update!r}")
    outcomes = Outcomes()
    with ExitStack() as signals:
        try:
            with cluster_executor(cluster) if cluster is not None else local_executor(workers) as pool:
                harness = find_harness(wpt_root, runs_handlers=allow_handlers)
                if allow_handlers:
                    check_checkout(wpt_root)
                may_be_new = expect_update is not None and expect is not None and not expect.exists()
                expectations = read_expectations(expect) if expect is not None and not may_be_new else []
                found, others = find_tests(paths, wpt_root)
                include = read_include_file(include_file) if include_file is not None else None
                tests = select(found, include=include, exclude=exclude or (), shard=shard)
                with ExitStack() as stack:
                    listeners: list[Callable[[Outcome], object]] = []
                    if log_raw is not None:
                        listeners.append(stack.enter_context(RawLog(log_raw, products, tests, expectations)).add)
                    listeners.append(stack.enter_context(progress(len(tests) * len(products))).add)
                    signals.enter_context(_signals_call(outcomes.stop))
                    runs = run_tests(tests, products, harness, timeout_multiplier, pool, outcomes, listeners)
            has_run_all = all(len(run.results) == len(tests) for run in runs)
            is_whole = has_run_all and len(tests) == len(found)
            written = write_wptreport(runs, report, Path(tests[0].root)) if report is not None else []
            if junit is not None:
                write_junit(runs, junit)
                written.append(junit)
            if expect_update is not None and expect is not None:
                update_expectations(expect, runs, Reason(expect_update), is_whole=is_whole)
                expectations = read_expectations(expect)
                written.append(expect)
        except (BadExpectations, NoHandlers, NoHarness, NoTests, ClusterError, ProcessError) as error:
            raise BadArgument(str(error)) from None
    verdict = judge(runs, expectations, is_whole=is_whole)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    print_summary(runs, verdict, others, console)
    for file in written:
        console.print(f"written: {file}", soft_wrap=True, markup=False)
    if not has_run_all:
        console.print(f"stopped: {sum(len(run.results) for run in runs)} of {len(tests) * len(products)} files ran")
        return _EXIT_STOPPED
    return 0 if verdict.is_good else _EXIT_UNEXPECTED


@contextmanager
def _signals_call(stop: Callable[[], object]) -> Iterator[None]:
    """Ctrl-C and SIGTERM call it; those that follow the first interrupt nothing up to the end of the process, so
    reports are whole."""
    was_called = False

    def handle(*_: object) -> None:
        nonlocal was_called
        was_called = True
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if was_called else handler)


def _shard(text: str) -> tuple[int, int]:
    """`N/M` as numbers."""
    number, slash, count = text.partition("/")
    is_written_so = slash and all(part.isascii() and part.isdigit() for part in (number, count))
    if is_written_so and 1 <= int(number) <= int(count):
        return int(number), int(count)
    raise argparse.ArgumentTypeError(f"takes N/M with N from 1 to M, as in 2/5, not {text}")


def _products(names: list[str]) -> list[str]:
    expanded = [one for name in names for one in (installed() if name == _INSTALLED else [name])]
    for name in expanded:
        if name not in PRODUCTS:
            raise BadArgument(f"there is no product {name!r}; there are {', '.join(PRODUCTS)}, {_INSTALLED}")
        if not is_installed(name):
            raise BadArgument(f"{name} is not installed here")
    return list(dict.fromkeys(expanded))
