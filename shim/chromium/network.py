"""Requests of a page of Chromium: routes and access rules before it goes out, events about it after.

Every request is held by the `Fetch` domain until it is decided, as `shim.net` does it for pages on QuickJS.
"""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shim.devtools.connection import CdpSession, ProtocolError, Values
from shim.net import url as urls
from shim.net.access import Access
from shim.net.errors import NetworkError
from shim.net.headers import Headers
from shim.net.messages import Reply, Request, Response
from shim.net.routes import Routes

if TYPE_CHECKING:
    from .frame import Frame

_DESTINATIONS = {
    "Document": "document",
    "Stylesheet": "style",
    "Image": "image",
    "Media": "audio",
    "Font": "font",
    "Script": "script",
    "TextTrack": "track",
}
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(slots=True)
class _Exchange:
    """A request that is under way."""

    session: CdpSession
    """The session of the target which asked."""
    request: Request
    frame: str
    loader: str
    response: Values | None = None


class Network:
    """The network of one page, in all its processes. `emit(kind, request or response)` hears of what happens."""

    def __init__(self, emit: Callable[[str, object], object], frame_of: Callable[[str], Frame | None]) -> None:
        self.access = Access("about:blank")
        self.routes = Routes()
        self.content: tuple[str, str] | None = None
        """URL and markup of the document that is to be loaded in place of what the network has."""
        self.refusals: dict[str, str] = {}
        """The reasons why requests of the main frame were refused, by URL."""
        self.last_active = 0.0
        """The loop's time when a request last began or ended."""
        self._emit = emit
        self._frame_of = frame_of
        self._exchanges: dict[str, _Exchange] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.statuses: dict[str, int] = {}
        """The HTTP status of each document, by its loader."""

    @property
    def is_quiet(self) -> bool:
        """True when no request is under way."""
        return not self._exchanges and not self._tasks

    def watch(self, session: CdpSession) -> None:
        """Takes over the requests of one of the page's targets."""
        session.on("Fetch.requestPaused", lambda values: self._start(self._decide(session, values)))
        session.on("Network.requestWillBeSent", lambda values: self._sent(session, values))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", lambda values: self._start(self._finished(session, values)))
        session.on("Network.loadingFailed", lambda values: self._fail(values["requestId"]))
        session.on("closed", lambda _: self._fail_all(session))
        session.post("Network.enable")
        session.post("Fetch.enable", patterns=[{"urlPattern": "*"}])

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Gives up what is under way."""
        for task in self._tasks:
            task.cancel()
        self._exchanges.clear()

    # before it goes out -----------------------------------------------------------------------------------------------

    async def _decide(self, session: CdpSession, values: Values) -> None:
        id_ = values["requestId"]
        if _is_icon(values["request"]):
            session.post("Fetch.failRequest", requestId=id_, errorReason="Aborted")
            return
        with suppress(ProtocolError):
            try:
                reply = await self._reply(values)
            except NetworkError as error:
                self.refusals[urls.without_fragment(values["request"]["url"])] = str(error)
                await session.send("Fetch.failRequest", requestId=id_, errorReason="BlockedByClient")
            else:
                if not isinstance(reply, Reply):
                    changes = {} if reply is None else _changes(_request(values), reply)
                    await session.send("Fetch.continueRequest", requestId=id_, **changes)
                else:
                    await session.send("Fetch.fulfillRequest", requestId=id_, **_fulfilment(reply, values))

    async def _reply(self, values: Values) -> Reply | Request | None:
        """The reply in place of the network's; None to ask the network, or the request to ask it with. Raises
        `NetworkError`."""
        url: str = values["request"]["url"]
        is_document = values["resourceType"] == "Document"
        if is_document and self.content is not None and urls.without_fragment(self.content[0]) == url:
            markup, self.content = self.content[1], None
            return Reply(200, "OK", Headers([("Content-Type", "text/html; charset=utf-8")]), markup.encode(), True)
        request = _request(values)
        answer = await self.routes.answer(request)
        if isinstance(answer, Reply):
            return answer
        if answer is not None:
            url = answer.url
        if is_document and urls.without_fragment(self.access.opened_url) == url:
            return answer
        frame = self._frame_of(values["frameId"])
        asker = urls.origin(frame.url) if frame is not None and frame.url.startswith(("http", "file")) else None
        if urls.scheme(url) in ("http", "https"):
            self.access.check(url, asker)
        elif urls.scheme(url) == "file":
            self.access.file_path(url, asker)
        return answer

    # after ------------------------------------------------------------------------------------------------------------

    def _sent(self, session: CdpSession, values: Values) -> None:
        self.last_active = asyncio.get_running_loop().time()
        if not values["request"]["url"].startswith(("http", "file")) or _is_icon(values["request"]):
            return
        redirected = self._exchanges.pop(values["requestId"], None)
        if redirected is not None and "redirectResponse" in values:
            self._emit("response", _response(redirected.request, values["redirectResponse"], b""))
            self._emit("requestfinished", redirected.request)
        request = _request({**values, "resourceType": values.get("type", "")})
        self._exchanges[values["requestId"]] = _Exchange(
            session, request, values.get("frameId", ""), values["loaderId"]
        )
        self._emit("request", request)

    def _answered(self, values: Values) -> None:
        if values.get("type") == "Document":
            self.statuses[values["loaderId"]] = values["response"]["status"] or 200
        if exchange := self._exchanges.get(values["requestId"]):
            exchange.response = values["response"]

    async def _finished(self, session: CdpSession, values: Values) -> None:
        exchange = self._exchanges.get(values["requestId"])
        if exchange is None:
            return
        body = b""
        with suppress(ProtocolError):
            answer = await session.send("Network.getResponseBody", requestId=values["requestId"])
            body = base64.b64decode(answer["body"]) if answer["base64Encoded"] else answer["body"].encode()
        self._exchanges.pop(values["requestId"], None)
        self.last_active = asyncio.get_running_loop().time()
        if exchange.response is not None:
            self._emit("response", _response(exchange.request, exchange.response, body))
        self._emit("requestfinished", exchange.request)

    def _fail(self, id_: str) -> None:
        self.last_active = asyncio.get_running_loop().time()
        if exchange := self._exchanges.pop(id_, None):
            self._emit("requestfailed", exchange.request)

    def document_changed(self, frame: str, loader: str) -> None:
        """Another document is in that frame: what the one before still asked for is not told of any more."""
        for id_, exchange in list(self._exchanges.items()):
            if exchange.frame == frame and exchange.loader != loader:
                self._fail(id_)

    def _fail_all(self, session: CdpSession) -> None:
        """The target is gone: a frame of another process, or a worker. Nothing more is told of what it asked for."""
        for id_, exchange in list(self._exchanges.items()):
            if exchange.session is session:
                self._fail(id_)


def _is_icon(request: Values) -> bool:
    """True for a request of Chromium itself for the site's icon, which no page asked for and no one will see."""
    return bool(request["url"].endswith("/favicon.ico"))


