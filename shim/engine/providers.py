"""Provider classes of a realm, and how it makes its own instance of each when one is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .realm import Realm

Table = Mapping[type, Callable[[Any, "Realm"], object]]
"""By provider class, what makes an instance: of what its instances are about (a tree, a window ...) and the realm."""


class Providers(Mapping[type, "Callable[[Realm], object]"]):
    """Tables of provider classes, each with what the instances are about. Of two that have a class the later counts.

    OPTIMIZATION: the tables are the same for every document, so that a document pays for the providers it uses only.
    """

    def __init__(self, *tables: tuple[Table, object]) -> None:
        self._tables = tables

    def __or__(self, other: Providers) -> Providers:
        return Providers(*self._tables, *other._tables)

    def __getitem__(self, kind: type) -> Callable[[Realm], object]:
        for table, subject in reversed(self._tables):
            if kind in table:
                return partial(table[kind], subject)
        raise KeyError(kind)

    def __iter__(self) -> Iterator[type]:
        return iter(self._kinds())

    def __len__(self) -> int:
        return len(self._kinds())

    def _kinds(self) -> dict[type, None]:
        return dict.fromkeys(chain.from_iterable([table for table, _ in self._tables]))
