"""Fetching: from a `Request` to a `Response`, through routes, access rules, redirects, CORS and cookies.

One `Fetcher` serves a browser; each page gives the `Scope` it fetches in. Nothing here knows about documents.
"""

from __future__ import annotations

import asyncio
import copy
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Self

from . import blocking, cors, data_url, integrity
from .access import Access
from .authentication import Logins, credentials_of, realm_of, without_credentials
from .cookies import Cookies, Relation, relation_to
from .errors import Failure, NetworkError, shorten
from .files import read_file
from .headers import Headers
from .messages import EventKind, NetworkEvent, Receiver, Reply, Request, Response, Tainting, is_http
from .referrer import policy_of_headers, referrer_header
from .routes import Routes
from .url import parse, same_origin, scheme, without_fragment

if TYPE_CHECKING:
    from .http_transport import Transport

LANGUAGES: Final = "en-US,en;q=0.9"
"""Accept-Language of requests that do not say it themselves; `navigator.languages` says the same."""
USER_AGENT: Final = "Mozilla/5.0 (audio-session-shim)"
MAX_REDIRECTS: Final = 20
PATIENCE: Final = 0.05
"""Seconds in which a body is waited for before it goes to script in pieces."""
_REDIRECT_STATUS: Final = frozenset({301, 302, 303, 307, 308})
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_ALLOWANCES: Final = 1000
_BODY_HEADERS: Final = ("content-encoding", "content-language", "content-location", "content-type", "content-length")


@dataclass(slots=True)
class Scope:
    """Network context of one page: what it may reach, its routes, its blob: URLs, the watchers of its traffic."""

    access: Access  # replaced when the caller opens something else
    routes: Routes = field(default_factory=Routes)
    resolve_blob: Callable[[str], tuple[bytes, str] | None] | None = None  # body and type of a blob: URL
    observer: Callable[[NetworkEvent], None] | None = None


