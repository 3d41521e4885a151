"""Host operations of `fetch`, `XMLHttpRequest` and beacons: requests of a document through the browser's `Fetcher`."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import deque
from functools import partial
from typing import Annotated, Any, Literal

import msgspec

from shim.engine.memory import Held, OutOfMemoryError
from shim.engine.realm import HostError, Realm, from_json, operation
from shim.net import mime
from shim.net.errors import Failure, NetworkError
from shim.net.form_data import URLENCODED, FilePart, encode_multipart, parse_multipart, parse_urlencoded
from shim.net.headers import Headers
from shim.net.messages import Credentials, Redirect, Request, Response
from shim.net.url import same_origin, without_fragment

from .context import ConsoleMessage, WebContext


def _raise(error: Exception) -> None:
    raise error


class _Asked(msgspec.Struct):
    """Request as a page asks for it. No page may ask for a navigation. `timeout` in milliseconds, 0 for none; `blob`
    the number of what it holds of a blob: URL."""

    url: str
    method: str
    headers: list[tuple[str, str]]
    mode: Literal["same-origin", "no-cors", "cors"]
    credentials: Credentials
    redirect: Redirect
    referrer: str
    referrerPolicy: str
    timeout: Annotated[float, msgspec.Meta(ge=0)]
    integrity: str = ""
    blob: int = 0
    keepalive: bool = False
    isStream: bool = False
    comesInPieces: bool = False
    mayComeInPieces: bool = False


class _Limit:
    """The time that a request has, in seconds from its start on; 0 for as long as it takes."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._start = 0.0
        self._timeout: asyncio.Timeout | None = None

    def begin(self) -> asyncio.Timeout:
        """The request starts: the block that it runs in."""
        self._start = asyncio.get_running_loop().time()
        self._timeout = asyncio.timeout_at(self._end)
        return self._timeout

    def change(self, seconds: float) -> None:
        self._seconds = seconds
        if self._timeout is not None:
            self._timeout.reschedule(self._end)

    @property
    def _end(self) -> float | None:
        return self._start + self._seconds if self._seconds > 0 else None


class _File(msgspec.Struct):
    """A file in a form as a page sends it; `data` in base64."""

    name: str
    type: str
    data: bytes


