"""The targets, a module for each. A case of a target is a list of pieces (strings), made from the target's name and a
number alone, so that both are enough to play it again. A module has

- `make(chance)`: the pieces of a case, chosen with a `random.Random`;
- `play(pieces, stage)`: plays them; any of them may be missing, for what fails is made smaller by leaving pieces out.
"""

from __future__ import annotations

import random
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from fuzz.stage import Stage

NAMES = ("documents", "selectors", "dom", "api", "operations", "webaudio", "media", "link", "sockets")
IN_PROCESS = ("operations", "link", "sockets")
"""Targets that are not about pages, or look into them: they have nothing to play where pages are isolated."""


class Target(Protocol):
    """Members of a module of this folder."""

    def make(self, chance: random.Random) -> list[str]: ...
    async def play(self, pieces: list[str], stage: Stage) -> None: ...


def target(name: str) -> Target:
    """The module of a target."""
    return cast(Target, import_module(f"fuzz.targets.{name}"))


def pieces_of(name: str, number: int) -> list[str]:
    """The pieces of a case."""
    return target(name).make(random.Random(f"{name} {number}"))
