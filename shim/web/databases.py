"""IndexedDB's databases of one browser, each origin's in a SQLite database in memory; who may use them when.
https://w3c.github.io/IndexedDB/

Keys are text whose order is theirs (js/platform/indexeddb/keys.js), values serialized by script.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from shim.engine.numbers import unguessable
from shim.engine.realm import HostError, Realm, dom_exception
from shim.net.url import Origin

QUOTA = 64 * 1024 * 1024
"""Bytes that the databases of an origin may take."""
MOST = 20_000
"""Transactions that an origin may have under way, and connections."""
_PAGE = 4096
_SCHEMA = """
CREATE TABLE databases (name TEXT PRIMARY KEY, version INTEGER);
CREATE TABLE stores (id INTEGER PRIMARY KEY AUTOINCREMENT, base, name, path, increments, next);
CREATE TABLE indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, store, name, path, uniq, multi);
CREATE TABLE records (store INTEGER, key TEXT, value TEXT, PRIMARY KEY (store, key)) WITHOUT ROWID;
CREATE TABLE entries (idx INTEGER, key TEXT, pkey TEXT, PRIMARY KEY (idx, key, pkey)) WITHOUT ROWID;
CREATE INDEX entries_of ON entries (idx, pkey);
"""
_MOST_GENERATED = 2**53
_TOO_MUCH = f"The databases of this origin would take more than {QUOTA // 1024**2} MB."
Range = tuple[str | None, str | None, bool, bool]
"""The lowest and the highest key, each None for no limit, and whether they are left out."""


@dataclass(eq=False)
class Connection:
    """One open connection of a document. `closing`: it makes no more transactions."""

    number: int
    realm: Realm
    name: str
    closing: bool = False


@dataclass(eq=False)
class Transaction:
    """One transaction, from its creation to its end. `stores`: the numbers of those in its scope, empty when it is that
    of an upgrade, which is alone in its database. `turn`: how many came before it."""

    number: int
    turn: int
    connection: Connection
    stores: frozenset[int]
    writes: bool
    is_upgrade: bool = False
    started: bool = False


@dataclass(eq=False)
class Request:
    """A request to open a database, or (`version` None) to delete it. `waits`: for other connections to be closed."""

    number: int
    realm: Realm
    name: str
    version: int | None
    waits: bool = False
    upgrade: Transaction | None = None


def _conditions(column: str, limits: Range) -> tuple[str, list[Any]]:
    lower, upper, lower_open, upper_open = limits
    text, values = "", []
    if lower is not None:
        text += f" AND {column} {'>' if lower_open else '>='} ?"
        values.append(lower)
    if upper is not None:
        text += f" AND {column} {'<' if upper_open else '<='} ?"
        values.append(upper)
    return text, values


@dataclass(eq=False)
class OriginDatabases:
    """The databases of one origin: what is in them, and the transactions and connections that there are."""

    connections: dict[int, Connection] = field(default_factory=dict)
    transactions: dict[int, Transaction] = field(default_factory=dict)
    requests: dict[str, deque[Request]] = field(default_factory=dict)
    """For each name those that are not done, in their order. https://w3c.github.io/IndexedDB/#connection-queue"""

    _turns: int = 0
    _writers: deque[Transaction] = field(default_factory=deque)
    """Transactions that write, in their order. The first may have started."""
    _written: dict[int, deque[int]] = field(default_factory=dict)
    """For each store the turns of those of them that have it in their scope."""
    _reading: Counter[int] = field(default_factory=Counter)
    """For each store how many transactions that only read have started and not ended."""
    _waiting: dict[int, Transaction] = field(default_factory=dict)
    """Transactions that only read and have not started."""

    def __post_init__(self) -> None:
        self.sql = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.sql.executescript(f"PRAGMA page_size={_PAGE}; PRAGMA max_page_count={2 * QUOTA // _PAGE};{_SCHEMA}")

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        (pages,), (free,) = (self.sql.execute(f"PRAGMA {n}").fetchone() for n in ("page_count", "freelist_count"))
        return int(pages - free) * _PAGE

    @property
    def is_empty(self) -> bool:
        """True when there is no database, and nobody makes one."""
        busy = self.connections or self.transactions or self.requests
        return not busy and not self.run("SELECT 1 FROM databases LIMIT 1")

    def run(self, text: str, *values: Any) -> list[Any]:
        """The rows of a statement. Raises `HostError` when there is no room."""
        try:
            return self.sql.execute(text, values).fetchall()
        except sqlite3.IntegrityError:
            raise dom_exception("ConstraintError", "A record with this key is there already.") from None
        except sqlite3.OperationalError as error:
            if "full" not in str(error):
                raise
            raise dom_exception("QuotaExceededError", _TOO_MUCH) from None

    # opening, upgrading, deleting -------------------------------------------------------------------------------------

    def version(self, name: str) -> int:
        """The version of a database; 0 when there is none."""
        found = self.run("SELECT version FROM databases WHERE name = ?", name)
        return int(found[0][0]) if found else 0

    def stores(self, name: str) -> dict[str, Any]:
        """The object stores of a database, by name, with their indexes."""
        found = {}
        for id_, store, path, increments in self.run(
            "SELECT id, name, path, increments FROM stores WHERE base = ?", name
        ):
            rows = self.run("SELECT id, name, path, uniq, multi FROM indexes WHERE store = ?", id_)
            indexes = {
                index: {"id": i, "keyPath": json.loads(p), "unique": bool(u), "multiEntry": bool(m), "deleted": False}
                for i, index, p, u, m in rows
            }
            found[store] = {
                "id": id_,
                "keyPath": json.loads(path),
                "autoIncrement": bool(increments),
                "indexes": indexes,
                "deleted": False,
            }
        return found

    def ask(self, request: Request) -> None:
        """Queues a request to open or delete. Raises `HostError` when there are too many."""
        if len(self.connections) + sum(map(len, self.requests.values())) >= MOST:
            raise dom_exception("QuotaExceededError", f"This origin has {MOST} connections and requests for more.")
        queue = self.requests.setdefault(request.name, deque())
        queue.append(request)
        if len(queue) == 1:
            self._tell(request.realm, lambda: self._take_up(request.name))

    def _take_up(self, name: str) -> None:
        """Goes on with the first request for a database."""
        queue = self.requests.get(name)
        while queue and queue[0].realm.closed:
            queue.popleft()
        if not queue:
            self.requests.pop(name, None)
            return
        request = queue[0]
        if request.upgrade is not None:
            return
        before, wanted = self.version(name), request.version
        if wanted is not None and wanted and wanted < before:
            message = f"The requested version ({wanted}) is less than the existing version ({before})."
            self._done(request, "databaseFailed", "VersionError", message)
            return
        new = None if wanted is None else wanted or before or 1
        if new == before:
            connection = self._connect(request)
            self._done(request, "databaseOpened", connection.number, name, before, json.dumps(self.stores(name)))
            return
        others = [c for c in self.connections.values() if c.name == name]
        if others and not request.waits:
            request.waits = True
            for other in others:
                if not other.closing:
                    self._call(other.realm, "versionChanges", other.number, before, new)
            self._tell(request.realm, lambda: self._block(request, before, new))
        elif others:
            return
        else:
            self._change(request, Connection(0, request.realm, name) if new is None else self._connect(request))

    def _block(self, request: Request, before: int, new: int | None) -> None:
        if any(c.name == request.name for c in self.connections.values()):
            self._call(request.realm, "databaseBlocked", request.number, before, new)
        self._take_up(request.name)

    def _change(self, request: Request, connection: Connection) -> None:
        """Upgrades or deletes a database, when its turn to write has come: `_started` goes on."""
        request.upgrade = self.begin(connection, frozenset(), writes=True, upgrades=True)
        if request.upgrade.started:
            self._start_change(request, request.upgrade)

    def _start_change(self, request: Request, upgrade: Transaction) -> None:
        name, before = request.name, self.version(request.name)
        if request.version is None:
            self._drop(name)
            self._call(request.realm, "databaseDeleted", request.number, before)
            self.end(upgrade, commits=True)
            return
        new = request.version or before or 1
        about = {"name": name, "oldVersion": before, "newVersion": new, "stores": self.stores(name)}
        self.run("INSERT OR REPLACE INTO databases VALUES (?, ?)", name, new)
        numbers = request.number, upgrade.connection.number, upgrade.number
        self._call(request.realm, "databaseUpgrades", *numbers, json.dumps(about))

    def _connect(self, request: Request) -> Connection:
        number = unguessable(self.connections)
        connection = self.connections[number] = Connection(number, request.realm, request.name)
        return connection

    def _done(self, request: Request, helper: str, *arguments: Any) -> None:
        self._call(request.realm, helper, request.number, *arguments)
        self._next(request.name)

    def _next(self, name: str) -> None:
        queue = self.requests[name]
        queue.popleft()
        if queue:
            self._tell(queue[0].realm, lambda: self._take_up(name))
        else:
            del self.requests[name]

    def _drop(self, name: str) -> None:
        for id_ in [row[0] for row in self.run("SELECT id FROM stores WHERE base = ?", name)]:
            self.delete_store(id_)
        self.run("DELETE FROM databases WHERE name = ?", name)

    def close(self, connection: Connection) -> None:
        """Closes a connection, once its transactions are done."""
        connection.closing = True
        if all(t.connection is not connection for t in self.transactions.values()):
            self.connections.pop(connection.number, None)
            self._take_up(connection.name)

    @staticmethod
    def _tell(realm: Realm, callback: Any) -> None:
        realm.loop.queue_task(callback)

    def _call(self, realm: Realm, helper: str, *arguments: Any) -> None:
        realm.loop.queue_task(lambda: realm.call(helper, *arguments), realm)

    # transactions -----------------------------------------------------------------------------------------------------

    def begin(
        self, connection: Connection, stores: frozenset[int], *, writes: bool, upgrades: bool = False
    ) -> Transaction:
        """A new transaction, which may have to wait for others. Raises `HostError` when there are too many."""
        if len(self.transactions) >= MOST:
            raise dom_exception("QuotaExceededError", f"This origin has {MOST} transactions under way.")
        self._turns += 1
        transaction = Transaction(unguessable(self.transactions), self._turns, connection, stores, writes, upgrades)
        self.transactions[transaction.number] = transaction
        if writes:
            self._writers.append(transaction)
            for store in stores:
                self._written.setdefault(store, deque()).append(transaction.turn)
            self._start_writer()
        else:
            self._waiting[transaction.number] = transaction
            self._start_reader(transaction)
        return transaction

    # https://w3c.github.io/IndexedDB/#transaction-scheduling. Who writes waits for all others that do, since SQLite has
    # one transaction; so the first of them waits for readers only that have started.

    def _start_writer(self) -> None:
        first = self._writers[0] if self._writers else None
        if first is not None and not first.started and not any(self._reading[store] for store in first.stores):
            first.started = True
            self.sql.execute("BEGIN")
            self._started(first)

    def _start_reader(self, transaction: Transaction) -> None:
        for store in transaction.stores:
            turns = self._written.get(store)
            if turns and turns[0] < transaction.turn:
                return
        del self._waiting[transaction.number]
        transaction.started = True
        self._reading.update(transaction.stores)
        self._started(transaction)

    def _started(self, transaction: Transaction) -> None:
        connection = transaction.connection
        if not transaction.is_upgrade:
            self._call(connection.realm, "transactionStarted", transaction.number)
            return
        request = self.requests[connection.name][0]
        if request.upgrade is transaction:  # it has waited
            self._start_change(request, transaction)

    def end(self, transaction: Transaction, *, commits: bool) -> None:
        """The transaction is done."""
        if transaction.number not in self.transactions:
            return
        if transaction.started and transaction.writes and self.sql.in_transaction:
            self.sql.execute("COMMIT" if commits else "ROLLBACK")
        del self.transactions[transaction.number]
        if transaction.writes:
            self._writers.remove(transaction)
            for store in transaction.stores:
                self._written[store].remove(transaction.turn)
        elif self._waiting.pop(transaction.number, None) is None:
            self._reading.subtract(transaction.stores)
        connection = transaction.connection
        if transaction.is_upgrade:
            if not commits:
                connection.closing = True
            self._next(connection.name)
        if connection.closing:
            self.close(connection)
        for waiting in list(self._waiting.values()):
            self._start_reader(waiting)
        self._start_writer()

    def leave(self, realm: Realm) -> None:
        """The document is gone: its transactions are aborted and its connections closed."""
        for transaction in [t for t in self.transactions.values() if t.connection.realm is realm]:
            self.end(transaction, commits=False)
        for connection in [c for c in self.connections.values() if c.realm is realm]:
            self.close(connection)
        for name in list(self.requests):
            queue = self.requests[name]
            first = queue[0]
            self.requests[name] = deque(r for r in queue if r.realm is not realm)
            if first.realm is realm:
                self._take_up(name)

    # what is in them --------------------------------------------------------------------------------------------------

    def create_store(self, base: str, name: str, path: str, increments: bool) -> int:
        self.run("INSERT INTO stores VALUES (NULL, ?, ?, ?, ?, 1)", base, name, path, increments)
        return int(self.run("SELECT last_insert_rowid()")[0][0])

    def delete_store(self, store: int) -> None:
        for (index,) in self.run("SELECT id FROM indexes WHERE store = ?", store):
            self.delete_index(index)
        self.run("DELETE FROM records WHERE store = ?", store)
        self.run("DELETE FROM stores WHERE id = ?", store)

    def create_index(self, store: int, name: str, path: str, is_unique: bool, is_multiple: bool) -> int:
        self.run("INSERT INTO indexes VALUES (NULL, ?, ?, ?, ?, ?)", store, name, path, is_unique, is_multiple)
        return int(self.run("SELECT last_insert_rowid()")[0][0])

    def delete_index(self, index: int) -> None:
        self.run("DELETE FROM entries WHERE idx = ?", index)
        self.run("DELETE FROM indexes WHERE id = ?", index)

    def rename(self, table: str, id_: int, name: str) -> None:
        self.run(f"UPDATE {table} SET name = ? WHERE id = ?", name, id_)

    def generate(self, store: int) -> float:
        """https://w3c.github.io/IndexedDB/#generate-a-key"""
        found = self.run("SELECT next FROM stores WHERE id = ?", store)
        if not found or found[0][0] > _MOST_GENERATED:
            raise dom_exception("ConstraintError", "The key generator has no more keys.")
        self.run("UPDATE stores SET next = next + 1 WHERE id = ?", store)
        return float(found[0][0])

    def seen(self, store: int, key: float) -> None:
        """https://w3c.github.io/IndexedDB/#possibly-update-the-key-generator"""
        value = min(key, _MOST_GENERATED) // 1
        self.run("UPDATE stores SET next = ? WHERE id = ? AND next <= ?", value + 1, store, value)

    def put(self, store: int, key: str, value: str, entries: Iterable[tuple[int, list[str]]], *, is_new: bool) -> None:
        """https://w3c.github.io/IndexedDB/#store-a-record-into-an-object-store"""
        listed = list(entries)
        if self.size + len(key) + len(value) > QUOTA:
            raise dom_exception("QuotaExceededError", _TOO_MUCH)
        if is_new:
            self.check_free(store, key)
        for index, keys in listed:
            self.check_unique(index, key, keys)
        self.remove(store, (key, key, False, False))
        self.run("INSERT INTO records VALUES (?, ?, ?)", store, key, value)
        for index, keys in listed:
            self.add_entries(index, key, keys)

    def check_free(self, store: int, key: str) -> None:
        if self.run("SELECT 1 FROM records WHERE store = ? AND key = ?", store, key):
            raise dom_exception("ConstraintError", "Key already exists in the object store.")

    def check_unique(self, index: int, key: str, keys: list[str]) -> None:
        found = self.run("SELECT uniq FROM indexes WHERE id = ?", index)
        if not found or not found[0][0]:
            return
        for own in keys:
            if self.run("SELECT 1 FROM entries WHERE idx = ? AND key = ? AND pkey <> ?", index, own, key):
                raise dom_exception("ConstraintError", "The index is unique, and has this key already.")

    def add_entries(self, index: int, key: str, keys: list[str]) -> None:
        for own in keys:
            self.run("INSERT OR IGNORE INTO entries VALUES (?, ?, ?)", index, own, key)

    def remove(self, store: int, limits: Range) -> None:
        """https://w3c.github.io/IndexedDB/#delete-records-from-an-object-store"""
        text, values = _conditions("key", limits)
        inner, _ = _conditions("pkey", limits)
        own = "idx IN (SELECT id FROM indexes WHERE store = ?)"
        self.run(f"DELETE FROM entries WHERE {own}{inner}", store, *values)
        self.run(f"DELETE FROM records WHERE store = ?{text}", store, *values)

    def count(self, kind: str, id_: int, limits: Range) -> int:
        text, values = _conditions("key", limits)
        table = "records WHERE store" if kind == "store" else "entries WHERE idx"
        return int(self.run(f"SELECT count(*) FROM {table} = ?{text}", id_, *values)[0][0])

    def rows(self, kind: str, id_: int, limits: Range, direction: str, after: dict[str, Any] | None, limit: int) -> Any:
        """Rows of a store or an index, as key, primary key, value. `after`: where a cursor is (`at`), and what it looks
        for at the least. https://w3c.github.io/IndexedDB/#iterate-a-cursor"""
        of_store = kind == "store"
        key, primary = ("r.key", "r.key") if of_store else ("e.key", "e.pkey")
        text, values = _conditions(key, limits)
        is_forward, is_unique = direction.startswith("next"), direction.endswith("unique")
        beyond = ">" if is_forward else "<"
        if after is not None:
            if after["at"] is not None:
                at, at_primary = after["at"]
                if of_store or is_unique:
                    text, values = f"{text} AND {key} {beyond} ?", [*values, at]
                else:
                    text = f"{text} AND ({key}, {primary}) {beyond} (?, ?)"
                    values += [at, at_primary]
            if after["primaryKey"] is not None:
                text = f"{text} AND ({key}, {primary}) {beyond}= (?, ?)"
                values += [after["key"], after["primaryKey"]]
            elif after["key"] is not None:
                text, values = f"{text} AND {key} {beyond}= ?", [*values, after["key"]]
        order = "ASC" if is_forward else "DESC"
        if of_store:
            source = f"SELECT r.key, r.key, r.value FROM records r WHERE r.store = ?{text} ORDER BY r.key {order}"
        else:
            joined = "entries e JOIN indexes i ON i.id = e.idx JOIN records r ON r.store = i.store AND r.key = e.pkey"
            smallest = f"min({primary})" if is_unique else primary
            grouped = f" GROUP BY {key}" if is_unique else ""
            source = f"SELECT {key}, {smallest}, r.value FROM {joined} WHERE e.idx = ?{text}{grouped}"
            source += f" ORDER BY {key} {order}, {primary} {order}"
        return self.run(f"{source} LIMIT ?", id_, *values, limit)


