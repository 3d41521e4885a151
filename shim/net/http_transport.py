"""One HTTP exchange over aiohttp: no redirects, no cookies, no policy; those are the fetcher's."""

from __future__ import annotations

from typing import Final

import aiohttp
from yarl import URL

from .errors import Failure, NetworkError, shorten
from .headers import Headers
from .messages import Reply

_CHUNK: Final = 64 * 1024


class HttpTransport:
    """The connections of one browser, at most `per_host` at a time to each host."""

    def __init__(self, *, per_host: int, user_agent: str) -> None:
        self._session = aiohttp.ClientSession(
            # ttl_dns_cache: a host keeps the address it was first found at, so that no page can rebind its name
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=per_host, ttl_dns_cache=None),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            headers={"User-Agent": user_agent},
            skip_auto_headers=("Content-Type",),
        )

    async def send(self, url: str, method: str, headers: Headers, body: bytes | None, limit: int) -> Reply:
        """Send, and read the whole body, decompressed.

        :raises NetworkError: CONNECTION; TOO_LARGE as soon as more than `limit` bytes have come out of decompression.
        """
        try:
            async with self._session.request(
                method, URL(url, encoded=True), headers=list(headers), data=body, allow_redirects=False
            ) as response:
                received = Headers((_isomorphic(name), _isomorphic(value)) for name, value in response.raw_headers)
                if method != "HEAD" and (response.content_length or 0) > limit:
                    raise _too_large(url, limit)
                content = bytearray()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    content += chunk
                    if len(content) > limit:
                        raise _too_large(url, limit)
                return Reply(response.status, response.reason or "", received, bytes(content))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise NetworkError(url, Failure.CONNECTION, f"{shorten(url)} could not be loaded: {reason}") from error

    async def close(self) -> None:
        await self._session.close()


def _isomorphic(data: bytes) -> str:
    return data.decode("latin-1")


def _too_large(url: str, limit: int) -> NetworkError:
    message = f"{shorten(url)} has more than {limit} bytes; raise the limit with max_bytes="
    return NetworkError(url, Failure.TOO_LARGE, message)
