"""HTTP exchanges and WebSockets over aiohttp: no redirects, no cookies, no policy; those are the fetcher's."""

from __future__ import annotations

import socket
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from types import SimpleNamespace
from typing import Final, Protocol

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from .errors import Failure, NetworkError, shorten
from .headers import Headers
from .messages import Receive, Reply

_CHUNK: Final = 64 * 1024


_CLOSE_WAIT: Final = 5.0
"""Seconds that a peer has to answer the close of a socket."""


class PinnedResolver(AbstractResolver):
    """Resolver that keeps to the addresses a host was first found at, so that no page can rebind its name."""

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()
        self._found: dict[tuple[str, int], list[ResolveResult]] = {}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises `OSError`."""
        known = self._found.get((host, family))
        if known is None:
            found = await self._resolver.resolve(host, port, family)
            known = self._found.setdefault((host, family), found)
        return [{**address, "port": port} for address in known]

    async def close(self) -> None:
        await self._resolver.close()


class Method(str):
    """A method in its own case, which aiohttp would raise: `patch` is another one than `PATCH`."""

    __slots__ = ()

    def upper(self) -> Method:
        return self


class Transport(Protocol):
    """Transport of requests and WebSockets."""

    async def send(
        self,
        url: str,
        method: str,
        headers: Headers,
        body: bytes | None,
        limit: int,
        receive: Receive | None = None,
    ) -> Reply: ...
    def connect_socket(
        self, url: str, *, protocols: tuple[str, ...], origin: str, headers: dict[str, str], limit: int
    ) -> AbstractAsyncContextManager[aiohttp.ClientWebSocketResponse]: ...
    def beside(self) -> Transport:
        """A transport by the same rules for the loop that runs now, which may be another one."""
        ...

    async def close(self) -> None: ...


class HttpTransport:
    """The connections of one browser, at most `per_host` at a time to each host."""

    def __init__(self, *, per_host: int, user_agent: str) -> None:
        self._user_agent = user_agent
        self._per_host = per_host
        self._resolver = PinnedResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0, limit_per_host=per_host, resolver=self._resolver, use_dns_cache=False
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            headers={"User-Agent": user_agent},
            skip_auto_headers=("Content-Type",),
        )
        self._sockets: aiohttp.ClientSession | None = None

    def beside(self) -> HttpTransport:
        """See `Transport`. Hosts stay where they were found."""
        made = HttpTransport(per_host=self._per_host, user_agent=self._user_agent)
        made._resolver._found = self._resolver._found
        return made

    async def send(
        self,
        url: str,
        method: str,
        headers: Headers,
        body: bytes | None,
        limit: int,
        receive: Receive | None = None,
    ) -> Reply:
        """Send, and read the whole body, decompressed; or give it to what `receive` answers, without a limit.

        :raises NetworkError: CONNECTION; TOO_LARGE as soon as more than `limit` bytes have come out of decompression.
        """
        try:
            async with self._session.request(
                Method(method), URL(url, encoded=True), headers=list(headers), data=body, allow_redirects=False
            ) as response:
                received = Headers((_isomorphic(name), _isomorphic(value)) for name, value in response.raw_headers)
                head = Reply(response.status, response.reason or "", received, b"")
                take = receive(head) if receive is not None else None
                if take is not None:
                    async for chunk in response.content.iter_any():
                        take(chunk)
                    return head
                if method != "HEAD" and (response.content_length or 0) > limit:
                    raise _too_large(url, limit)
                content = bytearray()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content += chunk
                    if len(content) > limit:
                        raise _too_large(url, limit)
                return replace(head, body=bytes(content))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise NetworkError(url, Failure.CONNECTION, f"{shorten(url)} could not be loaded: {reason}") from error

    def connect_socket(
        self, url: str, *, protocols: tuple[str, ...], origin: str, headers: dict[str, str], limit: int
    ) -> AbstractAsyncContextManager[aiohttp.ClientWebSocketResponse]:
        """Connects to a `ws:` or `wss:` URL. Raises `aiohttp.ClientError`, also for a redirect, or `OSError`.

        Sockets do not count among the connections of `per_host`, but hosts have the same addresses.
        https://websockets.spec.whatwg.org/#concept-websocket-establish step 8 (redirect mode "error")
        """
        if self._sockets is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_redirect.append(_refuse_redirect)
            self._sockets = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, resolver=self._resolver, use_dns_cache=False),
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[trace],
            )
        return self._sockets.ws_connect(
            url,
            protocols=protocols,
            origin=origin,
            headers={"User-Agent": self._user_agent, **headers},
            max_msg_size=limit,
            timeout=aiohttp.ClientWSTimeout(ws_close=_CLOSE_WAIT),
            autoclose=True,
        )

    async def close(self) -> None:
        await self._session.close()
        if self._sockets is not None:
            await self._sockets.close()
        await self._resolver.close()


async def _refuse_redirect(
    _session: aiohttp.ClientSession, _context: SimpleNamespace, _redirect: aiohttp.TraceRequestRedirectParams
) -> None:
    raise aiohttp.ClientError("the handshake was answered with a redirect")


def _isomorphic(data: bytes) -> str:
    return data.decode("latin-1")


def _too_large(url: str, limit: int) -> NetworkError:
    message = f"{shorten(url)} has more than {limit} bytes; raise the limit with max_bytes="
    return NetworkError(url, Failure.TOO_LARGE, message)
