"""Names of keys as a test writes them: those of `KeyboardEvent.key`, with modifiers before them."""

from __future__ import annotations

import difflib

from shim.errors import Error

MODIFIERS = ("Alt", "Control", "Meta", "Shift")
KEYS = (
    *MODIFIERS,
    *("Backspace", "Tab", "Enter", "Escape", "PageUp", "PageDown", "End", "Home", "Insert", "Delete"),
    *("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "CapsLock", "ContextMenu"),
    *(f"F{number}" for number in range(1, 25)),
    *("MediaPlayPause", "MediaPlay", "MediaPause", "MediaStop", "MediaTrackNext", "MediaTrackPrevious"),
    *("AudioVolumeUp", "AudioVolumeDown", "AudioVolumeMute"),
)
_OTHER_NAMES = {
    "Space": " ",
    "ControlOrMeta": "Control",
    "Return": "Enter",
    "Esc": "Escape",
    "Up": "ArrowUp",
    "Down": "ArrowDown",
    "Left": "ArrowLeft",
    "Right": "ArrowRight",
    "Ctrl": "Control",
    "Cmd": "Meta",
    "Command": "Meta",
    "Option": "Alt",
}
_PLAYWRIGHTS = ("Space", "ControlOrMeta")
"""Other names that Playwright has, too; the rest are mistakes."""


def parse_press(text: str) -> list[str]:
    """The modifiers and the key of `Control+Shift+a`, `Enter` or `a`. Raises `TypeError` for what is not text, `Error`
    for a key that there is not."""
    if not isinstance(text, str):
        raise TypeError(f"a key is text, not {text!r}")
    parts = [text] if len(text) == 1 else text.split("+")
    if text.endswith("++"):
        parts = [*text[:-2].split("+"), "+"]
    *modifiers, key = (_key(part, text) for part in parts)
    if unknown := [one for one in modifiers if one not in MODIFIERS]:
        raise Error(f"{unknown[0]!r} in {text!r} is not a key to be held; those are {', '.join(MODIFIERS)}")
    return [*modifiers, key]


def _key(name: str, text: str) -> str:
    if name in _PLAYWRIGHTS:
        return _OTHER_NAMES[name]
    if len(name) == 1 or name in KEYS:
        return name
    if len(name) == 4 and name.startswith("Key") and "A" <= name[3] <= "Z":
        return name[3].lower()
    if len(name) == 6 and name.startswith("Digit") and name[5].isdecimal():
        return name[5]
    alike = _OTHER_NAMES.get(name.capitalize()) or next(
        iter(difflib.get_close_matches(name, KEYS, 1) or [one for one in KEYS if one.lower() == name.lower()]), ""
    )
    where = f" in {text!r}" if name != text else ""
    hint = f"; is it {alike!r}?" if alike else "; names are those of KeyboardEvent.key, such as 'Enter' or 'a'"
    raise Error(f"there is no key {name!r}{where}{hint}")
