"""What can be wrong with a scenario: the file, or what it found."""

from __future__ import annotations

from shim.errors import Error

OUT_OF_TIME = "the time of the run is over; --for gives it longer"
"""What a scenario says that is cancelled."""


class ScenarioError(Error):
    """A file is no scenario. The message names the file and the line or the entry."""


class ScenarioFailed(Error):
    """A scenario found the page otherwise than it expected, or could not go on. The message says where and why."""
