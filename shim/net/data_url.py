"""data: URLs: the bytes and the type they carry."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_to_bytes

from . import base64 as b64
from . import mime
from .url import without_fragment

_DEFAULT_TYPE: Final = "text/plain;charset=US-ASCII"
_BASE64_MARK: Final = re.compile(r";\u0020*base64\Z", re.IGNORECASE)


def decode(url: str) -> tuple[bytes, str]:
    """The body and the serialized MIME type of a data: URL.

    https://fetch.spec.whatwg.org/#data-url-processor

    :raises ValueError: no comma, or a base64 body that is not base64.
    """
    # Steps 2-8: what stands before the comma, what behind it
    declared, comma, encoded = without_fragment(url)[len("data:") :].partition(",")
    if not comma:
        raise ValueError("a data: URL needs a comma between its type and its content")
    declared = declared.strip(" \t\n\f\r")
    body = unquote_to_bytes(encoded)
    # Step 11: a base64 body
    if mark := _BASE64_MARK.search(declared):
        decoded = b64.forgiving_decode(body.decode("latin-1"))
        if decoded is None:
            raise ValueError("the content of the data: URL is not base64")
        body, declared = decoded, declared[: mark.start()]
    # Steps 12-14: the type
    if declared.startswith(";"):
        declared = "text/plain" + declared
    mime_type = mime.parse(declared)
    return body, str(mime_type) if mime_type is not None else _DEFAULT_TYPE
