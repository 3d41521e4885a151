"""Capabilities of devices, and the settings that meet a page's constraints best.
https://w3c.github.io/mediacapture-main/#constrainable-interface"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shim.media.streams.streams import VideoSource

from .devices import Camera, InputDevice, Microphone

Constraints = Mapping[str, Any]
"""Bare values, lists of strings, or {exact, ideal, min, max} by name; `advanced` is a list of the like."""
_LONGEST = 500
"""Number of characters in a string that a constraint may have."""
_AUDIO_FLAGS = ("autoGainControl", "echoCancellation", "noiseSuppression")


@dataclass(frozen=True, slots=True)
class Choice:
    """A device and the settings it is to be used with."""

    device: InputDevice
    settings: dict[str, object]


def capabilities_of(device: InputDevice, origin: str) -> dict[str, Any]:
    """Ranges as {min, max}, else the list of values. https://w3c.github.io/mediacapture-main/#dom-mediatrackcapabilities"""
    found: dict[str, Any] = {"deviceId": device.device_id(origin), "groupId": device.group_id(origin)}
    if isinstance(device, Microphone):
        found |= {name: [True, False] for name in _AUDIO_FLAGS}
        found |= {
            "voiceIsolation": [False],
            "channelCount": {"min": 1, "max": max(1, device.signal.channels)},
            "latency": {"min": 0.01, "max": 0.05},
            "sampleRate": {"min": 8000, "max": 96_000},
            "sampleSize": {"min": 16, "max": 16},
        }
    elif isinstance(device, Camera):
        found |= {
            "aspectRatio": {"min": 1 / device.max_height, "max": float(device.max_width)},
            "facingMode": [device.facing] if device.facing else [],
            "frameRate": {"min": 1.0, "max": device.max_frame_rate},
            "height": {"min": 1, "max": device.max_height},
            "resizeMode": ["none", "crop-and-scale"],
            "width": {"min": 1, "max": device.max_width},
        }
    return found


def _defaults(device: InputDevice, origin: str) -> dict[str, Any]:
    """The settings of a device that nobody constrains."""
    found: dict[str, Any] = {"deviceId": device.device_id(origin), "groupId": device.group_id(origin)}
    if isinstance(device, Microphone):
        found |= dict.fromkeys(_AUDIO_FLAGS, True) | {"voiceIsolation": False}
        rate = min(max(device.signal.sample_rate, 8000), 96_000)
        found |= {"channelCount": device.signal.channels, "latency": 0.01, "sampleRate": rate, "sampleSize": 16}
    elif isinstance(device, Camera):
        size = device.source
        found |= {"width": size.width, "height": size.height, "frameRate": size.frame_rate, "resizeMode": "none"}
        found["aspectRatio"] = size.width / size.height
        if device.facing:
            found["facingMode"] = device.facing
    return found


def select_settings(devices: Sequence[InputDevice], constraints: Constraints, origin: str) -> Choice | str:
    """https://w3c.github.io/mediacapture-main/#dfn-selectsettings

    The device and settings with the smallest fitness distance (the first of equals), or the name of a required
    constraint that no device meets. `devices` are of one kind and at least one. Settings are chosen one by one.
    """
    failed = ""
    best: tuple[float, Choice] | None = None
    for device in devices:
        capabilities = capabilities_of(device, origin)
        result = _fit(capabilities, _defaults(device, origin), constraints)
        if isinstance(result, str):
            failed = result
            continue
        distance, settings = result
        # Step 5: each advanced set either holds as a whole on top of the rest, or is passed over.
        merged = dict(constraints)
        for extra in constraints.get("advanced", ()):
            tried = merged | {name: _both(merged.get(name), exact) for name, exact in extra.items()}
            outcome = _fit(capabilities, _defaults(device, origin), tried)
            if not isinstance(outcome, str):
                merged, settings = tried, outcome[1]
        if best is None or distance < best[0]:
            best = (distance, Choice(device, settings))
    return best[1] if best is not None else failed


