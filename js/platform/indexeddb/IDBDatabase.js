// https://w3c.github.io/IndexedDB/#database-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBDatabase : EventTarget {
  readonly attribute DOMString name;
  readonly attribute unsigned long long version;
  readonly attribute DOMStringList objectStoreNames;
  IDBTransaction transaction(any storeNames, optional any mode = "readonly", optional any options = {});
  undefined close();
  IDBObjectStore createObjectStore(DOMString name, optional IDBObjectStoreParameters options = {});
  undefined deleteObjectStore(DOMString name);
  attribute EventHandler onabort;
  attribute EventHandler onclose;
  attribute EventHandler onerror;
  attribute EventHandler onversionchange;
};
dictionary IDBObjectStoreParameters {
  any keyPath = null;
  boolean autoIncrement = false;
};`,
  class {
    get name() {
      return impl.name;
    }
    get version() {
      return impl.version;
    }
    get objectStoreNames() {
      return $.nameList(impl.stores.keys());
    }
    transaction(storeNames, mode, options) {
      if (impl.upgrade !== null && !$.impl(impl.upgrade).finished)
        throw new $.DOMException("A version change transaction is running.", "InvalidStateError");
      if (impl.closing) throw new $.DOMException("The database connection is closing.", "InvalidStateError");
      const given =
        typeof storeNames === "object" && storeNames !== null && Symbol.iterator in storeNames ? [...storeNames] : [storeNames];
      const names = [...new Set(given.map((name) => $.str(name)))];
      for (const name of names)
        if (!impl.stores.has(name))
          throw new $.DOMException("One of the specified object stores was not found.", "NotFoundError");
      if (names.length === 0) throw new $.DOMException("The storeNames parameter was empty.", "InvalidAccessError");
      const wanted = $.str(mode);
      if (wanted !== "readonly" && wanted !== "readwrite")
        throw new $.TypeError("The mode provided is not 'readonly' or 'readwrite'.");
      const durability = options?.durability === undefined ? "default" : $.str(options.durability);
      if (!["default", "strict", "relaxed"].includes(durability))
        throw new $.TypeError("The durability provided is not a valid enum value.");
      const stores = JSON.stringify(names.map((name) => impl.stores.get(name).id));
      const id = h.indexed_begin(impl.connection, stores, wanted === "readwrite");
      return $.newTransaction(this, names, wanted, id, durability);
    }
    close() {
      $.closeDatabase(this);
    }
    createObjectStore(name, options) {
      const { keyPath, autoIncrement } = options;
      const transaction = $.upgradeOf(impl);
      const path = keyPath === null || keyPath === undefined ? null : $.keyPathOf(keyPath);
      if (impl.stores.has(name))
        throw new $.DOMException("An object store with the specified name already exists.", "ConstraintError");
      if (autoIncrement && (path === "" || Array.isArray(path)))
        throw new $.DOMException(
          "The autoIncrement option was set but the keyPath option was empty or an array.",
          "InvalidAccessError",
        );
      const id = h.indexed_create_store($.impl(transaction).id, name, JSON.stringify(path), autoIncrement);
      const record = { id, keyPath: path, autoIncrement, indexes: new Map(), deleted: false };
      impl.stores.set(name, record);
      return $.newStore(transaction, record, name);
    }
    deleteObjectStore(name) {
      const transaction = $.upgradeOf(impl),
        record = impl.stores.get(name);
      if (record === undefined) throw new $.DOMException("The specified object store was not found.", "NotFoundError");
      record.deleted = true;
      for (const index of record.indexes.values()) index.deleted = true;
      impl.stores.delete(name);
      $.alter(transaction, () => {
        $.h.indexed_delete_store($.impl(transaction).id, record.id);
      });
    }
  },
);
library({
  upgradeOf(db) {
    if (db.upgrade === null)
      throw new $.DOMException("The database is not running a version change transaction.", "InvalidStateError");
    $.needActive(db.upgrade);
    return db.upgrade;
  },
});