class FetchOperations:
    """Host operations of `js/platform/fetch` and `js/platform/xhr`. Bodies cross in the handover; the rest of a
    request is JSON."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._context = context
        self._tasks: dict[int, asyncio.Task[Any]] = {}
        self._limits: dict[int, _Limit] = {}
        self._bodies: dict[int, Held[bytes]] = {}
        self._pieces: dict[int, deque[Held[bytes]]] = {}
        self._blobs: dict[int, tuple[bytes, str]] = {}
        self._last_blob = 0

    @operation
    def fetch_start(self, number: int, description: str, has_body: bool) -> None:
        """The answer comes as `$.fetchDone(number, json)` or `$.fetchFailed(number, reason)`."""
        asked, request = self._request(description, has_body)
        number = int(number)
        if asked.comesInPieces:
            # it ends when the server has nothing more to say: nobody waits for that
            self._tasks[number] = self._realm.loop.spawn(self._stream(number, request), self._realm, lasts=True)
            return
        limit = self._limits[number] = _Limit(asked.timeout / 1000)
        pieces = _Pieces(self._realm, number, self._pieces) if asked.mayComeInPieces else None
        run = self._run(number, request, limit, pieces)
        # with keepalive it goes on when the document has gone
        self._tasks[number] = self._realm.loop.spawn(run, None if asked.keepalive else self._realm)

    # https://xhr.spec.whatwg.org/#the-timeout-attribute
    @operation
    def fetch_set_timeout(self, number: int, timeout: float) -> None:
        """Gives a request that is under way another timeout, in milliseconds from its start on; 0 for none."""
        if (limit := self._limits.get(int(number))) is not None:
            limit.change(timeout / 1000)

    @operation
    def fetch_while_waiting(self, description: str, has_body: bool) -> str:
        """The description of the answer, its body in the handover; "" when there is none.

        AD-HOC: it has the browser's time, not that of the request.
        """
        _, request = self._request(description, has_body)
        try:
            response = self._context.fetcher.fetch_while_waiting(request, self._context.scope)
        except NetworkError as error:
            self._context.on_console(ConsoleMessage("error", "network", str(error)))
            return ""
        except Exception as error:  # a route's handler of the caller's, who hears of it
            self._realm.loop.queue_task(partial(_raise, error))
            return ""
        shown = response.for_script()
        self._realm.hand_bytes(shown.body)
        return describe(shown)

    def _request(self, description: str, has_body: bool) -> tuple[_Asked, Request]:
        try:
            asked = msgspec.json.decode(description, type=_Asked)
            request = Request(
                url=asked.url,
                method=asked.method,
                headers=Headers(asked.headers),
                body=self._realm.take_bytes() if has_body else None,
                mode=asked.mode,
                credentials=asked.credentials,
                redirect=asked.redirect,
                integrity=asked.integrity,
                origin=self._context.origin,
                referrer=self._referrer(asked.referrer),
                referrer_policy=asked.referrerPolicy or self._context.referrer_policy(),
                blob=self._blobs.get(asked.blob),
                body_is_stream=asked.isStream,
            )
        except ValueError as error:
            raise HostError("TypeError", f"Failed to fetch: {error}") from None
        return asked, request

    @operation
    def user_agent(self) -> str:
        """The name with which requests are made."""
        return self._context.fetcher.user_agent

    @operation
    def hold_blob(self, url: str) -> int:
        """The number of what a blob: URL stands for now; 0 when it stands for nothing."""
        found = self._context.blobs.resolve(url)
        if found is None:
            return 0
        self._last_blob += 1
        self._blobs[self._last_blob] = found
        return self._last_blob

    @operation
    def drop_blob(self, number: int) -> None:
        """No request needs it any more."""
        self._blobs.pop(int(number), None)

    def _referrer(self, referrer: str) -> str:
        if referrer == "":
            return ""
        is_own = referrer != "client" and same_origin(referrer, self._context.origin)
        return referrer if is_own else self._realm.url

    async def _run(self, number: int, request: Request, limit: _Limit, pieces: _Pieces | None) -> None:
        fetcher, scope = self._context.fetcher, self._context.scope
        try:
            async with limit.begin():
                if pieces is None:
                    response = await fetcher.fetch(request, scope)
                else:
                    response = await fetcher.fetch_or_stream(request, scope, pieces)
        except OutOfMemoryError:
            self._failed(number, "network")
        except TimeoutError:
            self._failed(number, "timeout")
        except NetworkError as error:
            self._context.on_console(ConsoleMessage("error", "network", str(error)))
            self._failed(number, "cors" if error.failure is Failure.CORS else "network")
        except Exception:
            self._failed(number, "network")
            raise  # a route's handler of the caller's: the caller hears of it
        else:
            if pieces is not None and pieces.has_begun:
                self._realm.loop.queue_task(partial(self._realm.call, "fetchEnded", number), self._realm)
            else:
                self._done(number, response)
        finally:
            self._tasks.pop(number, None)
            self._limits.pop(number, None)

    async def _stream(self, number: int, request: Request) -> None:
        try:
            await self._context.fetcher.stream(request, self._context.scope, _Pieces(self._realm, number, self._pieces))
        except NetworkError as error:
            self._context.on_console(ConsoleMessage("error", "network", str(error)))
            self._failed(number, "cors" if error.failure is Failure.CORS else "network")
        except OutOfMemoryError:
            self._failed(number, "network")
        except Exception:
            self._failed(number, "network")
            raise  # a route's handler of the caller's: the caller hears of it
        else:
            self._realm.loop.queue_task(partial(self._realm.call, "fetchEnded", number), self._realm)
        finally:
            self._tasks.pop(number, None)

    @operation
    def fetch_piece(self, number: int) -> None:
        """Lays the next piece of a body into the handover."""
        waiting = self._pieces.get(int(number))
        self._realm.hand_bytes(waiting.popleft().value if waiting else b"")
        if not waiting:
            self._pieces.pop(int(number), None)

    def _failed(self, number: int, reason: str) -> None:
        realm = self._realm
        if not realm.closed:
            realm.loop.queue_task(lambda: realm.call("fetchFailed", number, reason), realm)

    def _done(self, number: int, response: Response) -> None:
        realm = self._realm
        if realm.closed:
            return
        shown = response.for_script()
        try:
            self._bodies[number] = Held(realm, shown.body, len(shown.body))
        except OutOfMemoryError as error:
            self._context.on_console(ConsoleMessage("error", "network", f"{response.url}: {error}"))
            self._failed(number, "network")
            return
        answer = describe(shown)
        realm.loop.queue_task(lambda: realm.call("fetchDone", number, answer), realm)

    @operation
    def fetch_body(self, number: int) -> None:
        """Lays the body of an answer into the handover."""
        body = self._bodies.pop(int(number), None)
        self._realm.hand_bytes(b"" if body is None else body.value)

    @operation
    def fetch_abort(self, number: int) -> None:
        self._bodies.pop(int(number), None)
        self._pieces.pop(int(number), None)
        task = self._tasks.pop(int(number), None)
        if task is not None:
            task.cancel()

    # https://fetch.spec.whatwg.org/#fetch-group-terminate, for documents that stop loading
    def abort_all(self) -> None:
        """Ends all requests. Those who wait hear of it in tasks."""
        for number in list(self._tasks):
            self.fetch_abort(number)
            self._failed(number, "abort")

    @operation
    def serialize_mime_type(self, text: str) -> str:
        """ "" when it is not one. https://mimesniff.spec.whatwg.org/#serialize-a-mime-type"""
        found = mime.parse(text)
        return "" if found is None else str(found)

    @operation
    def encode_multipart(self, entries: str, encoding: str) -> str:
        """The content type of a form's body in a named encoding, which lies in the handover."""
        parts = (
            (name, value if isinstance(value, str) else FilePart(value.name, value.type, value.data))
            for name, value in from_json(entries, list[tuple[str, str | _File]])
        )
        body, content_type = encode_multipart(parts, encoding)
        self._realm.hand_bytes(body)
        return content_type

    @operation
    def parse_form(self, content_type: str) -> str:
        """The entries of the form body in the handover, as JSON. https://fetch.spec.whatwg.org/#dom-body-formdata"""
        body = self._realm.take_bytes()
        mime_type = mime.parse(content_type)
        try:
            if mime_type is not None and mime_type.essence == URLENCODED:
                return json.dumps(parse_urlencoded(body.decode("utf-8", "replace")))
            entries = parse_multipart(body, content_type)
        except ValueError:
            raise HostError("TypeError", "Failed to fetch: the body is not a form") from None
        return json.dumps([[name, value if isinstance(value, str) else _file(value)] for name, value in entries])


