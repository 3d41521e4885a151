"""Expressions that the embedder evaluates in a document, and their values on the way back."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

from shim.api.values import check_expression, decode_value, encode_value
from shim.clock import waited
from shim.engine.realm import Realm
from shim.errors import EvaluationError

_GONE = "the document was closed, or navigated away"
_CRASHED = "the document has crashed: its scripts had to be stopped again"


class Evaluations:
    """The evaluations of one realm that have not settled."""

    def __init__(self, realm: Realm) -> None:
        self._realm = realm
        self._waiting: dict[int, Callable[[bool, str], None]] = {}
        self._numbers = itertools.count(1)

    def __len__(self) -> int:
        return len(self._waiting)

    async def evaluate(self, expression: str, argument: object = None, *, node: int | None = None) -> Any:
        """See `Frame.evaluate`; a function is called with the element `node` before its argument, if there is one."""
        check_expression(expression)
        return decode_value(json.loads(await self.evaluate_text(expression, encode_value(argument), node)))

    async def evaluate_text(self, expression: str, argument: str, node: int | None = None) -> str:
        """The same with the argument and the value as texts: see `shim.api.values`."""
        realm = self._realm
        done = realm.loop.future()
        # Of an evaluation that was given up the promise may still settle: its number is not used again.
        number = next(self._numbers)

        def settle(fulfilled: bool, text: str) -> None:
            if not done.done():
                realm.loop.clock.woken()
                done.set_result((fulfilled, text))

        self._waiting[number] = settle
        try:
            if realm.closed:
                raise EvaluationError(_CRASHED if realm.crashed else _GONE)
            lines = realm.reserve_lines("(" + expression, "evaluate")
            if realm.call("evaluate", number, expression, argument, lines, node) is None:
                raise EvaluationError("the script was stopped: it ran too long or took too much memory")
            realm.checkpoint()
            if not done.done():
                async with realm.loop.clock.patience(None):
                    await done
            fulfilled, text = done.result()
        except TimeoutError as error:
            raise EvaluationError(f"the promise did not settle {waited(0, error)}") from None
        finally:
            self._waiting.pop(number, None)
        if not fulfilled:
            thrown = json.loads(text)
            raise EvaluationError(thrown["message"], thrown.get("stack", ""))
        return text

    def settle(self, number: int, fulfilled: bool, text: str) -> None:
        """Called by script when an evaluated value has settled."""
        if settle := self._waiting.get(number):
            settle(fulfilled, text)

    def close(self) -> None:
        """The document is gone: evaluations under way fail."""
        for settle in list(self._waiting.values()):
            settle(False, json.dumps({"message": _CRASHED if self._realm.crashed else _GONE}))
