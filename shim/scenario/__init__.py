"""Scenarios: what happens on the device and to the page while it runs, from a file. See docs/scenarios.md.

A `.py` file says it in Python (`script.py`), a `.toml` file as a list of events (`events.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from shim.device.device import Device
from shim.headless.page import Page

from .errors import ScenarioError, ScenarioFailed
from .events import read_events
from .script import read_script


class Scenario(Protocol):
    """Scenario in a file of either form."""

    async def run(self, device: Device, page: Page) -> None:
        """Acts on a page that is loaded. Raises `ScenarioFailed`, also instead of `CancelledError`."""


def load_scenario(path: Path) -> Scenario:
    """Reads a file; a Python one is executed. Raises `ScenarioError` for one that is not a scenario."""
    if path.suffix in (".py", ".toml") and not path.is_file():
        raise ScenarioError(f"there is no file {path}")
    match path.suffix:
        case ".py":
            return read_script(path)
        case ".toml":
            return read_events(path)
    raise ScenarioError(f"{path} is not a scenario: a scenario is a .py or a .toml file")


__all__ = ["Scenario", "ScenarioError", "ScenarioFailed", "load_scenario"]
