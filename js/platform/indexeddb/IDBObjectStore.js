// https://w3c.github.io/IndexedDB/#object-store-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBObjectStore {
  attribute DOMString name;
  readonly attribute any keyPath;
  readonly attribute DOMStringList indexNames;
  readonly attribute IDBTransaction transaction;
  readonly attribute boolean autoIncrement;
  IDBRequest put(any value, optional any key);
  IDBRequest add(any value, optional any key);
  IDBRequest delete(any query);
  IDBRequest clear();
  IDBRequest get(any query);
  IDBRequest getKey(any query);
  IDBRequest getAll(optional any query, optional any count);
  IDBRequest getAllKeys(optional any query, optional any count);
  IDBRequest getAllRecords(optional any options = {});
  IDBRequest count(optional any query);
  IDBRequest openCursor(optional any query, optional IDBCursorDirection direction = "next");
  IDBRequest openKeyCursor(optional any query, optional IDBCursorDirection direction = "next");
  IDBIndex index(DOMString name);
  IDBIndex createIndex(DOMString name, any keyPath, optional IDBIndexParameters options = {});
  undefined deleteIndex(DOMString name);
};
enum IDBCursorDirection { "next", "nextunique", "prev", "prevunique" };
dictionary IDBIndexParameters {
  boolean unique = false;
  boolean multiEntry = false;
};`,
  class {
    get name() {
      return impl.name;
    }
    set name(name) {
      $.rename(impl, name, "store", $.impl($.impl(impl.transaction).database).stores, "An object store");
    }
    get keyPath() {
      return Array.isArray(impl.record.keyPath) ? (impl.keyPath ??= [...impl.record.keyPath]) : impl.record.keyPath;
    }
    get indexNames() {
      return $.nameList(impl.record.indexes.keys());
    }
    get transaction() {
      return impl.transaction;
    }
    get autoIncrement() {
      return impl.record.autoIncrement;
    }
    put(value, key) {
      return $.putRecord(this, impl, value, key, false);
    }
    add(value, key) {
      return $.putRecord(this, impl, value, key, true);
    }
    delete(query) {
      $.needWritable(impl);
      const range = $.rangeOf(query, false),
        { transaction, record } = impl;
      return $.execute(this, transaction, () => {
        $.h.indexed_remove($.impl(transaction).id, record.id, range);
      });
    }
    clear() {
      $.needWritable(impl);
      const { transaction, record } = impl;
      return $.execute(this, transaction, () => {
        $.h.indexed_remove($.impl(transaction).id, record.id, "[null,null,false,false]");
      });
    }
    get(query) {
      return $.readOne(this, impl, query, ([, , value]) => $.deserialize(value));
    }
    getKey(query) {
      return $.readOne(this, impl, query, ([key]) => $.keyValue(key));
    }
    getAll(query, count) {
      return $.readRows(this, impl, query, count, ([, , value]) => $.deserialize(value));
    }
    getAllKeys(query, count) {
      return $.readRows(this, impl, query, count, ([key]) => $.keyValue(key));
    }
    getAllRecords(options) {
      return $.readRows(this, impl, { ...options }, undefined, $.recordOf);
    }
    count(query) {
      return $.countRows(this, impl, query);
    }
    openCursor(query, direction) {
      return $.openCursor(this, impl, query, direction, true);
    }
    openKeyCursor(query, direction) {
      return $.openCursor(this, impl, query, direction, false);
    }
    index(name) {
      if (impl.record.deleted || $.impl(impl.transaction).finished)
        throw new $.DOMException("The transaction has finished or the store was deleted.", "InvalidStateError");
      const record = impl.record.indexes.get(name);
      if (record === undefined) throw new $.DOMException("The specified index was not found.", "NotFoundError");
      return impl.indexes.get(record) ?? $.newIndex(this, impl, record, name);
    }
    createIndex(name, keyPath, options) {
      const { unique, multiEntry } = options;
      $.needUpgrade(impl);
      if (impl.record.indexes.has(name))
        throw new $.DOMException("An index with the specified name already exists.", "ConstraintError");
      const path = $.keyPathOf(keyPath);
      if (multiEntry && Array.isArray(path))
        throw new $.DOMException("The keyPath argument was an array and the multiEntry option is true.", "InvalidAccessError");
      const { transaction, record: store } = impl,
        tx = $.impl(transaction).id;
      const id = h.indexed_create_index(tx, store.id, name, JSON.stringify(path), unique, multiEntry);
      const record = { id, keyPath: path, unique, multiEntry, deleted: false, filled: false };
      store.indexes.set(name, record);
      $.alter(transaction, () => {
        if (record.deleted) return;
        for (const [key, , value] of $.rows({ transaction, record: store }, "[null,null,false,false]", "next", null, -1))
          $.h.indexed_index(tx, id, key, JSON.stringify($.indexKeys($.deserialize(value), record)));
      });
      return $.newIndex(this, impl, record, name);
    }
    deleteIndex(name) {
      $.needUpgrade(impl);
      const record = impl.record.indexes.get(name);
      if (record === undefined) throw new $.DOMException("The specified index was not found.", "NotFoundError");
      record.deleted = true;
      impl.record.indexes.delete(name);
      const { transaction } = impl;
      $.alter(transaction, () => {
        $.h.indexed_delete_index($.impl(transaction).id, record.id);
      });
    }
  },
);
library({
  newIndex(self, impl, record, name) {
    const index = $.create("IDBIndex", { transaction: impl.transaction, record, name, store: impl, objectStore: self });
    impl.indexes.set(record, index);
    return index;
  },
});
