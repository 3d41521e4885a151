// https://fetch.spec.whatwg.org/#fetch-method
define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  Promise<Response> fetch(any input, optional RequestInit init = {});
};`,
  class {
    fetch(input, init) {
      return $.fetch(input, init);
    }
  },
);
