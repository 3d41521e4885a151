"""Limits of pages on QuickJS, in process or isolated."""

from __future__ import annotations

SCRIPT_TIMEOUT = 10.0
"""Seconds that a script may run without a break before it is stopped."""
LEAST_MEMORY = 8 * 1024 * 1024
"""Bytes that a page must be allowed to hold."""


def check_script_timeout(seconds: object) -> None:
    """Raises `ValueError` for what is not a number of seconds above 0."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise ValueError(f"script_timeout is {seconds!r}; it is a number of seconds above 0")


def check_memory_limit(limit: int) -> None:
    """Raises `ValueError` for one with which no page works."""
    if limit < LEAST_MEMORY:
        raise ValueError(f"memory_limit is {limit} bytes; a page needs {LEAST_MEMORY} at the least")
