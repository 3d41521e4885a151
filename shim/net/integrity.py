"""Subresource Integrity: whether a body is the one that whoever asked for it expects.

https://w3c.github.io/webappsec-subresource-integrity/
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final

_ALGORITHMS: Final = ("sha256", "sha384", "sha512")
"""From the weakest to the strongest."""


# https://w3c.github.io/webappsec-subresource-integrity/#parse-metadata
def _parse_metadata(metadata: str) -> list[tuple[str, str]]:
    """Algorithms and digests; what is not understood is left out."""
    parsed = []
    for item in metadata.split():
        algorithm, dash, value = item.partition("?")[0].partition("-")
        if dash and algorithm.lower() in _ALGORITHMS:
            parsed.append((algorithm.lower(), value))
    return parsed


# https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist
def matches(body: bytes, metadata: str) -> bool:
    """True when one of the digests of the strongest algorithm is the body's, or when there is none to compare."""
    parsed = _parse_metadata(metadata)
    if not parsed:
        return True
    strongest = max((algorithm for algorithm, _ in parsed), key=_ALGORITHMS.index)
    actual = hashlib.new(strongest, body, usedforsecurity=False).digest()
    return any(_decoded(value) == actual for algorithm, value in parsed if algorithm == strongest)


def _decoded(value: str) -> bytes | None:
    try:
        plain = value.translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)  # its padding may be missing
    except (binascii.Error, ValueError):
        return None
