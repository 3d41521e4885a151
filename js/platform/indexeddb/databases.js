// Connections, and what opens, upgrades and deletes databases. https://w3c.github.io/IndexedDB/#opening
library({
  askForDatabase(kind, name, version) {
    const number = ++$.indexed.last,
      request = $.newRequest("IDBOpenDBRequest", null, null);
    $.indexed.opens.set(number, request);
    if (kind === "open") $.h.indexed_open(number, name, version);
    else $.h.indexed_delete(number, name);
    return request;
  },
  openRequest(number) {
    const request = $.indexed.opens.get(number);
    $.indexed.opens.delete(number);
    return request;
  },
  newDatabase(connection, name, version, stores) {
    const database = $.create("IDBDatabase", {
      connection,
      name,
      version,
      stores: new Map(Object.entries(JSON.parse(stores))),
      closing: false,
      upgrade: null,
    });
    for (const store of $.impl(database).stores.values()) store.indexes = new Map(Object.entries(store.indexes));
    $.indexed.connections.set(connection, database);
    return database;
  },
  databaseOpened(number, connection, name, version, stores) {
    const request = $.openRequest(number);
    Object.assign($.impl(request), { done: true, result: $.newDatabase(connection, name, version, stores) });
    $.fire(request, "success");
  },
  databaseFailed(number, error, message) {
    const request = $.openRequest(number);
    Object.assign($.impl(request), { done: true, error: new $.DOMException(message, error) });
    $.fire(request, "error", { bubbles: true, cancelable: true });
  },
  databaseDeleted(number, oldVersion) {
    const request = $.openRequest(number);
    $.impl(request).done = true;
    $.fire(request, "success", { oldVersion, newVersion: null }, "IDBVersionChangeEvent");
  },
  databaseBlocked(number, oldVersion, newVersion) {
    $.fire($.indexed.opens.get(number), "blocked", { oldVersion, newVersion }, "IDBVersionChangeEvent");
  },
  // another connection wants the database to itself
  versionChanges(connection, oldVersion, newVersion) {
    const database = $.indexed.connections.get(connection);
    if (database !== undefined && !$.impl(database).closing)
      $.fire(database, "versionchange", { oldVersion, newVersion }, "IDBVersionChangeEvent");
  },
  // https://w3c.github.io/IndexedDB/#upgrade-a-database
  databaseUpgrades(number, connection, id, description) {
    const { name, oldVersion, newVersion, stores } = JSON.parse(description);
    const request = $.indexed.opens.get(number),
      database = $.newDatabase(connection, name, newVersion, JSON.stringify(stores));
    const transaction = $.newTransaction(database, null, "versionchange", id),
      tx = $.impl(transaction);
    Object.assign(tx, {
      started: true,
      open: number,
      before: { version: oldVersion, stores: $.copyStores($.impl(database).stores) },
    });
    $.impl(database).upgrade = transaction;
    Object.assign($.impl(request), { done: true, result: database, transaction });
    $.answer(transaction, request, "upgradeneeded", false, "IDBVersionChangeEvent", { oldVersion, newVersion });
    $.goOn(transaction);
  },
  copyStores(stores) {
    return new Map(
      [...stores].map(([name, store]) => [
        name,
        { ...store, record: store, indexes: new Map([...store.indexes].map(([n, index]) => [n, { ...index, record: index }])) },
      ]),
    );
  },
  upgradeDone(transaction) {
    const tx = $.impl(transaction),
      request = $.openRequest(tx.open),
      db = $.impl(tx.database);
    $.impl(request).transaction = null;
    if (db.closing) {
      Object.assign($.impl(request), {
        result: undefined,
        error: new $.DOMException("The connection was closed.", "AbortError"),
      });
      $.fire(request, "error", { bubbles: true, cancelable: true });
    } else $.fire(request, "success");
  },
  // https://w3c.github.io/IndexedDB/#abort-an-upgrade-transaction
  revertUpgrade(transaction) {
    const tx = $.impl(transaction),
      db = $.impl(tx.database);
    db.version = tx.before.version;
    const stores = new Map();
    for (const store of db.stores.values()) store.deleted = true;
    for (const [name, { record, indexes, ...before }] of tx.before.stores) {
      for (const index of record.indexes.values()) index.deleted = true;
      const kept = new Map();
      for (const [indexName, { record: index, ...indexBefore }] of indexes)
        kept.set(indexName, Object.assign(index, { deleted: false }, indexBefore));
      stores.set(name, Object.assign(record, { deleted: false }, before, { indexes: kept }));
    }
    db.stores = stores;
  },
  upgradeAborted(transaction) {
    const tx = $.impl(transaction),
      request = $.openRequest(tx.open);
    $.closeDatabase(tx.database);
    Object.assign($.impl(request), {
      result: undefined,
      transaction: null,
      error: new $.DOMException("The transaction was aborted, so the request cannot be fulfilled.", "AbortError"),
    });
    $.fire(request, "error", { bubbles: true, cancelable: true });
  },
  closeDatabase(database) {
    const db = $.impl(database);
    if (db.closing) return;
    db.closing = true;
    $.indexed.connections.delete(db.connection);
    $.h.indexed_close(db.connection);
  },
  nameList(names) {
    return $.create("DOMStringList", { items: [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) });
  },
});
