// https://w3c.github.io/web-locks/#navigator-mixins
define(
  `
partial interface Navigator {
  [SecureContext, SameObject] readonly attribute LockManager locks;
};`,
  class {
    get locks() {
      return $.create("LockManager");
    }
  },
);
