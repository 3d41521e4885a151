"""Microphone tracks of one document, and types that end them."""

from ..scenario import Scenario


def _capture(name: str, *steps: str, native: str = "microphone", decided: str = "") -> Scenario:
    anchor = "#microphone-track-source"
    return Scenario(f"microphone/{name}", steps, anchor, native=native, decided=decided, slow="heard" in name)


SCENARIOS = [
    *(
        _capture(f"live, then {type_}", "top capture m => top=active", f"top type {type_} => top=inactive top.m=ended")
        for type_ in ("playback", "transient", "transient-solo", "ambient")
    ),
    _capture("live, then play-and-record", "top capture m => top=active", "top type play-and-record"),
    _capture("live, type set and set back in one task", "top capture m => top=active", "top type playback & type auto"),
    _capture("disabled and enabled", "top capture m => top=active", "top disable m", "top enable m"),
    _capture(
        "clone",
        "top capture m => top=active",
        "top clone m n => top.n=live",
        "top stop m => top=inactive |",
        "top stop n => | top=inactive",
        decided="last audible",
    ),
    _capture(
        "clone, then playback",
        "top capture m => top=active",
        "top clone m n => top.n=live",
        "top type playback => top=inactive top.m=ended top.n=ended",
    ),
    _capture(
        "asked for, then playback",
        "top pending m & type playback => top!active,inactive top.m=ended",
    ),
    _capture("camera alone", "top type playback", "top camera m => top.m.video=live", native=""),
    _capture(
        "camera and microphone",
        "top both m => top=active top.m=live top.m.video=live",
        "top type ambient => top=inactive top.m=ended",
    ),
    _capture(
        "element plays on as tracks end",
        "top play a => top=active",
        "top capture m",
        "top type playback => top.m=ended",
    ),
    _capture("heard through an AudioContext", "top capture m => top=active", "top hear c m", "top suspend c"),
    _capture("heard in an element", "top capture m => top=active", "top listen a m", "top pause a"),
]
