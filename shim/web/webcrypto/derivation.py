"""Derivation of bits from passwords, from secrets, and from two keys. https://w3c.github.io/webcrypto/#algorithms"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .key_forms import elliptic_private, elliptic_public, x25519_private, x25519_public
from .parameters import CryptoError, Parameters

_MOST_ROUNDS = 20_000_000
"""Rounds of a hash that take about as many seconds as a caller may have patience: nothing can stop them."""


def derive(parameters: Parameters, key: bytes, other: bytes, info: bytes = b"") -> list[bytes]:
    """`other` is the salt, or the public key of the other side."""
    match parameters.algorithm:
        case "ECDH":
            return [elliptic_private(key).exchange(ec.ECDH(), elliptic_public(other))]
        case "X25519":
            return [x25519_private(key).exchange(x25519_public(other))]
    if parameters.length == 0:
        return [b""]
    if parameters.algorithm == "HKDF":
        return [HKDF(parameters.hash_algorithm(), parameters.length, other, info).derive(key)]
    algorithm = parameters.hash_algorithm()
    # AD-HOC: PBKDF2 with more iterations than that fails
    if parameters.iterations * -(-parameters.length // algorithm.digest_size) > _MOST_ROUNDS:
        raise CryptoError(
            "OperationError",
            f"PBKDF2 with {parameters.iterations} iterations for {parameters.length * 8} bits would take too long: "
            f"{_MOST_ROUNDS} rounds of {parameters.hash} are made at the most.",
        )
    name = algorithm.name
    return [hashlib.pbkdf2_hmac(name, key, other, parameters.iterations, parameters.length)]
