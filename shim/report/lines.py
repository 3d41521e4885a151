"""The history of a device as lines of text: what a failed expectation shows of it."""

from __future__ import annotations

from shim.plain_text import visible

from .history import History


def timeline_lines(history: History) -> list[str]:
    """Calls and switches, transitions, changes of gains, pressed buttons, in the order of their times, a line each."""
    rows: list[tuple[float, str, str]] = []
    for happened in history.occurrences:
        rows.append((happened.t, "device", f"{happened.name} {'on' if happened.is_on else 'off'}"))
    for press in history.presses:
        rows.append((press.t, "device", f"button {press.button}, for {press.participant or 'nobody'}"))
    for item in history.transitions:
        who = item.participant if item.document is None else f"{item.participant}, document {item.document}"
        rows.append((item.t, who, f"{item.from_state} → {item.to_state}: {item.cause}"))
    for level in history.levels:
        rows.append((level.t, level.participant, f"gain {level.gain:g}"))
    for volume in history.volumes:
        rows.append((volume.t, "device", f"volume {volume.volume:g}"))
    return [f"{t:.3f} s  {visible(who)}: {visible(what)}" for t, who, what in sorted(rows, key=lambda row: row[0])]
