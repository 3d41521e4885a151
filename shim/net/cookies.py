"""The cookies of one browser, with SameSite. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html

Step numbers are those of its storage model and retrieval algorithm.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import count
from typing import Final, Literal

from .url import Origin, is_potentially_trustworthy, parse, same_site

Relation = Literal["same-site", "navigation", "cross-site"]
"""Relation of a request to the site that asks for it: `navigation` is one of the top level from another site."""

MAX_COOKIES: Final = 180
"""Cookies that one host keeps; the ones that were used the longest ago give way."""
_MAX_PAIR: Final = 4096
_MAX_ATTRIBUTE: Final = 1024
_MAX_AGE: Final = 400 * 24 * 3600
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_DELIMITERS: Final = re.compile(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)")
_DAY: Final = re.compile(r"(\d{1,2})(?:\D|$)")
_YEAR: Final = re.compile(r"(\d{2,4})(?:\D|$)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_Key = tuple[str, str, str, bool]
_serial = count()


@dataclass(slots=True, kw_only=True)
class _Cookie:
    """One cookie as the storage model has it; `expires` is in seconds since 1970, infinite for one of the session."""

    name: str
    value: str
    domain: str = ""
    path: str = ""
    host_only: bool = True
    secure: bool = False
    http_only: bool = False
    same_site: str = "default"
    expires: float = float("inf")
    created: int = field(default_factory=lambda: next(_serial))
    used: int = 0

    @property
    def key(self) -> _Key:
        return self.domain, self.path, self.name, self.host_only


class Cookies:
    """The cookies of one browser, kept in memory until it closes.

    `date`: seconds since 1970, now.

    AD-HOC: partitioning is not honoured, and there is no list of public suffixes: only a single label is one.
    """

    def __init__(self, date: Callable[[], float] = time.time) -> None:
        self._date = date
        self._cookies: dict[_Key, _Cookie] = {}

    def header(self, url: str, relation: Relation = "same-site") -> str | None:
        """The value of the Cookie header for a request to `url`, or None."""
        return _serialized(self._matching(url, relation)) or None

    def store(self, url: str, set_cookie: Iterable[str], relation: Relation = "same-site") -> None:
        """Takes over the Set-Cookie headers of a response from `url`."""
        for text in set_cookie:
            self._store(url, text, relation, from_script=False)

    def document_cookie(self, url: str) -> str:
        """The text that a document at `url` reads from `document.cookie`.

        AD-HOC: a document in a frame of another site reads and writes as one at the top level does.
        """
        return _serialized(cookie for cookie in self._matching(url, "same-site") if not cookie.http_only)

    def set_document_cookie(self, url: str, cookie: str) -> None:
        """Stores what a document at `url` assigns to `document.cookie`; HttpOnly cookies cannot be made or changed."""
        self._store(url, cookie, "same-site", from_script=True)

    # https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
    def _store(self, url: str, text: str, relation: Relation, *, from_script: bool) -> None:
        parsed = parse(url)
        host, is_secure = parsed.hostname, is_potentially_trustworthy(url)
        # Steps 1-6: the cookie with its attributes
        cookie = _parse(text, _default_path(parsed.pathname), self._date())
        if cookie is None:
            return
        # Steps 7-11: which hosts get it
        if cookie.domain and _is_single_label(cookie.domain):
            if cookie.domain != host:
                return
            cookie.domain = ""
        if cookie.domain:
            if not _domain_matches(host, cookie.domain):
                return
            cookie.host_only = False
        else:
            cookie.domain = host
        # Steps 13-14: Secure comes from where nobody can change it on the way
        if cookie.secure and not is_secure:
            return
        # Step 15: script makes no HttpOnly cookie
        if from_script and cookie.http_only:
            return
        # Step 16: an insecure site does not put its own in place of a secure one
        if not cookie.secure and not is_secure and self._shadows_secure(cookie):
            return
        # Steps 17-18: another site's response sets cookies that are for other sites, too
        if cookie.same_site != "none" and relation == "cross-site":
            return
        # Step 19: what is for other sites goes encrypted
        if cookie.same_site == "none" and not cookie.secure:
            return
        # Steps 20-21: prefixes that promise something
        if not _keeps_promise(cookie, has_path=_has_root_path(text)):
            return
        # Step 23: one of the same name, domain and path gives way and leaves its time of creation
        old = self._cookies.get(cookie.key)
        if old is not None:
            if from_script and old.http_only:
                return
            cookie = replace(cookie, created=old.created)
        cookie.used = next(_serial)
        # Step 24
        self._cookies[cookie.key] = cookie
        self._remove_excess(cookie.domain)

    def _shadows_secure(self, cookie: _Cookie) -> bool:
        return any(
            old.secure
            and old.name == cookie.name
            and (_domain_matches(old.domain, cookie.domain) or _domain_matches(cookie.domain, old.domain))
            and _path_matches(cookie.path, old.path)
            for old in self._live()
        )

    def _remove_excess(self, domain: str) -> None:
        kept = sorted((c for c in self._live() if c.domain == domain), key=lambda c: c.used)
        for cookie in kept[: max(0, len(kept) - MAX_COOKIES)]:
            del self._cookies[cookie.key]

    def _live(self) -> list[_Cookie]:
        """Every cookie that has not expired; those that have are removed."""
        now = self._date()
        for cookie in [c for c in self._cookies.values() if c.expires <= now]:
            del self._cookies[cookie.key]
        return list(self._cookies.values())

    # https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-retrieval-algorithm
    def _matching(self, url: str, relation: Relation) -> list[_Cookie]:
        if not self._cookies:
            return []
        parsed = parse(url)
        host, path, is_secure = parsed.hostname, parsed.pathname, is_potentially_trustworthy(url)
        allowed = {"same-site": ("none", "default", "lax", "strict"), "navigation": ("none", "default", "lax")}
        # Step 1
        found = [
            cookie
            for cookie in self._live()
            if (host == cookie.domain if cookie.host_only else _domain_matches(host, cookie.domain))
            and _path_matches(path, cookie.path)
            and (is_secure or not cookie.secure)
            and cookie.same_site in allowed.get(relation, ("none",))
        ]
        # Step 2: longer paths first, then older cookies
        found.sort(key=lambda c: (-len(c.path), c.created))
        # Step 3
        for cookie in found:
            cookie.used = next(_serial)
        return found


def relation_to(url: str, initiator: Origin | None, *, is_top_level: bool) -> Relation:
    """The relation of a request to `url` to the site of the document that asks for it; None is the embedder.

    AD-HOC: the sites of the frames above that document, and of earlier redirects, are not looked at.
    """
    if initiator is None or same_site(url, initiator):
        return "same-site"
    return "navigation" if is_top_level else "cross-site"


def _serialized(cookies: Iterable[_Cookie]) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" if cookie.name else cookie.value for cookie in cookies)


# https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2
def _parse(text: str, default_path: str, now: float) -> _Cookie | None:
    # Step 1
    if _CONTROLS.search(text):
        return None
    # Steps 2-5: the pair; without a "=" it is a value
    pair, _, rest = text.partition(";")
    name, equals, value = pair.partition("=")
    name, value = (name.strip(" \t"), value.strip(" \t")) if equals else ("", name.strip(" \t"))
    # Step 6
    if len((name + value).encode()) > _MAX_PAIR or not (name or value):
        return None
    cookie = _Cookie(name=name, value=value, path=default_path)
    max_age: float | None = None
    for key, content in _attributes(rest):
        if key == "expires" and (moment := _parse_date(content)) is not None:
            cookie.expires = min(moment, now + _MAX_AGE)
        elif key == "max-age" and re.fullmatch(r"-?\d+", content, re.ASCII):
            seconds = int(content[:12])
            max_age = float("-inf") if seconds <= 0 else now + min(seconds, _MAX_AGE)
        elif key == "domain":
            cookie.domain = content.removeprefix(".").lower()
        elif key == "path":
            cookie.path = content if content.startswith("/") else default_path
        elif key == "secure":
            cookie.secure = True
        elif key == "httponly":
            cookie.http_only = True
        elif key == "samesite":
            cookie.same_site = content.lower() if content.lower() in ("none", "strict", "lax") else "default"
    if max_age is not None:
        cookie.expires = max_age
    return cookie


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        key, _, content = part.partition("=")
        key, content = key.strip(" \t").lower(), content.strip(" \t")
        if len(content.encode()) <= _MAX_ATTRIBUTE:
            yield key, content


def _has_root_path(text: str) -> bool:
    return [content for key, content in _attributes(text.partition(";")[2]) if key == "path"][-1:] == ["/"]


def _keeps_promise(cookie: _Cookie, *, has_path: bool) -> bool:
    name = (cookie.name or cookie.value).lower()
    if name.startswith("__host-"):
        return bool(cookie.name) and cookie.secure and cookie.host_only and has_path
    return not name.startswith("__secure-") or (bool(cookie.name) and cookie.secure)


# https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-dates
def _parse_date(text: str) -> float | None:
    clock: list[int] | None = None
    day = month = year = None
    # Steps 1-2: tokens, of which the first of each kind counts
    for token in filter(None, _DELIMITERS.split(text)):
        if clock is None and (found := _TIME.match(token)):
            clock = [int(part) for part in found.groups()]
        elif day is None and (found := _DAY.match(token)):
            day = int(found[1])
        elif month is None and token[:3].lower() in _MONTHS:
            month = _MONTHS.index(token[:3].lower()) + 1
        elif year is None and (found := _YEAR.match(token)):
            year = int(found[1])
    if clock is None or day is None or month is None or year is None:
        return None
    # Steps 3-4: years of two digits
    year += 1900 if 70 <= year <= 99 else 2000 if year <= 69 else 0
    # Steps 5-7
    if year < 1601:
        return None
    try:
        return datetime(year, month, day, clock[0], clock[1], clock[2], tzinfo=UTC).timestamp()
    except ValueError:
        return None


# https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-domain-matching
def _domain_matches(host: str, domain: str) -> bool:
    return host == domain or (host.endswith("." + domain) and not _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_single_label(domain: str) -> bool:
    return "." not in domain


# https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-paths-and-path-match
def _default_path(path: str) -> str:
    return path[: path.rindex("/")] or "/" if path.startswith("/") else "/"


def _path_matches(path: str, of_cookie: str) -> bool:
    return path == of_cookie or (
        path.startswith(of_cookie) and (of_cookie.endswith("/") or path[len(of_cookie)] == "/")
    )
