"""The cookies of one browser, over aiohttp's jar: what goes with a request, and what `document.cookie` shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiohttp import CookieJar


class Cookies:
    """Kept in memory until the browser closes.

    AD-HOC: SameSite and partitioning are not honoured; domain, path, Secure and expiry are.
    """

    def __init__(self) -> None:
        # aiohttp's jar does not say which of the cookies it returns are HttpOnly: those have a jar of their own.
        self._visible: CookieJar | None = None
        self._http_only: CookieJar | None = None

    def header(self, url: str) -> str | None:
        """The value of the Cookie header for a request to `url`, or None."""
        return "; ".join([*_matching(self._visible, url), *_matching(self._http_only, url)]) or None

    def store(self, url: str, set_cookie: Iterable[str]) -> None:
        """Take over the Set-Cookie headers of a response from `url`."""
        for field in set_cookie:
            if self._visible is None or self._http_only is None:
                from aiohttp import CookieJar  # OPTIMIZATION: aiohttp takes 0.2 s to import; most pages need no cookie

                # unsafe: a server on an IP address may set cookies, as in browsers
                self._visible, self._http_only = CookieJar(unsafe=True), CookieJar(unsafe=True)
            jars = self._visible, self._http_only
            kept, other = reversed(jars) if _is_http_only(field) else jars
            _update(kept, url, field)
            _update(other, url, f"{field}; Max-Age=0")  # a cookie replaces one of the same name in either jar

    def document_cookie(self, url: str) -> str:
        """The value of `document.cookie` for a document at `url`."""
        return "; ".join(_matching(self._visible, url))

    def set_document_cookie(self, url: str, cookie: str) -> None:
        """Assigns `document.cookie` of a document at `url`; HttpOnly cookies cannot be made or changed."""
        if any(c in cookie for c in "\0\r\n") or _is_http_only(cookie):
            return
        name = cookie.partition(";")[0].partition("=")[0].strip()
        if not any(pair.startswith(f"{name}=") for pair in _matching(self._http_only, url)):
            self.store(url, [cookie])


def _is_http_only(field: str) -> bool:
    return any(part.partition("=")[0].strip().lower() == "httponly" for part in field.split(";")[1:])


def _update(jar: CookieJar, url: str, field: str) -> None:
    from yarl import URL

    jar.update_cookies_from_headers([field], URL(url, encoded=True))


def _matching(jar: CookieJar | None, url: str) -> list[str]:
    if jar is None:
        return []
    from yarl import URL

    return [f"{morsel.key}={morsel.value}" for morsel in jar.filter_cookies(URL(url, encoded=True)).values()]
