"""A realm with a document and nothing around it, for tests of the bindings: no loading, no network, no session."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import turbohtml

from shim.dom.tree import Tree
from shim.engine.event_loop import EventLoop
from shim.engine.realm import Realm, ScriptError
from shim.engine.timer_operations import TimerOperations
from shim.html.providers import document_providers

Providers = Mapping[type, Callable[[Realm], object]]


class BarePage:
    """Evaluates script against parsed markup; errors and unimplemented names are kept in `errors` and `missing`."""

    def __init__(
        self,
        html: str = "<!doctype html><body></body>",
        extra: Callable[[Tree], Providers] | None = None,
        url: str = "https://example.test/dir/page.html",
    ) -> None:
        self.errors: list[ScriptError] = []
        self.missing: list[str] = []
        self.loop = EventLoop()
        self.tree = Tree(turbohtml.parse(html, scripting=True))
        self.realm = Realm(
            self.loop,
            {TimerOperations: TimerOperations, **document_providers(self.tree), **(extra(self.tree) if extra else {})},
            url=url,
            on_error=self.errors.append,
            on_missing=lambda name, _: self.missing.append(name),
        )

    def run(self, script: str) -> None:
        """Runs a classic script that must not throw."""
        before = len(self.errors)
        self.realm.run_script(script, self.realm.url)
        assert self.errors[before:] == [], self.errors[before].stack or self.errors[before]

    def evaluate(self, expression: str) -> Any:
        """The JSON value of an expression; what it throws comes back as {"thrown": name, "message": ...}."""
        self.run(
            "globalThis.__result = (() => { try { return JSON.stringify({value: (" + expression + "\n)}) }"
            " catch (e) { return JSON.stringify({value: {thrown: e.name, message: e.message}}) } })();"
        )
        return json.loads(self.realm.call("takeResult")).get("value")

    def close(self) -> None:
        self.realm.close()
        self.loop.close()
