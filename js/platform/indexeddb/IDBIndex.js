// https://w3c.github.io/IndexedDB/#index-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBIndex {
  attribute DOMString name;
  readonly attribute IDBObjectStore objectStore;
  readonly attribute any keyPath;
  readonly attribute boolean multiEntry;
  readonly attribute boolean unique;
  IDBRequest get(any query);
  IDBRequest getKey(any query);
  IDBRequest getAll(optional any query, optional any count);
  IDBRequest getAllKeys(optional any query, optional any count);
  IDBRequest getAllRecords(optional any options = {});
  IDBRequest count(optional any query);
  IDBRequest openCursor(optional any query, optional IDBCursorDirection direction = "next");
  IDBRequest openKeyCursor(optional any query, optional IDBCursorDirection direction = "next");
};`,
  class {
    get name() {
      return impl.name;
    }
    set name(name) {
      $.rename(impl, name, "index", impl.store.record.indexes, "An index");
    }
    get objectStore() {
      return impl.objectStore;
    }
    get keyPath() {
      return Array.isArray(impl.record.keyPath) ? (impl.keyPath ??= [...impl.record.keyPath]) : impl.record.keyPath;
    }
    get multiEntry() {
      return impl.record.multiEntry;
    }
    get unique() {
      return impl.record.unique;
    }
    get(query) {
      return $.readOne(this, impl, query, ([, , value]) => $.deserialize(value));
    }
    getKey(query) {
      return $.readOne(this, impl, query, ([, key]) => $.keyValue(key));
    }
    getAll(query, count) {
      return $.readRows(this, impl, query, count, ([, , value]) => $.deserialize(value));
    }
    getAllKeys(query, count) {
      return $.readRows(this, impl, query, count, ([, key]) => $.keyValue(key));
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
  },
);
