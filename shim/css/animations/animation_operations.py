"""Host operations of animations and transitions, for `js/platform/web-animations`.
https://drafts.csswg.org/web-animations-1/"""

from __future__ import annotations

import json
import math

from shim.css.style_operations import StyleOperations
from shim.dom.tree import Tree
from shim.engine.realm import Realm, from_json, operation
from shim.engine.timer_operations import FRAME, TimerOperations

from .easing import parse_easing
from .effects import EffectState
from .keyframes import GivenKeyframe, checked, keyframe_rules, offsets_of
from .motion import Motion
from .timing import sample

_FRAME_STEPS = "runMotionFrame"


class AnimationOperations:
    """Host operations of one document's animations. They begin with the first animation or style that may start one:
    `motion` makes what a page without any does not have."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._realm = realm
        self._tree = tree
        self._timers = realm.provider(TimerOperations)
        self._motion: Motion | None = None
        self._time: float | None = None

    @property
    def motion(self) -> Motion:
        """The animations of the document."""
        if self._motion is None:
            styles: StyleOperations = self._realm.provider(StyleOperations)
            self._motion = Motion(self._tree, styles.cascade, self._now, self._due)
            styles.cascade.motion = self._motion
            self._tree.on_motion = None
            self._tree.before_change = self._motion.before_change
            self._tree.after_change = self._motion.changed
            self._timers.frame_steps = _FRAME_STEPS
        return self._motion

    def begin(self) -> None:
        """Style that may start animations or transitions has come."""
        self.motion.changed()

    def _due(self) -> None:
        self._timers.request_frame(0, True)

    # https://drafts.csswg.org/web-animations-1/#document-timelines; the time stands until the next frame
    def _now(self) -> float:
        now = self._timers.now()
        if self._time is None or now - self._time >= 999 * FRAME or now < self._time:
            self._time = now
        return self._time

    @operation
    def timeline_time(self) -> float:
        """The time of the document's timeline, in milliseconds."""
        return self._now()

    @operation
    def motion_frame(self, now: float) -> None:
        """A frame begins, at which the time of the timeline moves."""
        self._time = float(now)

    @operation
    def motion_changes(self) -> str:
        """Transitions and animations that style has started and ended since the last time, as JSON."""
        self.motion.flush()
        return json.dumps(self.motion.take())

    @operation
    def animation_number(self) -> int:
        """A number for an animation."""
        return self.motion.number()

    @operation
    def put_animation(self, number: int, state: str) -> None:
        """An animation has an effect on an element; `state` is JSON of `EffectState`."""
        read = EffectState.read(state)
        self.motion.put(read.effect(int(number), self._tree.element(read.element)))

    @operation
    def drop_animation(self, number: int) -> None:
        """An animation has no effect any longer."""
        self.motion.ended(int(number))

    @operation
    def animation_progress(self, state: str, local: float | None) -> str:
        """The phase, the progress and the current iteration at a local time, as JSON; -1 for an infinite iteration."""
        read = EffectState.read(state)
        found = sample(read.timing, local, read.rate)
        iteration = found.iteration
        if iteration is not None and math.isinf(iteration):
            iteration = -1
        return json.dumps([found.phase, found.progress, iteration])

    @operation
    def checked_keyframes(self, frames: str) -> str:
        """Keyframes with computed offsets and without what is not CSS, as JSON of `GivenKeyframe`."""
        found = checked(from_json(frames, list[GivenKeyframe]))
        return json.dumps([[f.offset, f.easing, f.composite, f.values, f.computed] for f in found])

    @operation
    def checked_easing(self, text: str) -> str | None:
        """An easing function as it is printed, None when it is none."""
        easing = parse_easing(text)
        return None if easing is None else easing.text

    @operation
    def keyframe_rules(self, text: str) -> str:
        """The selectors and declarations in a `@keyframes` rule, as JSON."""
        return json.dumps(keyframe_rules(text))

    @operation
    def is_keyframe_selector(self, text: str) -> bool:
        return offsets_of(text) is not None

    @operation
    def values_at_rest(self, id_: int, names: str) -> str:
        """The values of properties of an element below all animations, as JSON of pairs."""
        under = self.motion.surroundings(self._tree.element(id_)).under
        return json.dumps([[name, under(name)] for name in names.split()])

    @operation
    def is_rendered(self, id_: int) -> bool:
        """https://html.spec.whatwg.org/#being-rendered"""
        rendering = self._realm.provider(StyleOperations).rendering
        return bool(rendering.is_rendered(self._tree.element(id_)))

    @operation
    def committed_values(self, number: int, names: str) -> str:
        """The values of properties that an animation and those below it make, as JSON of pairs."""
        self.motion.begin()
        values = self.motion.up_to(int(number))
        return json.dumps([[name, values[name]] for name in names.split() if name in values])


def watch_motion(realm: Realm, tree: Tree) -> None:
    """Sets the hook up by which animations begin; call it before the document is parsed."""

    def begin() -> None:
        operations: AnimationOperations = realm.provider(AnimationOperations)
        operations.begin()

    tree.on_motion = begin
