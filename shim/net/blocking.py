"""Responses that are not what was asked for, by the type that they say they are.

https://fetch.spec.whatwg.org/#main-fetch step 19
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import mime

if TYPE_CHECKING:
    from .headers import Headers

_SCRIPT_LIKE: Final = frozenset({"audioworklet", "paintworklet", "script", "serviceworker", "sharedworker", "worker"})


def refusal(destination: str, headers: Headers) -> str | None:
    """The reason why a response with these headers is a network error for a destination, or None."""
    found = mime.from_headers(headers)
    essence = found.essence if found is not None else ""
    # https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type?
    if destination in _SCRIPT_LIKE and (essence.startswith(("audio/", "image/", "video/")) or essence == "text/csv"):
        return f"is no script: its type is {essence}"
    # https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff?
    if not _is_nosniff(headers):
        return None
    if destination in _SCRIPT_LIKE and (found is None or not found.is_javascript()):
        return f"is no script: its type is {essence or 'not said'}, and X-Content-Type-Options is nosniff"
    if destination == "style" and essence != "text/css":
        return f"is no style sheet: its type is {essence or 'not said'}, and X-Content-Type-Options is nosniff"
    return None


# https://fetch.spec.whatwg.org/#determine-nosniff
def _is_nosniff(headers: Headers) -> bool:
    return (headers.get("x-content-type-options") or "").split(",")[0].strip().lower() == "nosniff"
