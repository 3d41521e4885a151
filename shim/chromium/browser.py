"""The browser on Chromium, made by `Browser(engine="chromium")`: its tabs join a device as pages on QuickJS do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from shim.api.browser import BaseBrowser, checked_permissions
from shim.api.events import PageError
from shim.clock import Clock, ClockName, require_system
from shim.device.device import AnyPolicy, Device
from shim.devtools.connection import CdpSession, Values
from shim.inject.cdp import AUTO_ATTACH, CdpInjection
from shim.net import url as urls
from shim.types import Autoplay, Permission, PermissionState

from .launcher import Chromium
from .page import Page
from .snapshot import Snapshots

_TARGETS = [{"type": "page"}, {"type": "shared_worker"}, {"exclude": True}]
"""Targets to attach to; the last entry leaves out what is not a part of one page."""
_PERMISSIONS = {
    "microphone": "audioCapture", "camera": "videoCapture", "clipboard-read": "clipboardReadWrite",
    "clipboard-write": "clipboardSanitizedWrite", "accelerometer": "sensors", "gyroscope": "sensors",
    "magnetometer": "sensors", "ambient-light-sensor": "sensors", "background-fetch": "backgroundFetch",
    "background-sync": "backgroundSync", "display-capture": "displayCapture", "idle-detection": "idleDetection",
    "local-fonts": "localFonts", "payment-handler": "paymentHandler", "persistent-storage": "durableStorage",
    "push": "notifications", "screen-wake-lock": "wakeLockScreen", "speaker-selection": "speakerSelection",
    "storage-access": "storageAccess", "window-management": "windowManagement",
}  # fmt: skip
"""Permissions as the DevTools protocol calls them, where it has another name."""
_AUTOPLAY = {
    "allow": "no-user-gesture-required",
    "user-gesture": "document-user-activation-required",
    "user-gesture-per-element": "no-user-gesture-required",
}


class ChromiumBrowser(BaseBrowser[Page]):
    """One Chromium, started by the first `new_page`, with a profile of its own. Parameters: see `shim.Browser`."""

    def __init__(
        self,
        *,
        policy: AnyPolicy | None = None,
        device: Device | None = None,
        allow_hosts: Iterable[str] = (),
        autoplay: Autoplay = "allow",
        permissions: Mapping[Permission, PermissionState] | None = None,
        clock: ClockName | Clock | None = None,
        strict: bool = False,
        user_agent: str | None = None,
    ) -> None:
        super().__init__(policy, device, allow_hosts, autoplay, clock, strict, user_agent)
        require_system(self.clock, "the pages of Chromium")
        self.documents: CdpInjection
        """The documents of its tabs, on the device."""
        self.snapshots: Snapshots
        states = {"microphone": "granted", "camera": "granted", **checked_permissions(permissions)}
        self._default = {name for name, state in states.items() if state == "granted"}
        self._granted: dict[str | None, set[str]] = {None: set(self._default)}
        self._chromium: Chromium | None = None
        self._starting = asyncio.Lock()
        self._came: dict[str, CdpSession] = {}
        self._pages: dict[CdpSession, Page] = {}

    async def new_page(self) -> Page:
        """Opens a tab. Its first document is empty. Raises `Error` when Chromium is not there or does not start."""
        if self.closed:
            raise RuntimeError("the browser is closed")
        async with self._starting:
            if self._chromium is None:
                await self._start()
        assert self._chromium is not None
        browser, context = self._chromium.connection.browser, self._chromium.context
        answer = await browser.send("Target.createTarget", url="about:blank", **context)
        session = self._came.pop(answer["targetId"])
        page = self._add_page(session)
        await self.documents.add(session, page.name)
        await page.until_changed(lambda: page.main_frame.context is not None)
        return page

    async def grant_permissions(self, permissions: Iterable[Permission], *, origin: str | None = None) -> None:
        """Grants them to one origin, or to all."""
        self._granted.setdefault(origin, set(self._default)).update(permissions)
        await self._apply_permissions()

    async def clear_permissions(self) -> None:
        """Undoes `grant_permissions`."""
        self._granted = {None: set(self._default)}
        await self._apply_permissions()

    async def _close(self) -> None:
        """Closes every page, ends Chromium, and the recordings of a device of its own."""
        if self.closed:
            return
        self.closed = True
        try:
            if self._owns_device:
                await self.device.close()
        finally:
            if self._chromium is not None:
                self.documents.close()
                self.snapshots.close()
                await self._chromium.stop()

    # starting ---------------------------------------------------------------------------------------------------------

    async def _start(self) -> None:
        chromium = await Chromium.start([f"--autoplay-policy={_AUTOPLAY[self.autoplay]}"])
        self._chromium = chromium
        self.snapshots = Snapshots(chromium.address)
        self.documents = CdpInjection(
            self.device,
            on_target=self._prepare,
            on_worker=self._watch_worker,
            on_error=self._report,
            visibility=self._visibility,
            gesture_per_element=self.autoplay == "user-gesture-per-element",
        )
        browser = chromium.connection.browser
        browser.on("Target.attachedToTarget", self._target_came)
        await browser.send("Target.setAutoAttach", filter=_TARGETS, **AUTO_ATTACH)
        await self._apply_permissions()

    async def _apply_permissions(self) -> None:
        if self._chromium is None:
            return
        browser = self._chromium.connection.browser
        context = self._chromium.context
        await browser.send("Browser.resetPermissions", **context)
        for origin, names in self._granted.items():
            place = {"origin": origin} if origin is not None else {}
            wanted = [_PERMISSIONS.get(name, name) for name in sorted(names)]
            await browser.send("Browser.grantPermissions", permissions=wanted, **place, **context)

    def _target_came(self, values: Values) -> None:
        assert self._chromium is not None
        browser = self._chromium.connection.browser
        session, info = browser.child(values["sessionId"]), values["targetInfo"]
        if info["type"] == "shared_worker":
            self._shared_worker_came(session)
            return
        opener = next((page for page in self.pages if page.main_frame.id == info.get("openerId")), None)
        if opener is not None:
            page = self._add_page(session)
            opener.announce_popup(page)
            self.documents.add_soon(session, page.name, is_waiting=values["waitingForDebugger"])
        elif values["waitingForDebugger"]:
            self._came[info["targetId"]] = session
        else:
            # the tab that Chromium starts with
            browser.post("Target.detachFromTarget", sessionId=session.id)

    def _shared_worker_came(self, session: CdpSession) -> None:
        """Takes a shared worker. It belongs to the pages of its origin: the first of them is responsible for it."""
        origin = urls.origin(session.target["url"])
        of_origin = (page for page in self.pages if any(urls.origin(one.url) == origin for one in page.frames))
        if page := next(of_origin, self.pages[-1] if self.pages else None):
            page.watch_worker(session)
        session.post("Runtime.runIfWaitingForDebugger")

    def _add_page(self, session: CdpSession) -> Page:
        page = self._pages[session] = Page(self, session)
        self._page_added(page)
        return page

    async def close_target(self, id_: str) -> None:
        """Closes a tab, also one that does not answer."""
        assert self._chromium is not None
        await self._chromium.connection.browser.send("Target.closeTarget", targetId=id_)

    def _prepare(self, session: CdpSession, parent: CdpSession | None) -> None:
        """A target of one of the pages: the tab's, or that of a frame in another process."""
        if parent is not None:
            self._pages[session] = self._pages[parent]
        session.on("closed", lambda _: self._pages.pop(session, None))
        self._pages[session].watch(session)

    def _watch_worker(self, session: CdpSession, around: CdpSession) -> None:
        """A worker or a worklet of one of the pages."""
        page = self._pages[session] = self._pages[around]
        session.on("closed", lambda _: self._pages.pop(session, None))
        page.watch_worker(session)

    def _visibility(self, session: CdpSession) -> str:
        page = self._pages.get(session)
        return self.device.visibility if page is None else page.visibility

    def _report(self, frame: str, text: str) -> None:
        for page in self.pages:
            if any(one.id == frame for one in page.frames):
                page.report_error(PageError(f"audio session: {text}", page.url))
