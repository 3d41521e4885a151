// https://html.spec.whatwg.org/#structured-cloning
define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  any structuredClone(any value, optional any options = {});
};`,
  class {
    structuredClone(value, options) {
      return $.cloneIn($.cloneOut(value, $.transferList(options))).value;
    }
  },
);
