"""The test server for real browsers: aiohttp on loopback, HTTP and HTTPS, two ports each."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web
from multidict import CIMultiDict

from .answers import Answer, Ask, ask_of
from .checkout_handlers import BrokenAnswer, NoHandlers
from .substitution import Addresses

Respond = Callable[[Ask], Awaitable[Answer]]

_CHUNK = 64 * 1024
_OF_THE_CONNECTION = ("connection", "content-length", "keep-alive", "transfer-encoding")
"""Headers that are this server's to say, whatever a file says."""


class Server:
    """`start` binds free ports of 127.0.0.1, four for requests and two for WebSockets, and returns the addresses under
    which pages reach them. `websocket_port`: where WebSockets are answered, on 127.0.0.1 without TLS; it may raise
    `NoHandlers`."""

    def __init__(self, respond: Respond, websocket_port: Callable[[], Awaitable[int]]) -> None:
        self._respond = respond
        self._websocket_port = websocket_port
        self._tunnels: list[asyncio.Server] = []
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)

    async def start(self) -> Addresses:
        """Raises `RuntimeError` where no certificate can be made."""
        secure = await _certificate()
        await self._runner.setup()
        for context in (None, None, secure, secure):
            await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=context).start()
        ports = [address[1] for address in self._runner.addresses]
        for context in (None, secure):
            self._tunnels.append(await asyncio.start_server(self._tunnel, "127.0.0.1", 0, ssl=context))
        ws, wss = (tunnel.sockets[0].getsockname()[1] for tunnel in self._tunnels)
        return Addresses(http=(ports[0], ports[1]), https=(ports[2], ports[3]), ws=(ws,), wss=(wss,))

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carries a connection to where WebSockets are answered, and what comes from there back."""
        try:
            there, to_there = await asyncio.open_connection("127.0.0.1", await self._websocket_port())
        except (NoHandlers, OSError):
            writer.close()
            return
        await asyncio.gather(_carry(reader, to_there), _carry(there, writer))

    async def stop(self) -> None:
        """Closes the ports."""
        for tunnel in self._tunnels:
            tunnel.close()
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        url = f"{request.scheme}://{request.host}{request.raw_path}"
        ask = ask_of(request.method, url, request.headers.items(), await request.read())
        try:
            answer = await self._respond(ask)
        except BrokenAnswer:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        headers = [pair for pair in answer.headers if pair[0].lower() not in _OF_THE_CONNECTION]
        return web.Response(body=answer.body, status=answer.status, reason=answer.reason, headers=CIMultiDict(headers))


async def _carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(_CHUNK):
            sink.write(data)
            await sink.drain()
    sink.close()


async def _certificate() -> ssl.SSLContext:
    """A certificate of nobody, for the browsers are told not to ask."""
    openssl = shutil.which("openssl")
    if openssl is None:
        raise RuntimeError("the openssl command makes the test server's certificate, and is not installed")
    with tempfile.TemporaryDirectory() as name:
        key, certificate = Path(name, "key.pem"), Path(name, "certificate.pem")
        process = await asyncio.create_subprocess_exec(
            openssl,
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=web-platform.test"),
            *("-keyout", str(key), "-out", str(certificate)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        if await process.wait():
            raise RuntimeError("openssl could not make the test server's certificate")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    return context
