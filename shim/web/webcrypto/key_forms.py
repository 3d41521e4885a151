"""Keys of pairs from their forms in DER. Each is read once."""

# mypy: disable-error-code="type-abstract"

from __future__ import annotations

import functools
from typing import TypeVar

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from .parameters import CryptoError

_Key = TypeVar("_Key")

_INTEGER, _BITS, _BYTES, _SEQUENCE = 0x02, 0x03, 0x04, 0x30
_RSA = bytes.fromhex("06092a864886f70d010101")
"""The identifier of rsaEncryption: keys that are for RSA-PSS alone have another one, and are refused."""


@functools.lru_cache(maxsize=64)
def private_key(der: bytes) -> PrivateKeyTypes:
    """:raises CryptoError: it is not PKCS #8, or of a key that cannot be."""
    if _tags(der)[:3] != [_INTEGER, _SEQUENCE, _BYTES]:
        raise CryptoError("DataError", "The data is not PKCS #8")
    try:
        key = serialization.load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
        if isinstance(key, rsa.RSAPrivateKey):
            check_numbers(key.private_numbers())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CryptoError("DataError", f"The key cannot be read: {error}") from None
    return key


def check_numbers(numbers: rsa.RSAPrivateNumbers) -> None:
    """Looks at whether numbers of a private key belong together, as browsers do.

    OPTIMIZATION: whether they are primes, which `cryptography` looks at too, takes 0.2 s for 2,048 bits.

    :raises ValueError: they do not.
    """
    p, q, d, e = numbers.p, numbers.q, numbers.d, numbers.public_numbers.e
    belong = (
        min(p, q, d) > 1
        and p * q == numbers.public_numbers.n
        and (d * e % (p - 1), d * e % (q - 1)) == (1, 1)
        and (d % (p - 1), d % (q - 1)) == (numbers.dmp1, numbers.dmq1)
        and numbers.iqmp * q % p == 1
    )
    if not belong:
        raise ValueError("the numbers do not belong together")


@functools.lru_cache(maxsize=64)
def public_key(der: bytes) -> PublicKeyTypes:
    """:raises CryptoError: it is not SubjectPublicKeyInfo, or of a key that cannot be."""
    if _tags(der) != [_SEQUENCE, _BITS]:
        raise CryptoError("DataError", "The data is not SubjectPublicKeyInfo")
    try:
        return serialization.load_der_public_key(der)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CryptoError("DataError", f"The key cannot be read: {error}") from None


def _tags(der: bytes) -> list[int]:
    """The tags of what is in the sequence that DER begins with; none for what is not DER."""
    try:
        tag, at, end = _header(der, 0)
        tags = []
        while at < end:
            inner, _, at = _header(der, at)
            tags.append(inner)
    except IndexError:
        return []
    return tags if tag == _SEQUENCE and at == end == len(der) else []


def _header(der: bytes, at: int) -> tuple[int, int, int]:
    """The tag of an element, and where its content begins and ends."""
    tag, size, at = der[at], der[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, at = int.from_bytes(der[at : at + count], "big"), at + count
    return tag, at, at + size


def _of(kind: type[_Key], key: object) -> _Key:
    if not isinstance(key, kind):
        raise CryptoError("DataError", "The key is of another algorithm")
    return key


def private_rsa(der: bytes) -> rsa.RSAPrivateKey:
    if _RSA not in der[:40]:
        raise CryptoError("DataError", "The key is not one of rsaEncryption")
    return _of(rsa.RSAPrivateKey, private_key(der))


def public_rsa(der: bytes) -> rsa.RSAPublicKey:
    if _RSA not in der[:40]:
        raise CryptoError("DataError", "The key is not one of rsaEncryption")
    return _of(rsa.RSAPublicKey, public_key(der))


def elliptic_private(der: bytes) -> ec.EllipticCurvePrivateKey:
    return _of(ec.EllipticCurvePrivateKey, private_key(der))


def elliptic_public(der: bytes) -> ec.EllipticCurvePublicKey:
    return _of(ec.EllipticCurvePublicKey, public_key(der))


def ed25519_private(der: bytes) -> ed25519.Ed25519PrivateKey:
    return _of(ed25519.Ed25519PrivateKey, private_key(der))


def ed25519_public(der: bytes) -> ed25519.Ed25519PublicKey:
    return _of(ed25519.Ed25519PublicKey, public_key(der))


def x25519_private(der: bytes) -> x25519.X25519PrivateKey:
    return _of(x25519.X25519PrivateKey, private_key(der))


def x25519_public(der: bytes) -> x25519.X25519PublicKey:
    return _of(x25519.X25519PublicKey, public_key(der))