def video_source(settings: Mapping[str, Any]) -> VideoSource:
    """The picture size and rate that a camera's settings ask for."""
    return VideoSource(int(settings["width"]), int(settings["height"]), float(settings["frameRate"]))


def _parts(constraint: Any) -> dict[str, Any]:
    """A bare value is an ideal one."""
    return constraint if isinstance(constraint, dict) else {"ideal": constraint}


def _both(basic: Any, extra: Any) -> dict[str, Any]:
    """`basic` with an advanced constraint on top, whose bare value is an exact one."""
    wanted = extra if isinstance(extra, dict) else {"exact": extra}
    before = _parts(basic) if basic is not None else {}
    both = before | wanted
    if "min" in before and "min" in wanted:
        both["min"] = max(before["min"], wanted["min"])
    if "max" in before and "max" in wanted:
        both["max"] = min(before["max"], wanted["max"])
    if "exact" in before and "exact" in wanted and before["exact"] != wanted["exact"]:
        both["exact"] = []  # nothing is both
    return both


def _fit(
    capabilities: Mapping[str, Any], defaults: Mapping[str, Any], constraints: Constraints
) -> tuple[float, dict[str, object]] | str:
    """The fitness distance and the settings, or the name of the constraint that cannot be met."""
    distance = 0.0
    settings = dict(defaults)
    for name, constraint in constraints.items():
        capability = capabilities.get(name)
        if capability is None:
            continue  # what does not apply to this kind of track is not looked at
        parts = _parts(constraint)
        if isinstance(capability, dict):
            value = _fit_number(capability, settings[name], parts)
        else:
            value = _fit_choice(capability if isinstance(capability, list) else [capability], settings.get(name), parts)
        if value is None:
            return name
        settings[name] = value
        distance += _distance(value, parts.get("ideal"))
    _match_size(settings, constraints)
    return distance, settings


def _fit_number(capability: Mapping[str, float], default: float, parts: Mapping[str, Any]) -> float | None:
    exact = parts.get("exact")
    if isinstance(exact, list):
        return None
    low = max(capability["min"], parts.get("min", capability["min"]))
    high = min(capability["max"], parts.get("max", capability["max"]))
    if exact is not None:
        return exact if low <= exact <= high else None
    if low > high:
        return None
    return float(min(max(parts.get("ideal", default), low), high))


def _fit_choice(values: Sequence[Any], default: Any, parts: Mapping[str, Any]) -> Any:
    # INTEROP: Chromium meets no constraint with a very long string
    if any(isinstance(each, str) and len(each) > _LONGEST for given in parts.values() for each in _listed(given)):
        return None
    allowed = list(values)
    if "exact" in parts:
        allowed = [v for v in values if v in _listed(parts["exact"])]
    wanted = [v for v in _listed(parts["ideal"]) if v in allowed] if "ideal" in parts else []
    if wanted:
        return wanted[0]
    if default in allowed:
        return default
    if allowed:
        return allowed[0]
    return None if "exact" in parts else default if default is not None else ""


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _distance(value: Any, ideal: Any) -> float:
    """https://w3c.github.io/mediacapture-main/#dfn-fitness-distance"""
    if ideal is None:
        return 0.0
    if isinstance(ideal, int | float) and not isinstance(ideal, bool):
        return abs(value - ideal) / max(abs(value), abs(ideal)) if value != ideal else 0.0
    return 0.0 if value in _listed(ideal) else 1.0


def _match_size(settings: dict[str, Any], constraints: Constraints) -> None:
    """Width, height and their ratio belong together: what was not asked for follows from what was."""
    if "width" not in settings:
        return
    if "height" not in constraints:
        settings["height"] = max(1, round(settings["width"] / settings["aspectRatio"]))
    elif "width" not in constraints:
        settings["width"] = max(1, round(settings["height"] * settings["aspectRatio"]))
    settings["width"], settings["height"] = int(settings["width"]), int(settings["height"])
    settings["aspectRatio"] = settings["width"] / settings["height"]
