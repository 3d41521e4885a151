"""The documents of a server as a device's surroundings: whoever steers the device can wait until they have heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from shim.device.device import Device
from shim.session import Output

from .document import ServedDocument

_SECONDS_TO_SETTLE = 4.0
"""A page may be stopped in a debugger, or busy."""


class Residents:
    """Stand-in on `device` for the documents that `documents` returns."""

    def __init__(self, device: Device, documents: Callable[[], list[ServedDocument]]) -> None:
        self._device = device
        self._documents = documents
        device.join(self)

    def leave(self) -> None:
        """Takes them off the device."""
        self._device.leave(self)

    async def settle(self) -> None:
        """Returns when the documents have answered what they were told; after 4 s at the latest."""
        changed = asyncio.Event()
        end_watch = self._device.watch(changed.set)
        try:
            async with asyncio.timeout(_SECONDS_TO_SETTLE):
                while any(self._is_behind(document) for document in self._documents()):
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            return
        finally:
            end_watch()

    def busy(self) -> list[str]:
        """See `shim.device.device.Surroundings`."""
        return [f"{document.url} does not answer" for document in self._documents() if self._is_behind(document)]

    def _is_behind(self, document: ServedDocument) -> bool:
        return document.socket is not None and bool(self._device.core.session(document.id).pending)

    # A real browser decides what its pages see of these.

    def screen_changed(self) -> None:
        """Nothing."""

    def set_frozen(self, frozen: bool) -> None:
        """Nothing."""

    def plug(self, output: Output) -> None:
        """Nothing."""

    def unplug(self, output: Output) -> None:
        """Nothing."""
