"""The browser whose pages are in processes of their own, made by `Browser(isolated=True)`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import NoReturn

import msgspec

from shim.api.browser import BaseBrowser, checked_permissions
from shim.api.limits import SCRIPT_TIMEOUT, check_memory_limit, check_script_timeout
from shim.clock import Clock, ClockName
from shim.device.device import AnyPolicy, Device
from shim.engine.event_loop import EventLoop
from shim.engine.memory import MEMORY_LIMIT
from shim.errors import Error
from shim.media.capture.permissions import Permissions
from shim.net.fetcher import USER_AGENT, Fetcher
from shim.session import Output
from shim.types import Autoplay, Permission, PermissionState

from .agency import Agency
from .messages import Frozen, Listen, Plug, Screen
from .page import Page
from .process import agents
from .shared import Shared

_ROUNDS = 50
"""Times that `settle` waits for what the device has said to pages because of what they had said."""


class IsolatedBrowser(BaseBrowser[Page]):
    """A browser on QuickJS. Each page, with those that it opens, has a process. Parameters: see `shim.Browser`."""

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
        if not hasattr(os, "fork"):
            raise Error("isolated=True needs Linux or macOS: this system does not fork processes")
        super().__init__(policy, device, allow_hosts, autoplay, clock, strict, user_agent)
        check_script_timeout(script_timeout)
        check_memory_limit(memory_limit)
        self.script_timeout = script_timeout
        self.memory_limit = memory_limit
        self.permissions = dict(permissions or {})
        """Permissions that pages have to begin with."""
        self.grants: list[tuple[list[str], str | None]] = []
        """Permissions that were granted since, and to which origin."""
        self._checked = Permissions(checked_permissions(permissions))
        self.loop = EventLoop(self.clock)
        """The loop in which the requests of pages are answered: a manual clock stands meanwhile."""
        self.fetcher = Fetcher(date=self.clock.date, user_agent=user_agent or USER_AGENT)
        self.agencies: list[Agency] = []
        """The processes that there are."""
        self.shared = Shared(lambda: [agency.process for agency in self.agencies])
        self.device.join(self)
        agents()  # OPTIMIZATION: it starts while the caller goes on

    async def new_page(self) -> Page:
        """Opens a tab, in a process of its own. Its first document is empty. Raises `Error` when that does not
        start."""
        if self.closed:
            raise RuntimeError("the browser is closed")
        page = self.make_page()
        try:
            agency = await Agency.open(self, page)
        except BaseException:
            page.end()
            raise
        if self.closed:
            agency.process.end()
            raise RuntimeError("the browser is closed")
        self.page_came(page)
        return page

    def make_page(self) -> Page:
        """A tab that is in no process yet."""
        return Page(self)

    def page_came(self, page: Page) -> None:
        """A new tab is there."""
        self._page_added(page)
        page.screen_changed()

    @property
    def capture(self) -> NoReturn:
        """Not there: each process has fake devices of its own. Raises `Error`."""
        raise Error(
            "browser.capture is not there with isolated=True; permissions=, grant_permissions() and device.plug() are"
        )

    async def grant_permissions(self, permissions: Iterable[Permission], *, origin: str | None = None) -> None:
        """Grants them to one origin, or to all."""
        names: list[str] = [permissions] if isinstance(permissions, str) else list(permissions)
        self._checked.set(names, "granted", origin)
        self.grants.append((names, origin))
        await self._call_all("grant", names, origin)

    async def clear_permissions(self) -> None:
        """Undoes `grant_permissions`."""
        self._checked.clear()
        self.grants.clear()
        await self._call_all("clear permissions")

    async def _call_all(self, name: str, *arguments: object) -> None:
        answers = (agency.process.call(name, *arguments) for agency in self.agencies)
        for answer in await asyncio.gather(*answers, return_exceptions=True):
            if isinstance(answer, Exception) and not isinstance(answer, Error):
                raise answer

    def news(self) -> Iterator[msgspec.Struct]:
        """Messages that tell a new process of all that has happened."""
        for output in sorted(self.device.core.surroundings.plugged):
            yield Plug(output, True)
        if self.device.sounds.listeners:
            yield Listen(True)
        yield from self.shared.all()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and not issubclass(kind, Exception):  # cancelled, or Ctrl-C: nothing is waited for
            self._kill()
        await super().__aexit__(kind, error, trace)

    def _kill(self) -> None:
        for agency in list(self.agencies):
            agency.process.end()

    async def _close(self) -> None:
        """Closes every page, ends their processes, and the recordings of a device of its own."""
        if self.closed:
            return
        processes = [agency.process for agency in self.agencies]
        try:
            if self._owns_device:
                await self.device.close()
            await asyncio.gather(*(page.close() for page in list(self.pages)))
        finally:
            self.closed = True
            self._kill()
            self.device.leave(self)
            self.loop.close()
            await self.fetcher.close()
            await asyncio.gather(*(process.until_gone() for process in processes))

    # what the device tells --------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Returns when what was said to the pages, and what follows from their answers, has had its effect."""
        for _ in range(_ROUNDS):
            before = {agency: agency.deliveries for agency in self.agencies}
            await asyncio.gather(*(agency.settle() for agency in self.agencies))
            if all(before.get(agency) == agency.deliveries for agency in self.agencies):
                return

    def busy(self) -> list[str]:
        """See `shim.device.device.Surroundings`."""
        return [
            f"{page.name} ({page.url}) does not answer"
            for agency in self.agencies
            for page in agency.pages.values()
            if agency.process.is_silent
        ]

    def screen_changed(self) -> None:
        for agency in self.agencies:
            agency.process.send(Screen(None, self.device.visibility))
        super().screen_changed()

    def set_frozen(self, frozen: bool) -> None:
        """Documents of tabs in which nothing sounds get `freeze` or `resume`."""
        core = self.device.core
        for agency in self.agencies:
            for number, document in agency.documents.items():
                if not frozen or not any(s.has_sound for s in core.tab_of(document.id).sessions()):
                    agency.process.send(Frozen(number, frozen))

    def plug(self, output: Output) -> None:
        """Pages find new media devices."""
        for agency in self.agencies:
            agency.process.send(Plug(output, True))

    def unplug(self, output: Output) -> None:
        """Pages lose them."""
        for agency in self.agencies:
            agency.process.send(Plug(output, False))
