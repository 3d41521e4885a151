"""Pages of pyppeteer on devices: what tests of the injection do with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from shim import Device
from shim.inject import Injection
from tests.real_browsers import Site, tree

SECONDS_TO_WAIT = 20.0

MARKS = [
    pytest.mark.asyncio(loop_scope="module"),
    # pyppeteer 2.0.0 and the websockets it wants are older than the loop argument's removal.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


class Tab:
    """A page of pyppeteer on a device."""

    def __init__(self, page: Any, device: Device, injection: Injection, site: Site) -> None:
        self.page = page
        self.device = device
        self.injection = injection
        self.site = site
        self._changed = asyncio.Event()
        device.watch(self._changed.set)

    async def run(self, expression: str) -> Any:
        return await self.page.evaluate(expression, force_expr=True)

    async def until(self, holds: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_WAIT):
                while not holds():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pytest.fail(f"the device has {tree(self.device)}")

    async def until_tree(self, *tabs: str) -> None:
        await self.until(lambda: tree(self.device) == [*tabs])
