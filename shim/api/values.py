"""Values that cross between a caller of `evaluate` and a page."""

from __future__ import annotations

import json
import math
from typing import Any

_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


def check_expression(expression: object) -> None:
    """Raises `TypeError` for what `evaluate` cannot take."""
    if not isinstance(expression, str):
        raise TypeError(f"evaluate takes JavaScript as a str, not {expression!r}")


def encode_value(value: object) -> str:
    """A value for the page as JSON, with the numbers that JSON lacks as {"$number": name}. Raises `TypeError` for
    what is not a JSON value."""

    def encode(value: object) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            return {"$number": str(value).replace("inf", "Infinity").replace("nan", "NaN")}
        if isinstance(value, (list, tuple)):
            return [encode(item) for item in value]
        return {key: encode(item) for key, item in value.items()} if isinstance(value, dict) else value

    try:
        try:
            return json.dumps(value, allow_nan=False)
        except ValueError:
            return json.dumps(encode(value))
    except (TypeError, RecursionError) as error:
        why = "it contains itself, or too much in each other" if isinstance(error, RecursionError) else error
        raise TypeError(f"the page cannot be given this argument, which is not JSON: {why}") from None


def decode_value(value: Any) -> Any:
    """The Python value of what `$.encodeValue` wrote: JSON, with the numbers that JSON lacks as {"$number": name}."""
    if isinstance(value, list):
        return [decode_value(item) for item in value]
    if isinstance(value, dict):
        if len(value) == 1 and isinstance(name := value.get("$number"), str) and name in _NUMBERS:
            return _NUMBERS[name]
        return {key: decode_value(item) for key, item in value.items()}
    return value
