"""The errors of host operations that are thrown in the page."""

from __future__ import annotations


class HostError(Exception):
    """Raised by a host operation to throw in the page: `type` is DOMException, TypeError or RangeError."""

    def __init__(self, type_: str, message: str, name: str = "") -> None:
        super().__init__(message)
        self.type = type_
        self.name = name
