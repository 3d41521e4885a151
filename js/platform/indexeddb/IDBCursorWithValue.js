// https://w3c.github.io/IndexedDB/#idbcursorwithvalue
define(
  `
[Exposed=(Window,Worker)]
interface IDBCursorWithValue : IDBCursor {
  readonly attribute any value;
};`,
  class {
    get value() {
      return impl.value;
    }
  },
);
