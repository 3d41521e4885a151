// https://w3c.github.io/IndexedDB/#dom-windoworworkerglobalscope-indexeddb
define(
  `
partial interface Window {
  readonly attribute IDBFactory indexedDB;
};`,
  class {
    get indexedDB() {
      return $.indexedDB;
    }
  },
);
