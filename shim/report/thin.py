"""Keeps a picture small: what is narrower than can be seen is drawn as one."""

from __future__ import annotations

from collections import Counter

from .lanes import Lanes, Segment

MIXED = "mixed"
"""The state of what stands for several segments."""
_SHAPES = 20_000
"""Segments that a picture has at the most, about."""
_STEPS = 4_000
"""Parts of the whole time that can be told apart, at the widest zoom."""


def narrow(lanes: Lanes) -> float:
    """Seconds below which segments are drawn as one."""
    span = lanes.end - lanes.start
    if sum(len(lane.segments) for lane in lanes.lanes) <= _SHAPES:
        return span / _STEPS
    # Each segment that is drawn, or at least every second one, is that wide.
    return max(span / _STEPS, span * 2 * len(lanes.lanes) / _SHAPES)


def thin_segments(segments: list[Segment], width: float) -> list[Segment]:
    """Segments shorter than ``width`` seconds that follow each other become ones of about that width, which say how
    many they were."""
    kept: list[Segment] = []
    run: list[Segment] = []
    for segment in segments:
        if segment.t1 - segment.t0 >= width:
            kept += [*_joined(run), segment]
            run = []
            continue
        run.append(segment)
        if segment.t1 - run[0].t0 >= width:
            kept += _joined(run)
            run = []
    return kept + _joined(run)


def _joined(run: list[Segment]) -> list[Segment]:
    seen = [segment for segment in run if segment.t1 > segment.t0]
    if len(seen) < 2:
        return seen
    counts = Counter(segment.state for segment in seen)
    states = ", ".join(f"{count} × {state}" for state, count in counts.most_common())
    return [Segment(seen[0].t0, seen[-1].t1, MIXED, f"{len(seen)} states: {states}")]


def thin_corners(corners: list[tuple[float, float]], width: float) -> list[tuple[float, float]]:
    """At most four corners in each ``width`` seconds: the first, the lowest, the highest and the last."""
    kept: list[tuple[float, float]] = []
    bucket: list[tuple[float, float]] = []
    for corner in corners:
        if bucket and corner[0] - bucket[0][0] >= width:
            kept += _outline(bucket)
            bucket = []
        bucket.append(corner)
    return kept + _outline(bucket)


def _outline(bucket: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if len(bucket) <= 4:
        return bucket
    gains = [gain for _, gain in bucket]
    chosen = {0, gains.index(min(gains)), gains.index(max(gains)), len(bucket) - 1}
    return [bucket[index] for index in sorted(chosen)]
