"""The record of every transition: when, who, from, to, why."""

from collections.abc import Iterator
from typing import NamedTuple

from shim.session.types import Cause, SessionState


class Transition(NamedTuple):
    """One change of one document's audio session, or of a native app, which has neither ``tab`` nor ``document``.

    ``t`` is in seconds on the embedder's clock; ``participant`` is the name of the tab or the app.
    """

    t: float
    tab: int | None
    document: int | None
    from_state: SessionState
    to_state: SessionState
    cause: Cause
    participant: str


class Timeline:
    """Transitions in the order in which they happened."""

    __slots__ = ("_transitions",)

    def __init__(self) -> None:
        self._transitions: list[Transition] = []

    def record(self, transition: Transition) -> None:
        self._transitions.append(transition)

    def __len__(self) -> int:
        return len(self._transitions)

    def __getitem__(self, index: int) -> Transition:
        return self._transitions[index]

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._transitions)
