"""The WebSocket connections of dashboards: who is let in, what they ask for, what they are sent."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import msgspec
from aiohttp import web

from shim.server.documents.hub import DEFAULT_DEVICE, Hub
from shim.server.transport.access import Access
from shim.server.transport.gate import Gate
from shim.server.transport.limits import Limits, TokenBucket
from shim.server.transport.messages import CloseCode, Refused
from shim.server.transport.websocket import Sockets, WebSocket

from . import commands, files
from .commands import BadCommandError, Look, Record
from .exports import Exports
from .feed import Feed, Viewer
from .recordings import Recordings

_log = logging.getLogger("shim.server")


class Dashboard:
    """The page, and its connections, which show and steer the devices of a hub."""

    def __init__(self, hub: Hub, access: Access, limits: Limits, gate: Gate) -> None:
        self.access = access
        self.limits = limits
        self._hub = hub
        self._feeds: dict[str, Feed] = {}
        self._recordings = Recordings(hub, limits.recording)
        self._sockets = Sockets(gate)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The page at `/`, its connections at `/dashboard`, its downloads at `/export`."""
        files.add_routes(router)
        Exports(self._hub, self.access, self._recordings).add_routes(router)
        router.add_get("/dashboard", self._serve)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        return await self._sockets.serve(request, _Conversation(self))

    def check_room(self) -> None:
        """Raises `Refused` if there are too many."""
        if self._sockets.admitted >= self.limits.dashboards:
            reason = f"there are {self.limits.dashboards} dashboards, and no more can be: close one"
            raise Refused(CloseCode.TOO_MANY_DOCUMENTS, reason)

    def feed(self, device: str) -> Feed:
        """The feed of those that look at that device. Raises `Refused` where there can be none."""
        known = self._feeds.get(device)
        if known is None:
            self._hub.device(device)
            self._hub.enter(device)
            known = self._feeds[device] = Feed(self._hub.devices, device, self._recordings)
        return known

    def leave(self, device: str, viewer: Viewer) -> None:
        """The viewer looks at the device no more."""
        feed = self._feeds[device]
        feed.remove(viewer)
        if not feed.has_viewers:
            del self._feeds[device]
            self._hub.exit(device)

    def perform(self, device: str, command: commands.Command) -> None:
        """Does what a dashboard asks for. Raises `BadCommandError`."""
        commands.perform(command, self._hub.devices[device], self.limits)

    def record(self, device: str, *, on: bool) -> None:
        """Begins or ends a recording. Raises `BadCommandError`."""
        if on:
            self._recordings.begin(device)
        else:
            self._recordings.end(device)
        self._feeds[device].changed()

    async def close(self) -> None:
        """Ends all connections and recordings."""
        await self._sockets.close()
        await self._recordings.close()


class _Conversation(WebSocket):
    """With one dashboard."""

    def __init__(self, dashboard: Dashboard) -> None:
        limits = dashboard.limits
        super().__init__(limits, commands.MAX_COMMAND_LENGTH)
        self._dashboard = dashboard
        self._viewer = Viewer()
        self._device = ""
        self._bucket = TokenBucket(limits.commands_per_second, 2 * limits.commands_per_second, self.heard_at)
        self._writing: asyncio.Task[None] | None = None

    def opened(self, request: web.Request) -> None:
        self._dashboard.access.check_own_origin(request)

    def greeted(self, data: bytes) -> None:
        try:
            connect = commands.decode_connect(data)
        except BadCommandError as error:
            raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
        access = self._dashboard.access
        access.check_dashboard_token(connect.token)
        self._dashboard.check_room()
        self.admit()
        # The dashboard shows the script tag, with what pages must know.
        greeting = {"op": "connected", "token": access.token}
        self._viewer.offer("connected", msgspec.json.encode(greeting).decode())
        self._look(connect.device, connect.seconds)
        self._writing = asyncio.create_task(self._write())

    def _look(self, device: str, seconds: commands.Seconds) -> None:
        """From now on it looks at that device; if there can be none, at the one at which it looked."""
        try:
            feed = self._dashboard.feed(device)
        except Refused as refused:
            self._viewer.complain(refused.reason)
            if not self._device:
                self._look(DEFAULT_DEVICE, seconds)
            return
        if device != self._device:
            self._leave()
            self._device = device
            self._viewer.begin()
        self._viewer.seconds = seconds
        feed.add(self._viewer)

    def _leave(self) -> None:
        """Ends looking at a device."""
        if self._device:
            self._dashboard.leave(self._device, self._viewer)
            self._device = ""

    def heard(self, messages: list[bytes]) -> None:
        self._bucket.take(len(messages), self.heard_at)
        for message in messages:
            self._do(message)

    def _do(self, message: bytes) -> None:
        try:
            command = commands.decode(message)
            if isinstance(command, Look):
                self._look(command.device, command.seconds)
            elif isinstance(command, Record):
                self._dashboard.record(self._device, on=command.on)
            else:
                self._dashboard.perform(self._device, command)
        except BadCommandError as error:
            self._viewer.complain(str(error))
        except Exception:
            _log.exception("internal error at a command of a dashboard")
            self._viewer.complain("internal error of the server: its own messages tell more")

    def counted(self) -> None:
        self._bucket.take(1, self.heard_at)

    async def _write(self) -> None:
        """Writes what is pending, for as long as it runs. A slow one gets the latest and misses what was between."""
        with suppress(ConnectionError):
            while True:
                await self._viewer.wake.wait()
                self._viewer.wake.clear()
                while self._viewer.pending:
                    kind = next(iter(self._viewer.pending))
                    self.send(self._viewer.pending.pop(kind).encode())
                    await self.drain()

    def over(self, code: int | None) -> None:
        self._leave()
        if self._writing is not None:
            self._writing.cancel()
