"""Dialogs of a page: alert, confirm, prompt, and the question of `beforeunload`. Names follow Playwright's `Dialog`."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from shim.errors import Error

from .done import Done


@dataclass(eq=False)
class Dialog:
    """A dialog that the page waits for. One that no handler accepts while it is told of it is dismissed."""

    type: str
    """`alert`, `confirm`, `prompt` or `beforeunload`."""
    message: str
    default_value: str
    """Text that a prompt has in its field at first."""
    is_answered: bool = field(default=False, init=False)
    """True after `accept` or `dismiss`."""
    answer: str | None = field(default=None, init=False)
    """Text that it was accepted with, None if it is dismissed."""
    _is_closed: bool = field(default=False, init=False, repr=False)

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


def run_at_once(work: Coroutine[Any, Any, Any]) -> None:
    """Runs an async handler that waits for nothing. Raises `Error` for one that waits: the page stands still."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise Error("a handler of 'dialog' cannot wait for anything: the page stands still until it returns")
