"""testdriver's `action_sequence`: what several input devices do, as steps one after another.

https://w3c.github.io/webdriver/#actions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec

BUTTONS = ("left", "middle", "right", "back", "forward")
"""Names of a mouse's buttons, by their numbers."""


class Move(msgspec.Struct, frozen=True):
    """The mouse moves to a point of the viewport, in CSS pixels. `selector`: the element whose middle was asked for."""

    x: float
    y: float
    selector: str = ""


class Button(msgspec.Struct, frozen=True):
    """A mouse button goes down or up."""

    name: str
    is_down: bool


class Key(msgspec.Struct, frozen=True):
    """A key goes down or up. `key` is a value of `KeyboardEvent.key`."""

    key: str
    is_down: bool


class Scroll(msgspec.Struct, frozen=True):
    """The wheel turns at a point of the viewport, by CSS pixels."""

    x: float
    y: float
    delta_x: float
    delta_y: float


class Pause(msgspec.Struct, frozen=True):
    """Nothing happens for some seconds."""

    seconds: float


Step = Move | Button | Key | Scroll | Pause


class BadActions(ValueError):
    """A sequence asks for what no product can do."""


class _Element(msgspec.Struct):
    """The middle of an element, as testdriver-vendor.js sends it."""

    selector: str
    x: float
    y: float


class Action(msgspec.Struct, rename="camel"):
    """One action of a device; each type uses its own fields."""

    type: str
    x: float = 0
    y: float = 0
    delta_x: float = 0
    delta_y: float = 0
    duration: float | None = None
    origin: str | _Element = "viewport"
    button: int = 0
    value: str = ""


class _Parameters(msgspec.Struct, rename="camel"):
    pointer_type: str = "mouse"


class Source(msgspec.Struct):
    """A device and what it does, one action for each tick."""

    type: str
    actions: list[Action]
    parameters: _Parameters = msgspec.field(default_factory=_Parameters)


def steps_of(sources: Sequence[Source]) -> Iterator[Step]:
    """The steps of a sequence: tick by tick, device by device, and a pause as long as a tick's longest action. Raises
    `BadActions`."""
    at = Move(0, 0)
    for source in sources:
        if source.type == "pointer" and source.parameters.pointer_type != "mouse":
            raise BadActions(f"pointers of type {source.parameters.pointer_type} are not supported, only mouse")
    for tick in zip_longest(*(source.actions for source in sources)):
        for action in tick:
            if action is None or action.type == "pause":
                continue
            step = _step(action, at)
            if isinstance(step, Move):
                at = step
            yield step
        seconds = max((action.duration or 0 for action in tick if action is not None), default=0) / 1000
        if seconds:
            yield Pause(seconds)


def _step(action: Action, at: Move) -> Step:
    match action.type:
        case "pointerMove" | "scroll":
            x, y, selector = action.x, action.y, ""
            if isinstance(action.origin, _Element):
                selector = action.origin.selector
                x, y = x + action.origin.x, y + action.origin.y
            elif action.origin == "pointer":
                selector = at.selector
                x, y = x + at.x, y + at.y
            if action.type == "scroll":
                return Scroll(x, y, action.delta_x, action.delta_y)
            return Move(x, y, selector)
        case "pointerDown" | "pointerUp" if action.button < len(BUTTONS):
            return Button(BUTTONS[action.button], action.type == "pointerDown")
        case "keyDown" | "keyUp":
            return Key(KEYS.get(action.value, action.value), action.type == "keyDown")
    raise BadActions(f"actions of type {action.type} are not supported")


# https://w3c.github.io/webdriver/#keyboard-actions: the normalised key values
_NAMED = (
    "Unidentified Cancel Help Backspace Tab Clear Enter Enter Shift Control Alt Pause Escape Space PageUp PageDown End"
    " Home ArrowLeft ArrowUp ArrowRight ArrowDown Insert Delete ; = 0 1 2 3 4 5 6 7 8 9 * + , - . /"
)
KEYS = {chr(0xE000 + number): " " if name == "Space" else name for number, name in enumerate(_NAMED.split())}
KEYS |= {chr(0xE030 + number): f"F{number}" for number in range(1, 13)}
KEYS |= {"\ue03d": "Meta", "\ue050": "Shift", "\ue051": "Control", "\ue052": "Alt", "\ue053": "Meta"}
"""Values of `KeyboardEvent.key` by WebDriver's codes."""
KEYS |= {"\n": "Enter", "\r": "Enter", "\t": "Tab"}
