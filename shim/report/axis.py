"""The axis of time: where its marks are."""

from __future__ import annotations

import math

_STEPS = (1, 2, 5)


def step(end: float, count: int) -> float:
    """The round number of seconds that gives at most ``count`` marks."""
    raw = end / count
    power = 10.0 ** math.floor(math.log10(raw))
    return next((n * power for n in _STEPS if n * power >= raw * (1 - 1e-9)), 10 * power)


def marks(end: float, count: int, start: float = 0.0) -> list[float]:
    """Times from ``start`` to ``end``, evenly, at most ``count`` and one."""
    if end <= start:
        return [start]
    every = step(end - start, count)
    return [n * every for n in range(math.ceil(start / every * (1 - 1e-9)), int(end / every * (1 + 1e-9)) + 1)]


def label(t: float) -> str:
    """A time as short as it can be."""
    if t < 60 or t % 1:
        return f"{t:g} s"
    minutes, rest = divmod(round(t), 60)
    return f"{minutes}:{rest:02d}"
