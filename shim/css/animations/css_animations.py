"""CSS animations: which start and end as style changes. https://drafts.csswg.org/css-animations-2/"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from turbohtml import Element

from shim.css.words import split_list

from .easing import LIKE_CSS, parse_easing
from .effects import CSS_ANIMATION, Effect, EffectState
from .keyframes import css_keyframes
from .transitions import milliseconds

if TYPE_CHECKING:
    from .motion import Motion, Style

_PARTS = (
    "duration", "timing-function", "delay", "iteration-count", "direction", "fill-mode", "play-state",
    "composition",
)  # fmt: skip


@dataclass(slots=True)
class _Animation:
    name: str
    number: int
    settings: dict[str, object]


class CssAnimations:
    """The CSS animations of one tree."""

    def __init__(self, motion: Motion) -> None:
        self._motion = motion
        self._of: dict[int, tuple[Element, list[_Animation]]] = {}

    def elements(self) -> Iterator[Element]:
        """The elements that have animations."""
        return iter([element for element, _ in self._of.values()])

    def cancel(self, element: Element) -> None:
        """An element is not shown any longer."""
        for animation in self._of.pop(id(element), (element, []))[1]:
            self._stop(animation)

    def ended(self, number: int) -> None:
        """Script cancelled an animation, which style then does not start again."""

    # https://drafts.csswg.org/css-animations-1/#animations
    def update(self, element: Element, style: Style) -> None:
        """The style of an element is another one."""
        before = self._of.get(id(element), (element, []))[1]
        if not before and "animation-name" not in style and "animation" not in style:
            return
        left = list(before)
        found: list[_Animation] = []
        # animations keep their objects by name, the last first
        for name, settings in reversed(list(self._declared(element, style))):
            kept = next((each for each in reversed(left) if each.name == name), None)
            if kept is None:
                kept = _Animation(name, 0, settings)
            else:
                left.remove(kept)
                if kept.settings != settings:
                    kept.settings = settings
                    self._motion.tell("animation-changed", kept.number, settings)
            found.insert(0, kept)
        for animation in left:
            self._stop(animation)
        for animation in found:
            if animation.number == 0:
                animation.number = self._motion.number()
                self._motion.put(_effect(animation, element))
                self._motion.tell("animation", animation.number, element, animation.name, animation.settings)
        if found:
            self._of[id(element)] = element, found
        else:
            self._of.pop(id(element), None)

    def _declared(self, element: Element, style: Style) -> Iterator[tuple[str, dict[str, object]]]:
        from .motion import setting

        lists = {part: split_list(setting(style, f"animation-{part}")) for part in _PARTS}
        for index, given in enumerate(split_list(setting(style, "animation-name"))):
            name = given.strip("\"'")
            text = self._motion.keyframes(element, name) if name not in ("none", "") else None
            if text is None:
                continue
            at = {part: values[index % len(values)] for part, values in lists.items()}
            easing = parse_easing(at["timing-function"]) or LIKE_CSS
            count = at["iteration-count"].lower()
            yield name, {
                "duration": max(0.0, milliseconds(at["duration"])), "delay": milliseconds(at["delay"]),
                "iterations": -1 if count == "infinite" else _number(count), "direction": at["direction"].lower(),
                "fill": at["fill-mode"].lower(), "paused": at["play-state"].lower() == "paused",
                "keyframes": json.loads(css_keyframes(text, easing.text, at["composition"].lower())),
                "easing_of_style": easing.text,
            }  # fmt: skip

    def _stop(self, animation: _Animation) -> None:
        self._motion.drop(animation.number)
        self._motion.tell("cancel", animation.number)


def _effect(animation: _Animation, element: Element) -> Effect:
    """The effect as it is until script of the platform takes it over."""
    state = json.dumps({**animation.settings, "element": 0, "kind": CSS_ANIMATION})
    return EffectState.read(state).effect(animation.number, element)


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 1.0
