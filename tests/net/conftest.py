"""A fetcher with a scope to ask it from."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from shim.net.access import Access
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import Request, Response
from shim.net.url import origin


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher() as fetcher:
        yield fetcher


@pytest.fixture
def get(fetcher: Fetcher) -> Callable[..., Awaitable[Response]]:
    """`await get(url, opened=..., allow_hosts=..., page=URL_OF_THE_DOCUMENT_THAT_ASKS, **request)`."""

    async def fetch(
        url: str,
        *,
        opened: str | None = None,
        allow_hosts: tuple[str, ...] = (),
        page: str | None = None,
        **request: object,
    ) -> Response:
        scope = Scope(Access(opened or url, allow_hosts))
        asker = origin(page) if page is not None else None
        return await fetcher.fetch(Request(url=url, origin=asker, referrer=page or "", **request), scope)  # type: ignore[arg-type]

    return fetch
