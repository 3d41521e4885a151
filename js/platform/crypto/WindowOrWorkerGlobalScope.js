define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  [SameObject] readonly attribute Crypto crypto;
};`,
  class {
    get crypto() {
      return $.crypto;
    }
  },
);
