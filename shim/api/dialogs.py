"""Dialogs of a page: alert, confirm, prompt, and the question of `beforeunload`. Names follow Playwright's `Dialog`."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from shim.errors import Error

from .done import Done


class Dialog:
    """A dialog that the page waits for. One that no handler accepts while it is told of it is dismissed."""

    def __init__(self, type: str, message: str, default_value: str) -> None:
        self.type = type
        """`alert`, `confirm`, `prompt` or `beforeunload`."""
        self.message = message
        self.default_value = default_value
        """What a prompt has in its field at first."""
        self._is_closed = False
        self.is_answered = False
        """True after `accept` or `dismiss`."""
        self.answer: str | None = None
        """What it was accepted with, None if it is dismissed."""

    def accept(self, prompt_text: str = "") -> Done:
        """Presses OK; a prompt returns `prompt_text`. It holds at once; `await` is as in Playwright, and not needed.
        Raises `Error` if the dialog was answered before."""
        self._close()
        self.answer = prompt_text
        return Done()

    def dismiss(self) -> Done:
        """Presses Cancel. See `accept`."""
        self._close()
        return Done()

    def _close(self) -> None:
        if self.is_answered or self._is_closed:
            raise Error("the dialog is closed: it was answered before, or its handler returned without an answer")
        self.is_answered = True

    def close(self) -> None:
        """Its handlers have returned."""
        self._is_closed = True

    def __repr__(self) -> str:
        return f"<Dialog {self.type} {self.message!r}>"


def run_at_once(work: Coroutine[Any, Any, Any]) -> None:
    """Runs an async handler that waits for nothing. Raises `Error` for one that waits: the page stands still."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise Error("a handler of 'dialog' cannot wait for anything: the page stands still until it returns")
