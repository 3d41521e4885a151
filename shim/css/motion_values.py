"""The longhands of `transition` and `animation`, and their values. https://drafts.csswg.org/css-animations-1/"""

from __future__ import annotations

import re

from .words import split_list, split_words

MOTION = ("transition", "animation")
_MOTION_LONGHANDS = {
    "transition": {
        "property": "all", "duration": "0s", "timing-function": "ease", "delay": "0s", "behavior": "normal",
    },
    "animation": {
        "duration": "0s", "timing-function": "ease", "delay": "0s", "iteration-count": "1", "direction": "normal",
        "fill-mode": "none", "play-state": "running", "name": "none",
    },
}  # fmt: skip
MOTION_INITIAL = {
    f"{name}-{part}": value for name, parts in _MOTION_LONGHANDS.items() for part, value in parts.items()
} | {"animation-composition": "replace"}
"""The longhands of `transition` and `animation` with their initial values."""
_TIME = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?(?:m?s)$|calc\(", re.IGNORECASE)
_SECONDS = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(m?s)$", re.IGNORECASE)
_COUNT = re.compile(r"infinite$|(?:\d+(?:\.\d*)?|\.\d+)$")
_EASING = re.compile(r"ease(?:-in|-out|-in-out)?$|linear$|step-(?:start|end)$|(?:cubic-bezier|steps|linear)\(")
_MOTION_WORDS = {
    "direction": {"normal", "reverse", "alternate", "alternate-reverse"},
    "fill-mode": {"none", "forwards", "backwards", "both"}, "play-state": {"running", "paused"},
}  # fmt: skip


def motion_longhands(name: str) -> tuple[str, ...]:
    """The longhands of `transition` and `animation`, () for any other property."""
    return tuple(f"{name}-{part}" for part in _MOTION_LONGHANDS.get(name, ()))


def expand_motion(name: str, value: str) -> list[tuple[str, str]]:
    """A declaration of `transition` or `animation` as longhands, each a list of as many values.
    https://drafts.csswg.org/css-animations-1/#animation"""
    parts = _MOTION_LONGHANDS.get(name)
    if parts is None or "var(" in value:
        return [(name, value)]
    if value.lower() in ("inherit", "initial", "unset", "revert", "revert-layer"):
        return [(f"{name}-{part}", value) for part in parts]
    columns: dict[str, list[str]] = {part: [] for part in parts}
    for item in split_list(value):
        row: dict[str, str] = {}
        for word in split_words(item):
            row[_motion_part(name, word, row)] = word
        for part, initial in parts.items():
            columns[part].append(row.get(part, initial))
    return [(f"{name}-{part}", ", ".join(words)) for part, words in columns.items()]


def motion_value(name: str, value: str) -> str:
    """A longhand of `transition` or `animation` as it is printed: times in seconds."""
    if not name.endswith(("-duration", "-delay")):
        return value
    shown = []
    for word in split_list(value):
        found = _SECONDS.match(word)
        seconds = None if found is None else float(found[1]) * (0.001 if found[2].lower() == "ms" else 1)
        if seconds is not None and name.endswith("-duration"):
            seconds = max(0.0, seconds)
        shown.append(word if seconds is None else f"{seconds:g}s")
    return ", ".join(shown)


def collapse_motion(name: str, values: dict[str, str]) -> str:
    """The shortest `transition` or `animation` for the longhands in `values`."""
    parts = _MOTION_LONGHANDS[name]
    given = {part: motion_value(f"{name}-{part}", values.get(f"{name}-{part}") or each) for part, each in parts.items()}
    columns = {part: split_list(value) for part, value in given.items()}
    main = "property" if name == "transition" else "name"
    items = []
    for index in range(len(columns[main])):
        row = {part: words[index % len(words)] for part, words in columns.items()}
        shown = [
            word for part, word in row.items() if word != parts[part] or (part == "duration" and _waits(row, parts))
        ]
        items.append(" ".join(shown) or parts[main])
    return ", ".join(items)


def _waits(row: dict[str, str], initial: dict[str, str]) -> bool:
    return row["delay"] != initial["delay"]


def _motion_part(name: str, word: str, row: dict[str, str]) -> str:
    """The longhand that a word of the shorthand is of, when the words before it are `row`."""
    lower = word.lower()
    if _TIME.match(word):
        return "delay" if "duration" in row else "duration"
    if _EASING.match(lower) and "timing-function" not in row:
        return "timing-function"
    if name == "transition":
        return "behavior" if lower in ("normal", "allow-discrete") else "property"
    if _COUNT.match(lower) and "iteration-count" not in row:
        return "iteration-count"
    return next((part for part, words in _MOTION_WORDS.items() if lower in words and part not in row), "name")
