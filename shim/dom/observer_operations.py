"""Host operations of mutation observers. https://dom.spec.whatwg.org/#interface-mutationobserver"""

from __future__ import annotations

from shim.engine.realm import Realm, from_json, operation

from .records import MutationRecords
from .tree import Tree


class ObserverOperations:
    """Host operations of `js/platform/dom/MutationObserver.js`. Observers are known by their number."""

    def __init__(self, realm: Realm, tree: Tree) -> None:
        self._tree = tree
        self._records = MutationRecords(lambda: realm.call("queueMutationMicrotask"))

    @operation
    def observe(self, id_: int, observer: int, options: int, attribute_filter: str | None) -> None:
        self._tree.node(id_)
        self._tree.records = self._records
        wanted = None if attribute_filter is None else frozenset(from_json(attribute_filter, list[str]))
        self._records.observe(int(id_), int(observer), int(options), wanted)

    @operation
    def unobserve(self, observer: int) -> None:
        self._records.disconnect(int(observer))

    @operation
    def take_records(self, observer: int) -> str:
        return self._records.take(int(observer))

    @operation
    def pending_observers(self) -> str:
        return self._records.pending()
