"""The record of every transition: when, who, from, to, why."""

from collections.abc import Iterator
from dataclasses import dataclass

from shim.session.types import Cause, SessionState


@dataclass(frozen=True, slots=True)
class Transition:
    """One change of one document's audio session; ``t`` is in seconds on the embedder's clock."""

    t: float
    tab: int
    document: int
    from_state: SessionState
    to_state: SessionState
    cause: Cause


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
