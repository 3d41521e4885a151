"""The host half of `crypto`: digests and randomness."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Final

_DIGESTS: Final = {"SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_QUOTA: Final = 65536


def digest(algorithm: str, data: bytes) -> bytes:
    """`crypto.subtle.digest`; the name compares without case. https://w3c.github.io/webcrypto/#SubtleCrypto-method-digest

    :raises LookupError: no such algorithm; script sees a NotSupportedError.
    """
    name = _DIGESTS.get(algorithm.upper())
    if name is None:
        raise LookupError(f"{algorithm!r} is not one of {', '.join(_DIGESTS)}")
    return hashlib.new(name, data, usedforsecurity=False).digest()


def random_bytes(count: int) -> bytes:
    """`crypto.getRandomValues`. https://w3c.github.io/webcrypto/#Crypto-method-getRandomValues

    :raises ValueError: more than 65536 bytes at once; script sees a QuotaExceededError.
    """
    if not 0 <= count <= _QUOTA:
        raise ValueError(f"{count} random bytes were asked for; {_QUOTA} is the most at once")
    return secrets.token_bytes(count)


def random_uuid() -> str:
    """`crypto.randomUUID`: a version 4 UUID in lower case."""
    return str(uuid.uuid4())
