"""The messages between the host and the process of a page. Frames and documents go by numbers of that process.

What the process says is checked as what a stranger says is: it runs scripts of pages.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from shim.net.errors import Failure, NetworkError
from shim.net.headers import Headers
from shim.net.messages import Credentials, Mode, Redirect, Request, Response
from shim.net.url import Origin
from shim.types import Autoplay, Permission, PermissionState


class _Message(msgspec.Struct, frozen=True, tag_field="is", tag=True, array_like=True):
    pass


Value: TypeAlias = bool | int | float | str | list[Any] | None


class Start(_Message, frozen=True):
    """First message of the host. `origin`: when its device was made, in seconds of the clock that all processes share.
    `date`: the date with which its clock began, if that is a manual one. `visibility`: of pages of which it says
    nothing else. `policy`: the name of the device's."""

    origin: float
    date: float | None
    policy: str
    allow_hosts: list[str]
    autoplay: Autoplay
    script_timeout: float
    memory_limit: int
    user_agent: str | None
    permissions: dict[Permission, PermissionState]
    visibility: str


class Call(_Message, frozen=True):
    """The host calls something of the process, `name`, and is answered by `Done` or `Failed` with the same number."""

    number: int
    name: str
    arguments: list[Any]


class Cancel(_Message, frozen=True):
    """The host does not wait for that call any more."""

    number: int


class Done(_Message, frozen=True):
    """The value of a call, of whichever side."""

    number: int
    value: Value = None


class Failed(_Message, frozen=True):
    """The error of a call: the name of its class, the message, and the page's stack."""

    number: int
    kind: str
    text: str
    stack: str = ""


class GiveUp(_Message, frozen=True):
    """The host has no more time for the wait of that call, which ends with its own error, and this reason."""

    number: int
    why: str


class Now(_Message, frozen=True):
    """The time by the host's manual clock: what is due by then happens."""

    at: float


class Pass(_Message, frozen=True):
    """The host's manual clock goes on to that time next: what sounds until then is rendered."""

    until: float


class AtRest(_Message, frozen=True):
    """The process has nothing to do before the time of a manual clock goes on. `seen`: the messages of the host that it
    had taken, of those that `counts` is true for. `due`: when something is due next. `is_listening`: something may
    come from elsewhere. `renders`: it wants to be told with `Pass` how far the time goes."""

    seen: int
    due: float | None
    is_listening: bool
    renders: bool


class Ping(_Message, frozen=True):
    """The host wants to know whether the process answers."""


class Pong(_Message, frozen=True):
    """The process answers."""


class Ask(_Message, frozen=True):
    """Script waits for an answer of the host: `Answered`. The process does nothing else meanwhile."""

    name: str
    arguments: list[Value]


class Answered(_Message, frozen=True):
    """The answer to the one `Ask` that there is."""

    value: Value


# The documents on the device.


class DocumentOpened(_Message, frozen=True):
    """A document of a page, inside of `parent` or at the top of the page."""

    document: int
    parent: int | None
    page: int
    url: str


class DocumentRenamed(_Message, frozen=True):
    """The document came from another URL."""

    document: int
    url: str


class DocumentRemoved(_Message, frozen=True):
    """The document is gone, and all that are in it."""

    document: int


class Said(_Message, frozen=True):
    """A message of a document's polyfill: see shim/link/messages.py. `at`: the time, by the device's clock."""

    document: int
    text: str
    at: float


class Deliver(_Message, frozen=True):
    """A message of the device to a document's polyfill."""

    document: int
    text: str
    by_user: bool


class Screen(_Message, frozen=True):
    """A page is visible or hidden now; without a page: so is one that is opened."""

    page: int | None
    visibility: str


class Frozen(_Message, frozen=True):
    """A document is frozen, or goes on."""

    document: int
    frozen: bool


class Plug(_Message, frozen=True):
    """An output of the device was connected, or disconnected."""

    output: str
    plugged: bool


class Listen(_Message, frozen=True):
    """The host wants to hear the documents from now on, or does not any more."""

    on: bool


class Heard(_Message, frozen=True):
    """Sound of a document: stereo frames of 32-bit floats, the first of which is heard at `start` on the device's
    clock."""

    document: int
    start: float
    samples: bytes


class HeardUntil(_Message, frozen=True):
    """All that documents sounded until then, by the device's clock, was sent."""

    at: float


# Pages and their frames.


class FrameState(_Message, frozen=True):
    """A frame as it is. `document` is None while nothing was loaded into it."""

    number: int
    parent: int | None
    name: str
    url: str
    document: int | None
    is_loaded: bool


class Frames(_Message, frozen=True):
    """All frames of a page, breadth first."""

    page: int
    frames: list[FrameState]


class PageOpened(_Message, frozen=True):
    """Script, or a link, has opened a page."""

    page: int
    opener: int


class PageClosed(_Message, frozen=True):
    """Script has closed a page."""

    page: int


class Console(_Message, frozen=True):
    """A console message."""

    page: int
    type: str
    text: str
    url: str
    line: int


class Uncaught(_Message, frozen=True):
    """An error that no script caught."""

    page: int
    message: str
    url: str
    line: int
    column: int
    stack: str


class Missing(_Message, frozen=True):
    """The page used what is not implemented. `is_use`: see `BasePage.report_missing`."""

    page: int
    name: str
    is_use: bool


class Crashed(_Message, frozen=True):
    """A document had to be taken away, for its scripts did not end. `is_whole`: it is the page's main one."""

    page: int
    document: int
    url: str
    reason: str
    is_whole: bool


