"""Keys by the names of `KeyboardEvent.key`, as Chromium wants them pressed."""

from __future__ import annotations

from typing import Any

_NAMED = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    " ": 32,
    "PageUp": 33,
    "PageDown": 34,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Delete": 46,
}
_TEXT = {"Enter": "\r", " ": " "}


def strokes(key: str) -> list[dict[str, Any]]:
    """The parameters of `Input.dispatchKeyEvent` for pressing and releasing a key."""
    number, code = _NAMED.get(key, 0), key
    if len(key) == 1:
        if key.isascii() and key.isalnum():
            number, code = ord(key.upper()), f"Key{key.upper()}" if key.isalpha() else f"Digit{key}"
        elif key == " ":
            code = "Space"
    stroke = {"key": key, "code": code, "windowsVirtualKeyCode": number}
    text = _TEXT.get(key, key if len(key) == 1 else "")
    down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
    return [{**stroke, **down}, {**stroke, "type": "keyUp"}]
