"""Access to the server: for those who know the token, from pages of an allowed origin."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import web

from .messages import CloseCode, Refused

ANY_ORIGIN = "*"


class Access:
    """The token and the origins. Without `origins`: pages of this machine, also from files."""

    def __init__(self, token: str | None = None, origins: Iterable[str] = ()) -> None:
        if token == "":
            raise ValueError("the token is empty: give one that nobody guesses, or none for a new one")
        self.token = token or secrets.token_urlsafe(16)
        self.dashboard_token = secrets.token_urlsafe(16)
        """Another one: pages know the first, and must not steer the devices of others."""
        self._origins = {_normalized(origin) for origin in origins}

    def check_token(self, request: web.Request) -> None:
        """Raises `Refused` unless the query has the token."""
        if not hmac.compare_digest(request.query.get("token", "").encode(), self.token.encode()):
            raise Refused(CloseCode.BAD_TOKEN, "the token is wrong: use the script tag that the server printed")

    def check_dashboard_token(self, token: str) -> None:
        """Raises `Refused` unless it is the dashboard's."""
        if not hmac.compare_digest(token.encode(errors="replace"), self.dashboard_token.encode()):
            raise Refused(
                CloseCode.BAD_TOKEN, "the token is wrong: use the dashboard's address that the server printed"
            )

    @staticmethod
    def check_own_origin(request: web.Request) -> None:
        """Raises `Refused` for a page that did not come from this server itself. Other clients send no origin."""
        origin = request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2].lower() != request.host.lower():
            raise Refused(CloseCode.BAD_ORIGIN, "only the server's own page may steer its devices")

    def check_origin(self, request: web.Request) -> None:
        """Raises `Refused` for a page of an origin that is not allowed. A client that is not a browser sends none."""
        origin = request.headers.get("Origin")
        if origin is None or ANY_ORIGIN in self._origins or origin in self._origins or is_local(origin):
            return
        reason = f"pages of {origin[:40]} may not connect: start the server with --allow-origin"
        raise Refused(CloseCode.BAD_ORIGIN, reason)


def is_local(origin: str) -> bool:
    """True for an origin of this machine, or an opaque one, as a page from a file has."""
    if origin in ("null", "file://"):
        return True
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _normalized(origin: str) -> str:
    """Raises `ValueError` for a text that is not an origin."""
    if origin in (ANY_ORIGIN, "null"):
        return origin
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError(f"{origin!r} is not an origin: give https://app.example or http://192.0.2.1:8000, or *")
    return f"{parts.scheme}://{parts.netloc}".lower()
