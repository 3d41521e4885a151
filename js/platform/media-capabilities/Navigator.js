// https://w3c.github.io/media-capabilities/#navigators-extensions
define(
  `
partial interface Navigator {
  [SameObject] readonly attribute MediaCapabilities mediaCapabilities;
};`,
  class {
    get mediaCapabilities() {
      return $.create("MediaCapabilities");
    }
  },
);
