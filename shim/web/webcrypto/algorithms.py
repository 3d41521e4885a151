"""All operations by name, and the one way into them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .ciphers import decrypt, encrypt
from .derivation import derive
from .keys import export, generate, import_
from .parameters import CryptoError as CryptoError
from .parameters import Parameters as Parameters
from .signatures import sign, verify

OPERATIONS: Final[dict[str, Callable[..., list[bytes]]]] = {
    "encrypt": encrypt,
    "decrypt": decrypt,
    "wrapKey": encrypt,
    "unwrapKey": decrypt,
    "sign": sign,
    "verify": verify,
    "derive": derive,
    "generate": generate,
    "import": import_,
    "export": export,
}


def run(operation: str, parameters: Parameters, data: bytes) -> list[bytes]:
    """The buffers that an operation comes to. `data` holds those that it takes, one after the other.

    :raises CryptoError: it failed, as script sees it.
    """
    parts, at = [], 0
    for size in parameters.sizes:
        parts.append(data[at : at + size])
        at += size
    try:
        return OPERATIONS[operation](parameters, *parts)
    except CryptoError:
        raise
    except Exception as error:  # each algorithm has exceptions of its own
        raise CryptoError("OperationError", f"The operation failed: {error}") from error
