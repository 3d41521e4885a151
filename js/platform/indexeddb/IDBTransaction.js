// https://w3c.github.io/IndexedDB/#transaction
define(
  `
[Exposed=(Window,Worker)]
interface IDBTransaction : EventTarget {
  readonly attribute DOMStringList objectStoreNames;
  readonly attribute any mode;
  readonly attribute any durability;
  readonly attribute IDBDatabase db;
  readonly attribute DOMException? error;
  IDBObjectStore objectStore(DOMString name);
  undefined commit();
  undefined abort();
  attribute EventHandler onabort;
  attribute EventHandler oncomplete;
  attribute EventHandler onerror;
};`,
  class {
    get objectStoreNames() {
      return $.nameList(impl.names ?? $.impl(impl.database).stores.keys());
    }
    get mode() {
      return impl.mode;
    }
    get durability() {
      return impl.durability;
    }
    get db() {
      return impl.database;
    }
    get error() {
      return impl.error;
    }
    objectStore(name) {
      if (impl.finished) throw new $.DOMException("The transaction has finished.", "InvalidStateError");
      const record = impl.names === null || impl.names.includes(name) ? $.impl(impl.database).stores.get(name) : undefined;
      if (record === undefined) throw new $.DOMException("The specified object store was not found.", "NotFoundError");
      return impl.stores.get(record) ?? $.newStore(this, record, name);
    }
    commit() {
      $.needActive(this);
      impl.commits = true;
      impl.active = false;
      $.goOn(this);
    }
    abort() {
      if (impl.finished || impl.commits) throw new $.DOMException("The transaction has finished.", "InvalidStateError");
      $.abortTransaction(this, null);
    }
  },
);
library({
  newStore(transaction, record, name) {
    const store = $.create("IDBObjectStore", { transaction, record, name, indexes: new Map() });
    $.impl(transaction).stores.set(record, store);
    return store;
  },
});
