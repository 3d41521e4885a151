"""Header lists: names compare without case, a name can occur several times, order is kept.

Also which header names a page may not set, and which need no CORS preflight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN_NAMES: Final = re.compile(
    r"accept-(?:charset|encoding)|access-control-request-(?:headers|method)|connection|content-length|cookie2?|date|dnt"
    r"|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(?:proxy|sec)-.*"
)
_METHOD_OVERRIDES: Final = frozenset({"x-http-method", "x-http-method-override", "x-method-override"})
_FORBIDDEN_METHODS: Final = frozenset({"CONNECT", "TRACE", "TRACK"})
_NORMALIZED_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
_UNSAFE_VALUE_BYTES: Final = re.compile(r'[\x00-\x08\x0a-\x1f"():<>?@\[\\\]{}\x7f]')
_SAFE_CONTENT_TYPES: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})


class Headers:
    """An immutable header list. https://fetch.spec.whatwg.org/#concept-header-list

    Values are text with one character per byte (isomorphic decoding), as scripts see them.
    """

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        items = pairs.items() if isinstance(pairs, Mapping) else pairs
        self._pairs = tuple((name, value.strip("\t\n\r ")) for name, value in items)

    def get(self, name: str) -> str | None:
        """All values of `name` joined by a comma and a space, or None."""
        values = self.get_all(name)
        return ", ".join(values) if values else None

    def get_all(self, name: str) -> list[str]:
        name = name.lower()
        return [value for key, value in self._pairs if key.lower() == name]

    def with_(self, name: str, value: str) -> Headers:
        """A copy in which `name` has this one value."""
        return Headers([*self.without(name), (name, value)])

    def without(self, *names: str) -> Headers:
        """A copy in which none of `names` occurs."""
        dropped = {name.lower() for name in names}
        return Headers(pair for pair in self._pairs if pair[0].lower() not in dropped)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and any(key.lower() == name.lower() for key, _ in self._pairs)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._pairs == other._pairs

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __repr__(self) -> str:
        return f"Headers({list(self._pairs)!r})"


def is_token(text: str) -> bool:
    """https://httpwg.org/specs/rfc9110.html#rule.token.separators"""
    return _TOKEN.fullmatch(text) is not None


def normalize_method(method: str) -> str:
    """https://fetch.spec.whatwg.org/#concept-method-normalize

    :raises ValueError: not a method, or one that no page may use.
    """
    if not _TOKEN.fullmatch(method):
        raise ValueError(f"{method!r} is not an HTTP method")
    upper = method.upper()
    if upper in _FORBIDDEN_METHODS:
        raise ValueError(f"the method {upper} is forbidden")
    return upper if upper in _NORMALIZED_METHODS else method


def check_header(name: str, value: str) -> None:
    """:raises ValueError: not a header name, or not a header value. https://fetch.spec.whatwg.org/#header-value"""
    if not _TOKEN.fullmatch(name):
        raise ValueError(f"{name!r} is not a header name")
    if re.search(r"[\0\r\n]|[^\0-\xff]", value):
        raise ValueError(f"the value of the header {name} has a line break, a NUL, or a character above U+00FF")


def is_forbidden_request_header(name: str, value: str = "") -> bool:
    """True when a page may not set this header. https://fetch.spec.whatwg.org/#forbidden-request-header"""
    lower = name.lower()
    if _FORBIDDEN_NAMES.fullmatch(lower):
        return True
    return lower in _METHOD_OVERRIDES and any(
        method.strip().upper() in _FORBIDDEN_METHODS for method in value.split(",")
    )


def is_cors_safelisted(name: str, value: str) -> bool:
    """True when a cross-origin request may carry this header without asking first.

    https://fetch.spec.whatwg.org/#cors-safelisted-request-header
    """
    if len(value) > 128:
        return False
    match name.lower():
        case "accept":
            return not _UNSAFE_VALUE_BYTES.search(value)
        case "accept-language" | "content-language":
            return re.fullmatch(r"[0-9A-Za-z *,\-.;=]*", value) is not None
        case "content-type":
            essence = value.partition(";")[0].strip().lower()
            return not _UNSAFE_VALUE_BYTES.search(value) and essence in _SAFE_CONTENT_TYPES
        case "range":
            return re.fullmatch(r"bytes=[0-9]+-[0-9]*", value) is not None
        case _:
            return False
