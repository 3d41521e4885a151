"""`action_sequence` of testdriver as steps."""

from typing import Any

import msgspec
import pytest

from shim.wpt.actions import BadActions, Button, Key, Move, Pause, Scroll, Source, steps_of


def steps(*sources: dict[str, Any]) -> list[Any]:
    return list(steps_of(msgspec.convert(list(sources), list[Source])))


def pointer(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"type": "pointer", "id": "a", "parameters": {"pointerType": "mouse"}, "actions": list(actions)}


MIDDLE = {"selector": "#a", "x": 50, "y": 20}


def test_devices_act_in_turn_tick_by_tick() -> None:
    keys = {"type": "key", "id": "b", "actions": [{"type": "keyDown", "value": "\ue008"}, {"type": "pause"}]}
    wheel = {"type": "wheel", "id": "c", "actions": [{"type": "scroll", "x": 1, "y": 2, "deltaX": 3, "deltaY": 4}]}
    move = {"type": "pointerMove", "x": 5, "y": -5, "origin": MIDDLE, "duration": 100}
    assert steps(pointer(move, {"type": "pointerDown", "button": 2}), keys, wheel) == [
        Move(55, 15, "#a"),
        Key("Shift", is_down=True),
        Scroll(1, 2, 3, 4),
        Pause(0.1),
        Button("right", is_down=True),
    ]


def test_origins() -> None:
    moves = [{"type": "pointerMove", "x": 1, "y": 2, "origin": origin} for origin in (MIDDLE, "pointer", "viewport")]
    assert steps(pointer(*moves)) == [Move(51, 22, "#a"), Move(52, 24, "#a"), Move(1, 2)]


@pytest.mark.parametrize(
    ("value", "key"),
    [("a", "a"), ("\ue003", "Backspace"), ("\ue00d", " "), ("\ue012", "ArrowLeft"), ("\ue029", "/"), ("\ue031", "F1")],
)
def test_keys(value: str, key: str) -> None:
    assert steps({"type": "key", "actions": [{"type": "keyUp", "value": value}]}) == [Key(key, is_down=False)]


@pytest.mark.parametrize(
    "source",
    [
        {"type": "pointer", "parameters": {"pointerType": "pen"}, "actions": []},
        pointer({"type": "pointerDown", "button": 9}),
        pointer({"type": "jump"}),
    ],
)
def test_what_cannot_be_done_says_so(source: dict[str, Any]) -> None:
    with pytest.raises(BadActions, match="not supported"):
        steps(source)
