// https://w3c.github.io/permissions/#navigator-and-workernavigator-extension
define(
  `
partial interface Navigator {
  [SameObject] readonly attribute Permissions permissions;
};`,
  class {
    get permissions() {
      return $.create("Permissions");
    }
  },
);
