"""Limits of pages on QuickJS, in process or isolated."""

from __future__ import annotations

SCRIPT_TIMEOUT = 10.0
"""Seconds that a script may run without a break before it is stopped."""
LEAST_MEMORY = 8 * 1024 * 1024
"""Bytes that a page must be allowed to hold."""


def check_memory_limit(limit: object) -> None:
    """Raises `ValueError` for one with which no page works, and for what is not a whole number."""
    if isinstance(limit, bool) or not isinstance(limit, int):
        raise ValueError(f"memory_limit is {limit!r}; it is a whole number of bytes")
    if limit < LEAST_MEMORY:
        raise ValueError(f"memory_limit is {limit} bytes; a page needs {LEAST_MEMORY} at the least")


def check_script_timeout(script_timeout: object) -> None:
    """Raises `ValueError` for what is not a number of seconds above 0."""
    if isinstance(script_timeout, bool) or not isinstance(script_timeout, int | float) or not script_timeout > 0:
        raise ValueError(f"script_timeout is {script_timeout!r}; it is a number of seconds above 0")
