"""The browser: its pages share an event loop, a network, and one device that arbitrates their audio."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .device import Device, load_policy
from .engine.event_loop import EventLoop
from .events import PageError
from .media.capture import Capture
from .media.rtc import Peers
from .net.fetcher import Fetcher
from .page import Page
from .session import Policy
from .session_host import Delivery, SessionHost
from .web.blobs import BlobStore
from .web.channels import ChannelHub
from .web.storage import StorageHub

if TYPE_CHECKING:
    from .frame import Frame
    from .window import Window

_log = logging.getLogger("shim")
SCRIPT_TIMEOUT = 10.0
"""Seconds that a script may run without a break before it is stopped."""


class Browser:
    """A headless browser on QuickJS.

    `policy`: how the device arbitrates: `spec`, `ios`, `android`, `chromeos`, `desktop`, the path of a TOML file, a
    mapping of the same shape, or a `Policy`. See docs/device.md.
    `allow_hosts`: hosts that pages may reach besides those they come from (`"cdn.example"`, `"*.example"`, `"*"`).
    `autoplay`: `allow`, or `user-gesture`, under which `play()` is refused until the page had a click.
    `script_timeout`: seconds that a script may run without a break; one that goes on is stopped with an error.
    `permissions`: what pages may do to begin with, as `{"microphone": "prompt"}`; microphone and camera, which
    are fakes, are granted unless it says otherwise.
    """

    def __init__(
        self,
        *,
        policy: str | PathLike[str] | Mapping[str, object] | Policy = "spec",
        allow_hosts: Iterable[str] = (),
        autoplay: str = "allow",
        script_timeout: float = SCRIPT_TIMEOUT,
        permissions: Mapping[str, str] | None = None,
    ) -> None:
        if autoplay not in ("allow", "user-gesture"):
            raise ValueError(f"autoplay is {autoplay!r}; it can be allow or user-gesture")
        self.allow_hosts = tuple(allow_hosts)
        self.autoplay = autoplay
        self.script_timeout = script_timeout
        self.loop = EventLoop()
        self.loop.on_error = self._internal_error
        self.fetcher = Fetcher()
        self.session_host = SessionHost(load_policy(policy))
        self.capture = Capture(permissions)
        self.streams = self.capture.streams
        self.peers = Peers(self.streams)
        self.device = Device(self)
        self.pages: list[Page] = []
        self.windows: dict[int, Window] = {}
        self.frames: dict[int, Frame] = {}
        self._last_frame = 0
        self._last_tab = 0
        self.blobs = BlobStore()
        self.storage = StorageHub()
        self.channels = ChannelHub()
        self.closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def new_page(self) -> Page:
        """Opens a tab. Its first document is empty."""
        if self.closed:
            raise RuntimeError("the browser is closed")
        page = Page(self)
        self.pages.append(page)
        return page

    def open_popup(self, opener: Page) -> Page:
        """A tab that a page opens."""
        page = Page(self)
        self.pages.append(page)
        opener.announce_popup(page)
        return page

    def name_tab(self) -> str:
        """A name for the next tab."""
        self._last_tab += 1
        return f"tab {self._last_tab}"

    def add_frame(self, frame: Frame) -> int:
        """Gives a frame its number."""
        self._last_frame += 1
        self.frames[self._last_frame] = frame
        return self._last_frame

    async def grant_permissions(self, permissions: Iterable[str], *, origin: str | None = None) -> None:
        """Grants them to one origin, or to all. `capture.permissions.set` also denies, or goes back to prompting."""
        self.capture.permissions.set(permissions, "granted", origin)
        await self.loop.settle()

    async def clear_permissions(self) -> None:
        """Undoes `grant_permissions` and what else was set since the browser was made."""
        self.capture.permissions.clear()
        await self.loop.settle()

    async def close(self) -> None:
        """Closes every page and frees what they held."""
        if not self.closed:
            for page in list(self.pages):
                await page.close()
            self.closed = True
            self.loop.close()
            await self.fetcher.close()

    def _internal_error(self, error: BaseException) -> None:
        """A bug of ours in a task: it is logged, and every page says that it cannot be trusted any more."""
        _log.error("internal error", exc_info=error)
        for page in self.pages:
            page.report_error(PageError(f"internal error: {error!r}"))

    def deliver(self, deliveries: Iterable[Delivery]) -> None:
        """Hands messages of the device to their documents."""
        for delivery in deliveries:
            window = self.windows.get(delivery.document)
            if window is not None:
                window.deliver(delivery.text)
