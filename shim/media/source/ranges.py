"""Ranges of time: sorted pairs of start and end in seconds that do not touch."""

from __future__ import annotations

from collections.abc import Iterable

TimeRanges = tuple[tuple[float, float], ...]


def intersect(first: TimeRanges, second: TimeRanges) -> TimeRanges:
    """The ranges that are in both."""
    found = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return tuple((start, end) for start, end in found if start < end)


def subtract(first: TimeRanges, second: TimeRanges) -> TimeRanges:
    """The ranges that are in the first and not in the second."""
    left = list(first)
    for start, end in second:
        cut = ((a, b) for low, high in left for a, b in ((low, min(high, start)), (max(low, end), high)))
        left = [(a, b) for a, b in cut if a < b]
    return tuple(left)


def union(ranges: Iterable[tuple[float, float]]) -> TimeRanges:
    """The ranges that are in any of them."""
    found: TimeRanges = ()
    for start, end in ranges:
        found = merge_range(found, start, end)
    return found


def end_of(ranges: TimeRanges) -> float:
    """The highest end, 0 when there is none."""
    return ranges[-1][1] if ranges else 0.0


def merge_range(ranges: TimeRanges, start: float, end: float) -> TimeRanges:
    """`ranges` with [start, end] added, sorted, and with what touches joined; an empty range adds nothing."""
    if end <= start:
        return ranges
    merged: list[tuple[float, float]] = []
    for low, high in sorted((*ranges, (start, end))):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)
