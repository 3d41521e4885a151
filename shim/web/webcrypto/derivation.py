"""Derivation of bits from passwords, from secrets, and from two keys. https://w3c.github.io/webcrypto/#algorithms"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .key_forms import elliptic_private, elliptic_public, x25519_private, x25519_public
from .parameters import Parameters


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
    name = parameters.hash_algorithm().name
    return [hashlib.pbkdf2_hmac(name, key, other, parameters.iterations, parameters.length)]
