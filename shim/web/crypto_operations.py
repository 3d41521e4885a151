"""Host operations of `crypto`. https://w3c.github.io/webcrypto/"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial

from shim.engine.realm import Realm, dom_exception, from_json, one_of, operation
from shim.net import digest


class CryptoOperations:
    """Host operations of `js/platform/crypto`; bytes cross in the handover."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._turn = asyncio.Lock()
        """Held by the operation that runs: a page that asks for many takes one thread of the host's."""

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
    def crypto(self, name: str, parameters: str) -> str:
        """Runs an operation of SubtleCrypto on the buffers in the handover. Its answer lies there then.

        Returns the sizes of its parts (JSON).
        """
        # OPTIMIZATION: `cryptography` takes 0.07 s to import, and most pages have no use for it
        from .webcrypto import algorithms

        try:
            given = from_json(parameters, algorithms.Parameters)
            answer = algorithms.run(one_of(name, algorithms.OPERATIONS), given, self._realm.take_bytes())
        except algorithms.CryptoError as error:
            raise dom_exception(error.name, str(error)) from None
        self._realm.hand_bytes(b"".join(answer))
        return json.dumps([len(part) for part in answer])

    @operation
    def crypto_later(self, number: int, name: str, parameters: str) -> None:
        """The same in a thread of its own. The answer comes as `$.cryptoDone(number, sizes, error, message)`."""
        from .webcrypto import algorithms

        given = from_json(parameters, algorithms.Parameters)
        run = partial(algorithms.run, one_of(name, algorithms.OPERATIONS), given, self._realm.take_bytes())
        self._realm.loop.spawn(self._run(int(number), run), self._realm)

    async def _run(self, number: int, run: Callable[[], list[bytes]]) -> None:
        from .webcrypto import algorithms

        realm = self._realm
        try:
            async with self._turn:
                answer = await asyncio.to_thread(run)
        except algorithms.CryptoError as error:
            kind, message = error.name, str(error)
            realm.loop.queue_task(lambda: realm.call("cryptoDone", number, None, kind, message), realm)
            return

        def done() -> None:
            realm.hand_bytes(b"".join(answer))
            realm.call("cryptoDone", number, json.dumps([len(part) for part in answer]), "", "")

        realm.loop.queue_task(done, realm)
