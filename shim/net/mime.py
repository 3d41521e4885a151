"""MIME types: parsing and serializing by the MIME Sniffing standard, types of files by their names, and a look at the
first bytes where a server says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from .headers import Headers

_WHITESPACE: Final = "\t\n\r "
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_QUOTED_VALUE: Final = re.compile(r"[\t\x20-\x7e\x80-\xff]*")

_JAVASCRIPT: Final = frozenset(
    {
        f"{top}/{sub}"
        for top in ("application", "text")
        for sub in ("ecmascript", "javascript", "x-ecmascript", "x-javascript")
    }
    | {f"text/javascript1.{minor}" for minor in range(6)}
    | {"text/jscript", "text/livescript"}
)

_BY_EXTENSION: Final = {
    "aac": "audio/aac",
    "aif": "audio/aiff",
    "aiff": "audio/aiff",
    "avif": "image/avif",
    "css": "text/css",
    "csv": "text/csv",
    "flac": "audio/flac",
    "gif": "image/gif",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wasm": "application/wasm",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "webm": "video/webm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class MimeType:
    """A MIME type record; type, subtype and parameter names in lower case.

    https://mimesniff.spec.whatwg.org/#mime-type-representation
    """

    type: str
    subtype: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def essence(self) -> str:
        return f"{self.type}/{self.subtype}"

    def is_javascript(self) -> bool:
        """https://mimesniff.spec.whatwg.org/#javascript-mime-type"""
        return self.essence in _JAVASCRIPT

    def is_json(self) -> bool:
        """https://mimesniff.spec.whatwg.org/#json-mime-type"""
        return self.subtype.endswith("+json") or self.essence in ("application/json", "text/json")

    def is_xml(self) -> bool:
        """https://mimesniff.spec.whatwg.org/#xml-mime-type"""
        return self.subtype.endswith("+xml") or self.essence in ("text/xml", "application/xml")

    def is_text(self) -> bool:
        """True when the body is text whose encoding a `charset` parameter can name."""
        return self.type == "text" or self.is_javascript() or self.is_json() or self.is_xml()

    def __str__(self) -> str:
        """https://mimesniff.spec.whatwg.org/#serialize-a-mime-type"""
        serialized = self.essence
        for name, value in self.parameters.items():
            if not _TOKEN.fullmatch(value):
                value = '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
            serialized += f";{name}={value}"
        return serialized


def parse(text: str) -> MimeType | None:
    """None when `text` is not a MIME type. https://mimesniff.spec.whatwg.org/#parse-a-mime-type"""
    head, semicolon, rest = text.strip(_WHITESPACE).partition(";")
    top, slash, sub = head.rstrip(_WHITESPACE).partition("/")
    if not slash or not _TOKEN.fullmatch(top) or not _TOKEN.fullmatch(sub):
        return None
    parameters: dict[str, str] = {}
    position = 0
    while semicolon and position < len(rest):
        # Steps 11.2-11.4: the name, up to "=" or ";"
        found = re.compile(r"[\t\n\r ]*([^;=]*)").match(rest, position)
        assert found is not None
        name, position = found[1].lower(), found.end()
        if position >= len(rest):
            break
        if rest[position] == ";":
            position += 1
            continue
        position += 1
        # Steps 11.7-11.9: the value, quoted or not
        if position < len(rest) and rest[position] == '"':
            value, position = quoted_string(rest, position)
            end = rest.find(";", position)
            position = len(rest) if end < 0 else end + 1
        else:
            end = rest.find(";", position)
            end = len(rest) if end < 0 else end
            value, position = rest[position:end].rstrip(_WHITESPACE), end + 1
            if not value:
                continue
        if _TOKEN.fullmatch(name) and _QUOTED_VALUE.fullmatch(value):
            parameters.setdefault(name, value)
    return MimeType(top.lower(), sub.lower(), parameters)


def quoted_string(text: str, position: int) -> tuple[str, int]:
    """The value of the quoted string that opens at `position`, and the place behind it.

    https://fetch.spec.whatwg.org/#collect-an-http-quoted-string
    """
    found = re.compile(r'"((?:[^"\\]|\\.)*)(\\?)"?', re.DOTALL).match(text, position)
    assert found is not None
    return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL) + found[2], found.end()


def from_headers(headers: Headers) -> MimeType | None:
    """The type of Content-Type. https://fetch.spec.whatwg.org/#concept-header-extract-mime-type"""
    return from_value(headers.get("content-type") or "")


def from_value(content_type: str) -> MimeType | None:
    """The type of a Content-Type value; of several values the last valid one."""
    result: MimeType | None = None
    charset: str | None = None
    for value in _split(content_type):
        mime_type = parse(value)
        if mime_type is None or mime_type.essence == "*/*":
            continue
        if result is None or mime_type.essence != result.essence:
            charset = mime_type.parameters.get("charset")
        elif "charset" not in mime_type.parameters and charset is not None:
            mime_type.parameters["charset"] = charset
        result = mime_type
    return result


def _split(value: str) -> list[str]:
    """At the commas that are not inside a quoted string. https://fetch.spec.whatwg.org/#header-value-get-decode-and-split"""
    return [part.strip(_WHITESPACE) for part in re.findall(r'(?:[^",]|"(?:[^"\\]|\\.)*"?)+', value)]


def of_file(name: str) -> str | None:
    """The MIME type that a file's name stands for, or None."""
    return _BY_EXTENSION.get(PurePath(name).suffix[1:].lower())


_HTML_START: Final = re.compile(
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|audio|video|meta)[\s>]"
    rb"|<!--",
    re.IGNORECASE,
)
_SIGNATURES: Final = (
    (re.compile(rb"<\?xml"), "text/xml"),
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF....WEBPVP", re.DOTALL), "image/webp"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wave"),
    (re.compile(rb"FORM....AIF", re.DOTALL), "audio/aiff"),
    (re.compile(rb"OggS\0"), "application/ogg"),
    (re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb]"), "audio/mpeg"),
    (re.compile(rb"fLaC"), "audio/flac"),
    (re.compile(rb"....ftyp", re.DOTALL), "video/mp4"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "video/webm"),
    (re.compile(rb"\0asm"), "application/wasm"),
)
_BINARY_BYTE: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def sniff(body: bytes) -> str:
    """A MIME type from the first bytes, for a body that came without one.

    AD-HOC: the tables of https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type cut down
    to the formats that pages with audio are made of.
    """
    head = body[:1445]
    if _HTML_START.match(head.lstrip(b"\t\n\x0c\r ")):
        return "text/html"
    for signature, mime_type in _SIGNATURES:
        if signature.match(head):
            return mime_type
    if head.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")) or not _BINARY_BYTE.search(head):
        return "text/plain"
    return "application/octet-stream"


def of_response(headers: Headers, body: bytes) -> MimeType:
    """The type to treat a response as: what it says it is, or what its first bytes look like."""
    declared = from_headers(headers)
    if declared is not None:
        return declared
    sniffed = parse(sniff(body))
    assert sniffed is not None
    return sniffed
