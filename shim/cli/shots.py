"""Pictures of a page while it runs, for its report: whenever something has happened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from shim.errors import Error
from shim.report.html import Shot

if TYPE_CHECKING:
    from shim.headless.page import Page

MOST_SHOTS = 40
_PERIOD = 0.2
"""Seconds between two pictures at the least."""
_PATIENCE = 2.0
"""Seconds after which a page that does not let itself be drawn is left alone."""
_SCALE = 0.25


async def take_shots(page: Page, tell: Callable[[Shot], None]) -> None:
    """Takes pictures until it is cancelled."""
    history, seen = page.browser.device.history, None
    while True:
        if history.sizes != seen:
            seen = history.sizes
            await take_shot(page, tell)
        await asyncio.sleep(_PERIOD)


async def take_shot(page: Page, tell: Callable[[Shot], None]) -> None:
    """Takes one, if the page lets itself be drawn."""
    t = page.browser.device.now()
    with suppress(Error, TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            tell(Shot(t, page.name, await page._draw("jpeg", _SCALE)))


def few(shots: list[Shot]) -> list[Shot]:
    """At most `MOST_SHOTS` of them, evenly, with the first and the last."""
    if len(shots) <= MOST_SHOTS:
        return shots
    return [shots[round(n * (len(shots) - 1) / (MOST_SHOTS - 1))] for n in range(MOST_SHOTS)]
