"""HMAC and signatures. https://w3c.github.io/webcrypto/#algorithms"""

from __future__ import annotations

import hmac
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from .key_forms import ed25519_private, ed25519_public, elliptic_private, elliptic_public, private_rsa, public_rsa
from .parameters import Parameters

_FIELD: Final = 2**255 - 19
_ORDER_8: Final = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
_SMALL: Final = frozenset((0, 1, _FIELD - 1, _ORDER_8, _FIELD - _ORDER_8))
"""The y coordinates of points of Edwards25519 whose order divides 8."""


def sign(parameters: Parameters, key: bytes, data: bytes) -> list[bytes]:
    match parameters.algorithm:
        case "HMAC":
            return [_mac(parameters, key, data)]
        case "ECDSA":
            private = elliptic_private(key)
            r, s = decode_dss_signature(private.sign(data, ec.ECDSA(parameters.hash_algorithm())))
            size = -(-private.curve.key_size // 8)
            return [r.to_bytes(size, "big") + s.to_bytes(size, "big")]
        case "Ed25519":
            return [ed25519_private(key).sign(data)]
    return [private_rsa(key).sign(data, _padding(parameters), parameters.hash_algorithm())]


def verify(parameters: Parameters, key: bytes, data: bytes, signature: bytes) -> list[bytes]:
    """One byte: 1 if the signature is one of the data."""
    try:
        match parameters.algorithm:
            case "HMAC":
                valid = hmac.compare_digest(_mac(parameters, key, data), signature)
                return [bytes([valid])]
            case "ECDSA":
                _verify_elliptic(parameters, elliptic_public(key), data, signature)
            case "Ed25519":
                public = ed25519_public(key)
                if _has_small_order(public.public_bytes_raw()) or _has_small_order(signature[:32]):
                    raise InvalidSignature
                public.verify(signature, data)
            case _:
                public_rsa(key).verify(signature, data, _padding(parameters), parameters.hash_algorithm())
    except (InvalidSignature, ValueError):
        return [b"\0"]
    return [b"\1"]


def _has_small_order(point: bytes) -> bool:
    """True for a point with which signatures of other data are valid too.

    https://w3c.github.io/webcrypto/#ed25519-operations-verify
    """
    return (int.from_bytes(point, "little") & (2**255 - 1)) % _FIELD in _SMALL


def _mac(parameters: Parameters, key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, parameters.hash_algorithm().name).digest()


def _verify_elliptic(parameters: Parameters, key: ec.EllipticCurvePublicKey, data: bytes, signature: bytes) -> None:
    size = -(-key.curve.key_size // 8)
    if len(signature) != 2 * size:
        raise InvalidSignature
    r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
    key.verify(encode_dss_signature(r, s), data, ec.ECDSA(parameters.hash_algorithm()))


def _padding(parameters: Parameters) -> padding.PKCS1v15 | padding.PSS:
    if parameters.algorithm != "RSA-PSS":
        return padding.PKCS1v15()
    return padding.PSS(padding.MGF1(parameters.hash_algorithm()), parameters.length)
