"""The server: devices by name, to which pages of real browsers connect."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from os import PathLike
from types import TracebackType
from typing import Self
from urllib.parse import quote

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from shim.device.device import Device
from shim.server.dashboard.sockets import Dashboard
from shim.server.documents.connections import Connections
from shim.server.documents.hub import DEFAULT_DEVICE, Hub
from shim.server.transport.access import Access
from shim.server.transport.gate import Gate
from shim.server.transport.limits import Limits
from shim.server.transport.messages import Refused
from shim.session import Policy

from .script import allow_private_network, serve_script

_http_log = logging.getLogger("shim.server.http")
_NO_LIMITS_GIVEN = Limits()
_MAX_PORT = 65535
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_BACKLOG = 64
"""Connections that are accepted in one turn of the loop, before any of them is looked at."""
_TURNS_TO_ACCEPT = 3
"""Turns of the loop until a connection is known to aiohttp, which never answers one that comes after it stopped
waiting."""


def _is_ours(record: logging.LogRecord) -> bool:
    """False for what tells of a client that does not speak HTTP, or is gone before its answer: anybody can do that, as
    often as they like."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | ConnectionError)


_http_log.addFilter(_is_ours)


class Server:
    """Real browsers' pages on devices of ours; an async context manager. See docs/server.md.

    `device`: what pages get that name no other; else it makes one. `policy`: that of the devices that it makes, see
    `Device`. `port`: 0 for a free one. `token`: what pages must know; else it makes one. `allow_origins`: whose pages
    may connect beside those of this machine, such as `https://app.example`, or `*`. Raises `ValueError` for a port, a
    token or an origin that is none, and what `Device` does for a policy.
    """

    def __init__(
        self,
        *,
        device: Device | None = None,
        policy: str | PathLike[str] | Mapping[str, object] | Policy = "spec",
        host: str = "127.0.0.1",
        port: int = 0,
        token: str | None = None,
        allow_origins: Iterable[str] = (),
        limits: Limits = _NO_LIMITS_GIVEN,
    ) -> None:
        if not 0 <= port <= _MAX_PORT:
            raise ValueError(f"a port is a number from 0 to {_MAX_PORT}, not {port}")
        self.access = Access(token, allow_origins)
        self._gate = Gate(limits)
        self._connections = Connections(self.access, limits, self._gate, policy)
        if device is not None:
            self.hub.add_device(DEFAULT_DEVICE, device)
        self._host = host
        self._port = port
        self.app = web.Application(middlewares=[self._note_request])
        """The application: other parts of the server add their routes before it starts."""
        self.app.router.add_get("/audio-session.js", serve_script)
        self.app.router.add_options("/audio-session.js", allow_private_network)
        self.app.router.add_get("/session", self._connections.serve)
        self._dashboard = Dashboard(self.hub, self.access, limits, self._gate)
        self._dashboard.add_routes(self.app.router)
        self._runner = web.AppRunner(
            self.app,
            access_log=None,
            logger=_http_log,
            shutdown_timeout=1.0,
            keepalive_timeout=limits.idle_connection,
        )
        self._listener: asyncio.Server | None = None

    @property
    def hub(self) -> Hub:
        """The devices, and the documents that are on them over this server."""
        return self._connections.hub

    @property
    def token(self) -> str:
        """The secret that pages must know; it is in the script's address."""
        return self.access.token

    @property
    def url(self) -> str:
        """The address on this machine, as `http://127.0.0.1:8470`."""
        host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self._port}"

    @property
    def is_local(self) -> bool:
        """True when it listens for this machine alone."""
        try:
            return ipaddress.ip_address(self._host).is_loopback
        except ValueError:
            return self._host == "localhost"

    def script_url(self, device: str = DEFAULT_DEVICE) -> str:
        """The address for the script tag of pages that are to be on that device."""
        named = "" if device == DEFAULT_DEVICE else f"&device={quote(device)}"
        return f"{self.url}/audio-session.js?token={quote(self.token, safe='')}{named}"

    @property
    def dashboard_url(self) -> str:
        """The dashboard's address, for people: who has it steers the devices. No request carries what is after `#`."""
        return f"{self.url}/#{self.access.dashboard_token}"

    def device(self, name: str = DEFAULT_DEVICE) -> Device:
        """The device of that name, made when it is first asked for, and kept. Raises `ValueError` if there cannot be
        one."""
        try:
            return self.hub.device(name, kept=True)
        except Refused as refused:
            raise ValueError(refused.reason) from None

    @web.middleware
    async def _note_request(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        if isinstance(request.transport, asyncio.Transport):
            self._gate.heard(request.transport)
        return await handler(request)

    async def start(self) -> None:
        """Listens. Raises `OSError` where it cannot."""
        await self._runner.setup()
        server = self._runner.server
        assert server is not None
        make = self._gate.protocols(server)
        try:
            listener = await asyncio.get_running_loop().create_server(make, self._host, self._port, backlog=_BACKLOG)
        except OSError:
            await self._runner.cleanup()
            raise
        self._listener = listener
        self._port = listener.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Takes all documents off their devices, tells them, and stops listening."""
        if self._listener is not None:
            self._listener.close()
        for _ in range(_TURNS_TO_ACCEPT):
            await asyncio.sleep(0)
        await self._dashboard.close()
        await self._connections.close()
        await self._runner.cleanup()
        self._gate.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
