"""Puts `navigator.audioSession` and a device under the pages of real browsers, driven by pyppeteer or Playwright.

See docs/browsers.md.
"""

from __future__ import annotations

from typing import Any, Protocol

from shim.clock import require_system
from shim.device.device import Device


class Injection(Protocol):
    """A page, its frames and its popups on a device, until the page is closed or `close` is called."""

    async def close(self) -> None:
        """The page and the device part: its documents leave the device, and new ones do not come to it."""


async def inject(page: Any, device: Device, *, tab_name: str | None = None) -> Injection:
    """Joins a page to a device: `navigator.audioSession` in each of its documents, before any script of theirs.

    `page`: pyppeteer's, or of Playwright's async API, of which a `BrowserContext` may be given too: then all its pages
    join, those to come as well. `tab_name`: what the page is called among the participants of the device. What is
    loaded already takes part from now on. Raises `TypeError` for a page of something else.
    """
    library, _, interface = type(page).__module__.partition(".")
    if interface.startswith("sync_api"):
        raise TypeError(
            f"{page!r} is of Playwright's sync API, which blocks: inject into it with shim.sync_api, "
            "`from shim.sync_api import Device, inject`"
        )
    if not isinstance(device, Device):
        raise TypeError(f"{device!r} is not a shim.Device")
    require_system(device.clock, "the pages of real browsers")
    if library == "pyppeteer":
        from .pyppeteer import inject_pyppeteer

        return await inject_pyppeteer(page, device, tab_name if tab_name is not None else device.name_tab())
    if library == "playwright":
        from .playwright import inject_playwright

        return await inject_playwright(page, device, tab_name)
    raise TypeError(f"{page!r} is not a page of pyppeteer or of Playwright")


__all__ = ["Injection", "inject"]