class Fetcher:
    """The network of one browser.

    `timeout` is in seconds and covers a request with all its redirects; `max_bytes` holds for a body as a script gets
    it, that is decompressed; `per_host` is the number of connections to one host at a time.
    """

    def __init__(
        self,
        *,
        timeout: float = 30.0,
        max_bytes: int = 64 * 1024 * 1024,
        per_host: int = 6,
        user_agent: str = USER_AGENT,
        date: Callable[[], float] = time.time,
    ) -> None:
        self.timeout = timeout
        self.max_bytes = max_bytes
        self.user_agent = user_agent
        self.routes = Routes()  # asked after those of the page
        self.cookies = Cookies(date)
        self.logins = Logins()
        self.date = date
        self.allowances: dict[tuple[str, str, bool], tuple[float, cors.Allowance]] = {}
        """Permissions that preflights gave, and until when. https://fetch.spec.whatwg.org/#cors-preflight-cache"""
        self._per_host = per_host
        self._http: Transport | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection; requests under way fail."""
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def fetch(self, request: Request, scope: Scope) -> Response:
        """The response with its whole body; cancelling the task aborts the request.

        :raises NetworkError: there is no response; its `failure` says why. What a route's handler raises comes
            through unchanged: it is the caller's.
        """
        return await self._end_of(_Exchange(self, scope, request))

    async def stream(self, request: Request, scope: Scope, receiver: Receiver) -> None:
        """Fetches as `fetch` does, but gives the body to `receiver` as it comes: `timeout` and `max_bytes` hold up to
        the response's head. What comes from a route or a file comes in one piece."""
        await self._end_of(_Exchange(self, scope, request, receiver))

    async def fetch_or_stream(self, request: Request, scope: Scope, receiver: Receiver) -> Response:
        """Fetches as `fetch` does what comes at once. A body that is not whole `PATIENCE` seconds after its head goes
        to `receiver` as it comes, and has no `timeout` any more.

        :raises NetworkError: as `fetch` does, also in the midst of a body.
        """
        return await self._end_of(_Exchange(self, scope, request, receiver, PATIENCE))

    async def _stream_whole(self, request: Request, scope: Scope, receiver: Receiver) -> None:
        """`stream` for a fetcher that gets responses whole."""
        response = await self.fetch(request, scope)
        receiver.begin(response)
        receiver.take(response.body)

    async def _end_of(self, exchange: _Exchange) -> Response:
        request = exchange.request
        try:
            async with asyncio.timeout(self.timeout) as exchange.limit:
                return await exchange.run()
        except TimeoutError:
            message = f"{shorten(request.url)} did not answer within {self.timeout:g} s; allow more with timeout="
            error = NetworkError(exchange.request.url, Failure.TIMED_OUT, message)
        except NetworkError as failure:
            error = failure
        except asyncio.CancelledError:
            error = NetworkError(exchange.request.url, Failure.ABORTED, f"{shorten(request.url)} was aborted")
            exchange.notify("requestfailed", error=error)
            raise
        except Exception as mistake:
            message = f"{shorten(request.url)} failed with its route's handler: {type(mistake).__name__}: {mistake}"
            error = NetworkError(exchange.request.url, Failure.ABORTED, message)
            exchange.notify("requestfailed", error=error)
            raise
        exchange.notify("requestfailed", error=error)
        raise error

    def fetch_while_waiting(self, request: Request, scope: Scope) -> Response:
        """The same for script that stands still meanwhile, and with it everything else on this thread's loop.

        It happens on a loop of its own in another thread, handlers of routes included: what they need of the caller's
        loop they wait for in vain. A server on that loop cannot answer either.

        :raises NetworkError: as `fetch`.
        """
        helper = copy.copy(self)

        async def run() -> Response:
            helper._http = None if self._http is None else self._http.beside()
            try:
                return await helper.fetch(request, scope)
            finally:
                if helper._http is not self._http:
                    await helper.close()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()

    def use_transport(self, transport: Transport) -> None:
        """Has a transport send what would go over the network, before anything was sent."""
        assert self._http is None
        self._http = transport

    def transport(self) -> Transport:
        """The HTTP connections, opened on first use."""
        if self._http is None:
            from .http_transport import HttpTransport  # OPTIMIZATION: aiohttp takes 0.2 s to import; files do without

            self._http = HttpTransport(per_host=self._per_host, user_agent=self.user_agent)
        return self._http


def _range(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks for, of so many. https://fetch.spec.whatwg.org/#simple-range-header-value"""
    found = re.fullmatch(r"bytes[\t ]*=[\t ]*(\d*)[\t ]*-[\t ]*(\d*)", asked, re.ASCII)
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) if first and last else size - 1, size - 1)
    return range(start, end + 1) if start <= end else None


