"""CORS: when a cross-origin request must ask first, whether a script may read the answer, which headers it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .headers import Headers, is_cors_safelisted, is_token

if TYPE_CHECKING:
    from .messages import Request

_LONGEST_ALLOWANCE: Final = 7200
"""Seconds that an answer of a preflight holds at the most, as in Chromium."""
_SAFELISTED_METHODS: Final = frozenset({"GET", "HEAD", "POST"})
_SAFELISTED_RESPONSE_HEADERS: Final = frozenset(
    {"cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"}
)


def unsafe_header_names(headers: Headers) -> list[str]:
    """Names, sorted and in lower case, that need a preflight. https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names"""
    unsafe = {name.lower() for name, value in headers if not is_cors_safelisted(name, value)}
    safelisted = [(name, value) for name, value in headers if is_cors_safelisted(name, value)]
    if sum(len(value) for _, value in safelisted) > 1024:
        unsafe |= {name.lower() for name, _ in safelisted}
    return sorted(unsafe)


def needs_preflight(request: Request) -> bool:
    return request.method not in _SAFELISTED_METHODS or bool(unsafe_header_names(request.headers))


def preflight_headers(request: Request, origin: str) -> Headers:
    """The headers of the OPTIONS request. https://fetch.spec.whatwg.org/#cors-preflight-fetch"""
    pairs = [("Accept", "*/*"), ("Origin", origin), ("Access-Control-Request-Method", request.method)]
    if names := unsafe_header_names(request.headers):
        pairs.append(("Access-Control-Request-Headers", ",".join(names)))
    return Headers(pairs)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The permission that a preflight's answer gives: methods, names of headers in lower case, and for which time."""

    methods: frozenset[str]
    headers: frozenset[str]
    seconds: int

    def refusal(self, request: Request) -> str | None:
        """The reason why it does not allow the request, or None.
        https://fetch.spec.whatwg.org/#cors-preflight-fetch steps 7.5 to 7.8"""
        wildcard = request.credentials != "include"
        if request.method not in self.methods | _SAFELISTED_METHODS and not (wildcard and "*" in self.methods):
            return f"the method {request.method} is not in Access-Control-Allow-Methods"
        # a wildcard never stands for Authorization
        for name in unsafe_header_names(request.headers):
            if name not in self.headers and not (wildcard and "*" in self.headers and name != "authorization"):
                return f"the header {name} is not in Access-Control-Allow-Headers"
        return None


def read_preflight(request: Request, origin: str, status: int, headers: Headers) -> Allowance | str:
    """The permission that the preflight's answer gives, or the reason why it allows nothing.
    https://fetch.spec.whatwg.org/#cors-preflight-fetch"""
    # Step 7: the answer itself must pass the CORS check and be a success
    if refusal := check(request, origin, headers):
        return refusal
    if not 200 <= status <= 299:
        return f"the preflight was answered with status {status}"
    # Steps 7.1 to 7.3
    methods, names = _items(headers, "access-control-allow-methods"), _items(headers, "access-control-allow-headers")
    for name, items in (("Methods", methods), ("Headers", names)):
        if not all(is_token(item) for item in items):
            return f"Access-Control-Allow-{name} cannot be read: {headers.get('access-control-allow-' + name)!r}"
    age = headers.get("access-control-max-age") or ""
    seconds = min(int(age), _LONGEST_ALLOWANCE) if age.isascii() and age.isdigit() else 0
    return Allowance(frozenset(methods), frozenset(name.lower() for name in names), seconds)


def check(request: Request, origin: str, headers: Headers) -> str | None:
    """The reason why the answer may not be shared with `origin`, or None.
    https://fetch.spec.whatwg.org/#concept-cors-check"""
    allowed = headers.get("access-control-allow-origin")
    if allowed is None:
        return "the response has no Access-Control-Allow-Origin"
    if request.credentials != "include" and allowed == "*":
        return None
    if allowed != origin:
        return f"Access-Control-Allow-Origin is {allowed!r}, not {origin!r}"
    if request.credentials != "include" or headers.get("access-control-allow-credentials") == "true":
        return None
    return "a request with credentials needs Access-Control-Allow-Credentials: true"


def exposed(headers: Headers, *, with_credentials: bool) -> Headers:
    """The headers of a cross-origin answer that a script sees.
    https://fetch.spec.whatwg.org/#concept-filtered-response-cors"""
    names = {name.lower() for name in _items(headers, "access-control-expose-headers")}
    if "*" in names and not with_credentials:
        return headers
    visible = names | _SAFELISTED_RESPONSE_HEADERS
    return Headers((name, value) for name, value in headers if name.lower() in visible)


def _items(headers: Headers, name: str) -> list[str]:
    return [item.strip() for item in (headers.get(name) or "").split(",") if item.strip()]
