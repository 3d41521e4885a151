"""The device that a browser runs on, as a test steers it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from .session import Timeline

if TYPE_CHECKING:
    from .browser import Browser


class Device:
    """What happens around the pages: calls, and the record of what their sessions went through."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    @property
    def timeline(self) -> Timeline:
        """Every transition of every session, with its cause; times are seconds since the browser was made."""
        return self._browser.session_host.device.timeline

    @asynccontextmanager
    async def phone_call(self) -> AsyncIterator[None]:
        """A call that interrupts every page for as long as the block runs. Calls nest."""
        browser = self._browser
        call, deliveries = browser.session_host.begin_interruption("phone call", browser.loop.now())
        browser.deliver(deliveries)
        await browser.loop.settle()
        try:
            yield
        finally:
            browser.deliver(browser.session_host.end_interruption(call, browser.loop.now()))
            await browser.loop.settle()
