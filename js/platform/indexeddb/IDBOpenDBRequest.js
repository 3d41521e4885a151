// https://w3c.github.io/IndexedDB/#idbopendbrequest
define(
  `
[Exposed=(Window,Worker)]
interface IDBOpenDBRequest : IDBRequest {
  attribute EventHandler onblocked;
  attribute EventHandler onupgradeneeded;
};`,
  class {},
);
