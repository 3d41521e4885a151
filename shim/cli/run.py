"""The command `audio-shim run`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from shim.clock import CLOCKS
from shim.device.device import load_policy
from shim.net import url as urls
from shim.net.access import host_patterns
from shim.report.files import write_picture, write_report

from .arguments import BadArgument, check_writable, complain, declare_policy
from .page_process import Outcome, Run, run_page
from .run_report import print_report

_EXIT_PAGE_ERROR = 1
_EXIT_TOO_LONG = 124
_PIPE_WIDTH = 10_000


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `run`."""
    parser.description = (
        "Runs a page and prints what its audio session went through.\n\n"
        "Exit status: 0; 1 when the page had an error that no script caught or could not be loaded, or the scenario\n"
        "failed, or what was asked for could not be written; 2 for bad arguments; 124 when it ran too long and was\n"
        "killed; 130 when it was stopped by Ctrl-C or SIGTERM."
    )
    parser.set_defaults(command=run)
    add = parser.add_argument
    add("page", metavar="FILE_OR_URL", help="a file, or a file:, http(s): or data: URL")
    add(
        "--until-idle",
        action="store_true",
        help="stop when nothing is left to happen: no task, no network, no timer due within 5 s, no media that will "
        "end by itself; after 30 s at the latest. This is the default",
    )
    add("--for", dest="seconds", type=float, metavar="SECONDS", help="run for this long instead")
    declare_policy(parser)
    add(
        "--scenario",
        type=Path,
        metavar="FILE",
        help="what happens while the page runs: a .py file with `async def scenario(device, page)`, or a .toml file "
        "with events. The run lasts until it is over",
    )
    add(
        "--clock",
        choices=CLOCKS,
        default="system",
        help="with `manual` the time passes as fast as it can and stands while anything is loaded, and all runs are "
        "the same; a Python scenario waits with `device.clock.run_for(seconds)` (default: %(default)s)",
    )
    add("--report", type=Path, metavar="OUT.html", help="write what happened as an HTML page to look at")
    add("--screenshot-timeline", type=Path, metavar="OUT.svg", help="write the timeline as a picture")
    add("--record", type=Path, metavar="OUT.wav", help="record what a person would hear, as a WAV file")
    add(
        "--autoplay",
        choices=["allow", "user-gesture", "user-gesture-per-element"],
        default="allow",
        help="whether the page may play before the user has clicked, once or for each element (default: %(default)s)",
    )
    add(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a host that the page may reach besides its own; may be repeated",
    )
    add("--json", dest="as_json", action="store_true", help="print one JSON object")


def run(
    *,
    page: str,
    until_idle: bool,
    seconds: float | None,
    policy: str,
    scenario: Path | None,
    report: Path | None,
    screenshot_timeline: Path | None,
    record: Path | None,
    autoplay: str,
    clock: str,
    allow_host: list[str],
    as_json: bool,
) -> int:
    """Runs a page; the exit status. Raises `BadArgument`."""
    if seconds is not None and not 0 <= seconds < float("inf"):
        raise BadArgument(f"--for takes a number of seconds, 0 or more, not {seconds:g}")
    if until_idle and seconds is not None:
        raise BadArgument("--until-idle and --for exclude each other")
    try:
        url = urls.from_argument(page)
        load_policy(policy)
        allow_hosts = host_patterns(allow_host)
    except (ValueError, OSError) as error:
        raise BadArgument(str(error)) from None
    for option, out in (("--report", report), ("--screenshot-timeline", screenshot_timeline), ("--record", record)):
        if out is not None:
            check_writable(option, out)
    options = {"policy": policy, "autoplay": autoplay, "allow_hosts": allow_hosts, "clock": clock}
    result = run_page(Run(url, seconds, scenario, record, options))
    if result.outcome is Outcome.NO_SCENARIO:
        raise BadArgument(result.message)
    if result.message:
        result.report["errors"].append(result.message)
    if as_json:
        sys.stdout.write(json.dumps(result.report, ensure_ascii=False) + "\n")
    else:
        # Lines are broken for a person's eyes only.
        width = None if sys.stdout.isatty() else _PIPE_WIDTH
        print_report(result.report, Console(highlight=False, width=width))
    if result.message:
        complain(result.message)
    try:
        if screenshot_timeline is not None:
            write_picture(result.history, screenshot_timeline)
        if report is not None:
            write_report(result.history, report, recording=result.recorded)
    except OSError as error:
        complain(f"the pictures cannot be written: {error.strerror}")
        return _EXIT_PAGE_ERROR
    if result.outcome is Outcome.TOO_LONG:
        return _EXIT_TOO_LONG
    return _EXIT_PAGE_ERROR if result.report["errors"] else 0
