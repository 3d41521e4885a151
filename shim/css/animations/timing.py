"""The timing model: from a local time to progress. https://drafts.csswg.org/web-animations-1/#timing-model"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .easing import LINEAR, Easing

Phase = Literal["before", "active", "after", "idle"]
_SAME = 1e-9


@dataclass(frozen=True)
class Timing:
    """The timing of an effect; times in milliseconds, `duration` 0 for `auto`."""

    delay: float = 0.0
    end_delay: float = 0.0
    fill: str = "auto"
    iteration_start: float = 0.0
    iterations: float = 1.0
    duration: float = 0.0
    direction: str = "normal"
    easing: Easing = LINEAR

    @cached_property
    def active_duration(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#calculating-the-active-duration"""
        return 0.0 if self.duration == 0 or self.iterations == 0 else self.duration * self.iterations

    @cached_property
    def end_time(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#end-time"""
        return max(self.delay + self.active_duration + self.end_delay, 0.0)


@dataclass(frozen=True, slots=True)
class Sampled:
    """State of an effect at a time: its phase, and progress and iteration, None when it is not in effect."""

    phase: Phase
    progress: float | None
    iteration: float | None
    is_before: bool = False
    """https://drafts.csswg.org/css-easing-2/#before-flag"""


def sample(timing: Timing, local: float | None, rate: float) -> Sampled:
    """The state of an effect at a local time; `rate` is the speed of its animation, whose direction decides what counts
    at the ends."""
    if local is None:
        return Sampled("idle", None, None)
    # https://drafts.csswg.org/web-animations-1/#animation-effect-phases-and-states
    before_end = max(min(timing.delay, timing.end_time), 0.0)
    after_start = max(min(timing.delay + timing.active_duration, timing.end_time), 0.0)
    if local < before_end - _SAME or (rate < 0 and abs(local - before_end) <= _SAME):
        phase: Phase = "before"
    elif local > after_start + _SAME or (rate >= 0 and abs(local - after_start) <= _SAME):
        phase = "after"
    else:
        phase = "active"
    # https://drafts.csswg.org/web-animations-1/#calculating-the-active-time
    if phase == "before":
        active = max(local - timing.delay, 0.0) if timing.fill in ("backwards", "both") else None
    elif phase == "after":
        fills = timing.fill in ("forwards", "both")
        active = max(min(local - timing.delay, timing.active_duration), 0.0) if fills else None
    else:
        active = local - timing.delay
    if active is None:
        return Sampled(phase, None, None)
    return _sampled(timing, phase, active)


def _sampled(timing: Timing, phase: Phase, active: float) -> Sampled:
    # https://drafts.csswg.org/web-animations-1/#calculating-the-overall-progress
    if timing.duration == 0:
        overall = 0.0 if phase == "before" else timing.iterations
    else:
        overall = active / timing.duration
        if abs(overall - round(overall)) < _SAME:
            overall = float(round(overall))
    overall += timing.iteration_start
    # https://drafts.csswg.org/web-animations-1/#calculating-the-simple-iteration-progress
    simple = timing.iteration_start % 1 if math.isinf(overall) else overall % 1
    is_end = abs(active - timing.active_duration) < _SAME or math.isinf(overall)
    if simple == 0 and phase in ("active", "after") and is_end and timing.iterations != 0:
        simple = 1.0
    # https://drafts.csswg.org/web-animations-1/#calculating-the-current-iteration
    if phase == "after" and math.isinf(timing.iterations):
        iteration = math.inf
    elif simple == 1.0:
        iteration = math.floor(overall) - 1.0
    else:
        iteration = float(math.floor(overall))
    # https://drafts.csswg.org/web-animations-1/#calculating-the-directed-progress
    backwards = timing.direction == "reverse"
    if timing.direction.startswith("alternate"):
        is_odd = not math.isinf(iteration) and (iteration + (timing.direction == "alternate-reverse")) % 2 == 1
        backwards = is_odd or (math.isinf(iteration) and timing.direction == "alternate-reverse")
    directed = 1.0 - simple if backwards else simple
    # https://drafts.csswg.org/web-animations-1/#calculating-the-transformed-progress
    before = (phase == "before" and not backwards) or (phase == "after" and backwards)
    return Sampled(phase, timing.easing.ease(directed, before), iteration, before)
