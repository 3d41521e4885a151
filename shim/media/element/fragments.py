"""The time that a URL's fragment asks for (`#t=10,20`), as browsers read it: normal play time in seconds."""

import math
import re
from urllib.parse import unquote, urldefrag

_HOURS = re.compile(r"(?:(\d+):)?([0-5]\d):([0-5]\d(?:\.\d*)?)", re.ASCII)
_SECONDS = re.compile(r"\d+(?:\.\d*)?", re.ASCII)


# https://www.w3.org/TR/media-frags/#processing-name-value-components
def time_range(url: str) -> tuple[float, float]:
    """Start and end, in seconds; (0, infinity) when the fragment says nothing that can be understood.

    The last valid `t` of several decides.
    """
    found = (0.0, math.inf)
    for component in urldefrag(url).fragment.split("&"):
        name, _, value = component.partition("=")
        if unquote(name) == "t":
            found = _npt(unquote(value)) or found
    return found


# https://www.w3.org/TR/media-frags/#npttimedef
def _npt(value: str) -> tuple[float, float] | None:
    start_text, comma, end_text = value.removeprefix("npt:").partition(",")
    start = _seconds(start_text) if start_text else 0.0
    end = _seconds(end_text) if comma else math.inf
    if start is None or end is None or (not start_text and not comma) or start >= end:
        return None
    return start, end


def _seconds(text: str) -> float | None:
    if match := _HOURS.fullmatch(text):
        hours, minutes, seconds = match.groups("0")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return float(text) if _SECONDS.fullmatch(text) else None
