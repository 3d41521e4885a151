"""Names of elements and attributes: namespaces, validity, and the qualified names that turbohtml does not keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from turbohtml import Namespace

from shim.engine.realm import dom_exception
from shim.remembered import remembered

HTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns/"

IN_HTML = Namespace.HTML
"""The member itself: looking it up on the enum costs more than an operation should."""
NAMESPACES = {Namespace.HTML: HTML, Namespace.SVG: SVG, Namespace.MATHML: MATHML}
CODES = {HTML: 0, SVG: 1, MATHML: 2}
"""The numbers of the namespaces in turbohtml's tree factory."""


_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}

_ASCII_UPPER = {lower: upper for upper, lower in _ASCII_LOWER.items()}


def ascii_lower(text: str) -> str:
    """The text with A to Z as a to z and all else as it is. https://infra.spec.whatwg.org/#ascii-lowercase"""
    return text.lower() if text.isascii() else text.translate(_ASCII_LOWER)


def ascii_upper(text: str) -> str:
    """The text with a to z as A to Z and all else as it is. https://infra.spec.whatwg.org/#ascii-uppercase"""
    return text.upper() if text.isascii() else text.translate(_ASCII_UPPER)


@dataclass(frozen=True, slots=True)
class Name:
    """A namespace, a prefix and a local name. https://dom.spec.whatwg.org/#concept-element-qualified-name"""

    namespace: str | None
    prefix: str | None
    local: str

    @property
    def qualified(self) -> str:
        return f"{self.prefix}:{self.local}" if self.prefix else self.local


# https://html.spec.whatwg.org/#adjust-foreign-attributes
FOREIGN_ATTRIBUTES = {
    **{f"xlink:{n}": Name(XLINK, "xlink", n) for n in ("actuate", "arcrole", "href", "role", "show", "title", "type")},
    "xml:lang": Name(XML, "xml", "lang"),
    "xml:space": Name(XML, "xml", "space"),
    "xmlns": Name(XMLNS, None, "xmlns"),
    "xmlns:xlink": Name(XMLNS, "xmlns", "xlink"),
}

# https://dom.spec.whatwg.org/#valid-element-local-name and #valid-attribute-local-name
# OPTIMIZATION: [^\x00-\x7f] is compiled in a tenth of the time of [\x80-\U0010ffff], which is 5 ms of each start.
_ELEMENT = re.compile(r"(?:[A-Za-z][^\t\n\f\r \0/>]*|(?:[:_]|[^\x00-\x7f])(?:[A-Za-z0-9\-.:_]|[^\x00-\x7f])*)\Z")
_ATTRIBUTE = re.compile(r"[^\t\n\f\r \0/=>]+\Z")
_PREFIX = re.compile(r"[^\t\n\f\r \0/>]+\Z")
_CUSTOM = re.compile(r"[a-z][^A-Z\0\t\n\f\r />]*\Z")
_RESERVED = frozenset(
    ["annotation-xml", "color-profile", "font-face", "font-face-src", "font-face-uri", "font-face-format",
     "font-face-name", "missing-glyph"]
)  # fmt: skip
_DOCTYPE = re.compile(r"[^\t\n\f\r \0>]*\Z")


# https://www.w3.org/TR/xml/#NT-Name
_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)


@cache
def _xml_name() -> re.Pattern[str]:
    return re.compile(f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*\\Z")


def is_xml_name(name: str) -> bool:
    """True for a Name of XML, as the target of a processing instruction is."""
    return _xml_name().match(name) is not None


@remembered(1024)
def is_element_name(name: str) -> bool:
    return _ELEMENT.match(name) is not None


@remembered(1024)
def is_attribute_name(name: str) -> bool:
    return _ATTRIBUTE.match(name) is not None


# https://html.spec.whatwg.org/#valid-custom-element-name
def is_custom_name(name: str) -> bool:
    """True for the name of an element that can be a custom element."""
    return "-" in name and name not in _RESERVED and _CUSTOM.match(name) is not None


def is_doctype_name(name: str) -> bool:
    return _DOCTYPE.match(name) is not None


def validate(namespace: str | None, qualified: str, *, attribute: bool) -> Name:
    """https://dom.spec.whatwg.org/#validate-and-extract"""
    namespace = namespace or None
    prefix: str | None = None
    local = qualified
    if ":" in qualified:
        prefix, local = qualified.split(":", 1)
        if not _PREFIX.match(prefix):
            raise dom_exception("InvalidCharacterError", f"'{qualified}' is not a valid qualified name.")
    if not (is_attribute_name if attribute else is_element_name)(local):
        raise dom_exception("InvalidCharacterError", f"'{qualified}' is not a valid qualified name.")
    wrong = (
        (prefix is not None and namespace is None)
        or (prefix == "xml" and namespace != XML)
        or ("xmlns" in (qualified, prefix)) != (namespace == XMLNS)
    )
    if wrong:
        raise dom_exception("NamespaceError", f"'{qualified}' does not fit the namespace '{namespace or ''}'.")
    return Name(namespace, prefix, local)
