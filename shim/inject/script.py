"""The script that is injected: `js/inject` around the polyfill, with what brings its link to the host."""

from __future__ import annotations

from collections.abc import Iterator

from shim.device.device import Device
from shim.polyfill.assembly import polyfill_source
from shim.resources import injected
from shim.session import Output

_PLUGGABLE = {
    Output.HEADPHONES: ("Headphones", ["audiooutput"]),
    Output.BLUETOOTH: ("Bluetooth", ["audiooutput", "audioinput"]),
}


def script(connect: str, guard: str = "undefined", *, gesture_per_element: bool = False) -> str:
    """A script for every new document. `connect` is an expression: a function of `prepare`, which it calls with
    `send(text)` and an event's type that no page knows, and gets `{ link, start }` from; to call `start` installs the
    polyfill. `guard` is the message of that kind which holds until the document hears another. With
    `gesture_per_element` autoplay is as on iOS."""
    own = injected("inject")
    gestures = injected("gestures") if gesture_per_element else "null"
    return f"({connect})((send, secret) => ({own})(window, {polyfill_source()}, send, secret, {guard}, {gestures}));"


def media_devices(output: Output) -> list[dict[str, str]]:
    """The entries of something plugged in, as members of MediaDeviceInfo."""
    label, kinds = _PLUGGABLE[output]
    return [{"deviceId": f"{label}-{kind}".lower(), "kind": kind, "label": label, "groupId": label} for kind in kinds]


def surroundings(device: Device, visibility: str, *, is_back: bool) -> Iterator[tuple[str, *tuple[object, ...]]]:
    """The link's methods that tell a document what is around it, with their arguments: one that is new, or one that is
    back from the back/forward cache and has what was around it then."""
    if is_back or visibility == "hidden":
        yield "setVisibility", visibility
    plugged = device.core.surroundings.plugged
    if is_back:
        yield from (("unplug", output) for output in _PLUGGABLE if output not in plugged)
    yield from (("plug", output, media_devices(output), is_back) for output in plugged)
