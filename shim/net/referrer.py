"""Referrer policies: what a request says about the document that makes it.

https://w3c.github.io/webappsec-referrer-policy/
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final

from .url import parse

if TYPE_CHECKING:
    from .headers import Headers
    from .messages import Request

DEFAULT: Final = "strict-origin-when-cross-origin"
POLICIES: Final = frozenset(
    {
        "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
        "origin-when-cross-origin", DEFAULT, "unsafe-url",
    }
)  # fmt: skip
_LEGACY: Final = {
    "never": "no-referrer",
    "default": DEFAULT,
    "always": "unsafe-url",
    "origin-when-crossorigin": "origin-when-cross-origin",
}
_LONGEST: Final = 4096
"""Characters of a referrer; a longer one is cut to its origin."""


def policy_of_headers(headers: Headers) -> str:
    """The policy that Referrer-Policy names, the last one that is known, or "".
    https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header"""
    named = [item.strip().lower() for item in (headers.get("referrer-policy") or "").split(",")]
    return next((policy for policy in reversed(named) if policy in POLICIES), "")


def policy_of_meta(content: str) -> str:
    """The policy that `<meta name="referrer">` names, or "". https://html.spec.whatwg.org/#meta-referrer"""
    value = content.strip("\t\n\f\r ").lower()
    value = _LEGACY.get(value, value)
    return value if value in POLICIES else ""


def policy_of_attribute(value: str | None) -> str:
    """The policy that an element's `referrerpolicy` names, or "".
    https://html.spec.whatwg.org/multipage/urls-and-fetching.html#referrer-policy-attribute"""
    policy = (value or "").lower()
    return policy if policy in POLICIES else ""


def referrer_header(request: Request) -> str | None:
    """The Referer of a request, or None.
    https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer"""
    if not request.referrer.startswith(("http:", "https:")):
        return None
    source, target = parse(request.referrer), parse(request.url)
    origin = f"{source.origin}/"
    is_downgrade = _is_trustworthy(source.protocol, source.hostname) and not _is_trustworthy(
        target.protocol, target.hostname
    )
    is_same_origin = source.origin == target.origin
    source.username = source.password = ""
    del source.hash
    whole = source.href if len(source.href) <= _LONGEST else origin
    match request.referrer_policy or DEFAULT:
        case "no-referrer":
            return None
        case "origin":
            return origin
        case "unsafe-url":
            return whole
        case "strict-origin":
            return None if is_downgrade else origin
        case "same-origin":
            return whole if is_same_origin else None
        case "origin-when-cross-origin":
            return whole if is_same_origin else origin
        case "no-referrer-when-downgrade":
            return None if is_downgrade else whole
    if is_same_origin:
        return whole
    return None if is_downgrade else origin


# https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
def _is_trustworthy(protocol: str, host: str) -> bool:
    if protocol in ("https:", "wss:", "file:"):
        return True
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
