"""Keyframes: those that script gives, and those of `@keyframes` rules.
https://drafts.csswg.org/web-animations-1/#keyframe-effects"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec
import tinycss2

from shim.css.conditions import supports_declaration
from shim.css.logical import physical_name
from shim.css.shorthands import expand_all
from shim.css.syntax import component_values, has_error, parse_declarations, serialize, significant, with_short_numbers
from shim.css.words import split_list
from shim.engine.realm import HostError
from shim.remembered import remembered

from .easing import LINEAR, Easing, parse_easing

_LENGTH: Final = re.compile(
    r"(?:min-|max-)?(?:width|height)$|(?:scroll-)?(?:margin|padding)|border|inset|(?:top|right|bottom|left)$|letter-spacing$"
    r"|text-indent$|(?:row-|column-)?gap$|font-size$|outline-(?:width|offset)$|perspective$|word-spacing$"
)
_OFFSETS: Final = {"from": 0.0, "to": 1.0}


class GivenKeyframe(msgspec.Struct, array_like=True):
    """A keyframe as script gives it; values by CSS property."""

    offset: float | None
    easing: str
    composite: str
    values: list[tuple[str, str]]
    computed: float | None = None
    """The offset that it has among the others."""


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A keyframe with longhands only."""

    offset: float
    easing: Easing
    composite: str
    """`auto` for what the effect says."""
    values: dict[str, str]


class PropertyFrame(NamedTuple):
    """Declaration of one property in a keyframe."""

    offset: float
    easing: Easing
    composite: str
    value: str


# https://drafts.csswg.org/web-animations-1/#processing-a-keyframes-argument, steps 6 to 8
def checked(frames: list[GivenKeyframe]) -> list[GivenKeyframe]:
    """Keyframes with their computed offsets, without what is not CSS. Raises what script is to see."""
    last = 0.0
    for frame in frames:
        if frame.offset is not None:
            if not 0 <= frame.offset <= 1:
                raise HostError("TypeError", "Offsets must be in the range [0,1].")
            if frame.offset < last:
                raise HostError("TypeError", "Offsets must be monotonically non-decreasing.")
            last = frame.offset
        easing = parse_easing(frame.easing)
        if easing is None:
            raise HostError("TypeError", f"'{frame.easing}' is not a valid value for easing")
        frame.easing = easing.text
        frame.values = [
            (n, _canonical(n, v)) for n, v in frame.values if n.startswith("--") or supports_declaration(n, v)
        ]
    compute_offsets(frames)
    return frames


def _canonical(name: str, value: str) -> str:
    value = value.strip()
    return value + "px" if value == "0" and _LENGTH.match(name) else value


# https://drafts.csswg.org/web-animations-1/#compute-missing-keyframe-offsets
def compute_offsets(frames: list[GivenKeyframe]) -> None:
    """Gives those without an offset one, evenly between those around them."""
    offsets = [frame.offset for frame in frames]
    if offsets and offsets[-1] is None:
        offsets[-1] = 1.0
    if len(offsets) > 1 and offsets[0] is None:
        offsets[0] = 0.0
    known = [index for index, offset in enumerate(offsets) if offset is not None]
    for first, second in pairwise(known):
        start, end = offsets[first] or 0.0, offsets[second] or 0.0
        for index in range(first + 1, second):
            offsets[index] = start + (end - start) * (index - first) / (second - first)
    for frame, offset in zip(frames, offsets, strict=True):
        frame.computed = offset


def with_longhands(frames: list[GivenKeyframe]) -> list[Keyframe]:
    """Keyframes with shorthands taken apart. AD-HOC: logical properties are those of text from left to right."""
    found = []
    for frame in frames:
        # a longhand wins over its shorthand, whatever the order
        values: dict[str, str] = {}
        shorter = sorted(frame.values, key=lambda pair: -len(expand_all(*pair)))
        for name, value in shorter:
            values.update((physical_name(longhand), part) for longhand, part in expand_all(name, value))
        found.append(Keyframe(frame.computed or 0.0, parse_easing(frame.easing) or LINEAR, frame.composite, values))
    return found


@remembered(256, longest=10_000)
def keyframe_rules(text: str) -> tuple[tuple[str, str], ...]:
    """The selectors and declarations of the rules in a `@keyframes` rule."""
    found = []
    for rule in tinycss2.parse_stylesheet(with_short_numbers(text), skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content is not None:
            for each in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                if each.type == "qualified-rule" and offsets_of(serialize(each.prelude)) is not None:
                    found.append((serialize(each.prelude), serialize(each.content)))
    return tuple(found)


def offsets_of(selector: str) -> list[float] | None:
    """The offsets that a keyframe selector names, None when it is none.
    https://drafts.csswg.org/css-animations-1/#typedef-keyframe-selector"""
    found = []
    for part in split_list(selector):
        nodes = significant(component_values(part))
        if len(nodes) != 1 or has_error(nodes):
            return None
        if nodes[0].type == "ident" and nodes[0].lower_value in _OFFSETS:
            found.append(_OFFSETS[nodes[0].lower_value])
        elif nodes[0].type == "percentage" and 0 <= nodes[0].value <= 100:
            found.append(nodes[0].value / 100)
        else:
            return None
    return found


# https://drafts.csswg.org/css-animations-2/#keyframes
@remembered(256, longest=10_000)
def css_keyframes(text: str, easing: str, composite: str) -> str:
    """The keyframes of a `@keyframes` rule, as JSON of `GivenKeyframe`; `easing` and `composite` are for those that
    say none."""
    merged: dict[tuple[float, str, str], dict[str, str]] = {}
    for selector, block in keyframe_rules(text):
        values = {name: value for name, value, important in parse_declarations(block) if not important}
        own = parse_easing(values.pop("animation-timing-function", "")) or parse_easing(easing) or LINEAR
        own_composite = values.pop("animation-composition", composite)
        for offset in offsets_of(selector) or ():
            frame = merged.setdefault((offset, own.text, own_composite), {})
            for name, value in values.items():
                if not name.startswith(("animation-", "transition")) and supports_declaration(name, value):
                    frame |= expand_all(name, value)
    frames = sorted(merged.items(), key=lambda item: item[0][0])
    return json.dumps([[o, e, c, [*values.items()], o] for (o, e, c), values in frames])
