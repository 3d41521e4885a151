"""The script that is injected: `js/inject` around the polyfill, with what brings its link to the host."""

from __future__ import annotations

from ..polyfill import polyfill_source
from ..resources import js_dir
from ..session import Output

_GROUPS = {
    Output.HEADPHONES: ("Headphones", ["audiooutput"]),
    Output.BLUETOOTH: ("Bluetooth", ["audiooutput", "audioinput"]),
}


def script(connect: str) -> str:
    """A script for every new document. `connect` is an expression: a function of `prepare`, which it calls with
    `send(text)` and gets `{ link, start }` from; to call `start` installs the polyfill."""
    own = (js_dir() / "inject" / "inject.js").read_text(encoding="utf-8")
    return f"({connect})((send) => ({own.strip()})(window, {polyfill_source()}, send));"


def media_devices(output: Output) -> list[dict[str, str]]:
    """What is listed of something plugged in, as members of MediaDeviceInfo."""
    label, kinds = _GROUPS[output]
    return [{"deviceId": f"{label}-{kind}".lower(), "kind": kind, "label": label, "groupId": label} for kind in kinds]
