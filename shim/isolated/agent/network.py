"""The network as the documents of this process see it: the host fetches, by its own rules and with its cookies."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable

from shim.clock import asleep
from shim.isolated.messages import Abort, Fetch, Fetched, failure_of, request_data, response_of
from shim.net.cookies import Cookies, Relation
from shim.net.errors import Failure, NetworkError, shorten
from shim.net.fetcher import Fetcher, Scope
from shim.net.messages import Receiver, Request, Response
from shim.net.url import scheme

from .link import HostLink


class RouteMistake(Exception):
    """A route's handler, which the host has run, raised something. The host keeps that by `number`."""

    def __init__(self, number: int, shown: str) -> None:
        super().__init__(shown)
        self.number = number

    def __repr__(self) -> str:
        return str(self)


class HostCookies(Cookies):
    """Cookies are the host's; script that reads them waits for it."""

    def __init__(self, host: HostLink) -> None:
        super().__init__()
        self._host = host

    def header(self, url: str, relation: Relation = "same-site") -> str | None:
        answer = self._host.ask("cookie header", url, relation)
        return None if answer is None else str(answer)

    def document_cookie(self, url: str) -> str:
        return str(self._host.ask("document cookie", url))

    def set_document_cookie(self, url: str, cookie: str) -> None:
        self._host.ask("set document cookie", url, cookie)


class HostFetcher(Fetcher):
    """`page_of` gives the number of the page of a scope, None when it is gone."""

    def __init__(self, host: HostLink, page_of: Callable[[Scope], int | None], user_agent: str) -> None:
        super().__init__(user_agent=user_agent)
        self.cookies = HostCookies(host)
        self._host = host
        self._page_of = page_of
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Fetched]] = {}

    async def fetch_or_stream(self, request: Request, scope: Scope, receiver: Receiver) -> Response:
        return await self.fetch(request, scope)

    async def stream(self, request: Request, scope: Scope, receiver: Receiver) -> None:
        await self._stream_whole(request, scope, receiver)

    async def fetch(self, request: Request, scope: Scope) -> Response:
        if scheme(request.url) in ("data", "blob"):
            return await super().fetch(request, scope)
        page = self._page_of(scope)
        if page is None:
            raise NetworkError(request.url, Failure.ABORTED, f"{shorten(request.url)} was aborted")
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._host.send(Fetch(number, page, request_data(request)))
        try:
            with asleep():  # the host's clock waits for the answer
                fetched = await answer
        except asyncio.CancelledError:
            self._host.send(Abort(number))
            raise
        finally:
            del self._waiting[number]
        return self._response_of(number, fetched)

    def fetch_while_waiting(self, request: Request, scope: Scope) -> Response:
        page = self._page_of(scope)
        if page is None or scheme(request.url) in ("data", "blob"):
            return super().fetch_while_waiting(request, scope)
        number = next(self._numbers)
        self._host.send(Fetch(number, page, request_data(request)))
        fetched = self._host.wait_for(lambda message: isinstance(message, Fetched) and message.number == number)
        assert isinstance(fetched, Fetched)
        return self._response_of(number, fetched)

    @staticmethod
    def _response_of(number: int, fetched: Fetched) -> Response:
        if fetched.failure is not None:
            raise failure_of(fetched.failure)
        if fetched.response is None:
            raise RouteMistake(number, fetched.mistake)
        return response_of(fetched.response)

    def take(self, fetched: Fetched) -> None:
        """The host has answered."""
        answer = self._waiting.get(fetched.number)
        if answer is not None and not answer.done():
            answer.set_result(fetched)
