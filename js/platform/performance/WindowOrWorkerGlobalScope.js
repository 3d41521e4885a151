define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  [Replaceable] readonly attribute Performance performance;
};`,
  class {
    get performance() {
      return $.performance;
    }
  },
);
