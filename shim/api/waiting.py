"""Waiting for what a page comes to: whoever waits looks again when something is heard of the page."""

from __future__ import annotations

import asyncio
import builtins
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar, TypeVar

from shim.clock import Clock, waited
from shim.device.device import Device
from shim.errors import TimeoutError

from .seconds import check_timeout

DEFAULT_TIMEOUT = 30.0
"""Seconds that a wait takes at the most, unless it is told otherwise."""
SECONDS_TO_LOOK = 5.0
"""Seconds that the first look is given, however short the timeout is: without it nothing would be known."""
_LONG_LOOK = 0.02
"""Seconds; a look that takes longer is not taken again at once."""
_T = TypeVar("_T")


class Waits(ABC):
    """A page, as those who wait for it see it."""

    _poll: ClassVar[float]
    """Seconds after which a wait looks again though nothing was heard."""

    @property
    @abstractmethod
    def _clock(self) -> Clock:
        """The clock of the page's device. A wait of which a manual one knows that it is in vain ends early."""

    @property
    @abstractmethod
    def _device(self) -> Device:
        """The page's device, which keeps what a test did and looked at."""

    @abstractmethod
    async def changed(self) -> None:
        """Returns when something is heard of the page or its device."""

    @abstractmethod
    def _check_open(self) -> None:
        """Raises `NavigationError` when the page is closed."""

    async def _until(
        self,
        look: Callable[[], Awaitable[_T | None]],
        timeout: float,
        failure: Callable[[], str],
        *,
        patience: float = SECONDS_TO_LOOK,
    ) -> _T:
        """The first result of `look`, which is asked again when something is heard of the page, and now and then.

        The first look has `patience` seconds at least. Raises `TimeoutError` with the text of `failure`.
        """
        loop = asyncio.get_running_loop()
        start = loop.time()
        end = start + check_timeout(timeout)
        limit = max(end, start + patience)
        try:
            async with self._clock.patience(None):
                while True:
                    self._check_open()
                    began = loop.time()
                    async with asyncio.timeout_at(limit):
                        found = await look()
                    if found is not None:
                        return found
                    limit = end
                    took = loop.time() - began
                    async with asyncio.timeout_at(end):
                        with suppress(builtins.TimeoutError):
                            async with asyncio.timeout(self._poll):
                                await self.changed()
                        if took > _LONG_LOOK and not self._clock.is_manual:
                            # the page is to get on with its own work; a manual clock waits for that, and for us
                            await asyncio.sleep(took)
        except builtins.TimeoutError as error:
            raise TimeoutError(f"{failure()} {waited(timeout, error)}") from None


async def until_device(device: Device, look: Callable[[], Awaitable[_T | None]], timeout: float) -> _T:
    """The first result of `look`, which is asked again whenever the device may have changed. Raises `TimeoutError`."""
    changed = asyncio.Event()
    stop_watching = device.watch(changed.set)
    try:
        found = await look()
        async with device.clock.patience(check_timeout(timeout)):
            while found is None:
                await changed.wait()
                changed.clear()
                found = await look()
        return found
    except builtins.TimeoutError as error:
        raise TimeoutError(f"the device did not come to that {waited(timeout, error)}") from None
    finally:
        stop_watching()
