"""Domains in their ASCII form, checked as browsers check them.

ada-url maps what is outside of ASCII, and takes labels that begin with `xn--` for granted. ICU, from which browsers
have their Unicode tables, says whether such a label is one that mapping could have made.
"""

from __future__ import annotations

import functools

from shim.lazy import icu
from shim.remembered import remembered


@remembered(256)
def is_valid(domain: str) -> bool:
    """True for an ASCII domain whose labels in Punycode are valid, without VerifyDnsLength and CheckHyphens.

    https://url.spec.whatwg.org/#concept-domain-to-ascii
    """
    info = icu.IDNAInfo()
    _idna().nameToASCII(domain, info)
    return info.errors() & ~_ignored() == 0


@functools.cache
def _idna() -> icu.IDNA:
    flags = icu.IDNA.CHECK_BIDI | icu.IDNA.CHECK_CONTEXTJ
    return icu.IDNA(flags | icu.IDNA.CHECK_NONTRANSITIONAL_TO_ASCII | icu.IDNA.CHECK_NONTRANSITIONAL_TO_UNICODE)


@functools.cache
def _ignored() -> int:
    """The errors of VerifyDnsLength and of CheckHyphens, which ICU always looks for."""
    info = icu.IDNAInfo
    lengths = info.ERROR_EMPTY_LABEL | info.ERROR_LABEL_TOO_LONG | info.ERROR_DOMAIN_NAME_TOO_LONG
    hyphens = info.ERROR_LEADING_HYPHEN | info.ERROR_TRAILING_HYPHEN | info.ERROR_HYPHEN_3_4
    return int(lengths | hyphens)