def _request(values: Values) -> Request:
    """Chromium's description of a request as ours."""
    described = values["request"]
    body = described.get("postData")
    is_document = values["resourceType"] == "Document"
    method = described["method"]
    return Request(
        url=described["url"],
        method=method,
        headers=Headers(described["headers"]),
        body=body.encode() if body is not None and method not in ("GET", "HEAD") else None,
        mode="navigate" if is_document else "cors",
        destination=_DESTINATIONS.get(values["resourceType"], ""),
    )


def _changes(asked: Request, wanted: Request) -> Values:
    """Parameters of `Fetch.continueRequest` for a request that a route has changed."""
    changes: Values = {}
    if wanted.url != asked.url:
        changes["url"] = wanted.url
    if wanted.method != asked.method:
        changes["method"] = wanted.method
    if list(wanted.headers) != list(asked.headers):
        changes["headers"] = [{"name": name, "value": value} for name, value in wanted.headers]
    if wanted.body != asked.body and wanted.body is not None:
        changes["postData"] = base64.b64encode(wanted.body).decode()
    return changes


def _response(request: Request, values: Values, body: bytes) -> Response:
    headers = [(name, line) for name, value in values["headers"].items() for line in value.split("\n")]
    return Response(
        request=request,
        url=values["url"],
        status=values["status"] or 200,
        status_text=values["statusText"],
        headers=Headers(headers),
        body=body,
    )


def _fulfilment(reply: Reply, values: Values) -> Values:
    """A reply for `Fetch.fulfillRequest`; of a body that a media element asks a part of, that part."""
    status, body, headers = reply.status, reply.body, list(reply.headers)
    wanted = {name.lower(): value for name, value in values["request"]["headers"].items()}.get("range", "")
    if status == 200 and body and (match := _RANGE.fullmatch(wanted)):
        first = int(match[1])
        last = min(int(match[2] or len(body)), len(body) - 1)
        if first <= last:
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers += [
                ("Content-Range", f"bytes {first}-{last}/{len(body)}"),
                ("Content-Length", str(last - first + 1)),
            ]
            status, body = 206, body[first : last + 1]
    return {
        "responseCode": status,
        "responseHeaders": [{"name": name, "value": value} for name, value in headers],
        "body": base64.b64encode(body).decode(),
        **({"responsePhrase": reply.status_text} if reply.status_text and status == reply.status else {}),
    }
