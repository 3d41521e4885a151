"""Errors of a scenario: of its file, or of what it found."""

from __future__ import annotations

from shim.errors import Error

OUT_OF_TIME = "the time of the run is over; --for gives it longer"
"""The message of a scenario that is cancelled."""


class ScenarioError(Error):
    """The file is not a scenario. The message names the file and the line or the entry."""


class ScenarioFailed(Error):
    """A scenario found the page otherwise than it expected, or could not go on. The message says where and why."""
