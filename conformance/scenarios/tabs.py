"""A page and a popup that it opens: two tabs, whose sessions the draft leaves to the device that both play on."""

from ..scenario import Scenario

_TYPES = "#audio-session-types"
_OPEN = "top open popup same"


def _tabs(name: str, *steps: str, site: str = "same", native: str = "", anchor: str = _TYPES) -> Scenario:
    return Scenario(f"tabs/{name}", (f"top open popup {site}", *steps), anchor, native=native, popups=("popup",))


def _both(top: str, popup: str) -> tuple[str, ...]:
    return (f"top type {top}", f"popup type {popup}", "top play a => top=active")


SCENARIOS = [
    *(
        _tabs(f"ambient in both, {site}", *_both("ambient", "ambient"), "popup play b => popup=active", site=site)
        for site in ("same", "other")
    ),
    _tabs(
        "playback over ambient",
        *_both("ambient", "playback"),
        "popup play b => popup=active",
        "popup pause b => popup=inactive",
    ),
    _tabs(
        "ambient over playback",
        *_both("playback", "ambient"),
        "popup play b => popup=active",
        "popup pause b => popup=inactive",
    ),
    _tabs(
        "transient over playback",
        *_both("playback", "transient"),
        "popup play b => popup=active",
        "popup pause b => popup=inactive",
    ),
    *(
        _tabs(
            f"playback over playback, {site}",
            *_both("playback", "playback"),
            "popup play b => popup=active top=inactive top.a=paused",
            "popup pause b => popup=inactive",
            site=site,
            native="other tabs",
        )
        for site in ("same", "other")
    ),
    _tabs(
        "auto over auto",
        "top play a => top=active",
        "popup play b => popup=active top=inactive top.a=paused",
        native="other tabs",
    ),
    _tabs(
        "transient-solo over playback",
        *_both("playback", "transient-solo"),
        "popup play b => popup=active top=interrupted top.a=paused",
        "popup pause b => popup=inactive top=active top.a=playing",
        native="other tabs",
    ),
    _tabs(
        "transient-solo over playback, closed",
        *_both("playback", "transient-solo"),
        "popup play b => popup=active top=interrupted top.a=paused",
        "top shut popup => top=active top.a=playing",
        native="other tabs",
    ),
    _tabs(
        "play-and-record over playback",
        *_both("playback", "play-and-record"),
        "popup play b => popup=active top=interrupted top.a=paused",
        "popup pause b => popup=inactive top=active top.a=playing",
        native="other tabs",
    ),
    _tabs("closed as it plays", *_both("ambient", "ambient"), "popup play b => popup=active", "top shut popup"),
    _tabs(
        "navigates as it plays",
        *_both("ambient", "ambient"),
        "popup play b => popup=active",
        "top go popup other",
        "popup play c => popup=active",
        anchor="#extensions-to-navigator",
    ),
    _tabs(
        "opened again",
        "popup type ambient",
        "popup play b => popup=active",
        "top shut popup",
        _OPEN,
        "popup play c => popup=active",
        anchor="#extensions-to-navigator",
    ),
    _tabs(
        "each has its own session",
        "top eval popups.get('popup').navigator.audioSession === navigator.audioSession => ->false",
        "top type playback",
        "popup play b => popup=active",
        anchor="#extensions-to-navigator",
    ),
]
