"""Host operations of IndexedDB."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import msgspec

from shim.engine.realm import HostError, Realm, from_json, one_of, operation

from .context import WebContext
from .databases import QUOTA, OriginDatabases, Range, Request, Transaction, of_document

_DIRECTIONS = ("next", "nextunique", "prev", "prevunique")


class _After(NamedTuple):
    at: tuple[str, str] | None
    key: str | None
    primaryKey: str | None


def _range(limits: str) -> Range:
    return msgspec.convert(json.loads(limits), Range)


class DatabaseOperations:
    """Host operations of `js/platform/indexeddb`. Transactions and connections go by random numbers, and each
    operation looks whether they are the document's."""

    def __init__(self, realm: Realm, context: WebContext) -> None:
        self._realm = realm
        self._hub = context.databases
        self._origin = context.origin
        self._used = False

    def _own(self) -> OriginDatabases:
        own = self._hub.of(self._origin)
        self._used = True
        return own

    def _writer(self, number: float) -> OriginDatabases:
        """The databases, for a transaction that has started and may write."""
        found: Transaction = of_document(number, self._own().transactions, self._realm)
        if not found.started or not found.writes:
            raise HostError("TypeError", "the transaction does not write")
        return self._own()

    def _reader(self, number: float, id_: float, kind: str) -> OriginDatabases:
        """The databases, for a transaction that has a store, or the store of an index, in its scope."""
        own = self._own()
        found: Transaction = of_document(number, own.transactions, self._realm)
        store = int(id_)
        if kind == "index":
            rows = own.run("SELECT store FROM indexes WHERE id = ?", store)
            store = rows[0][0] if rows else 0
        if not found.started or (not found.is_upgrade and store not in found.stores):
            raise HostError("TypeError", "the store is not in the scope of the transaction")
        return own

    def _store(self, number: float, id_: float) -> OriginDatabases:
        self._reader(number, id_, "store")
        return self._writer(number)

    @operation
    def indexed_open(self, number: int, name: str, version: float) -> None:
        self._own().ask(Request(int(number), self._realm, name, int(version)))

    @operation
    def indexed_delete(self, number: int, name: str) -> None:
        self._own().ask(Request(int(number), self._realm, name, None))

    @operation
    def indexed_databases(self) -> str:
        rows = self._own().run("SELECT name, version FROM databases ORDER BY name")
        return json.dumps([{"name": name, "version": version} for name, version in rows])

    @operation
    def indexed_close(self, connection: float) -> None:
        own = self._own()
        if int(connection) in own.connections:
            own.close(of_document(connection, own.connections, self._realm))

    @operation
    def indexed_begin(self, connection: float, stores: str, writes: bool) -> float:
        own = self._own()
        found = of_document(connection, own.connections, self._realm)
        return own.begin(found, frozenset(from_json(stores, list[int])), writes=bool(writes)).number

    @operation
    def indexed_commit(self, transaction: float) -> None:
        own = self._own()
        own.end(of_document(transaction, own.transactions, self._realm), commits=True)

    @operation
    def indexed_abort(self, transaction: float) -> None:
        own = self._own()
        own.end(of_document(transaction, own.transactions, self._realm), commits=False)

    @operation
    def indexed_create_store(self, transaction: float, name: str, path: str, increments: bool) -> int:
        own = self._writer(transaction)
        base = own.transactions[int(transaction)].connection.name
        return own.create_store(base, name, path, bool(increments))

    @operation
    def indexed_delete_store(self, transaction: float, store: int) -> None:
        self._store(transaction, store).delete_store(int(store))

    @operation
    def indexed_create_index(
        self, transaction: float, store: int, name: str, path: str, is_unique: bool, is_multiple: bool
    ) -> int:
        own = self._store(transaction, store)
        return own.create_index(int(store), name, path, bool(is_unique), bool(is_multiple))

    @operation
    def indexed_delete_index(self, transaction: float, index: int) -> None:
        self._writer(transaction).delete_index(int(index))

    @operation
    def indexed_rename(self, transaction: float, kind: str, id_: int, name: str) -> None:
        table = {"store": "stores", "index": "indexes"}[one_of(kind, ("store", "index"))]
        self._writer(transaction).rename(table, int(id_), name)

    @operation
    def indexed_generate(self, transaction: float, store: int) -> float:
        return self._store(transaction, store).generate(int(store))

    @operation
    def indexed_seen(self, transaction: float, store: int, key: float) -> None:
        self._store(transaction, store).seen(int(store), key)

    @operation
    def indexed_put(self, transaction: float, store: int, key: str, value: str, entries: str, is_new: bool) -> None:
        own = self._store(transaction, store)
        listed = from_json(entries, list[tuple[int, list[str]]])
        own.put(int(store), key, value, listed, is_new=bool(is_new))

    @operation
    def indexed_index(self, transaction: float, index: int, key: str, keys: str) -> None:
        """Puts a record that was there before into a new index."""
        own, found = self._writer(transaction), from_json(keys, list[str])
        own.check_unique(int(index), key, found)
        own.add_entries(int(index), key, found)

    @operation
    def indexed_remove(self, transaction: float, store: int, limits: str) -> None:
        self._store(transaction, store).remove(int(store), _range(limits))

    @operation
    def indexed_count(self, transaction: float, kind: str, id_: int, limits: str) -> int:
        own = self._reader(transaction, id_, one_of(kind, ("store", "index")))
        return own.count(kind, int(id_), _range(limits))

    @operation
    def indexed_rows(self, transaction: float, kind: str, id_: int, limits: str, direction: str, place: str) -> str:
        own = self._reader(transaction, id_, one_of(kind, ("store", "index")))
        after, limit = from_json(place, tuple[dict[str, Any] | None, int])
        if after is not None:
            after = _After(*(msgspec.convert(after.get(name), of) for name, of in _PLACE))._asdict()
        return json.dumps(own.rows(kind, int(id_), _range(limits), one_of(direction, _DIRECTIONS), after, limit))

    @operation
    def storage_estimate(self) -> str:
        """Bytes that the origin's databases take, and may take."""
        return json.dumps([self._hub.size(self._origin), QUOTA])

    def close(self) -> None:
        if self._used:
            self._hub.leave(self._origin, self._realm)


_PLACE: tuple[tuple[str, Any], ...] = (("at", tuple[str, str] | None), ("key", str | None), ("primaryKey", str | None))
