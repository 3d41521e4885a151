"""Times that a caller gives: every one of them is in seconds."""

from __future__ import annotations

import math

MOST_SECONDS = 1_000.0
"""A timeout of that much or more was meant in milliseconds."""


def check_timeout(timeout: float) -> float:
    """The timeout, in seconds; `math.inf` waits for as long as it takes. Raises `TypeError` for what is not a number,
    `ValueError` for one that is negative, or so large that milliseconds were meant."""
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout is {timeout!r}; it is a number of seconds")
    if timeout >= MOST_SECONDS and math.isfinite(timeout):
        raise ValueError(
            f"timeout is {timeout:g}: timeouts are seconds, below {MOST_SECONDS:,.0f}; {timeout:g} ms are "
            f"timeout={timeout / 1000:g}"
        )
    if not timeout >= 0:
        raise ValueError(f"timeout is {timeout:g}; it is a number of seconds from 0 to below {MOST_SECONDS:,.0f}")
    return timeout
