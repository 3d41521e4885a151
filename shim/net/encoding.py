"""The encoding of the bytes of a document or a script, and their text.

The decoders are turbohtml's: the Encoding standard's own tables, registered by `turbohtml.detect` as codecs named
`whatwg-NAME`. Python's codecs of the same names differ from them.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import turbohtml
import turbohtml.detect  # registers the whatwg-* codecs
from webencodings.labels import LABELS

from shim.remembered import remembered, remembered_by_size

from . import mime
from .headers import Headers
from .url import scheme

SHARED_SCRIPTS: Final = range(16 * 1024, 1024**2)
"""Sizes of scripts that one page after another may load, and which are worth to be remembered."""
_MARKS: Final = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_BE, "UTF-16BE"), (codecs.BOM_UTF16_LE, "UTF-16LE"))
# The names of encodings are in the standard's case, those of the table of labels in lower case.
_LOWER_CASE: Final = frozenset({"gb18030", "macintosh", "replacement", "x-mac-cyrillic", "x-user-defined"})
_MIXED_CASE: Final = {"big5": "Big5", "shift_jis": "Shift_JIS"}
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([^\s"'/>;]+)""", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(rb"""<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def encoding_of_label(label: str) -> str | None:
    """The name of the encoding that `label` stands for, or None. https://encoding.spec.whatwg.org/#concept-encoding-get"""
    label = label.strip("\t\n\f\r ")
    name = LABELS.get(label.lower()) if label.isascii() else None
    if name is None or name in _LOWER_CASE or name.startswith("windows-"):
        return name
    return _MIXED_CASE.get(name) or name.upper()


def encoding_of_mark(data: bytes) -> str | None:
    """https://encoding.spec.whatwg.org/#bom-sniff"""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode_without_mark(data: bytes, encoding: str) -> str:
    """The text of `data` in a named encoding, malformed parts replaced; a byte order mark stays in it."""
    if encoding == "replacement":  # https://encoding.spec.whatwg.org/#replacement-decoder
        return "\ufffd" if data else ""
    return data.decode(f"whatwg-{encoding}")


def decode(data: bytes, encoding: str) -> str:
    """The text of `data`; a byte order mark outranks `encoding` and is dropped. https://encoding.spec.whatwg.org/#decode"""
    encoding = encoding_of_mark(data) or encoding
    return decode_without_mark(data, encoding).removeprefix("\ufeff")


def encoding_of_headers(headers: Headers) -> str | None:
    """The encoding that Content-Type names, or None."""
    return _encoding_of_type(headers.get("content-type") or "")


@remembered(256)
def _encoding_of_type(content_type: str) -> str | None:
    mime_type = mime.from_value(content_type)
    label = mime_type.parameters.get("charset") if mime_type is not None else None
    return encoding_of_label(label) if label else None


def document_encoding(body: bytes, headers: Headers, url: str, inherited: str | None = None) -> str | None:
    """The encoding to give `turbohtml.parse(body, encoding=...)` for an HTML document loaded from `url`.

    None leaves the choice to the parser, which looks for a byte order mark and a `<meta>`; its `Document.encoding` has
    the answer. The parser would also try UTF-8 before windows-1252; as in browsers that is for files only, so a
    document from elsewhere that declares nothing is windows-1252, or has the encoding of the document around it, which
    is `inherited` if that has the same origin.

    https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
    """
    if encoding_of_mark(body) is not None:
        return None
    declared = encoding_of_headers(headers)
    if declared is None and inherited is not None:
        named = [encoding_of_label(label.decode("latin-1")) for label in _CHARSET.findall(body[:1024])]
        if not any(named):
            return inherited
    if declared is not None or scheme(url) == "file" or body.isascii():
        return declared
    # An invalid byte at the end defeats the parser's guess at UTF-8 and leaves its search for a <meta> alone.
    guess = turbohtml.parse(body + b"\n\xff", positions=False).encoding
    return guess if guess == "windows-1252" else None


def xml_encoding(body: bytes, headers: Headers) -> str:
    """The encoding of an XML document: by its byte order mark, Content-Type, XML declaration, or else UTF-8.

    https://www.w3.org/TR/xml/#sec-guessing
    """
    declared = _XML_DECLARATION.match(body)
    named = encoding_of_label(declared[1].decode("ascii")) if declared is not None else None
    return encoding_of_mark(body) or encoding_of_headers(headers) or named or "UTF-8"


def decode_xml(body: bytes, headers: Headers) -> str:
    """The text of an XML document in its encoding."""
    return decode(body, xml_encoding(body, headers))


# OPTIMIZATION: a body that is the same object gives a text that is, about which other things are remembered.
_decode_again = remembered_by_size(16_000_000)(decode)


def decode_script(body: bytes, headers: Headers, fallback: str = "UTF-8") -> str:
    """The text of a classic script; `fallback` is its `charset` attribute's encoding or the document's.

    https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-classic-script
    """
    encoding = encoding_of_headers(headers) or fallback
    return _decode_again(body, encoding) if len(body) in SHARED_SCRIPTS else decode(body, encoding)
