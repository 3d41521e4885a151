// https://w3c.github.io/IndexedDB/#record-interface
define(
  `
[Exposed=(Window,Worker)]
interface IDBRecord {
  readonly attribute any key;
  readonly attribute any primaryKey;
  readonly attribute any value;
};`,
  class {
    get key() {
      return impl.key;
    }
    get primaryKey() {
      return impl.primaryKey;
    }
    get value() {
      return impl.value;
    }
  },
);
