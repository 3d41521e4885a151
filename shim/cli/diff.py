"""The command `audio-shim diff`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from json import loads
from pathlib import Path
from typing import Any

import msgspec

from shim.files import write_file
from shim.plain_text import json_text, visible
from shim.report.compare import TOLERANCE, Difference, differences
from shim.report.side_by_side import Pair, side_by_side

from .arguments import BadArgument, check_writable
from .diff_json import diff_item
from .outputs import check_ending
from .run_json import RunItem

_EXIT_DIFFERENT = 1


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `diff`."""
    parser.description = (
        "Compares two runs of pages: what `audio-shim run --json` printed of each. Prints what happened in one only,\n"
        "or at another time. Of several scenarios those of one name are compared.\n\n"
        "Exit status: 0 when they are alike; 1 when they differ; 2 when a file is not what --json prints."
    )
    parser.set_defaults(command=diff)
    parser.add_argument("a", type=Path, metavar="A.json", help="the output of one run")
    parser.add_argument("b", type=Path, metavar="B.json", help="the output of the other")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=TOLERANCE,
        metavar="SECONDS",
        help="times that differ by no more are alike; 0 for runs with --clock manual (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object: see `audio-shim schema diff`")
    parser.add_argument("--report", type=Path, metavar="OUT.html", help="write both runs side by side, to look at")


def diff(*, a: Path, b: Path, tolerance: float, json: bool, report: Path | None) -> int:
    """Compares two outputs; the exit status. Raises `BadArgument`."""
    if not 0 <= tolerance < float("inf"):
        raise BadArgument(f"--tolerance takes a number of seconds, 0 or more, not {tolerance:g}")
    if report is not None:
        check_ending("--report", report)
        check_writable("--report", report)
    ours, theirs = _runs(a), _runs(b)
    if (None in ours) != (None in theirs):
        raise BadArgument(f"one of {a} and {b} is a run, the other one a list of runs")
    pairs = [
        Pair((str(a), str(b)), (ours[name], theirs[name]), differences(ours[name], theirs[name], tolerance))
        for name in ours
        if name in theirs
    ]
    only_ours, only_theirs = _alone(ours, theirs), _alone(theirs, ours)
    alone = [f"only {a} has the scenario {name}" for name in only_ours]
    alone += [f"only {b} has the scenario {name}" for name in only_theirs]
    if json:
        item = msgspec.json.encode(diff_item(pairs, only_ours, only_theirs, tolerance)).decode()
        sys.stdout.write(json_text(item) + "\n")
    else:
        _print(pairs, alone, tolerance)
    if report is not None:
        write_file(report, side_by_side(pairs))
    return _EXIT_DIFFERENT if alone or any(pair.differences for pair in pairs) else 0


def _runs(path: Path) -> dict[str | None, dict[str, Any]]:
    """The runs of a file by their scenarios; of a single run that is None. Raises `BadArgument`."""
    try:
        found = loads(path.read_bytes())
    except OSError as error:
        raise BadArgument(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise BadArgument(f"{path} is not JSON: {error}") from None
    try:
        if not isinstance(found, list):
            return {None: _checked(found)}
        return {run["scenario"]: run for run in map(_checked, found)}
    except msgspec.ValidationError as error:
        raise BadArgument(f"{path} is not what `audio-shim run --json` prints: {error}") from None


def _checked(run: object) -> dict[str, Any]:
    msgspec.convert(run, RunItem)
    assert isinstance(run, dict)
    return run


def _alone(ours: dict[str | None, Any], theirs: dict[str | None, Any]) -> list[str]:
    """The scenarios that the first of them has alone."""
    return [str(name) for name in ours if name not in theirs]


def _count(found: Sequence[Difference]) -> str:
    return f"{len(found) or 'no'} difference{'s' * (len(found) != 1)}"


def _print(pairs: list[Pair], alone: list[str], tolerance: float) -> None:
    lines = list(alone)
    for pair in pairs:
        found = pair.differences
        where = f"{pair.runs[0]['scenario']}: " if len(pairs) + len(alone) > 1 else ""
        alike = f"times within {tolerance:g} s are alike"
        lines.append(f"{where}{_count(found)} ({alike})")
        for subject, group in groupby(found, key=lambda difference: difference.subject):
            lines += [subject, *(f"  {difference}" for difference in group)]
    sys.stdout.write("".join(visible(line) + "\n" for line in lines))
