"""The command `audio-shim`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .polyfill_command import polyfill
from .server.command import serve
from .session.policy import NAMES as POLICIES
from .wpt.command import app as wpt

_EXIT_PAGE_ERROR = 1
_EXIT_USAGE = 2
_EXIT_TOO_LONG = 124
_PIPE_WIDTH = 10_000

app = typer.Typer(
    help="Runs web pages headlessly, with navigator.audioSession on a simulated device.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Autoplay(StrEnum):
    """Whether a page may play before the user has clicked."""

    ALLOW = "allow"
    USER_GESTURE = "user-gesture"


@app.callback()
def _audio_shim() -> None:
    """Runs web pages headlessly, with navigator.audioSession on a simulated device."""


@app.command()
def run(
    page: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="A file, or a file:, http(s): or data: URL.")],
    until_idle: Annotated[
        bool,
        typer.Option(
            "--until-idle",
            help="Stop when nothing is left to happen: no task, no network, no timer due within 5 s, no media that "
            "will end by itself; after 30 s at the latest. This is the default.",
        ),
    ] = False,
    seconds: Annotated[
        float | None, typer.Option("--for", metavar="SECONDS", help="Run for this long instead.")
    ] = None,
    policy: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE", help=f"How the device arbitrates: {', '.join(POLICIES)}, or a TOML file with a policy."
        ),
    ] = "spec",
    scenario: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="What happens while the page runs: a .py file with `async def scenario(device, page)`, or a .toml "
            "file with events. The run lasts until it is over.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="OUT.html", help="Write what happened as an HTML page to look at.")
    ] = None,
    screenshot_timeline: Annotated[
        Path | None, typer.Option(metavar="OUT.svg", help="Write the timeline as a picture.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="OUT.wav", help="Record what a person would hear, as a WAV file.")
    ] = None,
    autoplay: Annotated[Autoplay, typer.Option(help="Whether the page may play without a click.")] = Autoplay.ALLOW,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host that the page may reach besides its own; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run a page and print what its audio session went through.

    Exit status: 0; 1 when the page had an error that no script caught or could not be loaded, or the scenario failed;
    2 for bad arguments; 124 when it ran too long and was killed.
    """
    # Here, for the other commands need no page and start in half the time.
    from rich.console import Console

    from .device import load_policy
    from .net import url as urls
    from .picture.files import write_picture, write_report
    from .report import print_report
    from .worker import Outcome, Run, run_page

    if seconds is not None and not 0 <= seconds < float("inf"):
        raise typer.BadParameter(f"--for takes a number of seconds, 0 or more, not {seconds:g}")
    if until_idle and seconds is not None:
        raise typer.BadParameter("--until-idle and --for exclude each other")
    try:
        url = page if page == "about:blank" else urls.from_argument(page)
    except (ValueError, OSError) as error:
        raise typer.BadParameter(str(error)) from None
    try:
        load_policy(policy)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    for out in (report, screenshot_timeline, record):
        if out is not None:
            _check_writable(out)
    options = {"policy": policy, "autoplay": autoplay.value, "allow_hosts": tuple(allow_host or ())}
    result = run_page(Run(url, seconds, scenario, record, options))
    if result.outcome is Outcome.NO_SCENARIO:
        raise typer.BadParameter(result.message)
    if result.message:
        result.report["errors"].append(result.message)
    if as_json:
        sys.stdout.write(json.dumps(result.report, ensure_ascii=False) + "\n")
    else:
        # Lines are broken for a person's eyes only.
        width = None if sys.stdout.isatty() else _PIPE_WIDTH
        print_report(result.report, Console(highlight=False, width=width))
    if result.message:
        _complain(result.message)
    try:
        if screenshot_timeline is not None:
            write_picture(result.history, screenshot_timeline)
        if report is not None:
            write_report(result.history, report, recording=result.recorded)
    except OSError as error:
        _complain(f"the pictures were not written: {error}")
        raise typer.Exit(_EXIT_PAGE_ERROR) from None
    if result.outcome is Outcome.TOO_LONG:
        raise typer.Exit(_EXIT_TOO_LONG)
    if result.report["errors"]:
        raise typer.Exit(_EXIT_PAGE_ERROR)


def _check_writable(path: Path) -> None:
    from .picture.files import check_writable

    try:
        check_writable(path)
    except OSError as error:
        raise typer.BadParameter(f"{path} cannot be written: {error.strerror}") from None


def _complain(message: str) -> None:
    """One line on stderr, whatever is in the message."""
    sys.stderr.write("audio-shim: " + " ".join(message.split()) + "\n")


app.command()(serve)
app.add_typer(wpt, name="wpt")
app.command()(polyfill)


def main() -> None:
    """The entry point: one line on stderr for what goes wrong, no traceback."""
    try:
        status = app(standalone_mode=False)
    except typer.Exit as error:
        status = error.exit_code
    except typer.TyperException as error:
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        _complain(f"{message} (see audio-shim --help)")
        status = _EXIT_USAGE
    except (typer.Abort, KeyboardInterrupt):
        _complain("stopped")
        status = 130
    sys.exit(status if isinstance(status, int) else 0)
