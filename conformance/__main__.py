"""Runs every scenario in Firefox and in this project, compares them with the draft, and prints and writes the table."""

from __future__ import annotations

import asyncio
import sys

from rich.console import Console
from rich.progress import Progress

from . import recorded, report
from .compare import compare_all
from .firefox import FIREFOX, run_natively
from .ours import run_ours
from .scenarios import SCENARIOS
from .server import Server
from .sink import PULSEAUDIO


async def main() -> int:
    """0 if every row is equal or explained, 1 if not, 2 if there is no Firefox."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    if FIREFOX is None or PULSEAUDIO is None:
        missing = "Firefox" if FIREFOX is None else "PulseAudio"
        console.print(
            f"{missing} is not installed here, so there is nothing to compare with; install firefox-esr and pulseaudio."
        )
        return 2
    with Progress(console=Console(stderr=True), transient=True) as progress:
        async with Server(SCENARIOS) as server:
            chosen = list(SCENARIOS.values())
            task = progress.add_task("Firefox", total=sum(not s.unobservable for s in chosen))
            browser, native = await run_natively(server, chosen, lambda _: progress.advance(task))
            task = progress.add_task("ours", total=len(chosen))
            ours = await run_ours(server, chosen, lambda _: progress.advance(task))
    rows = compare_all(SCENARIOS, native, ours, recorded.read())
    report.show(rows, console)
    if any(row.problems for row in rows):
        return 1
    recorded.write(browser, SCENARIOS, native)
    report.write_document(rows, browser)
    console.print(f"Written: {recorded.FILE.relative_to(report.DOCUMENT.parents[1])}, docs/{report.DOCUMENT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
