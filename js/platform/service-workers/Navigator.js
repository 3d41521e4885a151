// https://w3c.github.io/ServiceWorker/#navigator-serviceworker
define(
  `
partial interface Navigator {
  [SecureContext, SameObject] readonly attribute ServiceWorkerContainer serviceWorker;
};`,
  class {
    get serviceWorker() {
      return $.serviceWorkers;
    }
  },
);
