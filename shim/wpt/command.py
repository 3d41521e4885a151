"""The command `audio-shim wpt`."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from .products import PRODUCTS, installed, is_installed

_EXIT_UNEXPECTED = 1
_EXIT_STOPPED = 130
_INSTALLED = "installed"
_WIDTH_OF_FILES = 180
"""Columns of the table where it goes to no terminal."""

app = typer.Typer(help="Web platform tests.", no_args_is_help=True)


@app.callback()
def _wpt() -> None:
    """Web platform tests."""


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Test files, and folders of them.")],
    product: Annotated[
        list[str] | None,
        typer.Option(help=f"One of {', '.join(PRODUCTS)}, or {_INSTALLED} for all that are; may be repeated."),
    ] = None,
    wpt_root: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A WPT checkout; without it testharness.js comes from npm's wpt-runner."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write wptreport.json; one file per product."),
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="How many tests run at a time.")] = 2,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Run on the Dask cluster whose scheduler is there.")
    ] = None,
    timeout_multiplier: Annotated[float, typer.Option(help="What tests' time-outs are multiplied by.")] = 1.0,
    expect: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Results that are expected not to be good.")
    ] = None,
) -> None:
    """Run tests and print what they came to, products side by side.

    Exit status: 0; 1 when a result was unexpected; 2 for bad arguments; 130 when it was stopped by Ctrl-C or SIGTERM,
    and then the reports hold what had run.
    """
    # Here, for the other commands need none of it.
    from .children import start_parent
    from .expectations import BadExpectations, judge, read_expectations
    from .harness import NoHarness, find_harness
    from .manifest import NoTests, find_tests
    from .parent import ProductError
    from .runner import ClusterError, cluster_executor, local_executor, run_tests

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not 0 < timeout_multiplier < float("inf"):
        raise typer.BadParameter(f"--timeout-multiplier takes a number above 0, not {timeout_multiplier:g}")
    products = _products(product or ["quickjs"])
    try:
        harness = find_harness(wpt_root)
        with cluster_executor(cluster) if cluster is not None else local_executor(workers) as pool:
            if cluster is None:
                start_parent(products[0])
            # OPTIMIZATION: while that starts, tests are looked for, and what prints results is imported.
            from rich.console import Console

            from .console import print_summary, progress
            from .reports import write_junit, write_wptreport

            expectations = read_expectations(expect) if expect is not None else []
            tests = find_tests(paths, wpt_root)
            with progress(len(tests) * len(products)) as counter:
                runs = run_tests(tests, products, harness, timeout_multiplier, pool, counter.add)
    except (BadExpectations, NoHarness, NoTests, ClusterError, ProductError) as error:
        raise typer.BadParameter(str(error)) from None
    is_whole = all(len(run.results) == len(tests) for run in runs)
    verdict = judge(runs, expectations, is_whole=is_whole)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    print_summary(runs, verdict, console)
    if report is not None:
        for file in write_wptreport(runs, report, Path(tests[0].root)):
            console.print(f"written: {file}", soft_wrap=True)
    if junit is not None:
        write_junit(runs, junit)
    if not is_whole:
        console.print(f"stopped: {sum(len(run.results) for run in runs)} of {len(tests) * len(products)} files ran")
        raise typer.Exit(_EXIT_STOPPED)
    if not verdict.is_good:
        raise typer.Exit(_EXIT_UNEXPECTED)


def _products(names: list[str]) -> list[str]:
    expanded = [one for name in names for one in (installed() if name == _INSTALLED else [name])]
    for name in expanded:
        if name not in PRODUCTS:
            raise typer.BadParameter(f"there is no product {name!r}; there are {', '.join(PRODUCTS)}, {_INSTALLED}")
        if not is_installed(name):
            raise typer.BadParameter(f"{name} is not installed here")
    return list(dict.fromkeys(expanded))