class _Exchange:
    """One fetch under way. https://fetch.spec.whatwg.org/#main-fetch"""

    limit: asyncio.Timeout

    def __init__(
        self,
        fetcher: Fetcher,
        scope: Scope,
        request: Request,
        receiver: Receiver | None = None,
        patience: float | None = None,
    ) -> None:
        """`patience`: the receiver gets only what takes longer than so many seconds."""
        self.fetcher = fetcher
        self.receiver = receiver
        self.patience = patience
        self.pieces: list[bytes] = []  # what has come of a body that may still come at once
        self.size = 0
        self.beginning: asyncio.TimerHandle | None = None
        self.mistake: Exception | None = None  # of the receiver, when it got what had come before
        self.is_accepted = False
        self.has_begun = False  # the receiver has the response
        self.scope = scope
        self.access = scope.access
        self.request = request  # the hop that is under way
        self.tainting: Tainting = "basic"
        self.origin_tainted = False  # the redirect-tainted origin: a chain that crossed origins twice

    def notify(self, kind: EventKind, *, response: Response | None = None, error: NetworkError | None = None) -> None:
        if self.scope.observer is not None:
            self.scope.observer(NetworkEvent(kind, self.request, response, error))

    async def run(self) -> Response:
        redirects = 0
        while True:
            self.notify("request")
            reply = await self._hop()
            response = self._response(reply)
            if self.has_begun:
                if self.patience is not None:  # who watches gets responses whole
                    self.notify("response", response=response)
                self.notify("requestfinished", response=response)
                return response
            location = self._location(reply)
            following = None
            if self.request.redirect == "manual" and reply.status in _REDIRECT_STATUS:
                response = replace(response, type="opaqueredirect")
            elif self.request.redirect == "error" and reply.status in _REDIRECT_STATUS and is_http(self.request.url):
                raise self._failure(
                    Failure.REDIRECT, f"redirects to {shorten(location or '')}, and redirect is 'error'"
                )
            elif location is not None:
                following = self._redirected(location, reply, redirects)
            self.notify("response", response=response)
            if following is None:
                if (refusal := blocking.refusal(self.request.destination, response.headers)) is not None:
                    raise self._failure(Failure.BLOCKED, refusal)
                self._check_integrity(response)
            self.notify("requestfinished", response=response)
            if following is None:
                if self.receiver is not None and self.patience is None:
                    self.receiver.begin(response)
                    self.receiver.take(response.body)
                return response
            self.request = following
            redirects += 1

    def _check_integrity(self, response: Response) -> None:
        """https://fetch.spec.whatwg.org/#main-fetch step 23"""
        metadata = self.request.integrity
        if not metadata:
            return
        if response.type.startswith("opaque"):
            raise self._failure(Failure.CORS, "has an integrity to be checked, which needs CORS (crossorigin)")
        if not integrity.matches(response.body, metadata):
            raise self._failure(Failure.INTEGRITY, f"does not have the integrity {shorten(metadata)}")

    def _failure(self, failure: Failure, what: str) -> NetworkError:
        return NetworkError(self.request.url, failure, f"{shorten(self.request.url)} {what}")

    def _response(self, reply: Reply) -> Response:
        return Response(
            request=self.request,
            url=self.request.url,
            status=reply.status,
            status_text=reply.status_text,
            headers=reply.headers,
            body=reply.body,
            type=self.tainting,
            redirected=self.request.redirected_from is not None,
        )

    async def _hop(self) -> Reply:
        request = self.request
        scheme_ = scheme(request.url)
        if scheme_ == "data":
            return self._data()
        if scheme_ == "blob":
            return self._blob()
        if scheme_ == "file" or is_http(request.url):
            self._taint()
            return await self._routed() or (await self._file() if scheme_ == "file" else await self._http())
        raise self._failure(Failure.UNSUPPORTED, f"cannot be fetched: the scheme {scheme_}: is not supported")

    def _taint(self) -> None:
        """Decide what a script may see. https://fetch.spec.whatwg.org/#main-fetch step 12"""
        request = self.request
        if request.origin is None or request.mode == "navigate":
            return
        # INTEROP: browsers let no file: document fetch() its neighbours; here the access rules decide about files.
        if scheme(request.url) == "file":
            return
        if self.tainting == "basic" and same_origin(request.url, request.origin):
            return
        if request.mode == "same-origin":
            raise self._failure(Failure.CORS, f"is not of the origin {request.origin}, and mode is 'same-origin'")
        if request.mode == "no-cors" and request.redirect != "follow":
            raise self._failure(Failure.CORS, "needs redirect 'follow' for a cross-origin request with mode 'no-cors'")
        self.tainting = "opaque" if request.mode == "no-cors" else "cors"

    def _data(self) -> Reply:
        try:
            body, content_type = data_url.decode(self.request.url)
        except ValueError as error:
            raise self._failure(Failure.UNSUPPORTED, f"cannot be read: {error}") from None
        body = b"" if self.request.method == "HEAD" else self._limited(body)
        return Reply(200, "OK", Headers([("Content-Type", content_type)]), body)

    def _blob(self) -> Reply:
        """https://fetch.spec.whatwg.org/#scheme-fetch"""
        if self.request.method != "GET":
            raise self._failure(Failure.UNSUPPORTED, "is a blob: URL, which answers GET only")
        origin = self.request.origin
        if (
            origin is not None
            and self.request.mode != "navigate"
            and not self.request.url.startswith(f"blob:{origin}/")
        ):
            raise self._failure(Failure.CORS, f"is not of the origin {origin}")
        resolve = self.scope.resolve_blob
        found = self.request.blob
        if found is None and resolve is not None:
            found = resolve(without_fragment(self.request.url))
        if found is None:
            raise self._failure(
                Failure.NOT_FOUND, "does not exist (a blob: URL that was revoked, or is of another page)"
            )
        body, content_type = found
        headers = Headers([("Content-Length", str(len(body))), ("Content-Type", content_type)])
        if (asked := self.request.headers.get("range")) is None:
            return Reply(200, "OK", headers, self._limited(body))
        # steps 4.12 and 4.14
        if (part := _range(asked, len(body))) is None:
            raise self._failure(Failure.NOT_FOUND, f"has no range {shorten(asked)!r}")
        headers = headers.with_("Content-Length", str(len(part)))
        headers = headers.with_("Content-Range", f"bytes {part.start}-{part.stop - 1}/{len(body)}")
        return Reply(206, "Partial Content", headers, self._limited(body[part.start : part.stop]))

    def _limited(self, body: bytes) -> bytes:
        if len(body) > self.fetcher.max_bytes:
            limit = self.fetcher.max_bytes
            raise self._failure(
                Failure.TOO_LARGE, f"has {len(body)} bytes, the limit is {limit}; raise it with max_bytes="
            )
        return body

    async def _routed(self) -> Reply | None:
        for routes in (self.scope.routes, self.fetcher.routes):
            decision = await routes.answer(self.request)
            if isinstance(decision, Request):
                self.request = decision
                return None
            if decision is not None:
                self._accept(decision)
                return decision if self.request.method != "HEAD" else replace(decision, body=b"")
        return None

    async def _file(self) -> Reply:
        if self.request.method not in ("GET", "HEAD"):
            raise self._failure(Failure.UNSUPPORTED, f"is a file, which does not answer {self.request.method}")
        path = self.access.file_path(self.request.url, self.request.origin)
        body, headers = await read_file(self.request.url, path, self.fetcher.max_bytes)
        return Reply(200, "OK", headers, body)

    async def _http(self) -> Reply:
        """https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch"""
        request = self.request
        self.access.check(request.url, request.origin)
        if self.tainting == "cors" and cors.needs_preflight(request):
            await self._preflight()
        headers = request.headers
        if "accept" not in headers:
            headers = headers.with_("Accept", _accepted(request))
        if "accept-language" not in headers:
            headers = headers.with_("Accept-Language", LANGUAGES)
        if request.origin is not None and (self.tainting == "cors" or request.method not in ("GET", "HEAD")):
            headers = headers.with_("Origin", self._origin())
        if (referrer := referrer_header(request)) is not None:
            headers = headers.with_("Referer", referrer)
        if self._sends_credentials():
            cookie = self.fetcher.cookies.header(request.url, self._relation(is_safe=request.method in _SAFE_METHODS))
            headers = headers.with_("Cookie", cookie) if cookie is not None else headers
        reply = await self._authenticated(headers)
        if not self.is_accepted:
            self._accept(reply)
        return reply

    async def _authenticated(self, headers: Headers) -> Reply:
        """Steps 8.21 and 14 of *HTTP-network-or-cache fetch*: what the server says once it has the credentials that it
        asks for, as far as they are known. The caller is not asked for any."""
        request, logins = self.request, self.fetcher.logins
        url, own = without_credentials(request.url), credentials_of(request.url)
        is_open = self._sends_credentials() and "authorization" not in headers
        sent = logins.for_url(url) if is_open and own is None else None
        if sent is not None:
            headers = headers.with_("Authorization", sent)
        reply = await self._sent(url, headers)
        if reply.status != 401 or not is_open or self.tainting == "cors" or (realm := realm_of(reply.headers)) is None:
            return reply
        asked = own or logins.for_realm(url, realm)
        if asked is None or asked == sent:
            return reply
        logins.add(url, realm, asked)
        return await self._sent(url, headers.with_("Authorization", asked))

    async def _sent(self, url: str, headers: Headers) -> Reply:
        request, receive = self.request, self._receive if self.receiver is not None else None
        send, limit = self.fetcher.transport().send, self.fetcher.max_bytes
        try:
            reply = await send(url, request.method, headers, request.body, limit, receive)
        finally:
            if self.beginning is not None:
                self.beginning.cancel()
        if self.mistake is not None:
            raise self.mistake
        return replace(reply, body=b"".join(self.pieces)) if self.pieces else reply

    def _receive(self, reply: Reply) -> Callable[[bytes], None] | None:
        # what asks for credentials may not be the answer yet; integrity is that of a whole body
        if reply.status in _REDIRECT_STATUS or reply.status == 401 or self.receiver is None or self.request.integrity:
            return None
        self._accept(reply)
        self.is_accepted = True
        if self.patience is None:
            self._begin(reply)
            return self.receiver.take
        self.beginning = asyncio.get_running_loop().call_later(self.patience, self._begin, reply)
        return self._collect

    def _begin(self, reply: Reply) -> None:
        """The receiver has what came, and will have what comes."""
        assert self.receiver is not None
        response = self._response(reply)
        if self.patience is None:
            self.notify("response", response=response)
        self.has_begun = True
        self.limit.reschedule(None)
        self.receiver.begin(response)
        try:
            for piece in self.pieces:
                self.receiver.take(piece)
        except Exception as error:
            self.mistake = error

    def _collect(self, data: bytes) -> None:
        if self.mistake is not None:
            raise self.mistake
        self.size += len(data)
        if self.size > self.fetcher.max_bytes:
            raise self._failure(
                Failure.TOO_LARGE, f"has more than {self.fetcher.max_bytes} bytes; raise the limit with max_bytes="
            )
        self.pieces.append(data)
        if self.has_begun and self.receiver is not None:
            self.receiver.take(data)

    def _accept(self, reply: Reply) -> None:
        """Store cookies, and check that the answer may be shared."""
        if self._sends_credentials() and is_http(self.request.url):
            set_cookie = reply.headers.get_all("set-cookie")
            self.fetcher.cookies.store(self.request.url, set_cookie, self._relation(is_safe=True))
        if self.tainting != "cors" or (reply.routed and "access-control-allow-origin" not in reply.headers):
            return  # As with Playwright, an answer that the caller gave is shared unless it says otherwise.
        if (refusal := cors.check(self.request, self._origin(), reply.headers)) is not None:
            raise self._failure(Failure.CORS, f"may not be read by a page from {self._origin()}: {refusal}")

    def _relation(self, *, is_safe: bool) -> Relation:
        request = self.request
        is_top_level = is_safe and request.mode == "navigate" and request.destination == "document"
        return relation_to(request.url, request.origin, is_top_level=is_top_level)

    def _origin(self) -> str:
        return "null" if self.origin_tainted else str(self.request.origin)

    def _sends_credentials(self) -> bool:
        credentials = self.request.credentials
        return credentials == "include" or (credentials == "same-origin" and self.tainting == "basic")

    async def _preflight(self) -> None:
        """https://fetch.spec.whatwg.org/#cors-preflight-fetch

        AD-HOC: an answer without Access-Control-Max-Age is not kept, where browsers keep it for 5 s.
        """
        request, allowances = self.request, self.fetcher.allowances
        key = (self._origin(), request.url, request.credentials == "include")
        until, allowance = allowances.get(key, (0.0, None))
        if allowance is not None and self.fetcher.date() < until and allowance.refusal(request) is None:
            return
        headers = cors.preflight_headers(request, self._origin())
        if (referrer := referrer_header(request)) is not None:
            headers = headers.with_("Referer", referrer)
        reply = await self.fetcher.transport().send(request.url, "OPTIONS", headers, None, self.fetcher.max_bytes)
        answer = cors.read_preflight(request, self._origin(), reply.status, reply.headers)
        refusal = answer if isinstance(answer, str) else answer.refusal(request)
        if refusal is not None:
            raise self._failure(Failure.CORS, f"may not be requested by a page from {self._origin()}: {refusal}")
        if not isinstance(answer, str) and answer.seconds > 0:
            if len(allowances) >= _MOST_ALLOWANCES:
                allowances.clear()
            allowances[key] = (self.fetcher.date() + answer.seconds, answer)

    def _location(self, reply: Reply) -> str | None:
        """The target of a redirect, or None. https://fetch.spec.whatwg.org/#concept-response-location-url"""
        location = reply.headers.get("location")
        if reply.status not in _REDIRECT_STATUS or location is None or not is_http(self.request.url):
            return None
        try:
            target = parse(location.encode("latin-1").decode("utf-8", "replace"), self.request.url)
        except ValueError:
            raise self._failure(Failure.REDIRECT, f"redirects to {location!r}, which is not a URL") from None
        if not target.hash:
            target.hash = parse(self.request.url).hash
        return target.href

    def _redirected(self, location: str, reply: Reply, redirects: int) -> Request:
        """The request that a redirect asks for. https://fetch.spec.whatwg.org/#http-redirect-fetch"""
        request, status = self.request, reply.status
        # Step 5: no way out of http(s)
        if not is_http(location):
            raise self._failure(Failure.REDIRECT, f"redirects to {shorten(location)}, which is not http(s)")
        # Step 6: not forever
        if redirects == MAX_REDIRECTS:
            raise self._failure(Failure.REDIRECT, f"is the end of more than {MAX_REDIRECTS} redirects")
        target, source = parse(location), parse(request.url)
        # Steps 7-8: credentials in a cross-origin URL
        cross_origin = self.tainting == "cors" or not same_origin(location, request.origin or location)
        if request.mode == "cors" and cross_origin and (target.username or target.password):
            raise self._failure(Failure.CORS, "redirects to a cross-origin URL with a user name or a password")
        # https://fetch.spec.whatwg.org/#http-redirect-fetch step 10
        if status != 303 and request.body is not None and request.body_is_stream:
            raise self._failure(
                Failure.REDIRECT, "redirects a request whose body is a stream, which cannot be sent again"
            )
        # Step 9: the origin that a chain across origins is seen from
        crosses = target.origin != source.origin
        if crosses and request.origin is not None and str(request.origin) != source.origin:
            self.origin_tainted = True
        method, body, headers = request.method, request.body, request.headers
        # Step 11: which methods turn into GET
        if (status in (301, 302) and method == "POST") or (status == 303 and method not in ("GET", "HEAD")):
            method, body, headers = "GET", None, headers.without(*_BODY_HEADERS)
        # Step 12: Authorization stays with its origin
        if crosses:
            headers = headers.without("authorization")
        # Step 18: https://w3c.github.io/webappsec-referrer-policy/#set-requests-referrer-policy-on-redirect
        policy = policy_of_headers(reply.headers) or request.referrer_policy
        return replace(
            request,
            url=location,
            method=method,
            body=body,
            headers=headers,
            referrer=referrer_header(request) or "",
            referrer_policy=policy,
            redirected_from=request,
        )


# https://fetch.spec.whatwg.org/#concept-fetch, step 13
def _accepted(request: Request) -> str:
    if request.mode == "navigate":
        return "text/html,*/*;q=0.8"
    return "application/json,*/*;q=0.5" if request.destination == "json" else "*/*"
