"""The command `audio-shim run`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from rich.console import Console

from shim.api.browser import AUTOPLAY
from shim.clock import CLOCKS
from shim.device.device import load_policy
from shim.net import url as urls
from shim.net.access import host_patterns
from shim.plain_text import json_text, visible
from shim.report.files import write_picture, write_report
from shim.report.html import About
from shim.types import Engine

from .arguments import BadArgument, check_writable, complain, declare_policy
from .outputs import Case, check_ending, names_of, of_scenario, write_junit
from .page_process import Outcome, Result, Run, run_page
from .run_report import print_report

_EXIT_PAGE_ERROR = 1
_EXIT_TOO_LONG = 124
_PIPE_WIDTH = 10_000
_NO_RECORDING = "There is no recording: with --record OUT.wav the report shows and plays what a person would hear."
_NO_SOUND = (
    "What Chromium plays is not recorded: without --engine chromium, --record OUT.wav has what a person would hear."
)


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `run`."""
    parser.description = (
        "Runs a page and prints what its audio session went through.\n\n"
        "Exit status: 0; 1 when the page had an error that no script caught, could not be loaded, did not answer or\n"
        "answered with a status of 400 or more, or a scenario failed, or what was asked for could not be written;\n"
        "2 for bad arguments; 124 when it ran too long and was killed; 130 when it was stopped by Ctrl-C or SIGTERM."
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
        "--engine",
        choices=get_args(Engine),
        default="quickjs",
        help="what the page runs on; Chromium has to be installed, and what it plays is not recorded (default: "
        "%(default)s)",
    )
    add(
        "--scenario",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="what happens while the page runs: a .py file with `async def scenario(device, page)`, or a .toml file "
        "with events. The run lasts until it is over. With several the page is run anew for each, and the names of the "
        "files that are written get the scenario's: out-NAME.html",
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
        choices=AUTOPLAY,
        default="allow",
        help="whether the page may play before the user has clicked, once or for each element (default: %(default)s)",
    )
    add("--strict", action="store_true", help="what the page uses and this engine lacks is an error")
    add(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a host that the page may reach besides its own; may be repeated",
    )
    add("--junit", type=Path, metavar="OUT.xml", help="write the outcome of each scenario, as JUnit does")
    add(
        "--json",
        dest="as_json",
        action="store_true",
        help="print one JSON object, or with several scenarios a list of them",
    )


def run(
    *,
    page: str,
    until_idle: bool,
    seconds: float | None,
    policy: str,
    engine: Engine,
    scenario: list[Path],
    report: Path | None,
    screenshot_timeline: Path | None,
    record: Path | None,
    autoplay: str,
    strict: bool,
    clock: str,
    allow_host: list[str],
    junit: Path | None,
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
    if clock == "manual" and engine != "quickjs":
        raise BadArgument("--clock manual is not for Chromium: its pages go by the time of the system")
    outputs = {"--report": report, "--screenshot-timeline": screenshot_timeline, "--record": record}
    for option, out in {**outputs, "--junit": junit}.items():
        if out is not None:
            check_ending(option, out)
            check_writable(option, out)
    options = {"policy": policy, "autoplay": autoplay, "allow_hosts": allow_hosts, "clock": clock, "strict": strict}
    parts = []
    for name, file in names_of(scenario).items() if scenario else [("", None)]:
        own = {option: of_scenario(out, name) if len(scenario) > 1 else out for option, out in outputs.items()}
        takes_shots = report is not None
        one = Run(url, seconds, file, own["--record"], engine, takes_shots, options)
        parts.append(_Part(one, own["--report"], own["--screenshot-timeline"], is_one_of_several=len(scenario) > 1))
    for part in parts:
        part.play(as_json=as_json)
    if as_json:
        reports = [part.result.report for part in parts]
        printed = json.dumps(reports[0] if len(parts) == 1 else reports, ensure_ascii=False)
        sys.stdout.write(json_text(printed) + "\n")
    status = max(part.status for part in parts)
    try:
        if junit is not None:
            write_junit(junit, page, [part.case for part in parts])
    except OSError as error:
        complain(f"{junit} cannot be written: {error.strerror}")
        return max(status, _EXIT_PAGE_ERROR)
    return status


@dataclass(slots=True)
class _Part:
    """The run of a page under one scenario, or none."""

    run: Run
    report: Path | None
    picture: Path | None
    is_one_of_several: bool
    status: int = 0
    result: Result = field(init=False)
    seconds: float = 0.0

    @property
    def case(self) -> Case:
        """The run as JUnit has it."""
        name = str(self.run.scenario) if self.run.scenario is not None else "(no scenario)"
        return Case(name, self.seconds, "\n".join(map(str, self.result.report["errors"])))

    @property
    def _about(self) -> About:
        """Facts about the run for its report."""
        return About(
            self.result.title,
            self.result.report["url"],
            str(self.run.scenario or ""),
            self.run.engine,
            self.result.report["errors"],
            self.result.shots,
            _NO_SOUND if self.run.engine == "chromium" else _NO_RECORDING,
        )

    def play(self, *, as_json: bool) -> None:
        """Runs the page, prints what is for people, and writes the pictures. Raises `BadArgument`."""
        started = time.monotonic()
        result = self.result = run_page(self.run)
        self.seconds = time.monotonic() - started
        if result.outcome is Outcome.NO_SCENARIO:
            raise BadArgument(result.message)
        if result.message:
            result.report["errors"].append(result.message)
        if not as_json:
            # Lines are broken for a person's eyes only.
            console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)
            if self.is_one_of_several:
                console.print(f"scenario {visible(str(self.run.scenario))}", markup=False)
            print_report(result.report, console)
        if result.message:
            complain(result.message)
        self.status = _EXIT_PAGE_ERROR if result.report["errors"] else 0
        if result.outcome is Outcome.TOO_LONG:
            self.status = _EXIT_TOO_LONG
        try:
            if self.picture is not None:
                write_picture(result.history, self.picture)
            if self.report is not None:
                write_report(result.history, self.report, self._about, recording=result.recorded)
        except OSError as error:
            complain(f"the pictures cannot be written: {error.strerror}")
            self.status = _EXIT_PAGE_ERROR
