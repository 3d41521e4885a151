"""The handlers in Python of a WPT checkout, which run in a process of their own, and the worker's end of that process.

https://web-platform-tests.org/writing-tests/python-handlers/index.html and
https://web-platform-tests.org/writing-tests/server-features.html
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from .answers import Answer, Ask
from .substitution import SUBDOMAINS, Addresses

if TYPE_CHECKING:
    from aiohttp import ClientSession

_HOST = "127.0.0.1"
_OF_THE_REQUEST = ("connection", "content-length", "host", "transfer-encoding")
_OF_THE_RESPONSE = ("connection", "transfer-encoding")
"""Headers that this connection has in place of the page's."""
_SECONDS_TO_START = 60.0
_SECONDS_TO_END = 2.0


class NoHandlers(ValueError):
    """A checkout has no server for its handlers, or it does not start."""


class BrokenAnswer(OSError):
    """A handler's answer is not HTTP, or ends too early, as some tests want it."""


class _Ports(msgspec.Struct):
    http: int
    https: int
    ws: int


def check_checkout(wpt_root: Path | None) -> None:
    """Raises `NoHandlers` where the server that runs a checkout's handlers is neither in it nor installed."""
    if wpt_root is None:
        raise NoHandlers("--allow-handlers runs the handlers of a WPT checkout, which --wpt-root names")
    if not (wpt_root / "tools" / "wptserve").is_dir() and find_spec("wptserve") is None:
        raise NoHandlers(f"{wpt_root} has no tools/wptserve, which runs its handlers: pip install wptserve")


class CheckoutHandlers:
    """The process, started for the first request. Requests for `.py` files and WebSockets go to it."""

    def __init__(self, wpt_root: Path, addresses: Addresses) -> None:
        self._root = wpt_root
        self._addresses = addresses
        self._lock = asyncio.Lock()
        self._process: Process | None = None
        self._ports: _Ports | None = None
        self._session: ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def answer(self, ask: Ask) -> Answer:
        """The answer of a handler. Raises `BrokenAnswer` and `NoHandlers`."""
        import aiohttp  # OPTIMIZATION: takes 0.2 s to import; most tests ask for no handler
        from yarl import URL

        from shim.net.http_transport import Method

        ports = await self.started()
        split = urlsplit(ask.url)
        port = ports.https if split.scheme == "https" else ports.http
        path = split.path + (f"?{split.query}" if split.query else "")
        headers = [pair for pair in ask.sent if pair[0].lower() not in _OF_THE_REQUEST]
        try:
            async with (
                self._session_here() as session,
                session.request(
                    Method(ask.method),
                    URL(f"http://{_HOST}:{port}{path}", encoded=True),
                    headers=[("Host", split.netloc), *headers],
                    skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
                    data=ask.body or None,
                    allow_redirects=False,
                ) as response,
            ):
                answered = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers]
                kept = [pair for pair in answered if pair[0].lower() not in _OF_THE_RESPONSE]
                return Answer(await response.read(), response.status, kept, reason=response.reason)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise BrokenAnswer(f"{split.path}: {str(error) or type(error).__name__}") from None

    @asynccontextmanager
    async def _session_here(self) -> AsyncIterator[ClientSession]:
        """The session, or one for a single request of script that waits for it on a loop of its own."""
        import aiohttp

        def made() -> ClientSession:
            timeout = aiohttp.ClientTimeout(total=None)
            return aiohttp.ClientSession(auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(), timeout=timeout)

        if asyncio.get_running_loop() is not self._loop:
            async with made() as session:
                yield session
            return
        if self._session is None:
            self._session = made()
        yield self._session

    async def websocket_port(self) -> int:
        """The port of 127.0.0.1 on which WebSockets are answered, without TLS. Raises `NoHandlers`."""
        return (await self.started()).ws

    async def started(self) -> _Ports:
        """The ports of the process, which runs from then on. Raises `NoHandlers`."""
        async with self._lock:
            if self._ports is None:
                self._ports = await self._start()
            return self._ports

    async def _start(self) -> _Ports:
        ports = {
            "http": self._addresses.http,
            "https": self._addresses.https,
            "ws": self._addresses.ws,
            "wss": self._addresses.wss,
            "h2": self._addresses.https,
        }
        told = {
            "host": self._addresses.host,
            "alternate": self._addresses.alternate,
            "subdomains": [name for name in SUBDOMAINS if name.isascii() and name != "nonexistent"],
            "ports": ports,
        }
        self._loop = asyncio.get_running_loop()
        # It is in the group of this process, and so is killed with it.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "shim.wpt.handler_process", str(self._root), msgspec.json.encode(told).decode()),
            stdin=PIPE,
            stdout=PIPE,
        )
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(_SECONDS_TO_START):
                return msgspec.json.decode(await self._process.stdout.readline(), type=_Ports)
        except (TimeoutError, msgspec.MsgspecError):
            raise NoHandlers(f"the handlers of {self._root} cannot be run: their server did not start") from None

    async def close(self) -> None:
        """Ends the process."""
        if self._session is not None:
            await self._session.close()
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_SECONDS_TO_END):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
