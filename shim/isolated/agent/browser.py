"""The browser of a page's process: a headless one, whose pages tell the host what happens in them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from shim.api.events import ConsoleMessage, PageError
from shim.clock import Clock
from shim.headless.browser import HeadlessBrowser
from shim.isolated.messages import (
    Broadcast,
    Console,
    Crashed,
    Frames,
    FrameState,
    Missing,
    Network,
    PageClosed,
    PageOpened,
    Start,
    Stored,
    Uncaught,
    request_data,
    response_data,
)
from shim.media.webrtc.peers import Peer, Peers
from shim.net.fetcher import Scope
from shim.net.messages import Request, Response
from shim.net.url import Origin

from .device import HostDevice
from .link import HostLink
from .network import HostFetcher
from .sound import SoundStream

if TYPE_CHECKING:
    from shim.headless.page import Page

_ALONE = (
    "RTCPeerConnection: the other side is a page of another process, to which there is no connection with isolated=True"
)


class AgentBrowser(HeadlessBrowser):
    """One page that the host has asked for, and those that it opens."""

    device: HostDevice
    fetcher: HostFetcher

    def __init__(self, host: HostLink, clock: Clock, start: Start) -> None:
        super().__init__(
            device=HostDevice(host, clock),
            allow_hosts=start.allow_hosts,
            autoplay=start.autoplay,
            script_timeout=start.script_timeout,
            memory_limit=start.memory_limit,
            permissions=start.permissions,
            user_agent=start.user_agent,
        )
        self._host = host
        self._policy = start.policy
        self.fetcher = HostFetcher(host, self._page_of, self.fetcher.user_agent)
        self.peers = _Peers(self)
        self.sound = SoundStream(self.device, host)
        self.visibilities: dict[int | None, str] = {None: start.visibility}
        """The visibility that the host gave a page, by its number, and of those that it has said nothing of."""
        self._told: dict[int, list[FrameState]] = {}
        self._stored: Counter[tuple[Origin, str | None]] = Counter()
        self.storage.on_stored = self._tell_stored
        self.channels.on_broadcast = self._tell_broadcast
        self.on("page", self._page_came)

    @property
    def has_managed_media(self) -> bool:
        return self._policy == "ios"

    def page(self, number: int) -> Page:
        """The page of that number."""
        return next(page for page in self.pages if number_of(page) == number)

    def _page_of(self, scope: Scope) -> int | None:
        return next((number_of(page) for page in self.pages if page.scope is scope), None)

    def visibility_of(self, page: Page) -> str:
        return self.visibilities.get(number_of(page), self.visibilities[None])

    # what pages tell --------------------------------------------------------------------------------------------------

    def _page_came(self, page: Page) -> None:
        number, send = number_of(page), self._host.send

        def console(message: ConsoleMessage) -> None:
            self.tell_frames()
            send(Console(number, message.type, message.text, message.url, message.line))

        def uncaught(error: PageError) -> None:
            self.tell_frames()
            send(Uncaught(number, error.message, error.url, error.line, error.column, error.stack))

        def crash(_: Page) -> None:
            self.tell_frames()
            last = page.crashes[-1]
            send(Crashed(number, last.document, last.url, last.reason, page.crashed))

        def network(kind: str, value: Request | Response) -> None:
            if isinstance(value, Response):
                send(Network(number, kind, request_data(value.request), response_data(value)))
            else:
                send(Network(number, kind, request_data(value)))

        page.on("console", console)
        page.on("pageerror", uncaught)
        page.on("crash", crash)
        page.tell_missing = lambda name, is_use: send(Missing(number, name, is_use))
        page.on("popup", lambda popup: send(PageOpened(number_of(popup), number)))
        page.on("close", lambda _: self._page_went(number))
        for kind in ("request", "response", "requestfinished", "requestfailed"):
            page.on(kind, partial(network, kind))
        page.dialog_handler = partial(self._dialog, number)

    def _dialog(self, page: int, kind: str, message: str, text: str) -> str | None:
        self.tell_frames()
        answer = self._host.ask("dialog", page, kind, message, text)
        return None if answer is None else str(answer)

    def _page_went(self, number: int) -> None:
        self._told.pop(number, None)
        self.visibilities.pop(number, None)
        self.loop.spawn(self._tell_closed(number))

    async def _tell_closed(self, number: int) -> None:
        """Tells the host, which may then end the process, once the rest of what it sounded is there."""
        await self.sound.drain()
        self._host.send(PageClosed(number))

    def tell_frames(self) -> None:
        """Tells the host of the frames of each page, if something about them has changed."""
        for page in self.pages:
            frames = [
                FrameState(
                    frame.number,
                    frame.parent.number if frame.parent is not None else None,
                    frame.name,
                    frame.url,
                    frame.active_document.session_id if frame.active_document is not None else None,
                    frame.is_loaded,
                )
                for frame in page.frames
            ]
            number = number_of(page)
            if self._told.get(number) != frames:
                self._told[number] = frames
                self._host.send(Frames(number, frames))

    # what pages of several processes share ----------------------------------------------------------------------------

    def _tell_stored(self, origin: Origin, key: str | None, value: str | None, url: str) -> None:
        if not origin.is_opaque:
            self._stored[origin, key] += 1
            self._host.send(Stored(origin.serialized, origin.scheme, key, value, url))

    def take_stored(self, change: Stored) -> None:
        """The host's order of all changes is everybody's: what it took before a change that is made here already, and
        that it has yet to take, is past."""
        origin = Origin(change.origin, change.scheme)
        if change.own:
            self._stored[origin, change.key] -= 1
            self._stored += Counter()  # drops what has come to 0
        elif (origin, None) in self._stored or (origin, change.key) in self._stored:
            return
        elif change.key is None:
            for key in list(self.storage.area(None, origin).items):
                if (origin, key) not in self._stored:
                    self.storage.area(None, origin).remove(key)
            self.storage.tell(None, None, origin, (None, None, None, change.url))
        else:
            self.storage.take(origin, change.key, change.value, change.url)

    def _tell_broadcast(self, origin: Origin, name: str, text: str) -> None:
        if not origin.is_opaque:
            message = Broadcast(origin.serialized, origin.scheme, name, text)
            self.loop.post_task(lambda: self._host.send(message))  # it may be the thread of a worker that calls


class _Peers(Peers):
    """Peers of this process, which says so when it is asked for another one."""

    def __init__(self, browser: AgentBrowser) -> None:
        super().__init__(browser.streams)
        self._browser = browser
        self._names: set[str] = set()

    def new_name(self, peer: Peer) -> str:
        name = super().new_name(peer)
        self._names.add(name)
        return name

    def find(self, name: str) -> Peer | None:
        found = super().find(name)
        if name not in self._names:
            for page in self._browser.pages:
                if all(message.text != _ALONE for message in page.console):
                    page.report_console("error", _ALONE, page.url)
        return found


def number_of(page: Page) -> int:
    """The number by which host and process know a page: it is the name of its tab here."""
    return int(page.name)
