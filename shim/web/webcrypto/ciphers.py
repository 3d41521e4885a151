"""AES and RSA-OAEP. https://w3c.github.io/webcrypto/#algorithms"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import keywrap
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from .key_forms import private_rsa, public_rsa
from .parameters import CryptoError, Parameters

_BLOCK = 16
_TAG_LENGTHS = (32, 64, 96, 104, 112, 120, 128)


def encrypt(parameters: Parameters, key: bytes, data: bytes, start: bytes = b"", more: bytes = b"") -> list[bytes]:
    """`start` is the IV, the counter or the label; `more` is the additional data of AES-GCM."""
    match parameters.algorithm:
        case "AES-KW":
            return [keywrap.aes_key_wrap(key, data)]
        case "RSA-OAEP":
            return [public_rsa(key).encrypt(data, _oaep(parameters, start))]
        case "AES-CBC":
            padder = PKCS7(_BLOCK * 8).padder()
            encryptor = Cipher(algorithms.AES(key), modes.CBC(_initial(start))).encryptor()
            return [encryptor.update(padder.update(data) + padder.finalize()) + encryptor.finalize()]
        case "AES-CTR":
            return [_counted(parameters, key, data, start)]
    gcm = Cipher(algorithms.AES(key), modes.GCM(start)).encryptor()
    gcm.authenticate_additional_data(more)
    encrypted = gcm.update(data) + gcm.finalize()
    return [encrypted + gcm.tag[: _tag_size(parameters)]]


def decrypt(parameters: Parameters, key: bytes, data: bytes, start: bytes = b"", more: bytes = b"") -> list[bytes]:
    """The opposite of `encrypt`, with the same parameters."""
    match parameters.algorithm:
        case "AES-KW":
            return [keywrap.aes_key_unwrap(key, data)]
        case "RSA-OAEP":
            return [private_rsa(key).decrypt(data, _oaep(parameters, start))]
        case "AES-CBC":
            decryptor = Cipher(algorithms.AES(key), modes.CBC(_initial(start))).decryptor()
            unpadder = PKCS7(_BLOCK * 8).unpadder()
            return [unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()]
        case "AES-CTR":
            return [_counted(parameters, key, data, start)]
    size = _tag_size(parameters)
    if len(data) < size:
        raise CryptoError("OperationError", "The provided data is too small")
    gcm = Cipher(algorithms.AES(key), modes.GCM(start, data[-size:], min_tag_length=size)).decryptor()
    gcm.authenticate_additional_data(more)
    try:
        return [gcm.update(data[:-size]) + gcm.finalize()]
    except InvalidTag:
        raise CryptoError("OperationError", "The data was not encrypted with this key") from None


def _initial(vector: bytes) -> bytes:
    if len(vector) != _BLOCK:
        raise CryptoError("OperationError", "The initialization vector must be 16 bytes")
    return vector


def _tag_size(parameters: Parameters) -> int:
    if parameters.length not in _TAG_LENGTHS:
        raise CryptoError("OperationError", f"A tag cannot have {parameters.length} bits")
    return parameters.length // 8


def _counted(parameters: Parameters, key: bytes, data: bytes, start: bytes) -> bytes:
    """AES in counter mode, where only the last bits of the block count, and the rest stays what it is.

    https://w3c.github.io/webcrypto/#aes-ctr-operations-encrypt
    """
    if len(start) != _BLOCK or not 1 <= parameters.length <= _BLOCK * 8:
        raise CryptoError("OperationError", "The counter must be 16 bytes, and its length 1 to 128 bits")
    counter, period = int.from_bytes(start, "big"), 1 << parameters.length
    if -(-len(data) // _BLOCK) > period:
        raise CryptoError("OperationError", "The counter would come to the same value again")
    until_zero = (period - counter % period) * _BLOCK
    text = _run(key, start, data[:until_zero])
    if len(data) <= until_zero:
        return text
    return text + _run(key, (counter - counter % period).to_bytes(_BLOCK, "big"), data[until_zero:])


def _run(key: bytes, start: bytes, data: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CTR(start)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _oaep(parameters: Parameters, label: bytes) -> padding.OAEP:
    return padding.OAEP(padding.MGF1(parameters.hash_algorithm()), parameters.hash_algorithm(), label or None)
