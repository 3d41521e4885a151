"""Failures between asking for a URL and having its body.

One exception for every cause, so that the DOM side can turn it into the network error of the Fetch standard, and a
person reads which URL failed, by which rule, and what to do.
"""

from __future__ import annotations

from enum import StrEnum


class Failure(StrEnum):
    """The reason why there is no response."""

    REFUSED = "refused"  # by the access rules of the page
    CORS = "cors"
    REDIRECT = "redirect"
    TIMED_OUT = "timed-out"
    TOO_LARGE = "too-large"
    NOT_FOUND = "not-found"  # a file or blob that does not exist
    INTEGRITY = "integrity"
    BLOCKED = "blocked"  # its type is not what it was asked for
    CONNECTION = "connection"
    ABORTED = "aborted"
    UNSUPPORTED = "unsupported"  # a scheme, port or method that is never fetched


class NetworkError(Exception):
    """A request that ended without a response: its URL, the class of failure, and one line for a person.

    https://fetch.spec.whatwg.org/#concept-network-error
    """

    def __init__(self, url: str, failure: Failure, message: str) -> None:
        super().__init__(message)
        self.url = url
        self.failure = failure


def shorten(url: str) -> str:
    """A URL fit for a message: a data: URL can be megabytes long."""
    return url if len(url) <= 200 else f"{url[:120]}… ({len(url)} characters)"
