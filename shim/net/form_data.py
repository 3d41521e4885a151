"""Form bodies: multipart/form-data and application/x-www-form-urlencoded, written and read."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from . import mime
from .encoder import encode

URLENCODED: Final = "application/x-www-form-urlencoded"
_ESCAPES: Final = {"\n": "%0A", "\r": "%0D", '"': "%22"}


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in a form."""

    filename: str
    content_type: str
    data: bytes


_PARAMETERS = re.compile(r';[ \t]*([^\s=;"]+)=(?:"([^"]*)"|([^\s;"]+))')

Entry = tuple[str, str | FilePart]


def encode_multipart(entries: Iterable[Entry], encoding: str = "UTF-8") -> tuple[bytes, str]:
    """The body in a named encoding and its content type, with a boundary that the body does not contain.

    https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
    """
    boundary = f"----form-boundary-{secrets.token_hex(16)}"  # in lower case, as types of blobs are
    body = bytearray()
    for name, value in entries:
        disposition = f'form-data; name="{_escape(_crlf(name))}"'
        if isinstance(value, FilePart):
            disposition += f'; filename="{_escape(value.filename)}"'
            disposition += f"\r\nContent-Type: {value.content_type or 'application/octet-stream'}"
        content = value.data if isinstance(value, FilePart) else encode(_crlf(value), encoding)
        body += b"--%b\r\nContent-Disposition: %b\r\n\r\n%b\r\n" % (
            boundary.encode(),
            encode(disposition, encoding),
            content,
        )
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
    found = next((pair for key, *pair in _PARAMETERS.findall(disposition) if key.lower() == name), None)
    if found is None:
        return None
    text = found[0] or found[1]
    return re.sub("%(0A|0D|22)", lambda match: chr(int(match[1], 16)), text, flags=re.IGNORECASE)


def _escape(text: str) -> str:
    return re.sub('[\n\r"]', lambda match: _ESCAPES[match[0]], text)


def _crlf(text: str) -> str:
    return re.sub(r"\r\n?|\n", "\r\n", text)


def parse_urlencoded(body: str) -> list[tuple[str, str]]:
    """https://url.spec.whatwg.org/#concept-urlencoded-parser"""
    pairs = (pair.replace("+", " ").partition("=") for pair in body.split("&") if pair)
    return [(_percent_decode(name), _percent_decode(value)) for name, _, value in pairs]


def _percent_decode(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8", "replace")
