"""Load on a server: documents on WebSockets of their own, driven by another process, each with an element that starts
and ceases to be audible; how long the answers take, and at which rate they still come in time."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from rich.table import Table

from shim import Server
from shim.server.transport.limits import Limits
from shim.session import SessionState

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS, RATE, SECONDS = 1_000, 50.0, 30.0
TARGET_P99 = 0.1
LOWER_RATES = (40.0, 30.0, 25.0, 20.0, 15.0, 10.0, 5.0, 2.0)
SECONDS_OF_TRIAL = 5.0
_MOST_LATE = 0.1
"""Seconds by which the generator may be late and still have kept the rate."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`rate` is of changes a second and document, as asked for. Times are in seconds, parts of one processor."""

    rate: float
    seconds: float
    fault: str
    changes: int = 0
    took: float = 0.0
    median: float = 0.0
    p99: float = 0.0
    longest: float = 0.0
    lag: float = 0.0
    generator: float = 0.0
    server: float = 0.0

    @property
    def is_in_time(self) -> bool:
        return not self.fault and self.p99 < TARGET_P99 and self.lag < _MOST_LATE


def run() -> Table:
    rows = [asyncio.run(measure(RATE, SECONDS))]
    if not rows[0].is_in_time:
        for rate in LOWER_RATES:
            trial = asyncio.run(measure(rate, SECONDS_OF_TRIAL))
            if trial.is_in_time:
                rows.append(asyncio.run(measure(rate, SECONDS)))
                if rows[-1].is_in_time:
                    break
            else:
                rows.append(trial)
    table = Table(
        "changes a second\nasked for",
        "for",
        "answers\na second",
        "median",
        "p99",
        "longest",
        "server,\ngenerator",
        "result",
        title=f"Server: {DOCUMENTS:,} documents over WebSockets, driven by another process",
        title_justify="left",
    )
    for row in rows:
        asked = f"{DOCUMENTS * row.rate:,.0f} ({row.rate:g} each)"
        if row.fault:
            table.add_row(asked, f"{row.seconds:g} s", "", "", "", "", "", f"[red]{row.fault}")
            continue
        table.add_row(
            asked,
            f"{row.seconds:g} s",
            f"{row.changes / row.took:,.0f}",
            *(f"{1e3 * time:,.1f} ms" for time in (row.median, row.p99, row.longest)),
            f"{row.server:.0%}, {row.generator:.0%}",
            _verdict(row),
        )
    return table


def _verdict(row: Figures) -> str:
    if row.is_in_time:
        return f"[green]nothing lost, p99 below {1e3 * TARGET_P99:g} ms"
    if row.lag >= _MOST_LATE:
        return f"[red]nothing lost, but the generator was up to {row.lag:.1f} s late"
    return f"[red]nothing lost, but p99 is not below {1e3 * TARGET_P99:g} ms"


async def measure(rate: float, seconds: float) -> Figures:
    """The figures of one run, on a server of its own."""
    # What a server that is behind has yet to read counts as not confirmed: it is to be measured, not cut off.
    async with Server(limits=Limits(unconfirmed=1_000_000)) as server:
        command = ["-m", "benchmarks.workers.documents", f"{server.url}/session?token={server.token}"]
        generator = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            str(DOCUMENTS),
            str(rate),
            str(seconds),
            cwd=ROOT,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
        )
        assert generator.stdin is not None
        assert generator.stdout is not None
        assert generator.stderr is not None
        await generator.stdout.readline()  # connected
        begin = process_time()
        line = await generator.stdout.readline()
        busy = process_time() - begin
        if not line:
            return Figures(rate, seconds, (await generator.stderr.read()).decode().strip())
        found = json.loads(line)
        wrong = _wrong(server, round(rate * seconds))
        generator.stdin.close()
        await generator.wait()
    return Figures(rate, seconds, wrong, **{**found, "server": busy / found["took"]})


def _wrong(server: Server, changes: int) -> str:
    """The errors in the device's account at the end, in words; empty when there are none."""
    expected = SessionState.ACTIVE if changes % 2 else SessionState.INACTIVE
    core = server.device().core
    sessions = [session for tab in core.tabs.values() for session in tab.sessions()]
    wrong = sum(s.state is not expected or s.serial != changes for s in sessions)
    missing = DOCUMENTS * changes - len(core.timeline) - core.timeline.left_out
    if wrong or len(sessions) != DOCUMENTS or missing:
        return f"{len(sessions)} documents, {wrong} in a wrong state, {missing} transitions missing"
    return ""
