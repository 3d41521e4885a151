"""The words that the API takes, as types for annotations: `from shim.types import State`.

A state that the API gives is a `str`: a type checker that has seen it compared with one word would take it for that
word ever after, and call the next comparison of a test wrong.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict


class ViewportSize(TypedDict):
    """The width and height of a tab, in CSS pixels."""

    width: int
    height: int


Engine: TypeAlias = Literal["quickjs", "chromium"]
PolicyName: TypeAlias = Literal["spec", "ios", "android", "chromeos", "desktop"]
Autoplay: TypeAlias = Literal["allow", "user-gesture", "user-gesture-per-element"]
State: TypeAlias = Literal["inactive", "active", "interrupted"]
"""The state of an audio session, and of an app."""
AppType: TypeAlias = Literal["playback", "transient", "transient-solo", "ambient", "play-and-record"]
"""The type of an app, and the type in effect of an audio session."""
SessionType: TypeAlias = Literal["auto", "playback", "transient", "transient-solo", "ambient", "play-and-record"]
"""`navigator.audioSession.type`"""
Output: TypeAlias = Literal["speaker", "earpiece", "headphones", "bluetooth"]
Pluggable: TypeAlias = Literal["headphones", "bluetooth"]
Button: TypeAlias = Literal[
    "play",
    "pause",
    "play_pause",
    "stop",
    "next",
    "previous",
    "seek_forward",
    "seek_backward",
    "hang_up",
    "toggle_microphone",
    "toggle_camera",
]
Permission: TypeAlias = Literal[
    "accelerometer",
    "ambient-light-sensor",
    "background-fetch",
    "background-sync",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "geolocation",
    "gyroscope",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "nfc",
    "notifications",
    "payment-handler",
    "persistent-storage",
    "push",
    "screen-wake-lock",
    "speaker-selection",
    "storage-access",
    "window-management",
]
PermissionState: TypeAlias = Literal["granted", "denied", "prompt"]
PageEvent: TypeAlias = Literal[
    "close",
    "console",
    "crash",
    "dialog",
    "notimplemented",
    "pageerror",
    "popup",
    "request",
    "requestfailed",
    "requestfinished",
    "response",
]
"""The events of `page.on`."""
