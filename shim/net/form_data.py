"""Form bodies: multipart/form-data and application/x-www-form-urlencoded, written and read."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from ada_url import URLSearchParams

from . import mime

URLENCODED: Final = "application/x-www-form-urlencoded"
_ESCAPES: Final = {"\n": "%0A", "\r": "%0D", '"': "%22"}


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in a form."""

    filename: str
    content_type: str
    data: bytes


Entry = tuple[str, str | FilePart]


def encode_multipart(entries: Iterable[Entry]) -> tuple[bytes, str]:
    """The body and its content type, with a boundary that the body does not contain.

    https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
    """
    boundary = f"----FormBoundary{secrets.token_hex(16)}"
    body = bytearray()
    for name, value in entries:
        disposition = f'form-data; name="{_escape(_crlf(name))}"'
        if isinstance(value, FilePart):
            disposition += f'; filename="{_escape(value.filename)}"'
            disposition += f"\r\nContent-Type: {value.content_type or 'application/octet-stream'}"
        content = value.data if isinstance(value, FilePart) else _crlf(value).encode()
        body += f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode() + content + b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return bytes(body), f"multipart/form-data; boundary={boundary}"


def parse_multipart(body: bytes, content_type: str) -> list[Entry]:
    """The entries of a body. https://fetch.spec.whatwg.org/#concept-body-consume-body

    :raises ValueError: another type, no boundary, or a malformed body; script sees a TypeError.
    """
    mime_type = mime.parse(content_type)
    if mime_type is None or mime_type.essence != "multipart/form-data" or not mime_type.parameters.get("boundary"):
        raise ValueError(f"{content_type!r} is not multipart/form-data with a boundary")
    delimiter = b"--" + mime_type.parameters["boundary"].encode("latin-1")
    # Whatever stands before the first delimiter is ignored; each later one follows a line break.
    _, *parts = (b"\r\n" + body).split(b"\r\n" + delimiter)
    if not parts or not parts[-1].startswith(b"--"):
        raise ValueError("the multipart body does not end with its closing delimiter")
    return [_parse_part(part) for part in parts[:-1]]


def _parse_part(part: bytes) -> Entry:
    padding, _, rest = part.partition(b"\r\n")
    head, separator, content = rest.partition(b"\r\n\r\n")
    if padding.strip(b" \t") or not separator:
        raise ValueError("a part of the multipart body has no end of its headers")
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    field = _parameter(disposition, "name")
    if not disposition.lower().startswith("form-data") or field is None:
        raise ValueError("a part of the multipart body has no name")
    filename = _parameter(disposition, "filename")
    if filename is None:
        return field, content.decode("utf-8", "replace")
    return field, FilePart(filename, headers.get("content-type", "text/plain"), content)


def _parameter(disposition: str, name: str) -> str | None:
    found = re.search(rf';[ \t]*{name}="([^"]*)"', disposition, re.IGNORECASE)
    if found is None:
        return None
    return re.sub("%(0A|0D|22)", lambda match: chr(int(match[1], 16)), found[1], flags=re.IGNORECASE)


def _escape(text: str) -> str:
    return re.sub('[\n\r"]', lambda match: _ESCAPES[match[0]], text)


def _crlf(text: str) -> str:
    return re.sub(r"\r\n?|\n", "\r\n", text)


def encode_urlencoded(entries: Iterable[Entry]) -> str:
    """https://url.spec.whatwg.org/#concept-urlencoded-serializer; of a file only its name is sent."""
    params = URLSearchParams("")
    for name, value in entries:
        params.append(name, value.filename if isinstance(value, FilePart) else value)
    return str(params)


def parse_urlencoded(body: str) -> list[tuple[str, str]]:
    """https://url.spec.whatwg.org/#concept-urlencoded-parser"""
    pairs = (pair.replace("+", " ").partition("=") for pair in body.split("&") if pair)
    return [(_percent_decode(name), _percent_decode(value)) for name, _, value in pairs]


def _percent_decode(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8", "replace")
