"""Common base of the browsers of both engines: the device, the tabs, and the event that tells of new ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from shim.device.device import Device
from shim.net.access import host_patterns
from shim.session import Policy

from .events import Emitter

AUTOPLAY = ("allow", "user-gesture")
_Page = TypeVar("_Page")


class BaseBrowser(ABC, Generic[_Page]):
    """Parameters: see `shim.Browser`."""

    def __init__(
        self,
        policy: str | PathLike[str] | Mapping[str, object] | Policy | None,
        device: Device | None,
        allow_hosts: Iterable[str],
        autoplay: str,
    ) -> None:
        if autoplay not in AUTOPLAY:
            raise ValueError(f"autoplay is {autoplay!r}; it can be {' or '.join(AUTOPLAY)}")
        if policy is not None and device is not None:
            raise ValueError("policy and device exclude each other: a device has its policy")
        self.allow_hosts = host_patterns(allow_hosts)
        self.autoplay = autoplay
        self.device = device or Device(policy or "spec")
        self.pages: list[_Page] = []
        self.closed = False
        self._owns_device = device is None
        self._emitter = Emitter(frozenset({"page"}), lambda: None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @abstractmethod
    async def close(self) -> None:
        """Closes every page and frees what they held."""

    def on(self, event: str, handler: Callable[[Any], object]) -> None:
        """Calls `handler` with each new tab: the event is `page`, as that of Playwright's `BrowserContext`."""
        self._emitter.on(event, handler)

    def remove_listener(self, event: str, handler: Callable[[Any], object]) -> None:
        """Undoes `on`."""
        self._emitter.remove_listener(event, handler)
