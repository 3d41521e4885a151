"""Arbitration: events a second on the device's focus stack, and how the time per event grows with idle participants."""

import random
from statistics import median
from time import process_time

from rich.table import Table

from benchmarks.sides import verdict
from shim.session import Device, Participant, Policy, SessionType

ROUNDS, EVENTS = 7, 40_000
PARTICIPANTS = (100, 1_000, 10_000, 100_000)
TARGET_RATE, TARGET_GROWTH = 200_000, 1.5
TYPES = (
    SessionType.PLAYBACK,
    SessionType.TRANSIENT,
    SessionType.TRANSIENT_SOLO,
    SessionType.AMBIENT,
    SessionType.PLAY_AND_RECORD,
)


def run() -> Table:
    # In turns, so that what else the machine does falls on all alike.
    figures: dict[int, list[float]] = {count: [] for count in PARTICIPANTS}
    for _ in range(ROUNDS):
        for count, seconds in figures.items():
            seconds.append(measure(count))
    table = Table(
        "participants",
        "µs per event",
        "events a second",
        "time / that of 100",
        title="Arbitration: apps of all types play and stop at random, three at a time, the others are idle",
        title_justify="left",
    )
    for count, seconds in figures.items():
        rate = 1 / median(seconds)
        reached = f" (target {TARGET_RATE:,}, {'[green]reached' if rate >= TARGET_RATE else '[red]missed'}[/])"
        growth = median(a / b for a, b in zip(seconds, figures[PARTICIPANTS[0]], strict=True))
        table.add_row(
            f"{count:,}",
            f"{1e6 / rate:.2f}",
            f"{rate:,.0f}" + (reached if count == 10_000 else ""),
            verdict(growth, TARGET_GROWTH if count == PARTICIPANTS[-1] else None),
        )
    return table


def measure(count: int) -> float:
    """Seconds of processor time per event among that many participants."""
    device = Device(Policy.named("spec"))
    apps = [device.add_app(f"app {index}", TYPES[index % len(TYPES)]) for index in range(count)]
    events = _events(apps)
    play, stop = device.play, device.stop
    begin = process_time()
    for app, starts in events:
        if starts:
            play(app, 0.0)
        else:
            stop(app, 0.0)
    seconds = process_time() - begin
    if len(device.timeline) < EVENTS:
        raise SystemExit("benchmarks: there were fewer transitions than events, so there is nothing to measure")
    return seconds / len(events)


def _events(apps: list[Participant]) -> list[tuple[Participant, bool]]:
    """One app starts, then the third last that did stops."""
    random_ = random.Random(1)
    started = [random_.choice(apps) for _ in range(EVENTS // 2)]
    events: list[tuple[Participant, bool]] = []
    for index, app in enumerate(started):
        events.append((app, True))
        events.append((started[max(0, index - 2)], False))
    return events
