// https://storage.spec.whatwg.org/#navigatorstorage
define(
  `
partial interface Navigator {
  [SecureContext, SameObject] readonly attribute StorageManager storage;
};`,
  class {
    get storage() {
      return $.create("StorageManager");
    }
  },
);
