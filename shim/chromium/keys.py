"""Keys by the names of `KeyboardEvent.key`, as Chromium wants them pressed."""

from __future__ import annotations

from typing import Any

MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
"""The bits of the keys that change what others do."""
_CODES = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Shift": 16,
    "Control": 17,
    "Alt": 18,
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
    "Insert": 45,
    "Delete": 46,
    "Meta": 91,
}
"""Codes of keys in Windows, by which Chromium knows what a key does."""
_TEXT = {"Enter": "\r", " ": " "}


def key_event(key: str, *, is_down: bool, modifiers: int = 0) -> dict[str, Any]:
    """The parameters of `Input.dispatchKeyEvent` that press or release a key, while those of `modifiers` are held.
    https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent"""
    number, code = _CODES.get(key, 0), key
    if len(key) == 1:
        if key.isascii() and key.isalnum():
            number, code = ord(key.upper()), f"Key{key.upper()}" if key.isalpha() else f"Digit{key}"
        elif key == " ":
            code = "Space"
    event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
    text = _TEXT.get(key, key if len(key) == 1 else "")
    if is_down and text and not modifiers & ~MODIFIERS["Shift"]:
        return {"type": "keyDown", "text": text, **event}
    return {"type": "rawKeyDown" if is_down else "keyUp", **event}
