// https://w3c.github.io/IndexedDB/#request-api
define(
  `
[Exposed=(Window,Worker)]
interface IDBRequest : EventTarget {
  readonly attribute any result;
  readonly attribute DOMException? error;
  readonly attribute any source;
  readonly attribute IDBTransaction? transaction;
  readonly attribute any readyState;
  attribute EventHandler onsuccess;
  attribute EventHandler onerror;
};`,
  class {
    get result() {
      if (!impl.done) throw new $.DOMException("The request has not finished.", "InvalidStateError");
      return impl.result;
    }
    get error() {
      if (!impl.done) throw new $.DOMException("The request has not finished.", "InvalidStateError");
      return impl.error;
    }
    get source() {
      return impl.source;
    }
    get transaction() {
      return impl.transaction;
    }
    get readyState() {
      return impl.done ? "done" : "pending";
    }
  },
);
