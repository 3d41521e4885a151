"""Parameters of one operation, and how it fails."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384, SHA512, HashAlgorithm

_HASHES: Final[dict[str, type[HashAlgorithm]]] = {
    "SHA-1": SHA1,
    "SHA-256": SHA256,
    "SHA-384": SHA384,
    "SHA-512": SHA512,
}
_CURVES: Final[dict[str, type[ec.EllipticCurve]]] = {
    "P-256": ec.SECP256R1,
    "P-384": ec.SECP384R1,
    "P-521": ec.SECP521R1,
}


class CryptoError(Exception):
    """A failed operation: the name of the DOMException, and a message."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Parameters(msgspec.Struct):
    """Parameters of an operation that script gives, beside its buffers. `sizes` are those of the buffers, in bytes.

    `length` is what the algorithm counts: bits of a tag, a counter or a modulus, bytes of a salt or of what is derived.
    """

    algorithm: str
    sizes: list[int]
    hash: str = ""
    curve: str = ""
    length: int = 0
    exponent: int = 0
    iterations: int = 0
    format: str = ""
    kind: str = ""
    jwk: dict[str, Any] = {}

    def hash_algorithm(self) -> HashAlgorithm:
        return _HASHES[self.hash]()

    def elliptic_curve(self) -> ec.EllipticCurve:
        return _CURVES[self.curve]()


def curve_name(curve: ec.EllipticCurve) -> str:
    """The name of a curve in the API, "" for one that it does not have."""
    return next((name for name, kind in _CURVES.items() if isinstance(curve, kind)), "")
