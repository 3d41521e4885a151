"""Host operations of `crypto`. https://w3c.github.io/webcrypto/"""

from __future__ import annotations

import hashlib
import hmac

from shim.engine.realm import Realm, dom_exception, operation
from shim.net import digest


class CryptoOperations:
    """Host operations of `js/platform/crypto`; bytes cross in the handover."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._message = b""

    @operation
    def random_bytes(self, count: int) -> None:
        try:
            self._realm.hand_bytes(digest.random_bytes(int(count)))
        except ValueError as error:
            raise dom_exception("QuotaExceededError", str(error)) from None

    @operation
    def random_uuid(self) -> str:
        return digest.random_uuid()

    @operation
    def digest(self, algorithm: str) -> None:
        try:
            result = digest.digest(algorithm, self._realm.take_bytes())
        except LookupError:
            raise dom_exception("NotSupportedError", f"Unrecognized digest algorithm: {algorithm}") from None
        self._realm.hand_bytes(result)

    @operation
    def hold_message(self) -> None:
        """Keeps the bytes in the handover as the message of the next `hmac`, whose key then lies there."""
        self._message = self._realm.take_bytes()

    @operation
    def hmac(self, algorithm: str) -> None:
        """The key lies in the handover. https://w3c.github.io/webcrypto/#hmac-operations-sign"""
        message, self._message = self._message, b""
        name = algorithm.upper().replace("-", "")
        if name not in ("SHA1", "SHA256", "SHA384", "SHA512"):
            raise dom_exception("NotSupportedError", f"Unrecognized hash algorithm: {algorithm}")
        self._realm.hand_bytes(hmac.new(self._realm.take_bytes(), message, getattr(hashlib, name.lower())).digest())
