"""Injection into pages of Playwright's blocking API."""

from __future__ import annotations

from typing import Any

from shim.device.device import Device
from shim.errors import Error

from .blocking import SEPARATE, blocking_class, wrapped


def inject(page: Any, device: Any, *, tab_name: str | None = None) -> Any:
    """Joins a page to a device: `navigator.audioSession` in each of its documents, before any script of theirs.

    `page`: of Playwright's sync API; or a `BrowserContext` of it, whose pages then all join, those to come as well.
    `tab_name`: what the page is called among the participants of the device. What is loaded already takes part from now
    on. Raises `TypeError` for a page of something else, and `Error` for a device on which a `Browser` is: the two have
    event loops of their own.
    """
    library, _, interface = type(page).__module__.partition(".")
    if library != "playwright" or not interface.startswith("sync_api"):
        raise TypeError(
            f"{page!r} is not a page of Playwright's sync API; `from shim.inject import inject` takes those of its "
            "async API and pyppeteer's"
        )
    if not isinstance(device, blocking_class(Device)):
        raise TypeError(f"{device!r} is not a device of shim.sync_api: `from shim.sync_api import Device`")
    from shim.inject.playwright import PlaywrightInjection, finish, inject_playwright

    real, runner = device._real, device._runner
    if not all(isinstance(one, PlaywrightInjection) for one in real.surroundings):
        raise Error(SEPARATE)
    runner.has_playwright = True
    return wrapped(runner, finish(inject_playwright(page, real, tab_name, runner.outside)))
