"""Effects of animations on the elements of one tree. https://drafts.csswg.org/web-animations-1/#the-effect-stack"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
from turbohtml import Element

from shim.engine.realm import from_json

from . import interpolation
from .easing import LINEAR, parse_easing
from .keyframes import GivenKeyframe, Keyframe, PropertyFrame, with_longhands
from .timing import Timing, sample

TRANSITION, CSS_ANIMATION, OF_SCRIPT = range(3)
"""Kinds of animations, those that are put on others last."""


@dataclass(eq=False, slots=True)
class Effect:
    """A keyframe effect with the times of its animation, in milliseconds."""

    number: int
    kind: int
    element: Element
    timing: Timing
    keyframes: list[Keyframe]
    composite: str = "replace"
    start: float | None = None
    hold: float | None = 0.0
    rate: float = 1.0
    by_property: dict[str, list[PropertyFrame]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for frame in self.keyframes:
            composite = self.composite if frame.composite == "auto" else frame.composite
            for name, value in frame.values.items():
                frames = self.by_property.setdefault(name, [])
                frames.append(PropertyFrame(frame.offset, frame.easing, composite, value))

    def local_time(self, now: float) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#local-time"""
        if self.hold is not None:
            return self.hold
        return None if self.start is None else (now - self.start) * self.rate

    def progress(self, now: float) -> tuple[float, bool] | None:
        """The transformed progress and the before flag, None when the effect is not in effect."""
        found = sample(self.timing, self.local_time(now), self.rate)
        return None if found.progress is None else (found.progress, found.is_before)

    @property
    def rank(self) -> tuple[int, int]:
        """https://drafts.csswg.org/web-animations-1/#animation-composite-order"""
        return self.kind, self.number


class EffectState(msgspec.Struct):
    """An animation and its effect as script of the platform sends them; -1 for infinite durations and iterations."""

    element: int
    kind: int
    keyframes: list[GivenKeyframe]
    duration: float = 0.0
    delay: float = 0.0
    end_delay: float = 0.0
    iterations: float = 1.0
    iteration_start: float = 0.0
    direction: str = "normal"
    fill: str = "none"
    easing: str = "linear"
    composite: str = "replace"
    start: float | None = None
    hold: float | None = 0.0
    rate: float = 1.0
    paused: bool = False

    @staticmethod
    def read(text: str) -> EffectState:
        """The state that a text of JSON holds."""
        return from_json(text, EffectState)

    @property
    def timing(self) -> Timing:
        """The timing of the effect."""
        return Timing(
            self.delay,
            self.end_delay,
            self.fill,
            self.iteration_start,
            math.inf if self.iterations < 0 else self.iterations,
            math.inf if self.duration < 0 else self.duration,
            self.direction,
            parse_easing(self.easing) or LINEAR,
        )

    def effect(self, number: int, element: Element) -> Effect:
        """The effect on an element."""
        frames = with_longhands(self.keyframes)
        return Effect(number, self.kind, element, self.timing, frames, self.composite, self.start, self.hold, self.rate)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Styles that the values of keyframes depend on: those of the element and of what it inherits from."""

    under: Callable[[str], str]
    """The value of a property below all animations."""
    resolved: Callable[[str, str], str]
    """A value with keywords and variables resolved."""
    units: Mapping[str, float]


def effect_value(effect: Effect, name: str, progress: float, before: bool, under: str, around: Surroundings) -> str:
    """The value that an effect gives a property over the value `under` it.
    https://drafts.csswg.org/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect"""
    frames = effect.by_property[name]
    # 5. to 7.: keyframes that are not there are the value below
    neutral = PropertyFrame(0.0, LINEAR, "replace", under)
    if frames[0].offset > 0:
        frames = [neutral, *frames]
    if frames[-1].offset < 1:
        frames = [*frames, neutral._replace(offset=1.0)]
    # 10., 11.
    if progress < 0 and sum(f.offset == 0 for f in frames) > 1:
        ends = [frames[0]]
    elif progress >= 1 and sum(f.offset == 1 for f in frames) > 1:
        ends = [frames[-1]]
    else:
        at = max((i for i, f in enumerate(frames) if f.offset <= progress and f.offset < 1), default=-1)
        if at < 0:
            at = max(i for i, f in enumerate(frames) if f.offset == 0)
        ends = [frames[at], frames[at + 1]]
    # 12., 13.
    values = [_composed(frame, name, under, around) for frame in ends]
    # 14.
    if len(values) == 1:
        return values[0]
    # 15. to 17.
    first, second = ends
    distance = (progress - first.offset) / (second.offset - first.offset)
    distance = first.easing.ease(distance, before)
    # 18.
    return interpolation.interpolate(name, values[0], values[1], distance, around.units)


def _composed(frame: PropertyFrame, name: str, under: str, around: Surroundings) -> str:
    value = around.resolved(name, frame.value)
    if frame.composite in ("add", "accumulate") and frame.value is not under:
        return interpolation.add(name, under, value, around.units)
    return value
