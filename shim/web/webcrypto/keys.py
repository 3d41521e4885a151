"""Pairs of keys: made, and read from and written in the formats that the API has. https://w3c.github.io/webcrypto/#algorithms"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519

from .key_forms import (
    check_numbers,
    ed25519_private,
    ed25519_public,
    elliptic_private,
    elliptic_public,
    private_rsa,
    public_rsa,
    x25519_private,
    x25519_public,
)
from .parameters import CryptoError, Parameters, curve_name

_Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | x25519.X25519PrivateKey
_Public = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | x25519.X25519PublicKey

_LONGEST_MODULUS: Final = 8192
_BASE64: Final = re.compile(r"[\w-]*", re.ASCII)


def generate(parameters: Parameters) -> list[bytes]:
    """The private and the public key of a new pair."""
    private: _Private
    match parameters.algorithm:
        case "ECDSA" | "ECDH":
            private = ec.generate_private_key(parameters.elliptic_curve())
        case "Ed25519":
            private = ed25519.Ed25519PrivateKey.generate()
        case "X25519":
            private = x25519.X25519PrivateKey.generate()
        case _:
            # AD-HOC: RSA keys are generated up to 8,192 bits, which takes seconds already
            if parameters.length > _LONGEST_MODULUS:
                raise CryptoError("OperationError", f"A modulus has {_LONGEST_MODULUS} bits at the most.")
            private = rsa.generate_private_key(parameters.exponent, parameters.length)
    return [_private_form(private), _public_form(private.public_key())]


def import_(parameters: Parameters, data: bytes = b"") -> list[bytes]:
    """The key in its own form, and of RSA the bits of the modulus (4 bytes) and the exponent."""
    key: _Private | _Public
    try:
        match parameters.format:
            case "jwk":
                key = _from_jwk(parameters)
            case "raw":
                key = _from_raw(parameters, data)
            case "pkcs8":
                key = _private(parameters.algorithm, data)
            case _:
                key = _public(parameters.algorithm, data)
    except (ValueError, TypeError, KeyError) as error:
        raise CryptoError("DataError", f"The key cannot be read: {error}") from None
    if isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey):
        _check_curve(parameters, key, data)
    form = _private_form(key) if parameters.kind == "private" else _public_form(key)  # type: ignore[arg-type]
    if isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey):
        public = key.public_key() if isinstance(key, rsa.RSAPrivateKey) else key
        exponent = public.public_numbers().e
        return [form, key.key_size.to_bytes(4, "big"), _shortest(exponent)]
    return [form]


def export(parameters: Parameters, form: bytes) -> list[bytes]:
    """A public key as it is, or the members of a JSON Web Key that hold a key."""
    name = parameters.algorithm
    if parameters.format == "raw":
        return [_raw(_public(name, form))]
    key = _private(name, form) if parameters.kind == "private" else _public(name, form)
    return [json.dumps(_to_jwk(key)).encode()]


def _private(algorithm: str, form: bytes) -> _Private:
    match algorithm:
        case "ECDSA" | "ECDH":
            return elliptic_private(form)
        case "Ed25519":
            return ed25519_private(form)
        case "X25519":
            return x25519_private(form)
    return private_rsa(form)


def _public(algorithm: str, form: bytes) -> _Public:
    match algorithm:
        case "ECDSA" | "ECDH":
            return elliptic_public(form)
        case "Ed25519":
            return ed25519_public(form)
        case "X25519":
            return x25519_public(form)
    return public_rsa(form)


def _private_form(key: _Private) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _public_form(key: _Public) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _raw(key: _Public) -> bytes:
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _check_curve(
    parameters: Parameters, key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey, data: bytes
) -> None:
    """Refuses another curve than the one that was asked for, and compressed points, as implementations may."""
    if curve_name(key.curve) != parameters.curve:
        raise CryptoError("DataError", f"The key is not one of {parameters.curve}")
    if isinstance(key, ec.EllipticCurvePublicKey) and data and not data.endswith(_raw(key)):
        raise CryptoError("DataError", "Compressed points are not supported")


def _from_raw(parameters: Parameters, data: bytes) -> _Public:
    match parameters.algorithm:
        case "Ed25519":
            return ed25519.Ed25519PublicKey.from_public_bytes(data)
        case "X25519":
            return x25519.X25519PublicKey.from_public_bytes(data)
    return ec.EllipticCurvePublicKey.from_encoded_point(parameters.elliptic_curve(), data)


def _decoded(jwk: dict[str, Any], name: str, size: int = 0) -> bytes:
    """A member in base64url, of `size` bytes if that is not 0.

    :raises ValueError: it is not there, or something else.
    """
    text = jwk.get(name)
    if not isinstance(text, str) or _BASE64.fullmatch(text) is None:
        raise ValueError(f"the member {name!r} is missing or not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError(f"the member {name!r} is not base64url") from None
    if size and len(data) != size:
        raise ValueError(f"the member {name!r} does not have {size} bytes")
    return data


def _from_jwk(parameters: Parameters) -> _Private | _Public:
    jwk = parameters.jwk
    kty = {"ECDSA": "EC", "ECDH": "EC", "Ed25519": "OKP", "X25519": "OKP"}.get(parameters.algorithm, "RSA")
    if jwk.get("kty") != kty:
        raise ValueError(f'"kty" is not {kty!r}')
    match kty:
        case "RSA":
            return _rsa_from_jwk(parameters)
        case "EC":
            return _elliptic_from_jwk(parameters)
    if jwk.get("crv") != parameters.algorithm:
        raise ValueError(f'"crv" is not {parameters.algorithm!r}')
    public = _from_raw(parameters, _decoded(jwk, "x", 32))
    if parameters.kind != "private":
        return public
    make = ed25519.Ed25519PrivateKey if parameters.algorithm == "Ed25519" else x25519.X25519PrivateKey
    private = make.from_private_bytes(_decoded(jwk, "d", 32))
    if _raw(private.public_key()) != _raw(public):
        raise ValueError("the public key is not that of the private one")
    return private


def _elliptic_from_jwk(parameters: Parameters) -> _Private | _Public:
    jwk, curve = parameters.jwk, parameters.elliptic_curve()
    if jwk.get("crv") != parameters.curve:
        raise ValueError(f'"crv" is not {parameters.curve!r}')
    size = -(-curve.key_size // 8)
    x, y = (int.from_bytes(_decoded(jwk, name, size), "big") for name in "xy")
    numbers = ec.EllipticCurvePublicNumbers(x, y, curve)
    if parameters.kind != "private":
        return numbers.public_key()
    private = int.from_bytes(_decoded(jwk, "d", size), "big")
    return ec.EllipticCurvePrivateNumbers(private, numbers).private_key()


def _rsa_from_jwk(parameters: Parameters) -> _Private | _Public:
    jwk = parameters.jwk
    n, e = (int.from_bytes(_decoded(jwk, name), "big") for name in "ne")
    numbers = rsa.RSAPublicNumbers(e, n)
    if parameters.kind != "private":
        return numbers.public_key()
    if "oth" in jwk:
        raise CryptoError("NotSupportedError", "Keys of more than two primes are not supported")
    d, p, q, dp, dq, qi = (int.from_bytes(_decoded(jwk, name), "big") for name in ("d", "p", "q", "dp", "dq", "qi"))
    own = rsa.RSAPrivateNumbers(p, q, d, dp, dq, qi, numbers)
    check_numbers(own)
    return own.private_key(unsafe_skip_rsa_key_validation=True)


def _to_jwk(key: _Private | _Public) -> dict[str, str]:
    if isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey):
        return _rsa_to_jwk(key)
    own = (
        key
        if isinstance(key, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | x25519.X25519PrivateKey)
        else None
    )
    raw = _raw(own.public_key() if own is not None else key)  # type: ignore[arg-type]
    if isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey):
        size = -(-key.curve.key_size // 8)
        jwk = {"kty": "EC", "crv": curve_name(key.curve), "x": _text(raw[1 : size + 1]), "y": _text(raw[size + 1 :])}
        if isinstance(key, ec.EllipticCurvePrivateKey):
            jwk["d"] = _text(key.private_numbers().private_value.to_bytes(size, "big"))
        return jwk
    is_signing = isinstance(key, ed25519.Ed25519PrivateKey | ed25519.Ed25519PublicKey)
    jwk = {"kty": "OKP", "crv": "Ed25519" if is_signing else "X25519", "x": _text(raw)}
    if isinstance(key, ed25519.Ed25519PrivateKey | x25519.X25519PrivateKey):
        jwk["d"] = _text(key.private_bytes_raw())
    return jwk


def _rsa_to_jwk(key: rsa.RSAPrivateKey | rsa.RSAPublicKey) -> dict[str, str]:
    public = key.public_key() if isinstance(key, rsa.RSAPrivateKey) else key
    numbers = public.public_numbers()
    members = {"n": numbers.n, "e": numbers.e}
    if isinstance(key, rsa.RSAPrivateKey):
        own = key.private_numbers()
        members |= {"d": own.d, "p": own.p, "q": own.q, "dp": own.dmp1, "dq": own.dmq1, "qi": own.iqmp}
    return {"kty": "RSA", **{name: _text(_shortest(value)) for name, value in members.items()}}


def _shortest(number: int) -> bytes:
    return number.to_bytes(-(-number.bit_length() // 8), "big")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
