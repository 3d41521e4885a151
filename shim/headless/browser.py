"""The browser: its pages share an event loop, a network, and one device that arbitrates their audio."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress

from shim.api.browser import BaseBrowser, checked_permissions
from shim.api.events import PageError
from shim.api.limits import SCRIPT_TIMEOUT, check_memory_limit, check_script_timeout
from shim.clock import Clock, ClockName
from shim.device.device import AnyPolicy, Device
from shim.engine.event_loop import EventLoop
from shim.engine.memory import MEMORY_LIMIT
from shim.engine.numbers import unguessable
from shim.media.capture.capture import Capture, Microphone, Speaker
from shim.media.webrtc.peers import Peers
from shim.net.fetcher import USER_AGENT, Fetcher
from shim.session import Output
from shim.types import Autoplay, Permission, PermissionState
from shim.web.blobs import BlobStore
from shim.web.clipboard_operations import Clipboard
from shim.web.databases import DatabaseHub
from shim.web.lock_operations import LockHub
from shim.web.message_channels import ChannelHub
from shim.web.storage_operations import StorageHub

from .document import DocumentFrame
from .document_registry import DocumentRegistry
from .page import Page
from .worker_kind import StartedWorker, WorkerKind

_log = logging.getLogger("shim")
_SECONDS_TO_END = 2.0
_LABELS = {Output.HEADPHONES: "Headphones", Output.BLUETOOTH: "Bluetooth"}


class HeadlessBrowser(BaseBrowser[Page]):
    """A browser on QuickJS. Parameters: see `shim.Browser`."""

    def __init__(
        self,
        *,
        policy: AnyPolicy | None = None,
        device: Device | None = None,
        allow_hosts: Iterable[str] = (),
        autoplay: Autoplay = "allow",
        script_timeout: float = SCRIPT_TIMEOUT,
        memory_limit: int = MEMORY_LIMIT,
        permissions: Mapping[Permission, PermissionState] | None = None,
        clock: ClockName | Clock | None = None,
        strict: bool = False,
        user_agent: str | None = None,
    ) -> None:
        check_script_timeout(script_timeout)
        check_memory_limit(memory_limit)
        super().__init__(policy, device, allow_hosts, autoplay, clock, strict, user_agent)
        self.script_timeout = script_timeout
        self.memory_limit = memory_limit
        self.loop = EventLoop(self.clock)
        self.loop.on_error = self._internal_error
        self.fetcher = Fetcher(date=self.clock.date, user_agent=user_agent or USER_AGENT)
        self.capture = Capture(checked_permissions(permissions), now=self.loop.now)
        self.streams = self.capture.streams
        self.peers = Peers(self.streams)
        self.device.join(self)
        self._stop_watching = self.device.watch(self.loop.notify)
        self.documents = DocumentRegistry()
        self.frames: dict[int, DocumentFrame] = {}
        """Every frame, by its number."""
        self.blobs = BlobStore()
        self.storage = StorageHub()
        self.channels = ChannelHub()
        self.shared_workers: dict[WorkerKind, StartedWorker] = {}
        self.databases = DatabaseHub()
        self.locks = LockHub()
        self.clipboard = Clipboard()

    @property
    def has_managed_media(self) -> bool:
        """True when pages have ManagedMediaSource, as on iOS."""
        return self.device.policy.name == "ios"

    async def new_page(self) -> Page:
        """Opens a tab. Its first document is empty."""
        if self.closed:
            raise RuntimeError("the browser is closed")
        return self.add_page()

    def add_page(self) -> Page:
        """A new tab, which nothing was loaded into yet."""
        page = Page(self)
        self._page_added(page)
        return page

    def add_frame(self, frame: DocumentFrame) -> int:
        """Gives a frame its number."""
        number = unguessable(self.frames)
        self.frames[number] = frame
        return number

    def remove_frame(self, frame: DocumentFrame) -> None:
        """The frame is gone."""
        self.frames.pop(frame.number, None)

    async def grant_permissions(self, permissions: Iterable[Permission], *, origin: str | None = None) -> None:
        """Grants them to one origin, or to all. `capture.permissions.set` also denies, or goes back to prompting."""
        self.capture.permissions.set(permissions, "granted", origin)
        await self.loop.settle()

    async def clear_permissions(self) -> None:
        """Undoes `grant_permissions` and what else was set since the browser was made."""
        self.capture.permissions.clear()
        await self.loop.settle()

    async def _close(self) -> None:
        """Closes every page and frees what they held."""
        if not self.closed:
            try:
                if self._owns_device:
                    await self.device.close()
            finally:
                for page in list(self.pages):
                    await page.close()
                self.closed = True
                self.device.leave(self)
                self._stop_watching()
                await self._until_workers_end()
                self.loop.close()
                await self.fetcher.close()

    async def _until_workers_end(self) -> None:
        """Returns when the threads of workers have ended, or soon: one that is in the midst of a loop of the engine's
        own cannot be stopped."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                while self.loop.neighbours:
                    await self.loop.next_turn()

    def _internal_error(self, error: BaseException) -> None:
        """A bug of ours in a task: it is logged, and every page says that it cannot be trusted any more."""
        _log.error("internal error", exc_info=error)
        for page in self.pages:
            page.report_error(PageError(f"internal error: {error!r}"))

    # what the device tells ----------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Returns when the tasks that are queued, and those that they queue, have run."""
        await self.loop.settle()

    def busy(self) -> list[str]:
        """See `shim.device.device.Surroundings`: none, for `settle` waits for no page that never rests."""
        return []

    def set_frozen(self, frozen: bool) -> None:
        """Documents of tabs in which nothing sounds get `freeze` or `resume`."""
        for document in list(self.documents.living.values()):
            if not frozen or not any(s.has_sound for s in self.device.core.tab_of(document.session_id).sessions()):
                document.set_frozen(frozen)

    def plug(self, output: Output) -> None:
        """Pages find new media devices."""
        label = _LABELS[output]
        microphones = [Microphone(label, group=label)] if output is Output.BLUETOOTH else []
        self.capture.plug(Speaker(label, group=label), *microphones)

    def unplug(self, output: Output) -> None:
        """Pages lose them."""
        self.capture.unplug(_LABELS[output])
