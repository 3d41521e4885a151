"""The cookies of one browser, over aiohttp's jar: what goes with a request, and what `document.cookie` shows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.cookies import Morsel

    from aiohttp import CookieJar


class Cookies:
    """Kept in memory until the browser closes.

    AD-HOC: SameSite and partitioning are not honoured; domain, path, Secure and expiry are.
    """

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def header(self, url: str) -> str | None:
        """The value of the Cookie header for a request to `url`, or None."""
        return _join(self._matching(url))

    def store(self, url: str, set_cookie: Iterable[str]) -> None:
        """Take over the Set-Cookie headers of a response from `url`."""
        fields = list(set_cookie)
        if not fields:
            return
        from aiohttp import CookieJar  # OPTIMIZATION: importing aiohttp takes 0.2 s, and most pages need no cookie
        from yarl import URL

        if self._jar is None:
            # unsafe: a server on an IP address may set cookies, as in browsers
            self._jar = CookieJar(unsafe=True, loop=asyncio.get_running_loop())
        self._jar.update_cookies_from_headers(fields, URL(url, encoded=True))

    def document_cookie(self, url: str) -> str:
        """What a document at `url` reads from `document.cookie`."""
        return _join(morsel for morsel in self._matching(url) if not morsel["httponly"]) or ""

    def set_document_cookie(self, url: str, cookie: str) -> None:
        """What a document at `url` does by assigning `document.cookie`; HttpOnly cookies cannot be made or changed."""
        if any(c in cookie for c in "\0\r\n"):
            return
        name, *attributes = cookie.split(";")
        name = name.partition("=")[0].strip()
        if any(attribute.partition("=")[0].strip().lower() == "httponly" for attribute in attributes):
            return
        if any(morsel["httponly"] and morsel.key == name for morsel in self._matching(url)):
            return
        self.store(url, [cookie])

    def _matching(self, url: str) -> list[Morsel[str]]:
        if self._jar is None:
            return []
        from yarl import URL

        return list(self._jar.filter_cookies(URL(url, encoded=True)).values())


def _join(morsels: Iterable[Morsel[str]]) -> str | None:
    return "; ".join(f"{morsel.key}={morsel.value}" for morsel in morsels) or None
