"""The WebSocket connections of dashboards: who is let in, what they ask for, what they are sent."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import msgspec
from aiohttp import WSMsgType, web

from ..access import Access
from ..envelope import CloseCode, Refused, close_reason
from ..hub import DEFAULT_DEVICE, Hub
from ..limits import Limits, TokenBucket
from . import commands, files
from .commands import BadCommandError, Look
from .feed import Feed, Viewer

_log = logging.getLogger("shim.server")


class Dashboard:
    """The page, and its connections, which show and steer the devices of a hub."""

    def __init__(self, hub: Hub, access: Access, limits: Limits) -> None:
        self._hub = hub
        self._access = access
        self._limits = limits
        self._feeds: dict[str, Feed] = {}
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport] = {}

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """The page at `/`, its connections at `/dashboard`."""
        files.add_routes(router)
        router.add_get("/dashboard", self._serve)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(
            timeout=self._limits.closing,
            heartbeat=self._limits.heartbeat,
            compress=False,
            max_msg_size=commands.MAX_COMMAND_LENGTH,
        )
        await socket.prepare(request)
        if request.transport is None:
            return socket
        self._sockets[socket] = request.transport
        try:
            self._access.check_own_origin(request)
            if len(self._sockets) > self._limits.dashboards:
                reason = f"there are {self._limits.dashboards} dashboards, and no more can be: close one"
                raise Refused(CloseCode.TOO_MANY_DOCUMENTS, reason)
            await self._attend(socket)
        except Refused as refused:
            with suppress(ConnectionError):
                await socket.close(code=refused.code, message=close_reason(refused.reason))
        finally:
            del self._sockets[socket]
        return socket

    async def _attend(self, socket: web.WebSocketResponse) -> None:
        """One dashboard, to the end of its connection. Raises `Refused`."""
        connect = await self._connect(socket)
        if connect is None:
            return
        conversation = _Conversation(self, socket, self._limits)
        conversation.greet(self._access.token)
        conversation.look(connect.device, connect.seconds)
        writing = asyncio.create_task(conversation.write())
        try:
            await conversation.listen()
        finally:
            conversation.leave()
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing

    async def _connect(self, socket: web.WebSocketResponse) -> commands.Connect | None:
        try:
            first = await socket.receive(timeout=self._limits.connecting)
        except TimeoutError:
            raise Refused(CloseCode.BAD_MESSAGE, "the first message did not come in time") from None
        if first.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return None
        try:
            connect = commands.decode_connect(first.data)
        except BadCommandError as error:
            raise Refused(CloseCode.BAD_MESSAGE, str(error)) from error
        self._access.check_dashboard_token(connect.token)
        return connect

    def feed(self, device: str) -> Feed:
        """What is sent to those that look at that device. Raises `Refused` where there can be none."""
        known = self._feeds.get(device)
        if known is None:
            self._hub.device(device)
            known = self._feeds[device] = Feed(self._hub.devices, device)
        return known

    def leave(self, device: str, viewer: Viewer) -> None:
        """The viewer looks at the device no more."""
        feed = self._feeds[device]
        feed.remove(viewer)
        if not feed.has_viewers:
            del self._feeds[device]

    def perform(self, device: str, command: commands.Command) -> None:
        """Does what a dashboard asks for. Raises `BadCommandError`."""
        commands.perform(command, self._hub.devices[device], self._limits)

    def drop(self) -> None:
        """Breaks all connections, as a network does."""
        for transport in self._sockets.values():
            transport.abort()

    async def close(self) -> None:
        """Ends all connections."""
        reason = close_reason("the server stops")
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.closing):
                await asyncio.gather(
                    *(one.close(code=CloseCode.GOING_AWAY, message=reason) for one in list(self._sockets)),
                    return_exceptions=True,
                )
        self.drop()


class _Conversation:
    """With one dashboard."""

    def __init__(self, dashboard: Dashboard, socket: web.WebSocketResponse, limits: Limits) -> None:
        self._dashboard = dashboard
        self._socket = socket
        self._viewer = Viewer()
        self._device = ""
        rate = limits.commands_per_second
        self._bucket = TokenBucket(rate, 2 * rate, asyncio.get_running_loop().time())

    def greet(self, token: str) -> None:
        """`token` is what pages must know: the dashboard shows the script tag."""
        self._viewer.offer("connected", msgspec.json.encode({"op": "connected", "token": token}).decode())

    def look(self, device: str, seconds: commands.Seconds) -> None:
        """From now on it looks at that device; if there can be none, at the one at which it looked."""
        try:
            feed = self._dashboard.feed(device)
        except Refused as refused:
            self._viewer.complain(refused.reason)
            if not self._device:
                self.look(DEFAULT_DEVICE, seconds)
            return
        if device != self._device:
            self.leave()
            self._device = device
            self._viewer.begin()
        self._viewer.seconds = seconds
        feed.add(self._viewer)

    def leave(self) -> None:
        """It looks at no device."""
        if self._device:
            self._dashboard.leave(self._device, self._viewer)

    async def listen(self) -> None:
        """Does what it asks for, until the connection ends. Raises `Refused` when that is too much."""
        loop = asyncio.get_running_loop()
        async for message in self._socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            self._bucket.take(1, loop.time())
            try:
                self._take(message.data)
            except BadCommandError as error:
                self._viewer.complain(str(error))
            except Exception:
                _log.exception("internal error at a command of a dashboard")
                self._viewer.complain("internal error of the server: its own messages tell more")

    def _take(self, text: str | bytes) -> None:
        command = commands.decode(text)
        if isinstance(command, Look):
            self.look(command.device, command.seconds)
        else:
            self._dashboard.perform(self._device, command)

    async def write(self) -> None:
        """Writes what is pending, for as long as it runs. A slow one gets the latest and misses what was between."""
        with suppress(ConnectionError):
            while True:
                await self._viewer.wake.wait()
                self._viewer.wake.clear()
                while self._viewer.pending:
                    kind = next(iter(self._viewer.pending))
                    await self._socket.send_str(self._viewer.pending.pop(kind))
