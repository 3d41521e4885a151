"""Errors for the caller of the Python API."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping


class Error(Exception):
    """The base of every error that this package raises on purpose."""


class IncompatiblePackageError(Error, ImportError):
    """An installed package is not one that this one works with: it lacks something private that is used, or does
    something else there."""

    def __init__(self, package: str, what: str) -> None:
        super().__init__(
            f"the installed {package} does not fit: {what}; install the release that audio-session-shim asks for "
            "(pip install audio-session-shim)"
        )


class TimeoutError(Error):
    """A wait took longer than it was given."""


class NavigationError(Error):
    """A page could not be loaded: the message says which URL and why."""


class UnimplementedError(Error):
    """A page of `Browser(strict=True)` used what this engine does not implement: the message names it."""


class EvaluationError(Error):
    """A script given to `evaluate` threw, or gave a value that cannot leave the page. `stack` is the page's own."""

    def __init__(self, message: str, stack: str = "") -> None:
        super().__init__(message)
        self.stack = stack


def no_attribute(owner: object, kind: str, name: str, instead: Mapping[str, str]) -> AttributeError:
    """The error for a name that objects of a kind lack: it says what to write instead, or which name is alike."""
    message = f"{kind!r} object has no attribute {name!r}"
    if not name.startswith("_"):
        snake = re.sub("(?<=[a-z])[A-Z]", lambda found: f"_{found[0]}", name).lower()
        alike = difflib.get_close_matches(snake, (one for one in dir(owner) if not one.startswith("_")), 1, 0.75)
        if hint := instead.get(name) or (f"is it {alike[0]}?" if alike else ""):
            message = f"{message}: {hint}"
    return AttributeError(message, name=name, obj=owner)
