"""Host operation of `console`: hands a page's messages to the embedder."""

from __future__ import annotations

from shim.engine.realm import Realm, operation

from .context import ConsoleMessage, Level, WebContext

_LEVELS: dict[str, Level] = {
    "assert": "error",
    "error": "error",
    "exception": "error",
    "warn": "warn",
    "debug": "debug",
    "info": "info",
    "trace": "debug",
}


class ConsoleOperations:
    """Host operations of `js/platform/console`. https://console.spec.whatwg.org/"""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._context = context

    @operation
    def console(self, kind: str, text: str, arguments: str, url: str, line: int, column: int) -> None:
        level = _LEVELS.get(kind, "log")
        self._context.on_console(ConsoleMessage(level, kind, text, arguments, url, int(line), int(column)))
