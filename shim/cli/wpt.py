"""The command `audio-shim wpt`."""

from __future__ import annotations

import argparse
from pathlib import Path

from shim.processes.parent import ProcessError
from shim.wpt.products import PRODUCTS, installed, is_installed, workers_of

from .arguments import BadArgument, check_writable

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
        "arguments; 130 when it was stopped by Ctrl-C or SIGTERM, and then the reports hold what had run."
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
    add("--report", type=Path, metavar="FILE", help="write wptreport.json; one file per product")
    add("--junit", type=Path, metavar="FILE", help="write JUnit XML")
    add("--workers", type=int, default=2, help="how many tests run at a time (default: %(default)s)")
    add("--cluster", metavar="ADDRESS", help="run on the Dask cluster whose scheduler is there")
    add("--timeout-multiplier", type=float, default=1.0, help="what tests' time-outs are multiplied by")
    add("--expect", type=Path, metavar="FILE", help="results that are expected not to be good")


def run(
    *,
    paths: list[Path],
    product: list[str] | None,
    wpt_root: Path | None,
    report: Path | None,
    junit: Path | None,
    workers: int,
    cluster: str | None,
    timeout_multiplier: float,
    expect: Path | None,
) -> int:
    """Runs tests; the exit status. Raises `BadArgument`."""
    if not 0 < timeout_multiplier <= _LARGEST_MULTIPLIER:
        raise BadArgument(
            f"--timeout-multiplier takes a number above 0, at most {_LARGEST_MULTIPLIER}, not {timeout_multiplier:g}"
        )
    if workers < 1:
        raise BadArgument(f"--workers takes a number above 0, not {workers}")
    for option, target in (("--report", report), ("--junit", junit)):
        if target is not None:
            check_writable(option, target)
    products = _products(product or ["quickjs"])
    if cluster is None:
        for name in products:
            workers_of(name)
    # OPTIMIZATION: while those start, what else is needed is imported, and tests are looked for.
    from rich.console import Console

    from shim.wpt.console import print_summary, progress
    from shim.wpt.expectations import BadExpectations, judge, read_expectations
    from shim.wpt.harness import NoHarness, find_harness
    from shim.wpt.manifest import NoTests, find_tests
    from shim.wpt.reports import write_junit, write_wptreport
    from shim.wpt.runner import ClusterError, cluster_executor, local_executor, run_tests

    try:
        with cluster_executor(cluster) if cluster is not None else local_executor(workers) as pool:
            harness = find_harness(wpt_root)
            expectations = read_expectations(expect) if expect is not None else []
            tests, others = find_tests(paths, wpt_root)
            with progress(len(tests) * len(products)) as counter:
                runs = run_tests(tests, products, harness, timeout_multiplier, pool, counter.add)
    except (BadExpectations, NoHarness, NoTests, ClusterError, ProcessError) as error:
        raise BadArgument(str(error)) from None
    is_whole = all(len(run.results) == len(tests) for run in runs)
    verdict = judge(runs, expectations, is_whole=is_whole)
    try:
        written = write_wptreport(runs, report, Path(tests[0].root)) if report is not None else []
        if junit is not None:
            write_junit(runs, junit)
            written.append(junit)
    except OSError as error:
        raise BadArgument(f"{error.filename} cannot be written: {error.strerror}") from None
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    print_summary(runs, verdict, others, console)
    for file in written:
        console.print(f"written: {file}", soft_wrap=True, markup=False)
    if not is_whole:
        console.print(f"stopped: {sum(len(run.results) for run in runs)} of {len(tests) * len(products)} files ran")
        return _EXIT_STOPPED
    return 0 if verdict.is_good else _EXIT_UNEXPECTED


def _products(names: list[str]) -> list[str]:
    expanded = [one for name in names for one in (installed() if name == _INSTALLED else [name])]
    for name in expanded:
        if name not in PRODUCTS:
            raise BadArgument(f"there is no product {name!r}; there are {', '.join(PRODUCTS)}, {_INSTALLED}")
        if not is_installed(name):
            raise BadArgument(f"{name} is not installed here")
    return list(dict.fromkeys(expanded))