class DatabaseHub:
    """The databases of one browser, by origin."""

    def __init__(self) -> None:
        self._origins: dict[Origin, OriginDatabases] = {}

    def of(self, origin: Origin) -> OriginDatabases:
        """The databases of an origin. Raises `HostError` for one that may not have any."""
        if origin.is_opaque and origin.scheme != "file":
            raise dom_exception("SecurityError", "access to the Indexed Database API is denied in this context.")
        found = self._origins.get(origin)
        if found is None:
            found = self._origins[origin] = OriginDatabases()
        return found

    def leave(self, origin: Origin, realm: Realm) -> None:
        """A document that used the databases of its origin is gone, and takes those along that are empty."""
        found = self._origins.get(origin)
        if found is not None:
            found.leave(realm)
            if found.is_empty:
                found.sql.close()
                del self._origins[origin]

    def size(self, origin: Origin) -> int:
        """Bytes that the databases of an origin take."""
        found = self._origins.get(origin)
        return 0 if found is None else found.size


def of_document(number: float, things: dict[int, Any], realm: Realm) -> Any:
    """A connection or a transaction of this document by its number. Raises `HostError` for another."""
    found = things.get(int(number))
    connection = found.connection if isinstance(found, Transaction) else found
    if connection is None or connection.realm is not realm:
        raise HostError("TypeError", "there is no such connection or transaction")
    return found
