"""Pages that capture: a bare one with its devices, and what they logged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim.media.capture.capture import Capture
from shim.media.capture.capture_operations import capture_providers
from tests.bare_page import BarePage

ORIGIN = "https://example.test"


class CapturingPage(BarePage):
    """A bare page with `log` in script, an array that `logged` empties."""

    def __init__(self, capture: Capture) -> None:
        super().__init__(extra=lambda tree: capture_providers(capture, ORIGIN))
        self.capture = capture
        self.run("globalThis.log = []")

    async def run_async(self, body: str) -> None:
        """Runs the body of an async function until nothing is left to do. What it throws is logged."""
        self.run(f"(async () => {{ {body} }})().catch((e) => log.push([e.name, e.message, e.constraint ?? null]));")
        await self.loop.settle()

    def logged(self) -> list[Any]:
        """The log entries since the last call."""
        found: list[Any] = self.evaluate("log.splice(0)")
        return found


@pytest.fixture
async def page() -> AsyncIterator[CapturingPage]:
    made = CapturingPage(Capture())
    yield made
    made.close()
    assert made.errors == []
    assert made.missing == []