# The network is the host's.


class Fetch(_Message, frozen=True):
    """A page requests something; the host answers with `Fetched`."""

    number: int
    page: int
    request: RequestData


class Abort(_Message, frozen=True):
    """The page does not wait for that request any more."""

    number: int


class Fetched(_Message, frozen=True):
    """The response, or why there is none. `mistake`: what the route's handler raised."""

    number: int
    response: ResponseData | None = None
    failure: FailureData | None = None
    mistake: str = ""


class Network(_Message, frozen=True):
    """Something happened to a request that the process answers by itself: of a data: or blob: URL."""

    page: int
    kind: str
    request: RequestData
    response: ResponseData | None = None


# What pages of one origin share.


class Stored(_Message, frozen=True):
    """An item of the local storage of an origin has changed, by the document of that URL. Without a key all are gone;
    without a value this one is. `own`: the host tells the process that it has taken the process's own change."""

    origin: str
    scheme: str
    key: str | None
    value: str | None
    url: str
    own: bool = False


class Broadcast(_Message, frozen=True):
    """A message to the BroadcastChannels of that name."""

    origin: str
    scheme: str
    name: str
    text: str


class OriginData(msgspec.Struct, frozen=True, array_like=True):
    """An origin; the serial number tells opaque ones of one process apart."""

    serialized: str
    scheme: str
    serial: int


class RequestData(msgspec.Struct, frozen=True, array_like=True):
    """See `shim.net.messages.Request`."""

    url: str
    method: str
    headers: list[tuple[str, str]]
    body: bytes | None
    body_is_stream: bool
    mode: Mode
    credentials: Credentials
    redirect: Redirect
    origin: OriginData | None
    referrer: str
    referrer_policy: str
    destination: str
    integrity: str
    blob: tuple[bytes, str] | None
    redirected_from: RequestData | None


class ResponseData(msgspec.Struct, frozen=True, array_like=True):
    """See `shim.net.messages.Response`."""

    request: RequestData
    url: str
    status: int
    status_text: str
    headers: list[tuple[str, str]]
    body: bytes
    type: Literal["basic", "cors", "opaque", "opaqueredirect"]
    redirected: bool


class FailureData(msgspec.Struct, frozen=True, array_like=True):
    """See `shim.net.errors.NetworkError`."""

    url: str
    failure: Failure
    message: str


FromHost: TypeAlias = (
    Start
    | Call
    | Cancel
    | GiveUp
    | Now
    | Pass
    | Ping
    | Answered
    | Deliver
    | Screen
    | Frozen
    | Plug
    | Listen
    | Fetched
    | Stored
    | Broadcast
)
FromPage: TypeAlias = (
    Done
    | Failed
    | AtRest
    | Pong
    | Ask
    | DocumentOpened
    | DocumentRenamed
    | DocumentRemoved
    | Said
    | Heard
    | HeardUntil
    | Frames
    | PageOpened
    | PageClosed
    | Console
    | Uncaught
    | Missing
    | Crashed
    | Fetch
    | Abort
    | Network
    | Stored
    | Broadcast
)


def counts(message: msgspec.Struct) -> bool:
    """True for a message of the host that a process has to take before the time of a manual clock goes on."""
    return not isinstance(message, Start | Ping | Answered)


def looks(message: msgspec.Struct) -> bool:
    """True for a question after which a page is as before."""
    return isinstance(message, Call) and message.name == "ask"


def request_data(request: Request) -> RequestData:
    """A request as it is sent."""
    origin = request.origin
    earlier = request.redirected_from
    return RequestData(
        request.url,
        request.method,
        list(request.headers),
        request.body,
        request.body_is_stream,
        request.mode,
        request.credentials,
        request.redirect,
        OriginData(origin.serialized, origin.scheme, origin.serial) if origin is not None else None,
        request.referrer,
        request.referrer_policy,
        request.destination,
        request.integrity,
        request.blob,
        request_data(earlier) if earlier is not None else None,
    )


def request_of(data: RequestData) -> Request:
    """A request as it came. Raises `ValueError` for one that no page can have made."""
    origin, earlier = data.origin, data.redirected_from
    return Request(
        url=data.url,
        method=data.method,
        headers=Headers(data.headers),
        body=data.body,
        body_is_stream=data.body_is_stream,
        mode=data.mode,
        credentials=data.credentials,
        redirect=data.redirect,
        origin=Origin(origin.serialized, origin.scheme, origin.serial) if origin is not None else None,
        referrer=data.referrer,
        referrer_policy=data.referrer_policy,
        destination=data.destination,
        integrity=data.integrity,
        blob=data.blob,
        redirected_from=request_of(earlier) if earlier is not None else None,
    )


def response_data(response: Response) -> ResponseData:
    """A response as it is sent."""
    return ResponseData(
        request_data(response.request),
        response.url,
        response.status,
        response.status_text,
        list(response.headers),
        response.body,
        response.type,
        response.redirected,
    )


def response_of(data: ResponseData) -> Response:
    """A response as it came."""
    return Response(
        request=request_of(data.request),
        url=data.url,
        status=data.status,
        status_text=data.status_text,
        headers=Headers(data.headers),
        body=data.body,
        type=data.type,
        redirected=data.redirected,
    )


def failure_data(error: NetworkError) -> FailureData:
    """The reason why there is no response, as it is sent."""
    return FailureData(error.url, error.failure, str(error))


def failure_of(data: FailureData) -> NetworkError:
    """The reason as it came."""
    return NetworkError(data.url, data.failure, data.message)
