"""Values that cross between a caller of `evaluate` and a page."""

from __future__ import annotations

import json
import math
from typing import Any

_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


def encode_value(value: object) -> str:
    """A value for the page as JSON, with the numbers that JSON lacks as {"$number": name}. Raises `TypeError` for
    what is no JSON value."""

    def encode(value: object) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            return {"$number": str(value).replace("inf", "Infinity").replace("nan", "NaN")}
        if isinstance(value, (list, tuple)):
            return [encode(item) for item in value]
        return {key: encode(item) for key, item in value.items()} if isinstance(value, dict) else value

    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:
        return json.dumps(encode(value))


def decode_value(value: Any) -> Any:
    """The Python value of what `$.encodeValue` wrote: JSON, with the numbers that JSON lacks as {"$number": name}."""
    if isinstance(value, list):
        return [decode_value(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1 and isinstance(name := value.get("$number"), str) and name in _NUMBERS:
            return _NUMBERS[name]
        return {key: decode_value(item) for key, item in value.items()}
    return value