class _Pieces:
    """Gives the pieces of a body to script, as a `Receiver`."""

    def __init__(self, realm: Realm, number: int, pieces: dict[int, deque[Held[bytes]]]) -> None:
        self._realm = realm
        self._number = number
        self._pieces = pieces
        self.has_begun = False
        self._is_opaque = False

    def begin(self, response: Response) -> None:
        self.has_begun = True
        self._is_opaque = response.type.startswith("opaque")
        answer = describe(response.for_script())
        self._realm.loop.queue_task(partial(self._realm.call, "fetchBegan", self._number, answer), self._realm)

    def take(self, data: bytes) -> None:
        if data and not self._is_opaque:
            self._pieces.setdefault(self._number, deque()).append(Held(self._realm, data, len(data)))
            self._realm.loop.queue_task(partial(self._realm.call, "fetchPiece", self._number), self._realm)


def _file(part: FilePart) -> dict[str, str]:
    return {"name": part.filename, "type": part.content_type, "data": base64.b64encode(part.data).decode("ascii")}


def describe(response: Response) -> str:
    """A filtered response without its body, as JSON."""
    return json.dumps(
        {
            "type": response.type,
            "url": without_fragment(response.url),
            "redirected": response.redirected,
            "status": response.status,
            "statusText": response.status_text,
            "headers": [[name.lower(), value] for name, value in response.headers],
        }
    )
