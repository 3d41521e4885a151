"""The test server for real browsers: aiohttp on loopback, HTTP and HTTPS, two ports each."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from multidict import CIMultiDict

from .answers import Answer, Ask
from .substitution import Addresses

Respond = Callable[[Ask, bytes], Awaitable[Answer]]


_OF_THE_CONNECTION = ("connection", "content-length", "keep-alive", "transfer-encoding")
"""Headers that are this server's to say, whatever a file says."""


class Server:
    """`start` binds four free ports of 127.0.0.1 and returns the addresses under which pages reach them."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
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
        return Addresses(http=(ports[0], ports[1]), https=(ports[2], ports[3]))

    async def stop(self) -> None:
        """Closes the ports."""
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.Response:
        url = f"{request.scheme}://{request.host}{request.raw_path}"
        ask = Ask(url, {name.lower(): value for name, value in request.headers.items()})
        answer = await self._respond(ask, await request.read())
        headers = [pair for pair in answer.headers if pair[0].lower() not in _OF_THE_CONNECTION]
        return web.Response(body=answer.body, status=answer.status, headers=CIMultiDict(headers))


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
