"""CSS transitions: which start and end as style changes. https://drafts.csswg.org/css-transitions-2/"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from turbohtml import Element

from shim.css.initial_values import initial_value
from shim.css.logical import physical_name
from shim.css.shorthands import longhands, parts_of
from shim.css.words import split_list

from . import interpolation
from .easing import LIKE_CSS, LINEAR, Easing, parse_easings
from .effects import TRANSITION, Effect
from .keyframes import Keyframe
from .timing import Timing

if TYPE_CHECKING:
    from .motion import Motion, Style


class _Setting(NamedTuple):
    """One item of an element's `transition`; times in milliseconds."""

    name: str
    duration: float
    delay: float
    easing: Easing
    allows_discrete: bool


@dataclass(slots=True)
class _Running:
    """A transition with what a reversal needs to know of it."""

    effect: Effect
    end: str
    reversing_start: str
    reversing_factor: float = 1.0


@dataclass(slots=True)
class _State:
    """The transitions of one element by property."""

    element: Element
    running: dict[str, _Running]
    completed: dict[str, str]


class Transitions:
    """The transitions of one tree."""

    def __init__(self, motion: Motion) -> None:
        self._motion = motion
        self._states: dict[int, _State] = {}

    def elements(self) -> Iterator[Element]:
        """The elements that have transitions."""
        return iter([state.element for state in self._states.values()])

    def cancel(self, element: Element) -> None:
        """An element is not shown any longer."""
        state = self._states.pop(id(element), None)
        for running in state.running.values() if state is not None else ():
            self._stop(running)

    def ended(self, number: int, now: float) -> None:
        """A transition was cancelled or has finished."""
        for state in self._states.values():
            for name, running in list(state.running.items()):
                if running.effect.number == number:
                    del state.running[name]
                    effect = self._motion.effects.get(number, running.effect)
                    if (effect.local_time(now) or 0) >= effect.timing.end_time:
                        state.completed[name] = running.end
                    return

    # https://drafts.csswg.org/css-transitions-2/#starting
    def update(self, element: Element, before: Style, after: Style, now: float) -> None:
        """The style of an element was `before`, and is `after`."""
        from .motion import changed_properties

        state = self._states.get(id(element))
        names = changed_properties(before, after)
        if state is not None:
            names = names | state.running.keys() | state.completed.keys()
        settings = _settings(after) if names else []
        if state is None:
            if all(each.duration + each.delay <= 0 for each in settings):
                return
            state = _State(element, {}, {})
        # the order of `transition-property: all` is that of the names
        for name in sorted(names):
            setting = next((each for each in reversed(settings) if _names(each.name, name)), None)
            was, is_ = (style.get(name) or initial_value(name) for style in (before, after))
            self._update(state, name, setting, was, is_)
        if state.running or state.completed:
            self._states[id(element)] = state
        else:
            self._states.pop(id(element), None)

    def _update(self, state: _State, name: str, setting: _Setting | None, was: str, is_: str) -> None:
        running = state.running.get(name)
        has_time = setting is not None and max(setting.duration, 0) + setting.delay > 0
        # 2., 3.
        if name in state.completed and (state.completed[name] != is_ or setting is None):
            del state.completed[name]
        if running is None:
            # 1.
            if setting is not None and has_time and was != is_ and name not in state.completed:
                self._start(state, name, setting, was, is_, None)
            return
        if setting is None:
            self._stop(state.running.pop(name))
        # 4.
        elif running.end != is_:
            del state.running[name]
            current = self._motion.current(state.element, name)
            if has_time and current != is_:
                self._start(state, name, setting, current, is_, running)
            else:
                self._stop(running)

    def _start(
        self, state: _State, name: str, setting: _Setting, start: str, end: str, replaced: _Running | None
    ) -> None:
        element = state.element
        around = self._motion.surroundings(element)
        is_smooth = interpolation.may_interpolate(name, start, end, around.units)
        is_same = interpolation.same(start, end, around.units)
        progress = None
        if replaced is not None:
            effect = self._motion.effects.get(replaced.effect.number, replaced.effect)
            progress = effect.progress(self._motion.time)
            self._stop(replaced)
        if is_same or (not is_smooth and not setting.allows_discrete):
            return
        duration, delay, factor, reversing_start = setting.duration, setting.delay, 1.0, start
        if replaced is not None and replaced.reversing_start == end:
            # 4.3: back to where it came from, in the part of the time that it had taken
            old = replaced.reversing_factor
            factor = min(1.0, max(0.0, abs((progress[0] if progress else 0.0) * old + 1 - old)))
            duration *= factor
            delay = delay if delay >= 0 else delay * factor
            reversing_start = replaced.end
        timing = Timing(delay=delay, fill="backwards", duration=duration, easing=setting.easing)
        frames = [Keyframe(0.0, LINEAR, "auto", {name: start}), Keyframe(1.0, LINEAR, "auto", {name: end})]
        effect = Effect(self._motion.number(), TRANSITION, element, timing, frames)
        self._motion.put(effect)
        state.running[name] = _Running(effect, end, reversing_start, factor)
        times = {"duration": duration, "delay": delay, "fill": "backwards", "easing": setting.easing.text}
        self._motion.tell("transition", effect.number, element, name, start, end, times, self._motion.time)

    def _stop(self, running: _Running) -> None:
        self._motion.drop(running.effect.number)
        self._motion.tell("cancel", running.effect.number)


_AT_ONCE = [_Setting("all", 0.0, 0.0, LIKE_CSS, False)]


def _settings(style: Style) -> list[_Setting]:
    from .motion import setting

    if "transition-property" not in style and "transition-duration" not in style:
        return _AT_ONCE
    names = split_list(setting(style, "transition-property"))
    durations = [milliseconds(text) for text in split_list(setting(style, "transition-duration"))]
    delays = [milliseconds(text) for text in split_list(setting(style, "transition-delay"))]
    easings = parse_easings(setting(style, "transition-timing-function"))
    behaviors = split_list(setting(style, "transition-behavior"))

    def item(index: int) -> _Setting:
        allows = behaviors[index % len(behaviors)] == "allow-discrete"
        duration = max(0.0, durations[index % len(durations)])
        return _Setting(
            names[index].lower(), duration, delays[index % len(delays)], easings[index % len(easings)], allows
        )

    return [item(index) for index, name in enumerate(names) if name.lower() != "none"]


def milliseconds(text: str) -> float:
    """A time of CSS; 0 for what is none."""
    lower = text.lower()
    try:
        if lower.endswith("ms"):
            return float(lower[:-2])
        return float(lower[:-1]) * 1000 if lower.endswith("s") else 0.0
    except ValueError:
        return 0.0


def _names(item: str, name: str) -> bool:
    """True when an item of `transition-property` is for a property."""
    item = physical_name(item.removeprefix("-webkit-"))
    if item in ("all", name):
        return True
    if name.startswith(item + "-"):
        return not (item == "border" and name.endswith("radius"))
    return name in longhands(item) or name in map(physical_name, parts_of(item))
