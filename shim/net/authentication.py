"""Basic authentication: the credentials of URLs, and what of them holds for other URLs of a server.

https://fetch.spec.whatwg.org/#authentication-entries
https://www.rfc-editor.org/rfc/rfc7617
"""

from __future__ import annotations

import base64
import re
from typing import Final
from urllib.parse import unquote

from .headers import Headers
from .url import parse

_BASIC: Final = re.compile(r"(?:^|,)\s*basic(?=[\s,]|$)(.*)", re.IGNORECASE | re.DOTALL)
_REALM: Final = re.compile(r'\brealm\s*=\s*(?:"([^"]*)"|([^\s,"]+))', re.IGNORECASE)


def without_credentials(url: str) -> str:
    """The URL that a server is asked for: no user name and no password."""
    parsed = parse(url)
    if parsed.username or parsed.password:
        parsed.username = parsed.password = ""
    return parsed.href


def credentials_of(url: str) -> str | None:
    """The value of `Authorization` for the user name and the password of a URL, None when it has neither."""
    parsed = parse(url)
    if not parsed.username and not parsed.password:
        return None
    plain = f"{unquote(parsed.username)}:{unquote(parsed.password)}"
    return "Basic " + base64.b64encode(plain.encode()).decode("ascii")


def realm_of(headers: Headers) -> str | None:
    """The realm of the first challenge for Basic authentication, None without one."""
    challenge = _BASIC.search(headers.get("www-authenticate") or "")
    if challenge is None:
        return None
    realm = _REALM.search(challenge[1])
    return "" if realm is None else realm[1] or realm[2] or ""


class Logins:
    """The credentials that servers of one browser have asked for, by origin and realm."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._folders: dict[tuple[str, str], str] = {}
        """The credentials for an origin and the path of a folder: they are sent without being asked for."""

    def add(self, url: str, realm: str, value: str) -> None:
        """A server has been given these credentials."""
        parsed = parse(url)
        self._known[parsed.origin, realm] = value
        self._folders[parsed.origin, _folder(parsed.pathname)] = value

    def for_realm(self, url: str, realm: str) -> str | None:
        """The credentials that the server of a URL was last given for a realm."""
        return self._known.get((parse(url).origin, realm))

    def for_url(self, url: str) -> str | None:
        """The credentials that a URL gets without asking for them: those of a folder around it."""
        if not self._folders:
            return None
        parsed = parse(url)
        folder = _folder(parsed.pathname)
        while True:
            if (found := self._folders.get((parsed.origin, folder))) is not None or folder == "/":
                return found
            folder = _folder(folder[:-1])


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1] or "/"
