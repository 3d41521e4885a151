"""Errors of media: the one that a page reads on an element, and the exceptions that lead to it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


class MediaErrorCode(IntEnum):
    """https://html.spec.whatwg.org/multipage/media.html#error-codes"""

    ABORTED = 1
    NETWORK = 2
    DECODE = 3
    SRC_NOT_SUPPORTED = 4


@dataclass(frozen=True, slots=True)
class MediaError:
    """https://html.spec.whatwg.org/multipage/media.html#mediaerror"""

    code: MediaErrorCode
    message: str


class UnusableMediaError(Exception):
    """Bytes that cannot be played. `error` is what the element's `error` attribute becomes."""

    def __init__(self, code: MediaErrorCode, message: str) -> None:
        super().__init__(message)
        self.error = MediaError(code, message)


class MediaFetchError(Exception):
    """Raised by an element's host when a media resource cannot be fetched; the message says why (status, DNS, ...)."""


class MediaDOMException(Exception):
    """A DOMException to be thrown at the script whose call or assignment it answers."""

    def __init__(self, name: Literal["IndexSizeError", "NotSupportedError"], message: str) -> None:
        super().__init__(message)
        self.name = name
