"""Messages of the network: `Request`, `Response`, and the events that tell a page's observers about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from . import cors, mime
from .errors import NetworkError
from .headers import Headers, check_header, is_forbidden_request_header, normalize_method
from .url import Origin, parse, scheme

NO_HEADERS: Final = Headers()

Mode = Literal["navigate", "same-origin", "no-cors", "cors"]
Credentials = Literal["omit", "same-origin", "include"]
Redirect = Literal["follow", "error", "manual"]
Tainting = Literal["basic", "cors", "opaque"]
EventKind = Literal["request", "response", "requestfinished", "requestfailed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. https://fetch.spec.whatwg.org/#concept-request

    The defaults are those of an element that loads something (script, media, image); `fetch()` and XMLHttpRequest give
    `mode="cors"` and `credentials="same-origin"`, module scripts too. Header names that pages may not set are dropped.

    :raises ValueError: `url` is not absolute, a method or header no page may send, a body where none belongs.
    """

    url: str
    method: str = "GET"
    headers: Headers = NO_HEADERS
    body: bytes | None = None
    body_is_stream: bool = False  # it is sent once: no redirect sends it again
    mode: Mode = "no-cors"
    credentials: Credentials = "include"
    redirect: Redirect = "follow"
    origin: Origin | None = None  # of the document that asks; None: the caller
    referrer: str = ""  # URL of the document that asks
    referrer_policy: str = ""  # what becomes of it; "" for the default
    destination: str = ""  # "document", "iframe", "script", "audio", "video", "track", ... or "" for fetch()
    integrity: str = ""  # digests of the expected body; a body that has none of them is a network error
    blob: tuple[bytes, str] | None = None  # body and type that a blob: URL had when the request was made
    redirected_from: Request | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", parse(self.url).href)
        object.__setattr__(self, "method", normalize_method(self.method))
        for name, value in self.headers:
            check_header(name, value)
        allowed = [(name, value) for name, value in self.headers if not is_forbidden_request_header(name, value)]
        if len(allowed) != len(self.headers):
            object.__setattr__(self, "headers", Headers(allowed))
        if self.body is not None and self.method in ("GET", "HEAD"):
            raise ValueError(f"a {self.method} request cannot have a body")
        if self.mode == "no-cors" and self.method not in ("GET", "HEAD", "POST"):
            raise ValueError(f"a no-cors request cannot use the method {self.method}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One response with its whole body. https://fetch.spec.whatwg.org/#concept-response

    The host sees everything; what a script may see is `for_script()`.
    """

    request: Request  # the last one of a chain of redirects
    url: str  # that answered, with its fragment; script sees it without
    status: int
    status_text: str
    headers: Headers
    body: bytes
    type: Literal["basic", "cors", "opaque", "opaqueredirect"] = "basic"
    redirected: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status <= 299

    @property
    def mime_type(self) -> mime.MimeType:
        """The type that the headers say, or that the body looks like."""
        return mime.of_response(self.headers, self.body)

    def for_script(self) -> Response:
        """The filtered response. https://fetch.spec.whatwg.org/#concept-filtered-response"""
        if self.type.startswith("opaque"):
            url = self.url if self.type == "opaqueredirect" else ""
            return replace(self, url=url, status=0, status_text="", headers=Headers(), body=b"", redirected=False)
        visible = self.headers.without("set-cookie", "set-cookie2")
        if self.type == "cors":
            visible = cors.exposed(visible, with_credentials=self.request.credentials == "include")
        return replace(self, headers=visible)


class Receiver(Protocol):
    """Receiver of a response whose body is taken as it comes."""

    def begin(self, response: Response) -> None:
        """The response, without its body."""

    def take(self, data: bytes) -> None:
        """The next piece of the body."""


@dataclass(frozen=True, slots=True)
class NetworkEvent:
    """Event of a request; the kinds are Playwright's. Each hop of a chain of redirects is its own request."""

    kind: EventKind
    request: Request
    response: Response | None = None  # for "response" and "requestfinished"
    error: NetworkError | None = None  # for "requestfailed"


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer of one hop, from wherever it came."""

    status: int
    status_text: str
    headers: Headers
    body: bytes
    routed: bool = False


Receive = Callable[[Reply], Callable[[bytes], None] | None]
"""Takes a reply without its body; answers what is to take the body in pieces, or None to have it whole."""


def is_http(url: str) -> bool:
    return scheme(url) in ("http", "https")
